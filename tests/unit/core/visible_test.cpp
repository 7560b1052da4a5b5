#include "hdis/core/visible.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hdis {
namespace {

TEST(Visible, PlainTextIsKept) {
  const std::string text = "Région 5 – “x” <b> \u200d\nline\ttab";
  EXPECT_TRUE(is_plain(text, Lines::many));
  EXPECT_EQ(visible(text, Lines::many), text);
  EXPECT_FALSE(is_plain(text, Lines::one));
  EXPECT_EQ(visible("a\n\tb", Lines::one), "a<U+000A><U+0009>b");
}

// Escape sequences, the carriage return that overwrites a line, C1 in two bytes, and what turns the direction of writing.
TEST(Visible, WhatATerminalObeysIsWrittenOut) {
  EXPECT_EQ(visible("\x1b[31mred", Lines::many), "<U+001B>[31mred");
  EXPECT_EQ(visible("a\rb\x7f", Lines::many), "a<U+000D>b<U+007F>");
  EXPECT_EQ(visible("\xc2\x9b"
                    "31m",
                    Lines::many),
            "<U+009B>31m");
  EXPECT_EQ(visible("\u202e\u2066\u200e\u2028\ufeff\u00ad", Lines::many),
            "<U+202E><U+2066><U+200E><U+2028><U+FEFF><U+00AD>");
  EXPECT_EQ(visible("\U000e0041", Lines::many), "<U+E0041>");
  EXPECT_EQ(visible(std::string_view("\0", 1), Lines::many), "<U+0000>");
}

TEST(Visible, BytesThatAreNoTextAreWrittenOut) {
  EXPECT_EQ(visible("\x9b"
                    "31m",
                    Lines::many),
            "<0x9B>31m");
  EXPECT_EQ(visible("a\xe2\x80", Lines::many), "a<0xE2><0x80>");
  EXPECT_EQ(visible("\xc0\xaf", Lines::many), "<0xC0><0xAF>");
  EXPECT_FALSE(is_plain("\xff", Lines::many));
}

TEST(Visible, JsonMeansWhatItMeant) {
  EXPECT_EQ(visible_json("{\"a\":\"\u202ex\U000e0041\x7f\"}\n"),
            "{\"a\":\"\\u202ex\\udb40\\udc41\\u007f\"}\n");
}

// Whatever the bytes, nothing obeyed is left, and doing it again changes nothing.
TEST(Visible, EveryCharacterAndEveryByte) {
  for (std::uint32_t code = 0; code < 0x3000; ++code) {
    std::string text;
    if (code < 0x80) {
      text = {static_cast<char>(code)};
    } else if (code < 0x800) {
      text = {static_cast<char>(0xC0U | code >> 6U), static_cast<char>(0x80U | (code & 0x3FU))};
    } else {
      text = {static_cast<char>(0xE0U | code >> 12U),
              static_cast<char>(0x80U | (code >> 6U & 0x3FU)),
              static_cast<char>(0x80U | (code & 0x3FU))};
    }
    EXPECT_EQ(is_plain(text, Lines::many), !is_obeyed(code)) << code;
    EXPECT_TRUE(is_plain(visible(text, Lines::one), Lines::one)) << code;
  }
  for (int byte = 0x80; byte < 0x100; ++byte) {
    EXPECT_TRUE(is_plain(visible(std::string(1, static_cast<char>(byte)), Lines::one), Lines::one));
  }
}

}  // namespace
}  // namespace hdis
