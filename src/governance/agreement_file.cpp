#include "hdis/core/text.hpp"
#include "hdis/governance/agreement.hpp"

#include "document.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::governance {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} * 1024;
constexpr std::uint32_t most_licences = 1000;
constexpr std::uint32_t most_of_use = 1'000'000;
constexpr std::uint32_t most_pounds = 10'000'000;
constexpr std::uint32_t most_certificate_days = 366;

void sort_unique(auto& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

AgreementReference read_reference(Mapping& file, Defects& defects) {
  const auto stem = file.text("reference");
  const auto version = file.text("version");
  if (!version.empty() && !is_agreement_version(version)) {
    defects.add(file.node("version", Mapping::Need::optional), "version",
                fmt::format("`version` is \"{}\".", version),
                "write two whole numbers with a dot, between quotes: \"1.2\"");
  }
  if (stem.empty()) return {};

  auto reference = parse_agreement_reference(stem);
  const auto place = file.node("reference", Mapping::Need::optional);
  if (!reference) {
    const auto& reason = reference.error().reasons().front();
    defects.add(place, "reference", reason.message, reason.suggestion);
    return {};
  }
  if (!reference->version.empty() && reference->version != version) {
    defects.add(place, "reference",
                fmt::format("`reference` says version {}, but `version` says {}.",
                            reference->version, version),
                "leave the version out of `reference`");
  }
  reference->version = version;
  return *std::move(reference);
}

std::optional<FinancialYear> read_year(const YAML::Node& node, const std::string& place,
                                       Defects& defects) {
  if (!node.IsDefined()) return std::nullopt;  // Its absence has been reported.
  const auto year = node.IsScalar() ? FinancialYear::parse(node.Scalar()) : std::nullopt;
  if (!year) {
    defects.add(node, "year", fmt::format("A year of {} is not a financial year.", place),
                "write it as 2017/18, or a span as {from: 2015/16, to: 2017/18}");
  }
  return year;
}

/// Adds a year, every year of a span `{from:, to:}`, or a moving window `{latest:}`.
void add_years(const YAML::Node& node, const std::string& place, Defects& defects,
               DatasetTerms& terms) {
  if (!node.IsMap()) {
    if (const auto year = read_year(node, place, defects)) terms.years.push_back(*year);
    return;
  }
  if (node["latest"].IsDefined()) {
    Mapping window(node, place, defects);
    terms.latest_years = window.number("latest", 1, most_years_of_window);
    return window.finish();
  }
  Mapping span(node, place, defects);
  const auto from = read_year(span.node("from", Mapping::Need::required), place, defects);
  const auto to = read_year(span.node("to", Mapping::Need::required), place, defects);
  span.finish();
  if (!from || !to) return;
  if (*to < *from) {
    defects.add(node, "year", fmt::format("A span of years of {} ends before it begins.", place));
    return;
  }
  for (int first = from->first_calendar_year(); first <= to->first_calendar_year(); ++first) {
    terms.years.push_back(*FinancialYear::starting(first));
  }
}

std::vector<std::string> upper_case(std::vector<std::string> names) {
  for (auto& name : names) name = to_upper(name);
  sort_unique(names);
  return names;
}

DatasetTerms read_dataset(const YAML::Node& node, const std::string& path, Defects& defects) {
  Mapping entry(node, path, defects);
  DatasetTerms terms;
  terms.dataset = catalogue::DatasetId(to_lower(entry.text("dataset")));
  entry.entries("years", [&](const YAML::Node& year, const std::string&) {
    add_years(year, path, defects, terms);
  });
  sort_unique(terms.years);

  const auto fields = entry.node("fields", Mapping::Need::required);
  if (fields.IsDefined() && !(fields.IsScalar() && fields.Scalar() == "all")) {
    terms.fields = upper_case(entry.texts("fields"));
  }
  terms.sensitive_fields = upper_case(entry.optional_texts("sensitive_fields"));
  entry.finish();
  return terms;
}

std::vector<DatasetTerms> read_datasets(Mapping& file, Defects& defects) {
  std::vector<DatasetTerms> datasets;
  file.entries("datasets", [&](const YAML::Node& node, const std::string& path) {
    auto terms = read_dataset(node, path, defects);
    if (std::ranges::find(datasets, terms.dataset, &DatasetTerms::dataset) != datasets.end()) {
      defects.add(node, "dataset",
                  fmt::format("The dataset {} stands twice.", terms.dataset.text()),
                  "put all its years and fields into one entry");
    }
    datasets.push_back(std::move(terms));
  });
  return datasets;
}

/// A word of the vocabulary, or `{id:, title:}` for one that this agreement adds.
std::optional<Term> read_term(const YAML::Node& node, const std::string& path,
                              std::span<const Term> known, Defects& defects) {
  if (node.IsScalar()) {
    if (const auto* term = find_term(known, node.Scalar())) return *term;
    defects.add(node, "word", fmt::format("\"{}\" ({}) is not known.", node.Scalar(), path),
                suggest_term(known, node.Scalar()) +
                    "; or add a word of your own as {id: ..., title: ...}");
    return std::nullopt;
  }
  Mapping entry(node, path, defects);
  Term term{entry.text("id"), entry.text("title")};
  entry.finish();
  return term;
}

std::vector<Term> read_terms(Mapping& file, std::string_view key, std::span<const Term> known,
                             Defects& defects) {
  std::vector<Term> terms;
  file.entries(key, [&](const YAML::Node& node, const std::string& path) {
    if (auto term = read_term(node, path, known, defects)) terms.push_back(*std::move(term));
  });
  return terms;
}

Answer read_answer(Mapping& file, std::string_view key) {
  return file.optional_choice<Answer>(
      key, {{"not stated", Answer::not_stated}, {"no", Answer::no}, {"yes", Answer::yes}});
}

/// A word of a vocabulary to which an agreement cannot add.
std::optional<Term> read_word(const YAML::Node& node, const std::string& path,
                              std::span<const Term> known, Defects& defects) {
  const auto written = node.IsScalar() ? node.Scalar() : std::string();
  if (const auto* term = find_term(known, written)) return *term;
  defects.add(node, "word", fmt::format("\"{}\" ({}) is not known.", written, path),
              suggest_term(known, written));
  return std::nullopt;
}

std::vector<Term> read_words(Mapping& file, std::string_view key, std::span<const Term> known,
                             Defects& defects) {
  std::vector<Term> terms;
  file.optional_entries(key, [&](const YAML::Node& node, const std::string& path) {
    if (auto term = read_word(node, path, known, defects)) terms.push_back(*std::move(term));
  });
  return terms;
}

LimitsOfUse read_limits(Mapping& file, Defects& defects) {
  const auto node = file.node("limits", Mapping::Need::optional);
  if (!node.IsDefined()) return {};
  Mapping entry(node, "limits", defects);
  const LimitsOfUse limits{entry.optional_number("runs_per_month", 1, most_of_use),
                           entry.optional_number("downloads_per_output", 1, most_of_use)};
  entry.finish();
  return limits;
}

std::vector<Charge> read_charges(Mapping& file, Defects& defects) {
  std::vector<Charge> charges;
  file.optional_entries("charges", [&](const YAML::Node& node, const std::string& path) {
    Mapping entry(node, path, defects);
    const auto what =
        read_word(entry.node("for", Mapping::Need::required), path, charge_kinds(), defects);
    const auto pounds = entry.number("pounds", 0, most_pounds);
    entry.finish();
    if (!what) return;
    if (std::ranges::find(charges, what->id, &Charge::what) != charges.end()) {
      defects.add(node, "charge", fmt::format("The charge for {} stands twice.", what->id));
    }
    charges.push_back({what->id, pounds});
  });
  return charges;
}

void read_dates(Mapping& file, Defects& defects, Agreement& agreement) {
  agreement.starts = file.date("starts");
  agreement.ends = file.date("ends");
  if (!defects.empty() || agreement.starts <= agreement.ends) return;
  defects.add(file.node("ends", Mapping::Need::optional), "date",
              fmt::format("The agreement ends on {}, before it starts on {}.",
                          agreement.ends.to_text(), agreement.starts.to_text()));
}

void read_opt_outs(Mapping& file, Defects& defects, Agreement& agreement) {
  const auto node = file.node("opt_outs", Mapping::Need::required);
  if (!node.IsDefined()) return;
  Mapping opt_outs(node, "opt_outs", defects);
  agreement.opt_outs = opt_outs.choice<OptOuts>(
      "applied", {{"no", OptOuts::not_applied}, {"yes", OptOuts::applied}});
  agreement.opt_outs_reason = opt_outs.text("reason");
  opt_outs.finish();
}

void read_terms_of_use(Mapping& file, Defects& defects, Agreement& agreement) {
  agreement.datasets = read_datasets(file, defects);
  agreement.policy = file.text("policy");
  agreement.small_numbers = file.choice<SmallNumbers>(
      "small_numbers",
      {{"forbidden", SmallNumbers::forbidden}, {"permitted", SmallNumbers::permitted}});
  agreement.work_areas = read_terms(file, "work_areas", work_areas(), defects);
  agreement.questions = read_terms(file, "questions", commissioning_questions(), defects);
  agreement.recipients = read_terms(file, "recipients", organisation_kinds(), defects);
  agreement.work_basis = file.choice<WorkBasis>(
      "work_basis", {{"request_or_sla", WorkBasis::request_or_sla}, {"any", WorkBasis::any}});
  agreement.licences = file.number("licences", 1, most_licences);
  agreement.reviewers = file.number("reviewers", 1, 2);
  agreement.record_linkage = file.optional_choice<RecordLinkage>(
      "record_linkage",
      {{"forbidden", RecordLinkage::forbidden}, {"permitted", RecordLinkage::permitted}});
  file.optional_choice<int>("reidentification", {{"forbidden", 0}});
  agreement.automatic = read_words(file, "automatic", query_classes(), defects);
  agreement.limits = read_limits(file, defects);
  agreement.charges = read_charges(file, defects);
  agreement.terms_version = file.optional_text("terms_version");
  agreement.certificate_days = file.optional_number("certificate_days", 1, most_certificate_days)
                                   .value_or(agreement.certificate_days);
}

void read_register_texts(Mapping& file, Defects& defects, Agreement& agreement) {
  read_opt_outs(file, defects, agreement);
  agreement.legal_basis = file.texts("legal_basis");
  agreement.sensitivity = file.text("sensitivity");
  agreement.access_method = file.text("access_method");
  agreement.objective = file.text("objective");
  agreement.processing = file.text("processing");
  agreement.outputs = file.text("outputs");
  agreement.expected_benefits = file.optional_text("expected_benefits");
  agreement.yielded_benefits = file.optional_text("yielded_benefits");
  agreement.special_conditions = file.optional_texts("special_conditions");
  agreement.type_of_data = file.optional_text("type_of_data");
  agreement.purposes = file.optional_texts("purposes");
  agreement.controllers = file.optional_texts("controllers");
  agreement.processors = file.optional_texts("processors");
  agreement.sublicensing = read_answer(file, "sublicensing");
  agreement.commercial = read_answer(file, "commercial");
}

}  // namespace

Result<Agreement> parse_agreement(std::string_view yaml) {
  HDIS_TRY(document, load_document(yaml, "agreement", most_bytes));
  if (is_other_file(document, {"work_area", "customer", "justification"},
                    {"reference", "datasets", "licences"})) {
    return fail(ErrorCode::invalid_input, "agreement.other_file",
                "This is the file of a purpose, not of an agreement.",
                "name the file with the terms of the agreement; examples/agreement.yaml is one");
  }

  Defects defects("agreement");
  Mapping file(document, "", defects);
  Agreement agreement;
  agreement.reference = read_reference(file, defects);
  agreement.title = file.text("title");
  agreement.organisation = OrganisationCode(to_upper(file.text("organisation")));
  read_dates(file, defects, agreement);
  read_terms_of_use(file, defects, agreement);
  read_register_texts(file, defects, agreement);
  file.finish();

  if (!defects.empty()) return fail(std::move(defects).to_error());
  agreement.text = std::string(yaml);
  agreement.digest = digest_of(yaml);
  return agreement;
}

}  // namespace hdis::governance
