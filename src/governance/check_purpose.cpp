#include "check_rules.hpp"

#include <fmt/format.h>

namespace hdis::governance {
namespace {

constexpr auto ask_to_amend = "ask the custodian for an amendment of the agreement";

void check_words(const CheckFacts& facts, Findings& findings) {
  const auto& agreement = facts.author.agreement;
  // 1. The work area is one for which the agreement was made.
  if (find_term(agreement.work_areas, facts.purpose.work_area) == nullptr) {
    forbid(
        findings, "purpose.work_area",
        fmt::format("The agreement does not cover the work area \"{}\".", facts.purpose.work_area),
        fmt::format("work areas of the agreement: {}", list_ids(agreement.work_areas)),
        suggest_term(agreement.work_areas, facts.purpose.work_area));
  }
  // 2. So is each question.
  for (const auto& question : facts.purpose.questions) {
    if (find_term(agreement.questions, question) != nullptr) continue;
    forbid(findings, "purpose.question",
           fmt::format("The agreement does not cover the question \"{}\".", question),
           fmt::format("questions of the agreement: {}", list_ids(agreement.questions)),
           suggest_term(agreement.questions, question));
  }
}

void check_customer(const CheckFacts& facts, Findings& findings) {
  const auto& agreement = facts.author.agreement;
  // 3. The customer is known, so that its kind is not what the author says.
  if (!facts.customer) {
    forbid(findings, "purpose.customer_unknown",
           fmt::format("The customer {} is not registered here.", facts.purpose.customer.text()),
           "", "ask the custodian to register it with `hdis org add`");
    return;
  }
  // 4. The agreement allows work for organisations of that kind (M13).
  if (find_term(agreement.recipients, facts.customer->kind) == nullptr) {
    forbid(findings, "purpose.customer_kind",
           fmt::format("The agreement does not allow work for {}, which is of the kind \"{}\".",
                       facts.customer->name, facts.customer->kind),
           fmt::format("kinds in the agreement: {}", list_ids(agreement.recipients)), ask_to_amend);
  }
  // 5. Nothing is done for an organisation whose access is suspended.
  if (facts.customer->standing == Standing::suspended) {
    forbid(findings, "purpose.customer_suspended",
           fmt::format("{} is suspended.", facts.customer->name), "", "ask the custodian");
  }
}

void check_mandate(const CheckFacts& facts, Findings& findings) {
  // 6. There is a request or a service level agreement behind the work (M5).
  if (facts.author.agreement.work_basis == WorkBasis::any || facts.purpose.mandate) return;
  forbid(findings, "purpose.mandate",
         "The purpose names neither a specific request nor a service level agreement.",
         "the agreement allows no analysis without one",
         "add `mandate: {kind: specific_request, reference: ...}` to the purpose");
}

void check_output_kind(const CheckFacts& facts, Findings& findings) {
  // 7. Small numbers are for those whose agreement entitles them (M11), and a person knows that they are asked for.
  if (facts.purpose.output == OutputKind::suppressed) return;
  const auto& agreement = facts.author.agreement;
  if (agreement.small_numbers == SmallNumbers::forbidden) {
    forbid(findings, "purpose.internal_output",
           "An internal output, which may hold small numbers, is asked for.",
           fmt::format("{} says `small_numbers: forbidden`", agreement.reference.to_text()),
           "leave `output: internal` out of the purpose");
    return;
  }
  findings.push_back(
      {Weight::attention, "purpose.internal_output",
       "An internal output is asked for: small numbers are not suppressed. It stays with the "
       "licensed users of the licensee, cannot be shared, and must be destroyed at the end.",
       fmt::format("{} says `small_numbers: permitted`", agreement.reference.to_text()), ""});
}

}  // namespace

void check_purpose(const CheckFacts& facts, Findings& findings) {
  check_output_kind(facts, findings);
  const auto before = findings.size();
  check_words(facts, findings);
  check_customer(facts, findings);
  check_mandate(facts, findings);
  if (findings.size() != before) return;
  findings.push_back(
      {Weight::note, "purpose.within",
       fmt::format("The purpose ({}) is one of the agreement's, and {} may be a customer.",
                   summarise(facts.purpose), facts.customer->name),
       facts.purpose.mandate ? facts.purpose.mandate->reference : "", ""});
}

}  // namespace hdis::governance
