#include "hdis/governance/purpose.hpp"

#include "hdis/core/text.hpp"
#include "hdis/governance/vocabulary.hpp"

#include "document.hpp"

#include <fmt/format.h>

namespace hdis::governance {
namespace {

constexpr std::size_t longest_purpose = std::size_t{64} * 1024;
constexpr std::size_t shortest_justification = 10;

std::optional<Mandate> read_mandate(Mapping& file, Defects& defects) {
  const auto node = file.node("mandate", Mapping::Need::optional);
  if (!node.IsDefined()) return std::nullopt;
  Mapping mapping(node, "mandate", defects);
  Mandate mandate;
  mandate.kind = mapping.choice<MandateKind>(
      "kind", {{"specific_request", MandateKind::specific_request},
               {"service_level_agreement", MandateKind::service_level_agreement}});
  mandate.reference = mapping.text("reference");
  mapping.finish();
  return mandate;
}

}  // namespace

Result<Purpose> parse_purpose(std::string_view yaml) {
  HDIS_TRY(document, load_document(yaml, "purpose", longest_purpose));
  if (is_other_file(document, {"reference", "datasets", "licences"},
                    {"work_area", "customer", "justification"})) {
    return fail(ErrorCode::invalid_input, "purpose.other_file",
                "This is the file of an agreement, not of a purpose.",
                "name the file that says what the question is for; examples/purpose.yaml is one");
  }

  Defects defects("purpose");
  Mapping file(document, "", defects);
  Purpose purpose;
  purpose.work_area = file.text("work_area");
  purpose.questions = file.texts("questions");
  purpose.customer = OrganisationCode(to_upper(file.text("customer")));
  purpose.mandate = read_mandate(file, defects);
  if (file.node("output", Mapping::Need::optional).IsDefined()) {
    purpose.output = file.choice<OutputKind>(
        "output", {{"suppressed", OutputKind::suppressed}, {"internal", OutputKind::internal}});
  }
  purpose.justification = file.paragraphs("justification");
  if (!purpose.justification.empty() && purpose.justification.size() < shortest_justification) {
    defects.add(file.node("justification", Mapping::Need::optional), "justification",
                "`justification` is too short for a reviewer to judge by.",
                "say in a sentence or two what the answer is for and what depends on it");
  }
  file.finish();

  if (!defects.empty()) return fail(std::move(defects).to_error());
  return purpose;
}

std::string summarise(const Purpose& purpose) {
  const auto* area = find_term(work_areas(), purpose.work_area);
  std::string out = area != nullptr ? area->title : purpose.work_area;
  for (const auto& id : purpose.questions) {
    const auto* question = find_term(commissioning_questions(), id);
    out +=
        fmt::format("; {}", id) + (question != nullptr ? fmt::format(" {}", question->title) : "");
  }
  return out;
}

}  // namespace hdis::governance
