#pragma once

#include "hdis/catalogue/field.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace hdis::catalogue {

/// The words of the catalogue files for the values of an enumeration.
template <class Value, std::size_t n>
using Words = std::array<std::pair<std::string_view, Value>, n>;

inline constexpr Words<FieldType, 5> field_type_words = {{
    {"text", FieldType::text},
    {"integer", FieldType::integer},
    {"decimal", FieldType::decimal},
    {"date", FieldType::date},
    {"time", FieldType::time},
}};

inline constexpr Words<FieldClass, 8> field_class_words = {{
    {"identifier", FieldClass::identifier},
    {"person_key", FieldClass::person_key},
    {"record_key", FieldClass::record_key},
    {"dimension", FieldClass::dimension},
    {"measure", FieldClass::measure},
    {"date", FieldClass::date},
    {"geography", FieldClass::geography},
    {"sensitive", FieldClass::sensitive},
}};

inline constexpr Words<Detail, 4> detail_words = {{
    {"open", Detail::open},
    {"fine", Detail::fine},
    {"banded_only", Detail::banded_only},
    {"never", Detail::never},
}};

inline constexpr Words<DateGrain, 4> grain_words = {{
    {"day", DateGrain::day},
    {"month", DateGrain::month},
    {"quarter", DateGrain::quarter},
    {"year", DateGrain::year},
}};

inline constexpr Words<MissingKind, 4> missing_kind_words = {{
    {"null", MissingKind::null},
    {"invalid", MissingKind::invalid},
    {"not_known", MissingKind::not_known},
    {"not_applicable", MissingKind::not_applicable},
}};

}  // namespace hdis::catalogue
