#include "value_functions.hpp"

#include "hdis/duck/sql_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace hdis::ingest {
namespace {

using catalogue::Catalogue;
using catalogue::CodeList;
using catalogue::Dataset;
using catalogue::Derivation;
using catalogue::ValueTable;

/// A function of a text that gives a text; an empty one stands for NULL.
duck::Function text_function(std::string name,
                             std::function<std::string_view(std::string_view)> value_of) {
  duck::Function function{std::move(name), {duck::Type::text}, duck::Type::text, {}};
  function.call = [value_of = std::move(value_of)](const duck::Chunk& arguments,
                                                   duck::Writer& result) {
    const auto& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      const auto value = input.is_null(row) ? std::string_view() : value_of(input.text(row));
      if (value.empty()) {
        result.set_null(row);
      } else {
        result.set_text(row, value);
      }
    }
  };
  return function;
}

duck::Function table_of(const Derivation& derivation, const Catalogue& catalogue) {
  const auto* table = catalogue.value_table(catalogue::ValueTableId(derivation.inputs.at(0)));
  return text_function(table_function(derivation), [table](std::string_view key) {
    const auto found = table->values.find(std::string(key));
    return found == table->values.end() ? std::string_view() : std::string_view(found->second);
  });
}

duck::Function group_of(const Dataset& dataset, const Derivation& derivation,
                        const Catalogue& catalogue) {
  const auto* field = dataset.find(derivation.inputs.at(0));
  const auto codes = field->codes.value_or(catalogue::CodeSystemId());
  const catalogue::CodeSystemId above(derivation.inputs.at(1));
  return text_function(
      group_function(dataset, derivation), [codes, above, &catalogue](std::string_view code) {
        const auto* found = catalogue.ancestor(codes, code, above);
        return found == nullptr ? std::string_view() : std::string_view(found->code);
      });
}

duck::Function band_of(const Derivation& derivation, const Catalogue& catalogue) {
  const auto* table = catalogue.value_table(catalogue::ValueTableId(derivation.inputs.at(0)));
  duck::Function function{band_function(derivation), {duck::Type::real}, duck::Type::text, {}};
  function.call = [table](const duck::Chunk& arguments, duck::Writer& result) {
    const auto& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      const auto value =
          input.is_null(row) ? std::string_view() : ingest::band_of(*table, input.real(row));
      if (value.empty()) {
        result.set_null(row);
      } else {
        result.set_text(row, value);
      }
    }
  };
  return function;
}

duck::Function list_of(const Derivation& derivation, const Catalogue& catalogue) {
  const auto* list = catalogue.code_list(derivation.inputs.at(0));
  duck::Function function{
      code_list_function(derivation), {duck::Type::text}, duck::Type::integer, {}};
  function.call = [list](const duck::Chunk& arguments, duck::Writer& result) {
    const auto& input = arguments.column(0);
    for (std::size_t row = 0; row < arguments.rows(); ++row) {
      if (input.is_null(row)) {
        result.set_null(row);
      } else {
        result.set_integer(row, holds_code(*list, input.text(row)) ? 1 : 0);
      }
    }
  };
  return function;
}

bool begins_with_one_of(std::string_view code, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [code](const std::string& prefix) { return code.starts_with(prefix); });
}

}  // namespace

std::string band_function(const Derivation& derivation) {
  return "hdis_band " + derivation.inputs.at(0);
}

std::string table_function(const Derivation& derivation) {
  return "hdis_table " + derivation.inputs.at(0);
}

std::string code_list_function(const Derivation& derivation) {
  return "hdis_list " + derivation.inputs.at(0);
}

std::string group_function(const Dataset& dataset, const Derivation& derivation) {
  const auto* field = dataset.find(derivation.inputs.at(0));
  return fmt::format("hdis_group {} {}", field->codes ? field->codes->text() : "",
                     derivation.inputs.at(1));
}

std::string call(const std::string& function, const std::string& argument) {
  return fmt::format("{}({})", duck::quote_identifier(function), argument);
}

bool holds_code(const CodeList& list, std::string_view codes) {
  while (!codes.empty()) {
    const auto code = codes.substr(0, codes.find(','));
    if (begins_with_one_of(code, list.prefixes) && !begins_with_one_of(code, list.except)) {
      return true;
    }
    codes.remove_prefix(std::min(codes.size(), code.size() + 1));
  }
  return false;
}

std::string_view band_of(const ValueTable& table, double number) {
  const auto above =
      std::upper_bound(table.bands.begin(), table.bands.end(), number,
                       [](double value, const auto& band) { return value < band.smallest; });
  return above == table.bands.begin() ? std::string_view() : std::string_view((above - 1)->value);
}

Status add_value_functions(duck::Connection& connection, const Dataset& dataset,
                           const Catalogue& catalogue) {
  std::set<std::string> known;
  for (const auto& field : dataset.fields) {
    if (!field.derivation) continue;
    const auto& derivation = *field.derivation;
    std::optional<duck::Function> function;
    if (derivation.function == "table") function = table_of(derivation, catalogue);
    if (derivation.function == "group") function = group_of(dataset, derivation, catalogue);
    if (derivation.function == "band") function = band_of(derivation, catalogue);
    if (derivation.function == "in_code_list") function = list_of(derivation, catalogue);
    if (!function || !known.insert(function->name).second) continue;
    HDIS_CHECK(connection.add(std::move(*function)));
  }
  return {};
}

}  // namespace hdis::ingest
