#include "terminal.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace hdis::cli {
namespace {

// What comes out of a stream into which the pieces are written one after the other.
std::string shown(std::initializer_list<std::string> pieces, bool is_terminal = true) {
  std::ostringstream beneath;
  {
    Terminal terminal(beneath, is_terminal);
    for (const auto& piece : pieces) terminal.stream() << piece;
  }
  return beneath.str();
}

TEST(Terminal, WritesOutWhatATerminalObeys) {
  EXPECT_EQ(shown({"plain é\n", "\x1b[8m", "x\u202e"}), "plain é\n<U+001B>[8mx<U+202E>");
}

// A character that is written in pieces, byte by byte at worst, is still that character.
TEST(Terminal, PutsCharactersTogetherThatWereCut) {
  EXPECT_EQ(shown({"\xe2", "\x80", "\xae!"}), "<U+202E>!");
  EXPECT_EQ(shown({"caf\xc3", "\xa9"}), "café");
  EXPECT_EQ(shown({"\xe2\x80", "x"}), "<0xE2><0x80>x");
  EXPECT_EQ(shown({"end \xf0\x9f"}), "end <0xF0><0x9F>");
  std::ostringstream beneath;
  Terminal terminal(beneath, true);
  for (const char byte : std::string("–\x1b")) terminal.stream().put(byte);
  EXPECT_EQ(beneath.str(), "–<U+001B>");
}

// Emphasis is the program's, and only on a terminal: elsewhere a mark can only come from a user.
TEST(Terminal, EmphasisIsForTerminals) {
  const std::string text = std::string(bold_mark) + "R-1" + std::string(end_mark) + " \x1b[1m";
  EXPECT_EQ(shown({text}), "\x1b[1mR-1\x1b[0m <U+001B>[1m");
  EXPECT_EQ(shown({text}, false), "<U+FDD0>R-1<U+FDD2> <U+001B>[1m");
  EXPECT_EQ(shown({in_line(text)}), "<U+FDD0>R-1<U+FDD2> <U+001B>[1m");
}

TEST(Terminal, TextsOfPeopleAreNoLinesOfTheProgram) {
  EXPECT_EQ(in_line("ok\nAutomatic checks"), "ok<U+000A>Automatic checks");
  EXPECT_EQ(in_block("a\nAutomatic checks\r\n", "| "), "| a\n| Automatic checks");
  EXPECT_EQ(in_block("a\rb\x1b[2K", "| "), "| a<U+000D>b<U+001B>[2K");
}

}  // namespace
}  // namespace hdis::cli
