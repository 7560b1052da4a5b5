#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/functions.hpp"
#include "bind/row_binder.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

std::vector<std::string> known_names(const RowRelation& rows, const catalogue::Dataset& dataset) {
  std::vector<std::string> names;
  for (const auto& column : rows.columns) names.push_back(column.name);
  if (!rows.all_fields) return names;
  for (const auto& field : dataset.fields) {
    if (field.field_class == catalogue::FieldClass::identifier) continue;
    names.push_back(field.name);
    names.insert(names.end(), field.aliases.begin(), field.aliases.end());
  }
  return names;
}

std::string or_list(const std::vector<std::string>& names) {
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    result += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  }
  return result;
}

std::string other_dataset_with(const catalogue::Catalogue& catalogue, const catalogue::Dataset& own,
                               const std::string& name) {
  for (const auto& dataset : catalogue.datasets()) {
    if (dataset.id != own.id && dataset.find(name) != nullptr) return to_upper(dataset.id.text());
  }
  return "";
}

// Fields of which a word of the label is `word`: AGE is no field, and several are ages.
std::vector<std::string> fields_about(const catalogue::Dataset& dataset, const std::string& word) {
  constexpr std::size_t most = 3;
  std::vector<std::string> found;
  for (const auto& field : dataset.fields) {
    if (found.size() == most) break;
    if (field.field_class == catalogue::FieldClass::identifier) continue;
    for (const auto& part : split(to_upper(field.label), ' ')) {
      if (part != to_upper(word)) continue;
      found.push_back(field.name + " (" + field.label + ")");
      break;
    }
  }
  return found;
}

const ast::SelectItem* selected_as(const ast::Select* select, const ast::Name& name) {
  if (select == nullptr || !name.qualifier.empty()) return nullptr;
  const auto found =
      std::find_if(select->items.begin(), select->items.end(), [&](const ast::SelectItem& item) {
        return !item.alias.empty() && same_name(item.alias, name.text);
      });
  return found == select->items.end() ? nullptr : &*found;
}

}  // namespace

std::optional<RowExpression> RowBinder::named(const ast::Name& name) {
  if (!check_qualifier(name)) return std::nullopt;
  if (const auto* column = find_column(rows_, name.text)) {
    const auto& bound = column->by_branch[branch_index_];
    if (!context_.spend(size_of(bound), name.where)) return std::nullopt;
    return bound;
  }
  const auto* field = rows_.all_fields ? dataset().find(name.text) : nullptr;
  if (field == nullptr) {
    unknown_name(name);
    return std::nullopt;
  }
  if (!same_name(field->name, name.text)) context_.written_as.emplace(field->name, name.text);
  note_years_without(*field, name.where);
  return RowExpression{FieldRef{field->name, field->type}};
}

bool RowBinder::check_qualifier(const ast::Name& name) {
  if (name.qualifier.empty()) return true;
  const std::string qualifier = to_lower(name.qualifier);
  const auto& known = rows_.qualifiers;
  if (std::find(known.begin(), known.end(), qualifier) != known.end()) return true;
  context_.diagnostics.mistake("query.unknown_qualifier",
                               "There is no table called " + name.qualifier + " here.",
                               known.empty() ? "Write " + name.text + " alone."
                                             : "Write " + known.front() + "." + name.text + ".",
                               name.where);
  return false;
}

void RowBinder::unknown_name(const ast::Name& name) {
  if (const auto* item = selected_as(context_.where_of, name)) {
    const bool counted = has_aggregate(item->expression);
    context_.diagnostics.mistake(
        "query.alias_in_where",
        name.text +
            " is a name that SELECT gives; WHERE looks at records, before there are columns.",
        counted ? "Leave the condition out: groups cannot be chosen by their counts."
                : "Write in WHERE what it stands for: " + written_text(item->expression) + ".",
        name.where);
    return;
  }
  const auto near = nearest(name.text, known_names(rows_, dataset()));
  std::string suggestion = near.empty() ? "" : "Did you mean " + or_list(near) + "?";
  if (near.empty() && rows_.all_fields) {
    const auto about = fields_about(dataset(), name.text);
    if (!about.empty()) suggestion = "Did you mean " + or_list(about) + "?";
  }
  const std::string own = to_upper(dataset().id.text());
  const std::string other =
      rows_.all_fields ? other_dataset_with(context_.catalogue, dataset(), name.text) : "";
  if (!other.empty()) {
    const std::string ask = "Ask for it FROM the tables of " + other + ", or leave it out.";
    context_.diagnostics.mistake("query.field_of_other_dataset",
                                 name.text + " is a field of " + other + ", not of " + own + ".",
                                 suggestion.empty() ? ask : suggestion, name.where);
    return;
  }
  if (suggestion.empty()) {
    suggestion =
        "If it is meant as a text, write it in single quotes: " + to_query_text(Value{name.text}) +
        ".";
  }
  const std::string place = rows_.all_fields ? own + " has no field" : "Here is no column";
  context_.diagnostics.mistake("query.unknown_field", place + " called " + name.text + ".",
                               suggestion, name.where);
}

void RowBinder::note_years_without(const catalogue::Field& field, SourcePosition where) {
  for (const auto year : branch_.years) {
    const bool early = field.first_year && year < *field.first_year;
    const bool late = field.last_year && year > *field.last_year;
    if (!early && !late) continue;
    const std::string bound =
        early ? "from " + field.first_year->label() + " on" : "until " + field.last_year->label();
    context_.diagnostics.warn(
        "lint.field_not_in_year",
        field.name + " exists " + bound + "; in " + year.label() + " it has no values.",
        "Ask for other years, or use another field.", where);
    return;
  }
}

std::optional<FieldRef> RowBinder::plain_field(const ast::Expression& expression) {
  const auto* name = std::get_if<ast::Name>(&expression.node);
  if (name == nullptr) return std::nullopt;
  const auto bound = named(*name);
  if (!bound) return std::nullopt;
  const auto* field = std::get_if<FieldRef>(&bound->node);
  return field == nullptr ? std::nullopt : std::optional(*field);
}

}  // namespace hdis::query
