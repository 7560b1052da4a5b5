#include "hdis/core/text.hpp"

#include "bind/ast_text.hpp"
#include "bind/table_select.hpp"
#include "plan/visit.hpp"

#include <algorithm>

namespace hdis::query {
namespace {

std::string full_name(const ast::Name& name) {
  return name.qualifier.empty() ? name.text : name.qualifier + "." + name.text;
}

const NamedRelation* find_named(const Names& names, const ast::Name& name) {
  for (const NamedRelation* one = names.get(); one != nullptr; one = one->older.get()) {
    if (one->name == to_lower(name.text)) return one;
  }
  return nullptr;
}

// hes_apc_2017 and hes_apc_17_18, as they are meant: hes_apc_1718. "" where the end is no year at all.
std::string with_financial_year(const Context& context, const std::string& name) {
  const auto end = name.find_last_not_of("0123456789_") + 1;
  std::string digits;
  for (const char c : name.substr(end)) {
    if (c != '_') digits += c;
  }
  const bool one_year = digits.size() == 4 && digits > "1989" && digits < "2098";
  auto year = FinancialYear::parse(digits);
  if (one_year) year = FinancialYear::starting(std::stoi(digits));
  if (!year) return "";
  std::string meant = name.substr(0, end) + "_" + year->code();
  return context.catalogue.resolve_table(meant) ? meant : "";
}

void unknown_table(Context& context, const Names& names, const ast::Name& name) {
  if (const auto meant = with_financial_year(context, full_name(name)); !meant.empty()) {
    context.diagnostics.mistake(
        "query.unknown_table", full_name(name) + " does not end in a financial year.",
        "Years run from April to March and are written with both halves: did you mean " + meant +
            "?",
        name.where);
    return;
  }
  std::vector<std::string> known;
  std::string list;
  for (const auto& dataset : context.catalogue.datasets()) {
    known.insert(known.end(), dataset.table_names.begin(), dataset.table_names.end());
    if (!dataset.table_names.empty()) {
      list += (list.empty() ? "" : ", ") + dataset.table_names.front();
    }
  }
  for (const NamedRelation* one = names.get(); one != nullptr; one = one->older.get()) {
    known.push_back(one->name);
  }
  const auto near = nearest(name.text, known, 1);
  context.diagnostics.mistake(
      "query.unknown_table",
      "There is no dataset called " + full_name(name) +
          ". Tables of your own cannot be brought in.",
      near.empty() ? "The datasets are: " + list +
                         "; a year is named like hes_apc_1718. Those that a custodian has added "
                         "are known only with their store."
                   : "Did you mean " + near.front() + "?",
      name.where);
}

std::optional<Relation> bind_dataset(Context& context, const Names& names, const ast::Name& name) {
  const auto match = context.catalogue.resolve_table(full_name(name));
  if (!match) {
    unknown_table(context, names, name);
    return std::nullopt;
  }
  if (match->unknown_prefix) {
    context.diagnostics.note("note.table_name",
                             full_name(name) + " was read as " + match->dataset->title +
                                 (match->year ? " of " + match->year->label() : "") + ".",
                             "", name.where);
  }
  RowRelation rows;
  rows.all_fields = true;
  rows.where = name.where;
  rows.qualifiers = {to_lower(full_name(name)), to_lower(name.text)};
  RowBranch branch{match->dataset, {}, Predicate{Constant{true}}};
  if (match->year) branch.years.push_back(*match->year);
  rows.branches.push_back(std::move(branch));
  return Relation{std::move(rows)};
}

// A set of persons is a query of its own, which takes as much text as this many other conditions.
constexpr std::size_t person_set_weight = 16;

std::size_t size_written_out(const Relation& relation) {
  std::size_t size = 0;
  const auto* rows = std::get_if<RowRelation>(&relation);
  for (const auto& branch : rows == nullptr ? std::vector<RowBranch>() : rows->branches) {
    size += size_of(branch.filter);
    visit_populations(branch.filter, [&](const Population&) { size += person_set_weight; });
  }
  return size;
}

// What a name stands for is written out where it is used: with two uses of a name in each step, a question doubles at each.
std::optional<Relation> bind_known(Context& context, const NamedRelation& known,
                                   SourcePosition where) {
  if (!known.relation || !context.spend(size_written_out(*known.relation), where))
    return std::nullopt;
  return known.relation;
}

void set_qualifiers(Relation& relation, std::vector<std::string> qualifiers) {
  if (auto* rows = std::get_if<RowRelation>(&relation)) {
    rows->qualifiers = std::move(qualifiers);
    return;
  }
  auto& table = std::get<TableRelation>(relation);
  table.qualifiers.assign(table.plan.columns.size(), qualifiers);
}

std::optional<Relation> bind_source(Context& context, const ast::TableRef& ref,
                                    const Names& names) {
  const auto* name = std::get_if<ast::Name>(&ref.source);
  std::optional<Relation> bound;
  std::vector<std::string> qualifiers;
  if (name == nullptr) {
    bound = bind_query(context, *std::get<Box<ast::Query>>(ref.source), names);
  } else if (const auto* known = find_named(names, *name)) {
    bound = bind_known(context, *known, name->where);
    qualifiers.push_back(to_lower(name->text));
  } else {
    bound = bind_dataset(context, names, *name);
    if (bound) qualifiers = std::get<RowRelation>(*bound).qualifiers;
  }
  if (!bound) return std::nullopt;
  if (ref.pivot) bound = bind_pivot(context, *ref.pivot, names, std::move(*bound));
  if (!bound) return std::nullopt;
  if (!ref.alias.empty()) qualifiers.push_back(to_lower(ref.alias));
  set_qualifiers(*bound, std::move(qualifiers));
  return bound;
}

// Two tables side by side, with where the second was written.
struct Joined {
  const ast::TableRef* table = nullptr;
  ast::Join join;
};

std::vector<Joined> sources_of(const ast::Select& select) {
  std::vector<Joined> sources;
  const auto add = [&](const ast::TableRef& ref, ast::Join join) {
    sources.push_back({&ref, std::move(join)});
    for (const auto& one : ref.joins) sources.push_back({&*one.right, one});
  };
  for (const auto& ref : select.from) {
    // A comma is a join whose condition stands in WHERE.
    ast::Join comma{ast::JoinKind::cross, ref, std::nullopt, {}, ref.where};
    const bool inner = select.from.size() > 1 && select.where_condition.has_value();
    if (inner) {
      comma.kind = ast::JoinKind::inner;
      comma.on = select.where_condition;
    }
    add(ref, std::move(comma));
  }
  return sources;
}

// Tables with commas between them that are years of one dataset: what is meant is one under the other.
std::string years_of_one_dataset(const Context& context, const std::vector<Joined>& sources,
                                 const Names& names) {
  std::string text;
  const catalogue::Dataset* common = nullptr;
  for (const auto& source : sources) {
    const auto* name = std::get_if<ast::Name>(&source.table->source);
    if (name == nullptr || find_named(names, *name) != nullptr) return "";
    const auto match = context.catalogue.resolve_table(full_name(*name));
    if (!match || !match->year || (common != nullptr && common != match->dataset)) return "";
    common = match->dataset;
    text += (text.empty() ? "" : " UNION ALL ") + std::string("SELECT * FROM ") + full_name(*name);
  }
  return "FROM (" + text + ")";
}

void refuse_join_of_rows(Context& context, SourcePosition where) {
  context.diagnostics.refuse(
      "query.join_of_rows",
      "Records cannot be joined: that would link people to other data about them.",
      "To keep the records of a group of people, write person IN (SELECT person FROM ... WHERE "
      "...). "
      "Tables of counts can be joined on all their dimensions.",
      where);
}

}  // namespace

std::optional<Relation> bind_from(Context& context, const ast::Select& select, const Names& names) {
  const auto sources = sources_of(select);
  if (sources.empty()) {
    context.diagnostics.mistake("query.no_table", "This query does not say FROM which table.",
                                "Write FROM hes_apc_1718, for example.", select.where);
    return std::nullopt;
  }
  if (sources.size() == 1) return bind_source(context, *sources.front().table, names);

  const bool commas = select.from.size() == sources.size();
  if (const auto years = years_of_one_dataset(context, sources, names); commas && !years.empty()) {
    context.diagnostics.refuse("query.join_of_rows",
                               "A comma joins every record with every other; several years are put "
                               "one under the other.",
                               "Write " + years + ".", sources[1].join.where);
    return std::nullopt;
  }
  std::optional<TableRelation> joined;
  bool failed = false;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto where = i == 0 ? sources[1].join.where : sources[i].join.where;
    auto bound = bind_source(context, *sources[i].table, names);
    if (bound && std::holds_alternative<RowRelation>(*bound)) {
      refuse_join_of_rows(context, where);
      bound.reset();
    }
    failed = failed || !bound;
    if (failed) continue;
    auto& table = std::get<TableRelation>(*bound);
    joined = i == 0 ? std::optional(std::move(table))
                    : bind_join(context, std::move(*joined), std::move(table), sources[i].join);
    failed = !joined;
  }
  if (failed) return std::nullopt;
  return Relation{std::move(*joined)};
}

}  // namespace hdis::query
