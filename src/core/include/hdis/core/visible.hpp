#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Texts of people, made safe to look at. A terminal, a browser and a spreadsheet obey characters that nobody sees: they move the cursor,
/// hide what follows or turn its direction round, so that a text can look like the program's own or like another text.
namespace hdis {

/// Whether a character is obeyed rather than shown: controls (but for line feed and tab), marks of direction and other invisible marks,
/// separators of lines, and code points that are no characters.
[[nodiscard]] bool is_obeyed(char32_t code);

/// What lies between the ends of a text.
enum class Lines : std::uint8_t {
  many,  ///< Line feeds and tabs are shown as they are.
  one,   ///< They are obeyed characters like others.
};

/// Whether `text` is UTF-8 and has nothing that is obeyed.
[[nodiscard]] bool is_plain(std::string_view text, Lines lines);

/// `text` with what is obeyed written out: `<U+202E>`; bytes that are no UTF-8 as `<0x9B>`. Plain text is kept as it is.
[[nodiscard]] std::string visible(std::string_view text, Lines lines);

/// JSON with the obeyed characters in its strings escaped (`\u202e`): it means what it meant.
[[nodiscard]] std::string visible_json(std::string_view json);

}  // namespace hdis
