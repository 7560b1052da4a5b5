#include "syntax/sign.hpp"

#include <array>
#include <span>

namespace hdis::query::syntax {

namespace {

struct Spelling {
  std::string_view text;
  Symbol symbol;
};

// Longer spellings first, because the first that fits is taken.
constexpr std::array spellings = {
    Spelling{"<=>", Symbol::none},         Spelling{"===", Symbol::none},
    Spelling{"\u00ac=", Symbol::none},     Spelling{"<>", Symbol::not_equal},
    Spelling{"!=", Symbol::not_equal},     Spelling{"<=", Symbol::less_equal},
    Spelling{">=", Symbol::greater_equal}, Spelling{"==", Symbol::double_equal},
    Spelling{"=>", Symbol::none},          Spelling{"=<", Symbol::none},
    Spelling{"><", Symbol::none},          Spelling{"^=", Symbol::none},
    Spelling{"~=", Symbol::none},          Spelling{":=", Symbol::none},
    Spelling{"&&", Symbol::none},          Spelling{"**", Symbol::none},
    Spelling{"||", Symbol::concatenate},   Spelling{"::", Symbol::cast},
    Spelling{"(", Symbol::left_bracket},   Spelling{")", Symbol::right_bracket},
    Spelling{",", Symbol::comma},          Spelling{".", Symbol::dot},
    Spelling{"*", Symbol::star},           Spelling{"/", Symbol::slash},
    Spelling{"%", Symbol::percent},        Spelling{"+", Symbol::plus},
    Spelling{"-", Symbol::minus},          Spelling{"=", Symbol::equal},
    Spelling{"<", Symbol::less},           Spelling{">", Symbol::greater},
    Spelling{"|", Symbol::none},           Spelling{"!", Symbol::none},
    Spelling{"&", Symbol::none},           Spelling{"~", Symbol::none},
};

// Signs that a formula editor writes, read as what they mean.
constexpr std::array mathematical_signs = {
    Spelling{"\u2264", Symbol::less_equal},
    Spelling{"\u2265", Symbol::greater_equal},
    Spelling{"\u2260", Symbol::not_equal},
};

std::optional<Sign> find(std::span<const Spelling> known, std::string_view text) {
  for (const Spelling& spelling : known) {
    if (text.starts_with(spelling.text)) return Sign{spelling.symbol, spelling.text.size(), false};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Sign> sign_at(std::string_view text) {
  auto sign = find(spellings, text);
  if (sign) return sign;
  sign = find(mathematical_signs, text);
  if (sign) sign->mathematical = true;
  return sign;
}

}  // namespace hdis::query::syntax
