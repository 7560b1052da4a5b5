#include "hdis/governance/vocabulary.hpp"

#include "hdis/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace hdis::governance {

std::span<const Term> work_areas() {
  static const std::vector<Term> terms{
      {"better_care_fund", "Better Care Fund"},
      {"quality_premium", "Quality Premium"},
      {"vanguard", "Vanguard"},
      {"sustainability_and_transformation_plan", "Sustainability and Transformation Plan"},
      {"rightcare", "RightCare"},
      {"qipp", "Quality, Innovation, Productivity and Prevention (QIPP)"},
      {"patient_safety", "Patient safety"},
      {"service_evaluation_and_transformation", "Service evaluation and transformation"},
      {"planning", "Planning"},
      {"benchmarking", "Benchmarking"},
      {"patient_pathway_analysis", "Patient pathway analysis"}};
  return terms;
}

std::span<const Term> commissioning_questions() {
  static const std::vector<Term> terms{{"2.1", "how healthy?"},
                                       {"2.2", "what is really happening in this system?"},
                                       {"2.4", "how do we compare?"},
                                       {"2.6", "how could things be better?"}};
  return terms;
}

std::span<const Term> organisation_kinds() {
  static const std::vector<Term> terms{
      {"ccg", "Clinical Commissioning Group"},
      {"nhs_trust", "NHS Trust"},
      {"area_team", "Area Team"},
      {"nhs_england", "NHS England"},
      {"vanguard", "Vanguard"},
      {"stp", "Sustainability and Transformation Plan organisation"},
      {"local_authority", "Local Authority"},
      {"patient_safety_collaborative", "Patient Safety Collaborative"},
      {"accountable_care_organisation", "Accountable Care Organisation"},
      {"nhs_improvement", "NHS Improvement"},
      {"academic_health_science_network", "Academic Health Science Network"},
      {"commissioning_support_unit", "Commissioning Support Unit"},
      {"data_custodian", "Data custodian"},
      {"university", "University"},
      {"charity", "Charity"},
      {"company", "Company"},
      {"other", "Other"}};
  return terms;
}

std::span<const Term> query_classes() {
  static const std::vector<Term> terms{{"ordinary", "none of the others"},
                                       {"national", "counts at national level"},
                                       {"large", "a table of very many rows"},
                                       {"fine", "divided by a fine area or code"},
                                       {"sensitive", "uses a sensitive field"},
                                       {"internal", "its small numbers are not suppressed"},
                                       {"remarked", "the checks drew attention to it"}};
  return terms;
}

std::span<const Term> charge_kinds() {
  static const std::vector<Term> terms{{"agreement", "the agreement, each year"},
                                       {"licence", "a licence, each year"},
                                       {"licence_transfer", "a licence that changes hands"}};
  return terms;
}

const Term* find_term(std::span<const Term> terms, std::string_view id) {
  const auto found = std::ranges::find(terms, id, &Term::id);
  return found == terms.end() ? nullptr : &*found;
}

std::string list_ids(std::span<const Term> terms) {
  std::string out;
  for (const auto& term : terms) out += (out.empty() ? "" : ", ") + term.id;
  return out;
}

std::string suggest_term(std::span<const Term> terms, std::string_view id) {
  std::vector<std::string> ids;
  for (const auto& term : terms) ids.push_back(term.id);
  // Among numbers such as 2.1 and 2.6, what is near in spelling is not near in meaning.
  constexpr std::size_t shortest_word = 4;
  if (id.size() < shortest_word) return fmt::format("write one of: {}", list_ids(terms));
  const auto like = nearest(id, ids, 1);
  if (!like.empty()) return fmt::format("did you mean `{}`?", like.front());
  return fmt::format("write one of: {}", list_ids(terms));
}

}  // namespace hdis::governance
