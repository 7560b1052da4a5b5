#include "file_copy.hpp"

#include "hdis/core/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

namespace hdis::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = std::size_t{1} << 20U;
constexpr std::size_t most_bytes_of_sums = std::size_t{64} << 20U;
constexpr std::size_t hexadecimal_digits = 64;
constexpr const char* sums_name = "SHA256SUMS";

tl::unexpected<Error> cannot(const fs::path& file, std::string_view what) {
  return fail(ErrorCode::unavailable, "file.copy",
              fmt::format("{} cannot be {}.", file.string(), what),
              "check who owns the folder it is in, and that the disk is not full");
}

tl::unexpected<Error> wrong_sum(const std::string& file, std::string_view what) {
  return fail(ErrorCode::corrupt, "backup.checksum", fmt::format("{} {}.", file, what),
              "use another copy; nothing was done with this one");
}

/// Calls `each` with the pieces of a file. Errors: `not_found`, `unavailable`, those of `each`.
template <class Each>
Status read_pieces(const fs::path& file, const Each& each) {
  HDIS_TRY(opened, open_text_file(file));
  std::string piece(piece_bytes, '\0');
  while (true) {
    const auto read = ::read(opened.number(), piece.data(), piece.size());
    if (read < 0) return cannot(file, "read to its end");
    if (read == 0) return {};
    HDIS_CHECK(each(std::string_view(piece.data(), static_cast<std::size_t>(read))));
  }
}

Result<std::string> sha256_of_file(const fs::path& file) {
  Sha256 hash;
  HDIS_CHECK(read_pieces(file, [&](std::string_view piece) -> Status {
    hash.add(piece);
    return {};
  }));
  return hash.finish();
}

Result<Checksums> read_sums(const fs::path& file) {
  HDIS_TRY(text, read_text_file(file, most_bytes_of_sums));
  Checksums sums;
  for (const auto& line : split(text, '\n')) {
    if (line.empty()) continue;
    if (line.size() < hexadecimal_digits + 3 || line.compare(hexadecimal_digits, 2, "  ") != 0) {
      return wrong_sum(file.string(), "has a line that is no checksum");
    }
    sums[line.substr(hexadecimal_digits + 2)] = line.substr(0, hexadecimal_digits);
  }
  return sums;
}

}  // namespace

Result<CheckedFile> CheckedFile::make(const fs::path& file) {
  HDIS_CHECK(make_private_folder(file.parent_path()));
  Descriptor opened(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
  if (opened.number() < 0) return cannot(file, "made");
  return CheckedFile(std::move(opened), file);
}

Status CheckedFile::write(std::string_view bytes) {
  hash_.add(bytes);
  waiting_ += bytes;
  return waiting_.size() < piece_bytes ? Status() : flush();
}

Status CheckedFile::flush() {
  std::string_view rest = waiting_;
  while (!rest.empty()) {
    const auto written = ::write(opened_.number(), rest.data(), rest.size());
    if (written <= 0) return cannot(file_, "written");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  waiting_.clear();
  return {};
}

Result<std::string> CheckedFile::finish() {
  HDIS_CHECK(flush());
  if (::fsync(opened_.number()) != 0) return cannot(file_, "written");
  return hash_.finish();
}

Result<std::string> copy_checked(const fs::path& from, const fs::path& to) {
  HDIS_TRY(target, CheckedFile::make(to));
  HDIS_CHECK(read_pieces(from, [&](std::string_view piece) { return target.write(piece); }));
  return target.finish();
}

Result<std::vector<std::string>> files_below(const fs::path& folder) {
  std::vector<std::string> found;
  std::error_code error;
  if (!fs::exists(folder, error)) return found;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().filename() == ".work") it.disable_recursion_pending();
    if (!fs::is_regular_file(it->symlink_status(error))) continue;
    found.push_back(it->path().lexically_relative(folder).string());
  }
  if (error) return cannot(folder, "read to its end");
  std::ranges::sort(found);
  return found;
}

Status copy_tree(const fs::path& from, const fs::path& to, const std::string& prefix,
                 Checksums& sums) {
  HDIS_TRY(files, files_below(from));
  for (const auto& file : files) {
    if (file.find('\n') != std::string::npos)
      return cannot(from / file, "named in a list of files");
    HDIS_TRY(sum, copy_checked(from / file, to / file));
    sums[prefix + file] = sum;
  }
  return {};
}

std::string checksums_text(const Checksums& sums) {
  std::string text;
  for (const auto& [file, sum] : sums) text += fmt::format("{}  {}\n", sum, file);
  return text;
}

Status check_folder_sums(const fs::path& folder) {
  HDIS_TRY(sums, read_sums(folder / sums_name));
  HDIS_TRY(files, files_below(folder));
  for (const auto& file : files) {
    if (file != sums_name && !sums.contains(file)) {
      return wrong_sum((folder / file).string(), "is not in SHA256SUMS");
    }
  }
  for (const auto& [file, expected] : sums) {
    if (!std::ranges::binary_search(files, file)) {
      return wrong_sum((folder / file).string(), "is missing");
    }
    HDIS_TRY(sum, sha256_of_file(folder / file));
    if (sum != expected) return wrong_sum((folder / file).string(), "was changed");
  }
  return {};
}

}  // namespace hdis::service
