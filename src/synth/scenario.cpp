#include "hdis/synth/scenario.hpp"

#include "hdis/core/financial_year.hpp"
#include "hdis/core/text.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace hdis::synth {
namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t most_entries = 60;

// Reads one mapping: takes what it knows, and refuses the rest.
class Reader {
 public:
  Reader(const YAML::Node& node, std::string where, std::vector<Reason>& reasons)
      : node_(node), where_(std::move(where)), reasons_(reasons) {
    if (!node_.IsMap())
      complain(node_, "synth.scenario.shape", where_ + " must have keys and values.");
  }

  void complain(const YAML::Node& at, std::string rule, std::string message,
                std::string advice = {}) {
    std::optional<SourcePosition> place;
    if (at.IsDefined() && at.Mark().line >= 0) {
      place = SourcePosition{static_cast<std::uint32_t>(at.Mark().line + 1),
                             static_cast<std::uint32_t>(at.Mark().column + 1)};
    }
    reasons_.push_back({std::move(rule), std::move(message), std::move(advice), place});
  }

  YAML::Node get(const std::string& key) {
    known_.insert(key);
    // Assigned nodes would be one and the same; a copy of the handle is what is wanted.
    return node_.IsMap() ? YAML::Node(const_cast<const YAML::Node&>(node_)[key]) : YAML::Node();
  }

  std::string text(const std::string& key, bool required = false) {
    const YAML::Node value = get(key);
    if (!value.IsDefined() || value.IsNull()) {
      if (required)
        complain(node_, "synth.scenario.missing", fmt::format("{} lacks \"{}\".", where_, key));
      return {};
    }
    if (!value.IsScalar()) {
      complain(value, "synth.scenario.shape",
               fmt::format("\"{}\" of {} must be a single value.", key, where_));
      return {};
    }
    return value.Scalar();
  }

  double real(const std::string& key, double low, double high, double otherwise) {
    const std::string written = text(key);
    if (written.empty()) return otherwise;
    double value = 0;
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), value);
    if (error != std::errc() || end != written.data() + written.size() ||
        !(value >= low && value <= high)) {
      complain(get(key), "synth.scenario.number",
               fmt::format("\"{}\" of {} must be a number from {} to {}.", key, where_, low, high));
      return otherwise;
    }
    return value;
  }

  std::uint32_t whole(const std::string& key, std::uint32_t high) {
    const double value = real(key, 1, high, 1);
    if (value != static_cast<double>(static_cast<std::uint32_t>(value)))
      complain(get(key), "synth.scenario.number",
               fmt::format("\"{}\" of {} must be a whole number.", key, where_));
    return static_cast<std::uint32_t>(value);
  }

  void finish() {
    if (!node_.IsMap()) return;
    std::set<std::string> seen;
    for (const auto& entry : node_) {
      const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
      const std::vector<std::string> names(known_.begin(), known_.end());
      if (!known_.contains(key)) {
        const auto near = nearest(key, names);
        complain(entry.first, "synth.scenario.unknown_key",
                 fmt::format("{} has no key \"{}\".", where_, key),
                 near.empty() ? "" : fmt::format("Did you mean \"{}\"?", near.front()));
      }
      if (!seen.insert(key).second)
        complain(entry.first, "synth.scenario.twice",
                 fmt::format("{} has the key \"{}\" twice.", where_, key));
    }
  }

  const YAML::Node& node() const { return node_; }

 private:
  YAML::Node node_;
  std::string where_;
  std::vector<Reason>& reasons_;
  std::set<std::string> known_;
};

Effect read_effect(const YAML::Node& node, const std::string& where, std::vector<Reason>& reasons) {
  Reader reader(node, where, reasons);
  Effect effect;
  effect.id = reader.text("id", true);
  const std::string kind = reader.text("kind", true);
  if (kind == "admissions")
    effect.kind = EffectKind::admissions;
  else if (kind == "readmissions")
    effect.kind = EffectKind::readmissions;
  else if (kind == "follow_ups")
    effect.kind = EffectKind::follow_ups;
  else if (kind != "none" && !kind.empty())
    reader.complain(reader.get("kind"), "synth.scenario.kind",
                    fmt::format("There is no kind of effect \"{}\".", kind),
                    "Use admissions, readmissions, follow_ups or none.");
  effect.ccg = reader.text("ccg");
  effect.practice = reader.text("practice");
  effect.provider = reader.text("provider");
  effect.picture = reader.text("picture");
  effect.admission_class = reader.text("class");
  effect.factor = reader.real("factor", 0.01, 100, 1);
  const YAML::Node months = reader.get("months");
  const bool has_months = months.IsDefined();
  if (has_months && !months.IsSequence())
    reader.complain(months, "synth.scenario.months",
                    "\"months\" must be a list of numbers from 1 to 12.");
  if (has_months && months.IsSequence()) {
    for (const auto& month : months) {
      int value = 0;
      const std::string written = month.IsScalar() ? month.Scalar() : "";
      std::from_chars(written.data(), written.data() + written.size(), value);
      if (value < 1 || value > 12)
        reader.complain(month, "synth.scenario.months",
                        "\"months\" must be a list of numbers from 1 to 12.");
      else
        effect.months.push_back(value);
    }
  }
  const bool admissions = effect.kind == EffectKind::admissions || effect.kind == EffectKind::none;
  if (admissions && effect.picture.empty() == effect.admission_class.empty())
    reader.complain(node, "synth.scenario.what",
                    fmt::format("{} must name either a picture or a class.", where));
  if (admissions && !(effect.provider.empty() && effect.months.empty()))
    reader.complain(
        node, "synth.scenario.what",
        fmt::format("{} cannot be limited to a provider or to months: that is for readmissions.",
                    where));
  if (!admissions && !(effect.picture.empty() && effect.admission_class.empty()))
    reader.complain(node, "synth.scenario.what",
                    fmt::format("{} cannot be limited to a picture or class.", where));
  if (effect.kind == EffectKind::none && effect.factor != 1)
    reader.complain(node, "synth.scenario.what",
                    fmt::format("{} is no effect; its factor can only be 1.", where));
  reader.finish();
  return effect;
}

Pattern read_pattern(const YAML::Node& node, const std::string& where,
                     std::vector<Reason>& reasons) {
  Reader reader(node, where, reasons);
  Pattern pattern;
  pattern.id = reader.text("id", true);
  pattern.ccg = reader.text("ccg", true);
  pattern.diagnosis = reader.text("diagnosis", true);
  pattern.year = reader.text("year", true);
  pattern.people = reader.whole("people", 10000);
  pattern.admissions = reader.whole("admissions", 360);
  const std::string as = reader.text("as");
  pattern.dialysis = as == "dialysis";
  if (!as.empty() && as != "dialysis" && as != "emergency")
    reader.complain(node, "synth.scenario.as",
                    fmt::format("\"as\" of {} must be emergency or dialysis.", where));
  if (!pattern.year.empty() && !FinancialYear::parse(pattern.year))
    reader.complain(node, "synth.scenario.year",
                    fmt::format("\"{}\" is no financial year; write 1718.", pattern.year));
  if (!pattern.diagnosis.empty() && pattern.diagnosis.size() != 4)
    reader.complain(
        node, "synth.scenario.diagnosis",
        fmt::format("\"{}\" is no code of four characters, as B24X.", pattern.diagnosis));
  reader.finish();
  return pattern;
}

template <class Read, class Entry>
void read_list(Reader& reader, const std::string& key, std::vector<Entry>& into,
               std::vector<Reason>& reasons, Read read) {
  const YAML::Node list = reader.get(key);
  if (!list.IsDefined() || list.IsNull()) return;
  if (!list.IsSequence() || list.size() > most_entries) {
    reader.complain(list, "synth.scenario.shape",
                    fmt::format("\"{}\" must be a list of at most {}.", key, most_entries));
    return;
  }
  std::set<std::string> ids;
  for (std::size_t i = 0; i < list.size(); ++i) {
    into.push_back(read(list[i], fmt::format("{}, entry {},", key, i + 1), reasons));
    if (!ids.insert(into.back().id).second)
      reader.complain(list[i], "synth.scenario.twice",
                      fmt::format("The id \"{}\" is used twice.", into.back().id));
  }
}

}  // namespace

Result<Scenario> parse_scenario(std::string_view yaml) {
  if (yaml.size() > most_bytes || !is_utf8(yaml))
    return fail(ErrorCode::invalid_input, "synth.scenario.text",
                "A scenario is a text in UTF-8 of at most 1 MiB.");
  std::vector<Reason> reasons;
  Scenario scenario;
  try {
    const YAML::Node node = YAML::Load(std::string(yaml));
    Reader reader(node, "The scenario", reasons);
    scenario.title = reader.text("title", true);
    read_list(reader, "effects", scenario.effects, reasons, read_effect);
    read_list(reader, "patterns", scenario.patterns, reasons, read_pattern);
    reader.finish();
  } catch (const YAML::Exception& defect) {
    Reason reason{
        "synth.scenario.yaml", fmt::format("This is not YAML: {}.", defect.msg), {}, std::nullopt};
    if (defect.mark.line >= 0)
      reason.where = SourcePosition{static_cast<std::uint32_t>(defect.mark.line + 1),
                                    static_cast<std::uint32_t>(defect.mark.column + 1)};
    return fail(Error(ErrorCode::invalid_input, std::move(reason)));
  }
  if (!reasons.empty()) return fail(Error(ErrorCode::invalid_input, std::move(reasons)));
  return scenario;
}

}  // namespace hdis::synth
