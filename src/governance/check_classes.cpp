#include "check_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace hdis::governance {
namespace {

bool uses_sensitive_field(const CheckFacts& facts) {
  return std::ranges::any_of(facts.usage, [&](const query::Usage& usage) {
    const auto* dataset = facts.catalogue.dataset(usage.dataset);
    return std::ranges::any_of(usage.fields, [&](const std::string& name) {
      const auto* field = dataset == nullptr ? nullptr : dataset->find(name);
      return field != nullptr && field->field_class == catalogue::FieldClass::sensitive;
    });
  });
}

/// The class of query that a finding stands for; "" if for none.
std::string class_of(const CheckFinding& finding) {
  if (finding.rule == "tables.national") return "national";
  if (finding.weight != Weight::attention) return "";
  if (finding.rule == "purpose.internal_output") return "internal";
  if (finding.rule == "tables.size") return "large";
  if (finding.rule == "tables.fine") return "fine";
  return "remarked";
}

std::string in_words(const std::set<std::string>& classes) {
  std::string out;
  for (const auto& id : classes) out += (out.empty() ? "" : ", ") + id;
  return out;
}

}  // namespace

std::set<std::string> classes_of(const CheckFacts& facts, const Findings& findings) {
  std::set<std::string> classes;
  for (const auto& finding : findings) {
    if (auto id = class_of(finding); !id.empty()) classes.insert(std::move(id));
  }
  if (uses_sensitive_field(facts)) classes.insert("sensitive");
  if (classes.empty()) classes.insert("ordinary");
  return classes;
}

void check_classes(const CheckFacts& facts, Findings& findings) {
  const auto& automatic = facts.author.agreement.automatic;
  if (automatic.empty()) return;
  const auto classes = classes_of(facts, findings);
  std::set<std::string> for_a_person;
  for (const auto& id : classes) {
    if (find_term(automatic, id) == nullptr) for_a_person.insert(id);
  }
  const auto evidence =
      fmt::format("the agreement lets pass without a person: {}", list_ids(automatic));
  if (for_a_person.empty()) {
    findings.push_back(
        {Weight::note, std::string(passes_by_itself_rule),
         fmt::format("A query of this class ({}) passes without a person.", in_words(classes)),
         evidence, ""});
  } else {
    findings.push_back(
        {Weight::note, "review.person",
         fmt::format("A person decides on a query of this class ({}).", in_words(for_a_person)),
         evidence, ""});
  }
}

bool passes_by_itself(std::span<const CheckFinding> findings) {
  return std::ranges::find(findings, passes_by_itself_rule, &CheckFinding::rule) !=
             findings.end() &&
         must_not_forbid(findings).has_value();
}

}  // namespace hdis::governance
