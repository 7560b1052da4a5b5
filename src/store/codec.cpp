#include "codec.hpp"

#include <boost/json.hpp>

#include <functional>

namespace hdis::store {
namespace {

namespace json = boost::json;
using governance::Binding;
using governance::CheckFinding;

tl::unexpected<Error> unreadable() {
  return fail(ErrorCode::corrupt, "store.unreadable_text",
              "Something in the store is not in the form in which it was written.",
              "keep the file for an investigation and restore a backup");
}

/// Reads with `read`; what Boost.JSON throws means that the text is not what we wrote.
template <class T>
Result<T> decode(std::string_view text, const std::function<Result<T>(const json::value&)>& read) {
  try {
    return read(json::parse(json::string_view(text.data(), text.size())));
  } catch (const std::exception&) {
    return unreadable();
  }
}

std::string text_at(const json::object& object, std::string_view name) {
  const auto& text = object.at(json::string_view(name.data(), name.size())).as_string();
  return std::string(text.data(), text.size());
}

/// The texts of a binding with their names, for writing and for reading.
template <class BindingType, class Visit>
void visit_texts(BindingType& binding, Visit&& visit) {
  visit("request", binding.request);
  visit("agreement", binding.agreement);
  visit("agreement_version", binding.agreement_version);
  visit("policy", binding.policy);
  visit("policy_version", binding.policy_version);
  visit("data_version", binding.data_version);
}

template <class BindingType, class Visit>
void visit_digests(BindingType& binding, Visit&& visit) {
  visit("query_text", binding.query_text);
  visit("fingerprint", binding.fingerprint);
  visit("agreement_digest", binding.agreement_digest);
  visit("policy_digest", binding.policy_digest);
  visit("catalogue_version", binding.catalogue_version);
  visit("data_digest", binding.data_digest);
}

}  // namespace

std::string encode(const std::optional<Binding>& binding) {
  if (!binding) return "";
  json::object object;
  object["request_version"] = binding->request_version;
  visit_texts(*binding, [&](const char* name, const std::string& text) { object[name] = text; });
  visit_digests(*binding,
                [&](const char* name, const Digest& digest) { object[name] = digest.text(); });
  return json::serialize(object);
}

Result<std::optional<Binding>> decode_binding(std::string_view text) {
  if (text.empty()) return std::optional<Binding>();
  return decode<std::optional<Binding>>(
      text, [](const json::value& value) -> Result<std::optional<Binding>> {
        const auto& object = value.as_object();
        Binding binding;
        binding.request_version = object.at("request_version").to_number<std::uint32_t>();
        visit_texts(binding,
                    [&](const char* name, std::string& out) { out = text_at(object, name); });
        visit_digests(binding,
                      [&](const char* name, Digest& out) { out = Digest(text_at(object, name)); });
        return binding;
      });
}

std::string encode(const std::vector<CheckFinding>& findings) {
  json::array array;
  for (const auto& finding : findings) {
    const std::string weight(to_string(finding.weight));
    array.push_back(json::object{{"weight", weight},
                                 {"rule", finding.rule},
                                 {"message", finding.message},
                                 {"evidence", finding.evidence},
                                 {"suggestion", finding.suggestion}});
  }
  return json::serialize(array);
}

Result<std::vector<CheckFinding>> decode_findings(std::string_view text) {
  using Findings = std::vector<CheckFinding>;
  return decode<Findings>(text, [](const json::value& value) -> Result<Findings> {
    Findings out;
    for (const auto& entry : value.as_array()) {
      const auto& object = entry.as_object();
      HDIS_TRY(weight, governance::parse_weight(text_at(object, "weight")));
      out.push_back({weight, text_at(object, "rule"), text_at(object, "message"),
                     text_at(object, "evidence"), text_at(object, "suggestion")});
    }
    return out;
  });
}

std::string encode(const std::vector<std::string>& texts) {
  json::array array;
  for (const auto& text : texts) array.emplace_back(text);
  return json::serialize(array);
}

Result<std::vector<std::string>> decode_texts(std::string_view text) {
  using Texts = std::vector<std::string>;
  return decode<Texts>(text, [](const json::value& value) -> Result<Texts> {
    Texts out;
    for (const auto& entry : value.as_array()) {
      out.emplace_back(entry.as_string().data(), entry.as_string().size());
    }
    return out;
  });
}

}  // namespace hdis::store
