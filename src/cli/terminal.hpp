#pragma once

#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace hdis::cli {

/// The one way to a person's eyes: a stream that hands on what is plain and writes out what a terminal would obey (`hdis::visible`). All that
/// the program prints goes through it, so that no text of a user can colour, hide or move what is around it, wherever it is printed.
///
/// The program's own emphasis goes through as the marks below, if `beneath` is a terminal.
class Terminal {
 public:
  /// `beneath` must outlive it.
  Terminal(std::ostream& beneath, bool is_terminal)
      : buffer_(beneath, is_terminal), stream_(&buffer_) {}

  [[nodiscard]] std::ostream& stream() { return stream_; }

 private:
  class Buffer : public std::streambuf {
   public:
    Buffer(std::ostream& beneath, bool is_terminal)
        : beneath_(beneath), is_terminal_(is_terminal) {}
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() override;

   protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

   private:
    void write(std::string_view text);
    std::ostream& beneath_;
    bool is_terminal_;
    std::string cut_;  ///< The beginning of a character whose end has not been written yet.
  };

  Buffer buffer_;
  std::ostream stream_;
};

/// Marks of the program's own emphasis: code points that Unicode keeps for such use inside a program.
inline constexpr std::string_view bold_mark = "\uFDD0";
inline constexpr std::string_view alarm_mark = "\uFDD1";
inline constexpr std::string_view end_mark = "\uFDD2";

/// A text of a person in one line: also its line breaks are written out.
[[nodiscard]] std::string in_line(std::string_view text);

/// A text of a person as lines of their own, each behind `gutter`, so that none looks like a line of the program.
[[nodiscard]] std::string in_block(std::string_view text, std::string_view gutter = "  │ ");

}  // namespace hdis::cli
