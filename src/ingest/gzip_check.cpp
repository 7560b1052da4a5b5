#include "gzip_check.hpp"

#include "hdis/core/assert.hpp"

#include "file_io.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <zlib.h>

#include <memory>
#include <vector>

namespace hdis::ingest {
namespace {

constexpr std::size_t inflated_bytes_at_once = std::size_t{1} << 18U;

/// What is known of the stream after some of its bytes.
enum class Progress : std::uint8_t { within_member, between_members, broken };

/// Follows a stream of gzip members through blocks of its bytes; the text itself is thrown away.
class Follower {
 public:
  Follower() {
    constexpr int gzip_only = 16;
    HDIS_ASSERT(inflateInit2(&stream_, MAX_WBITS + gzip_only) == Z_OK);
  }
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;
  ~Follower() { inflateEnd(&stream_); }

  Progress take(std::vector<unsigned char>& block, std::size_t size) {
    stream_.next_in = block.data();
    stream_.avail_in = static_cast<unsigned>(size);
    while (stream_.avail_in > 0 && state_ != Progress::broken) step();
    return state_;
  }

  [[nodiscard]] std::uint64_t text_bytes() const { return text_bytes_; }

 private:
  void step() {
    // Concatenated members are one text. That anything else follows one, inflate says.
    if (state_ == Progress::between_members) {
      HDIS_ASSERT(inflateReset(&stream_) == Z_OK);
      state_ = Progress::within_member;
    }
    stream_.next_out = text_.data();
    stream_.avail_out = static_cast<unsigned>(text_.size());
    const int result = inflate(&stream_, Z_NO_FLUSH);
    text_bytes_ += text_.size() - stream_.avail_out;
    if (result == Z_STREAM_END) {
      state_ = Progress::between_members;
    } else if (result != Z_OK) {
      state_ = Progress::broken;
    }
  }

  z_stream stream_{};
  std::vector<unsigned char> text_ = std::vector<unsigned char>(inflated_bytes_at_once);
  std::uint64_t text_bytes_ = 0;
  Progress state_ = Progress::within_member;
};

tl::unexpected<Error> damaged(const std::filesystem::path& file, std::string_view what) {
  return fail(ErrorCode::invalid_input, "ingest.gzip",
              fmt::format("'{}' cannot be read as gzip: it {}.", file.filename().string(), what),
              "Nothing was stored. Compare its size and checksum with the sender's, and copy or "
              "compress it again.");
}

}  // namespace

Result<std::uint64_t> check_gzip(const std::filesystem::path& file, const std::stop_token& stop) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened) return fail(io_error("open", file));
  const auto follower = std::make_unique<Follower>();
  std::vector<unsigned char> block(inflated_bytes_at_once);
  auto progress = Progress::within_member;
  while (true) {
    if (stop.stop_requested()) {
      return fail(ErrorCode::cancelled, "ingest.cancelled",
                  "Stopped on request; nothing was stored.");
    }
    HDIS_TRY(count, read_up_to(opened.get(), block.data(), block.size(), file));
    progress = follower->take(block, count);
    if (progress == Progress::broken) {
      return damaged(file, "is damaged, or is something else from some place on");
    }
    if (count < block.size()) break;
  }
  if (progress == Progress::between_members) return follower->text_bytes();
  return damaged(file, "stops before its end, so it was cut off");
}

}  // namespace hdis::ingest
