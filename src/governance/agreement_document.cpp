#include "hdis/governance/agreement_document.hpp"

#include "agreement_json.hpp"

#include <boost/json.hpp>
#include <yaml-cpp/yaml.h>

namespace hdis::governance {
namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& all) {
  json::array out;
  for (const auto& text : all) out.emplace_back(text);
  return out;
}

/// Words of a vocabulary as they stand in a file.
json::array terms(const std::vector<Term>& all, std::span<const Term> known) {
  json::array out;
  for (const auto& term : all) {
    const auto* found = find_term(known, term.id);
    if (found != nullptr && *found == term) {
      out.emplace_back(term.id);
    } else {
      out.push_back(json::object{{"id", term.id}, {"title", term.title}});
    }
  }
  return out;
}

json::object dataset(const DatasetTerms& terms) {
  json::array years;
  for (const auto year : terms.years) years.emplace_back(year.label());
  if (terms.latest_years != 0) years.push_back(json::object{{"latest", terms.latest_years}});
  json::object out{{"dataset", terms.dataset.text()}, {"years", std::move(years)}};
  if (terms.fields) {
    out["fields"] = texts(*terms.fields);
  } else {
    out["fields"] = "all";
  }
  if (!terms.sensitive_fields.empty()) out["sensitive_fields"] = texts(terms.sensitive_fields);
  return out;
}

void add_terms_of_use(const Agreement& agreement, json::object& out) {
  json::array datasets;
  for (const auto& terms : agreement.datasets) datasets.push_back(dataset(terms));
  out["datasets"] = std::move(datasets);
  out["policy"] = agreement.policy;
  out["small_numbers"] =
      agreement.small_numbers == SmallNumbers::permitted ? "permitted" : "forbidden";
  out["work_areas"] = terms(agreement.work_areas, work_areas());
  out["questions"] = terms(agreement.questions, commissioning_questions());
  out["recipients"] = terms(agreement.recipients, organisation_kinds());
  out["work_basis"] = agreement.work_basis == WorkBasis::request_or_sla ? "request_or_sla" : "any";
  out["licences"] = agreement.licences;
  out["reviewers"] = agreement.reviewers;
  out["record_linkage"] =
      agreement.record_linkage == RecordLinkage::permitted ? "permitted" : "forbidden";
  out["reidentification"] = "forbidden";
  if (!agreement.automatic.empty()) out["automatic"] = terms(agreement.automatic, query_classes());
  if (!agreement.terms_version.empty()) out["terms_version"] = agreement.terms_version;
  out["certificate_days"] = agreement.certificate_days;
}

void add_limits_and_charges(const Agreement& agreement, json::object& out) {
  json::object limits;
  if (const auto runs = agreement.limits.runs_per_month) limits["runs_per_month"] = *runs;
  if (const auto most = agreement.limits.downloads_per_output) {
    limits["downloads_per_output"] = *most;
  }
  if (!limits.empty()) out["limits"] = std::move(limits);
  json::array charges;
  for (const auto& charge : agreement.charges) {
    charges.push_back(json::object{{"for", charge.what}, {"pounds", charge.pounds}});
  }
  if (!charges.empty()) out["charges"] = std::move(charges);
}

void add_answer(json::object& out, const char* key, Answer answer) {
  if (answer != Answer::not_stated) out[key] = answer == Answer::yes ? "yes" : "no";
}

void add_register_texts(const Agreement& agreement, json::object& out) {
  out["opt_outs"] = json::object{{"applied", agreement.opt_outs == OptOuts::applied ? "yes" : "no"},
                                 {"reason", agreement.opt_outs_reason}};
  for (const auto& [key, all] : {std::pair("legal_basis", &agreement.legal_basis),
                                 std::pair("special_conditions", &agreement.special_conditions),
                                 std::pair("purposes", &agreement.purposes),
                                 std::pair("controllers", &agreement.controllers),
                                 std::pair("processors", &agreement.processors)}) {
    if (!all->empty()) out[key] = texts(*all);
  }
  for (const auto& [key, text] :
       {std::pair("sensitivity", &agreement.sensitivity),
        std::pair("type_of_data", &agreement.type_of_data),
        std::pair("access_method", &agreement.access_method),
        std::pair("objective", &agreement.objective),
        std::pair("processing", &agreement.processing), std::pair("outputs", &agreement.outputs),
        std::pair("expected_benefits", &agreement.expected_benefits),
        std::pair("yielded_benefits", &agreement.yielded_benefits)}) {
    if (!text->empty()) out[key] = *text;
  }
  add_answer(out, "sublicensing", agreement.sublicensing);
  add_answer(out, "commercial", agreement.commercial);
}

/// Texts are always between quotes, so that no reader takes "1.2" for a number or "no" for false.
void emit(YAML::Emitter& out, const json::value& value) {
  if (const auto* object = value.if_object()) {
    out << YAML::BeginMap;
    for (const auto& [key, held] : *object) {
      out << YAML::Key << std::string(key) << YAML::Value;
      emit(out, held);
    }
    out << YAML::EndMap;
  } else if (const auto* array = value.if_array()) {
    out << YAML::BeginSeq;
    for (const auto& held : *array) emit(out, held);
    out << YAML::EndSeq;
  } else if (const auto* text = value.if_string()) {
    out << YAML::DoubleQuoted << std::string(*text);
  } else {
    out << json::serialize(value);
  }
}

}  // namespace

json::object agreement_json(const Agreement& agreement) {
  json::object out{{"reference", agreement.reference.stem},
                   {"version", agreement.reference.version},
                   {"title", agreement.title},
                   {"organisation", agreement.organisation.text()},
                   {"starts", agreement.starts.to_text()},
                   {"ends", agreement.ends.to_text()}};
  add_terms_of_use(agreement, out);
  add_limits_and_charges(agreement, out);
  add_register_texts(agreement, out);
  return out;
}

std::string to_json_document(const Agreement& agreement) {
  return json::serialize(agreement_json(agreement)) + "\n";
}

std::string to_yaml_document(const Agreement& agreement) {
  YAML::Emitter out;
  emit(out, agreement_json(agreement));
  return std::string(out.c_str()) + "\n";
}

}  // namespace hdis::governance
