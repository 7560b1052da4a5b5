#include "policy_reader.hpp"

#include "policy_conditions.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <set>

namespace hdis::disclosure {
namespace {

/// Reads the values of one mapping, remembers which were asked for, and gathers what is wrong.
class Mapping {
 public:
  Mapping(const YAML::Node& node, std::string where, std::vector<Reason>& reasons)
      : node_(node), where_(std::move(where)), reasons_(reasons) {
    if (!node_.IsMap()) complain("policy.format", "is not a mapping of keys to values.");
  }

  template <class T>
  T required(const std::string& key) {
    if (const auto value = optional<T>(key)) return *value;
    if (!present(key)) complain("policy.key_missing", fmt::format("lacks the key '{}'.", key));
    return T{};
  }

  template <class T>
  std::optional<T> optional(const std::string& key) {
    known_.insert(key);
    if (!present(key)) return std::nullopt;
    try {
      return node_[key].as<T>();
    } catch (const YAML::Exception&) {
      complain("policy.value", fmt::format("has a value for '{}' that cannot be read.", key));
      return std::nullopt;
    }
  }

  YAML::Node child(const std::string& key) {
    known_.insert(key);
    return present(key) ? node_[key] : YAML::Node(YAML::NodeType::Undefined);
  }

  void refuse_unknown_keys() {
    if (!node_.IsMap()) return;
    for (const auto& entry : node_) {
      const auto key = entry.first.as<std::string>("");
      if (!known_.contains(key))
        complain("policy.unknown_key", fmt::format("has an unknown key '{}'.", key));
    }
  }

  void complain(std::string rule, const std::string& what) {
    reasons_.push_back({std::move(rule), where_ + " " + what, "", {}});
  }

 private:
  [[nodiscard]] bool present(const std::string& key) const {
    return node_.IsMap() && node_[key].IsDefined() && !node_[key].IsNull();
  }

  YAML::Node node_;
  std::string where_;
  std::vector<Reason>& reasons_;
  std::set<std::string> known_;
};

void read_rounding(Mapping& file, Policy& policy) {
  const auto word = file.required<std::string>("rounding");
  if (word == "none") {
    policy.rounding = Rounding::none;
    policy.rounding_base = 1;
  } else if (word == "nearest" || word == "midpoint") {
    policy.rounding = word == "nearest" ? Rounding::nearest : Rounding::midpoint;
    policy.rounding_base = file.required<std::uint64_t>("rounding_base");
  } else {
    file.complain("policy.value", "must have rounding: none, nearest or midpoint.");
  }
}

std::optional<Date> read_date(Mapping& mapping, const std::string& key) {
  const auto text = mapping.optional<std::string>(key);
  if (!text) return std::nullopt;
  const auto date = Date::parse(*text);
  if (!date) mapping.complain("policy.value", fmt::format("has no date YYYY-MM-DD for '{}'.", key));
  return date;
}

void read_effective(Mapping& file, const std::string& origin, std::vector<Reason>& reasons,
                    Policy& policy) {
  const YAML::Node node = file.child("effective");
  if (!node.IsDefined()) return;
  Mapping dates(node, origin + ", effective:", reasons);
  policy.effective_from = read_date(dates, "from");
  policy.effective_until = read_date(dates, "until");
  dates.refuse_unknown_keys();
}

void read_dominance(Mapping& file, const std::string& origin, std::vector<Reason>& reasons,
                    Policy& policy) {
  Mapping shares(file.child("dominance"), origin + ", dominance:", reasons);
  policy.dominance_one_share = shares.required<double>("one_share");
  policy.dominance_two_share = shares.required<double>("two_share");
  policy.dominance_p_percent = shares.required<double>("p_percent");
  shares.refuse_unknown_keys();
}

void read_examples(Mapping& file, const std::string& origin, std::vector<Reason>& reasons,
                   Policy& policy) {
  const YAML::Node list = file.child("examples");
  if (!list.IsDefined() || !list.IsSequence() || list.size() == 0) {
    file.complain("policy.key_missing", "has no examples.");
    return;
  }
  for (const auto& entry : list) {
    Mapping example(entry, origin + ", an example:", reasons);
    policy.examples.push_back(
        {example.required<std::uint64_t>("count"), example.required<std::string>("shown")});
    example.refuse_unknown_keys();
  }
}

void read_parameters(Mapping& file, Policy& policy) {
  policy.largest_suppressed = file.required<std::uint64_t>("largest_suppressed");
  policy.national_exact = file.required<bool>("national_exact");
  policy.totals_from_rounded = file.required<bool>("totals_from_rounded");
  policy.needs_secondary_suppression = file.required<bool>("needs_secondary_suppression");
  policy.median_least_people = file.required<std::uint64_t>("median_least_people");
  policy.fewest_values = file.required<std::uint64_t>("fewest_values");
  policy.sum_least_interval = file.required<double>("sum_least_interval");
}

Policy read(const YAML::Node& node, const std::string& origin, std::vector<Reason>& reasons) {
  Mapping file(node, origin, reasons);
  Policy policy;
  policy.id = file.required<std::string>("id");
  policy.version = file.required<std::string>("version");
  policy.title = file.required<std::string>("title");
  policy.source = file.required<std::string>("source");
  policy.notes = file.required<std::vector<std::string>>("notes");
  read_parameters(file, policy);
  read_rounding(file, policy);
  read_effective(file, origin, reasons, policy);
  read_dominance(file, origin, reasons, policy);
  read_examples(file, origin, reasons, policy);
  file.refuse_unknown_keys();
  return policy;
}

}  // namespace

Result<Policy> parse_policy(const std::string& text, const std::string& origin) {
  std::vector<Reason> reasons;
  YAML::Node node;
  try {
    node = YAML::Load(text);
  } catch (const YAML::Exception&) {
    return fail(ErrorCode::invalid_input, "policy.format", origin + " is not YAML.");
  }
  Policy policy = read(node, origin, reasons);
  if (!reasons.empty()) return fail(Error(ErrorCode::invalid_input, std::move(reasons)));

  reasons = broken_conditions(policy);
  for (Reason& reason : reasons) reason.message = fmt::format("{}: {}", origin, reason.message);
  if (!reasons.empty()) return fail(Error(ErrorCode::invalid_input, std::move(reasons)));
  policy.digest = digest_of(text);
  return policy;
}

}  // namespace hdis::disclosure
