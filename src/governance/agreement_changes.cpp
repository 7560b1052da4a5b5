#include "hdis/governance/agreement_document.hpp"

#include "agreement_json.hpp"

#include <algorithm>
#include <set>

namespace hdis::governance {
namespace {

namespace json = boost::json;

/// As a person reads it: a text without quotes.
std::string in_words(const json::value& value) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (const auto* object = value.if_object()) {
    std::string out;
    for (const auto& [key, held] : *object) {
      out += (out.empty() ? "" : " ") + std::string(key) + " " + in_words(held);
    }
    return out;
  }
  return json::serialize(value);
}

/// A list of things that have a name each, by that name ("dataset" or "for"); empty if it is not such a list.
json::object by_name(const json::value& value) {
  json::object out;
  const auto* array = value.if_array();
  if (array == nullptr) return out;
  for (const auto& entry : *array) {
    const auto* object = entry.if_object();
    if (object == nullptr) return {};
    for (const auto* key : {"dataset", "for"}) {
      if (const auto* name = object->if_contains(key)) out[name->as_string()] = entry;
    }
  }
  return out;
}

/// The entries of `these` that are not among `those`, in words.
std::string only_in(const json::array& these, const json::array& those) {
  std::string out;
  for (const auto& entry : these) {
    if (std::ranges::find(those, entry) != those.end()) continue;
    out += (out.empty() ? "" : "; ") + in_words(entry);
  }
  return out;
}

void compare(const std::string& path, const json::object& from, const json::object& to,
             std::vector<FieldChange>& out);

void compare(const std::string& path, const json::value& from, const json::value& to,
             std::vector<FieldChange>& out) {
  if (from == to) return;
  const auto left = by_name(from);
  const auto right = by_name(to);
  if (from.is_object() && to.is_object()) {
    compare(path, from.as_object(), to.as_object(), out);
  } else if (!left.empty() && !right.empty()) {
    compare(path, left, right, out);
  } else if (from.is_array() && to.is_array()) {
    FieldChange change{path, only_in(from.as_array(), to.as_array()),
                       only_in(to.as_array(), from.as_array())};
    if (change.from.empty() && change.to.empty()) change.to = "another order";
    out.push_back(std::move(change));
  } else {
    out.push_back({path, from.is_null() ? "" : in_words(from), to.is_null() ? "" : in_words(to)});
  }
}

void compare(const std::string& path, const json::object& from, const json::object& to,
             std::vector<FieldChange>& out) {
  const auto held = [](const json::object& object, json::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? json::value() : *value;
  };
  const auto visit = [&](json::string_view key) {
    const auto name = std::string(key);
    compare(path.empty() ? name : path + ", " + name, held(from, key), held(to, key), out);
  };
  for (const auto& entry : from) visit(entry.key());
  for (const auto& entry : to) {
    if (!from.contains(entry.key())) visit(entry.key());
  }
}

}  // namespace

std::vector<FieldChange> changes(const Agreement& from, const Agreement& to) {
  auto left = agreement_json(from);
  auto right = agreement_json(to);
  left.erase("version");
  right.erase("version");
  std::vector<FieldChange> out;
  compare("", left, right, out);
  return out;
}

}  // namespace hdis::governance
