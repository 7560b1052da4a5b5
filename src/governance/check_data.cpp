#include "check_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace hdis::governance {
namespace {

constexpr auto ask_for_amendment =
    "leave it out, or ask the custodian for an amendment of the agreement";

std::string list_years(const std::vector<FinancialYear>& years) {
  std::string out;
  for (std::size_t i = 0; i < years.size(); ++i) {
    // Years that follow one another are told as a span.
    std::size_t last = i;
    while (last + 1 < years.size() &&
           years[last + 1].first_calendar_year() == years[last].first_calendar_year() + 1) {
      ++last;
    }
    out += (out.empty() ? "" : ", ") + years[i].label();
    if (last > i) out += " to " + years[last].label();
    i = last;
  }
  return out;
}

std::string list_names(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::vector<FinancialYear> loaded_years(const CheckFacts& facts,
                                        const catalogue::DatasetId& dataset) {
  std::vector<FinancialYear> years;
  for (const auto& data : facts.loaded) {
    if (data.dataset == dataset) years.push_back(data.year);
  }
  std::ranges::sort(years);
  return years;
}

std::vector<FinancialYear> without(const std::vector<FinancialYear>& years,
                                   const std::vector<FinancialYear>& allowed) {
  std::vector<FinancialYear> out;
  std::ranges::set_difference(years, allowed, std::back_inserter(out));
  return out;
}

/// A query that names no year counts every loaded year, so each of them must be allowed.
void check_years(const CheckFacts& facts, const query::Usage& usage, const DatasetTerms& terms,
                 Findings& findings) {
  const auto& name = usage.dataset.text();
  const auto allowed = terms.years_on(date_of(facts.author.now));
  const auto evidence = fmt::format("the agreement covers {} of {}", list_years(allowed), name);

  if (usage.years.empty()) {
    const auto outside = without(loaded_years(facts, usage.dataset), allowed);
    if (!outside.empty()) {
      forbid(findings, "agreement.every_year",
             fmt::format(
                 "The query names no year of {}, so it would count every year that is loaded; {} "
                 "not in the agreement.",
                 name, list_years(outside) + (outside.size() == 1 ? " is" : " are")),
             evidence, "name the years in the query");
    }
    return;
  }
  const auto outside = without(usage.years, allowed);
  if (!outside.empty()) {
    forbid(findings, "agreement.years",
           fmt::format("{} of {} not in the agreement.", list_years(outside),
                       name + (outside.size() == 1 ? " is" : " are")),
           evidence, ask_for_amendment);
  }
}

void check_loaded(const CheckFacts& facts, const query::Usage& usage, Findings& findings) {
  const auto loaded = loaded_years(facts, usage.dataset);
  const auto& name = usage.dataset.text();
  const auto evidence = loaded.empty() ? fmt::format("no year of {} is loaded", name)
                                       : fmt::format("loaded of {}: {}", name, list_years(loaded));
  const auto missing = without(usage.years, loaded);
  if (missing.empty() && !loaded.empty()) return;
  forbid(findings, "data.year_not_loaded",
         missing.empty() ? fmt::format("No data of {} are loaded.", name)
                         : fmt::format("{} of {} not loaded.", list_years(missing),
                                       name + (missing.size() == 1 ? " is" : " are")),
         evidence, "ask for a year that is loaded, or ask the custodian when the data will arrive");
}

bool is_sensitive(const CheckFacts& facts, const query::Usage& usage, const std::string& name) {
  const auto* dataset = facts.catalogue.dataset(usage.dataset);
  const auto* field = dataset == nullptr ? nullptr : dataset->find(name);
  return field != nullptr && field->field_class == catalogue::FieldClass::sensitive;
}

void check_fields(const CheckFacts& facts, const query::Usage& usage, const DatasetTerms& terms,
                  Findings& findings) {
  std::vector<std::string> outside;
  std::vector<std::string> sensitive;
  for (const auto& name : usage.fields) {
    const auto named = [&](const std::vector<std::string>& names) {
      return std::ranges::find(names, name) != names.end();
    };
    if (is_sensitive(facts, usage, name)) {
      if (!named(terms.sensitive_fields)) sensitive.push_back(name);
    } else if (terms.fields && !named(*terms.fields)) {
      outside.push_back(name);
    }
  }

  const auto& dataset = usage.dataset.text();
  if (!outside.empty()) {
    forbid(findings, "agreement.fields",
           fmt::format("The agreement does not include {} of {}.", list_names(outside), dataset),
           fmt::format("fields of {} in the agreement: {}", dataset, list_names(*terms.fields)),
           ask_for_amendment);
  }
  if (!sensitive.empty()) {
    forbid(findings, "agreement.sensitive_fields",
           fmt::format("{} of {} sensitive, and the agreement does not name {}.",
                       list_names(sensitive), dataset + (sensitive.size() == 1 ? " is" : " are"),
                       sensitive.size() == 1 ? "it" : "them"),
           terms.sensitive_fields.empty()
               ? fmt::format("the agreement names no sensitive field of {}", dataset)
               : fmt::format("sensitive fields of {} in the agreement: {}", dataset,
                             list_names(terms.sensitive_fields)),
           ask_for_amendment);
  }
}

void note_within(const query::Usage& usage, const std::vector<FinancialYear>& allowed,
                 Findings& findings) {
  findings.push_back(
      {Weight::note, "agreement.data",
       fmt::format("{}, {} and {} field(s), is within the agreement.", usage.dataset.text(),
                   usage.years.empty() ? "every loaded year" : list_years(usage.years),
                   usage.fields.size()),
       fmt::format("the agreement covers {}", list_years(allowed)), ""});
}

}  // namespace

void check_data(const CheckFacts& facts, Findings& findings) {
  for (const auto& usage : facts.usage) {
    const auto before = findings.size();
    const auto* terms = facts.author.agreement.terms(usage.dataset);
    if (terms == nullptr) {
      std::vector<std::string> names;
      for (const auto& known : facts.author.agreement.datasets)
        names.push_back(known.dataset.text());
      forbid(findings, "agreement.dataset",
             fmt::format("The agreement does not include the dataset {}.", usage.dataset.text()),
             fmt::format("datasets of the agreement: {}", list_names(names)), ask_for_amendment);
      continue;
    }
    check_years(facts, usage, *terms, findings);
    check_loaded(facts, usage, findings);
    check_fields(facts, usage, *terms, findings);
    if (findings.size() == before)
      note_within(usage, terms->years_on(date_of(facts.author.now)), findings);
  }
}

}  // namespace hdis::governance
