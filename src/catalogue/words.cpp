#include "words.hpp"

#include "hdis/core/assert.hpp"

#include <algorithm>

namespace hdis::catalogue {
namespace {

template <class Value, std::size_t n>
std::string_view word_for(Value value, const Words<Value, n>& words) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [value](const auto& word) { return word.second == value; });
  HDIS_ASSERT(found != words.end());
  return found->first;
}

}  // namespace

std::string_view to_string(FieldType type) { return word_for(type, field_type_words); }
std::string_view to_string(FieldClass field_class) {
  return word_for(field_class, field_class_words);
}
std::string_view to_string(Detail detail) { return word_for(detail, detail_words); }
std::string_view to_string(DateGrain grain) { return word_for(grain, grain_words); }
std::string_view to_string(MissingKind kind) { return word_for(kind, missing_kind_words); }

}  // namespace hdis::catalogue
