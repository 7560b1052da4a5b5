#include "truth.hpp"

#include "hdis/core/text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace hdis::synth {
namespace {

constexpr std::array<std::string_view, 4> kind_names{"admissions", "readmissions", "follow_ups",
                                                     "none"};

template <class Things, class Name>
int find(const Things& things, const std::string& wanted, Name name) {
  const auto found = std::find_if(things.begin(), things.end(),
                                  [&](const auto& thing) { return name(thing) == wanted; });
  return found == things.end() ? -1 : static_cast<int>(found - things.begin());
}

class LookUp {
 public:
  template <class Things, class Name>
  int of(const Things& things, const std::string& wanted, const char* what, Name name) {
    if (wanted.empty()) return -1;
    const int place = find(things, wanted, name);
    if (place >= 0) return place;
    std::vector<std::string> names;
    names.reserve(things.size());
    for (const auto& thing : things) names.push_back(name(thing));
    const auto near = nearest(wanted, names);
    reasons.push_back({"synth.scenario.unknown",
                       fmt::format("There is no {} \"{}\" in the calibration.", what, wanted),
                       near.empty() ? "" : fmt::format("Did you mean \"{}\"?", near.front()),
                       std::nullopt});
    return -1;
  }
  std::vector<Reason> reasons;
};

// What `base` and `made` count, in words: see also docs/synthetic-data.md.
std::pair<std::string_view, std::string_view> meanings(EffectKind kind) {
  switch (kind) {
    case EffectKind::readmissions:
      return {"readmissions that would have been without it", "readmissions"};
    case EffectKind::follow_ups:
      return {"pathways", "follow-up appointments planned"};
    default:
      return {"discharges that would have been without it", "discharges added"};
  }
}

}  // namespace

Result<std::vector<Planted>> look_up(const Options& options, const Calibration& country,
                                     const std::vector<std::string>& practices) {
  LookUp look;
  std::vector<Planted> planted;
  const auto code = [](const auto& thing) { return thing.code; };
  for (const Effect& effect : options.scenario.effects) {
    Planted each;
    each.kind = effect.kind;
    each.factor = effect.factor;
    each.ccg = look.of(country.ccgs, effect.ccg, "clinical commissioning group", code);
    each.provider = look.of(country.providers, effect.provider, "provider", code);
    each.practice = look.of(practices, effect.practice, "practice",
                            [](const std::string& name) { return name; });
    each.picture = look.of(country.pictures, effect.picture, "clinical picture",
                           [](const Picture& p) { return p.name; });
    if (!effect.admission_class.empty()) {
      const std::vector<std::string> classes{"emergency", "daycase", "elective"};
      each.admission_class = look.of(classes, effect.admission_class, "class",
                                     [](const std::string& name) { return name; });
    }
    if (!effect.months.empty()) {
      each.months = 0;
      for (const int month : effect.months) each.months |= 1U << static_cast<unsigned>(month - 1);
    }
    planted.push_back(each);
  }
  for (const Pattern& pattern : options.scenario.patterns) {
    look.of(country.ccgs, pattern.ccg, "clinical commissioning group", code);
    const auto year = FinancialYear::parse(pattern.year);
    if (!year ||
        std::find(options.years.begin(), options.years.end(), *year) == options.years.end())
      look.reasons.push_back({"synth.scenario.year",
                              fmt::format("The pattern \"{}\" is in {}, which is not generated.",
                                          pattern.id, pattern.year),
                              "Add the year to --years.", std::nullopt});
  }
  if (!look.reasons.empty()) return fail(Error(ErrorCode::invalid_input, std::move(look.reasons)));
  return planted;
}

std::string truth_text(const Options& options, const std::vector<Counted>& counted,
                       const std::vector<Written>& files) {
  boost::json::array effects;
  for (std::size_t i = 0; i < options.scenario.effects.size(); ++i) {
    const Effect& effect = options.scenario.effects[i];
    const auto [base, made] = meanings(effect.kind);
    boost::json::object out{{"id", effect.id},
                            {"kind", kind_names[static_cast<std::size_t>(effect.kind)]}};
    for (const auto& [key, value] : {std::pair{"ccg", effect.ccg},
                                     {"practice", effect.practice},
                                     {"provider", effect.provider},
                                     {"picture", effect.picture},
                                     {"class", effect.admission_class}})
      if (!value.empty()) out[key] = value;
    if (!effect.months.empty()) out["months"] = boost::json::value_from(effect.months);
    out["expected_factor"] = effect.factor;
    out["without"] = boost::json::object{{"what", base}, {"number", counted[i].base}};
    out["realised"] = boost::json::object{{"what", made}, {"number", counted[i].made}};
    effects.push_back(std::move(out));
  }
  boost::json::array patterns;
  for (const Pattern& pattern : options.scenario.patterns) {
    patterns.push_back(boost::json::object{
        {"id", pattern.id},
        {"ccg", pattern.ccg},
        {"year", pattern.year},
        {"diagnosis", pattern.diagnosis},
        {"as", pattern.dialysis ? "dialysis" : "emergency"},
        {"people", pattern.people},
        {"admissions", static_cast<std::uint64_t>(pattern.people) * pattern.admissions}});
  }
  boost::json::array written;
  for (const Written& file : files)
    written.push_back(boost::json::object{{"dataset", file.dataset},
                                          {"year", file.year},
                                          {"file", file.file.filename().string()},
                                          {"rows", file.rows}});
  return boost::json::serialize(boost::json::object{{"title", options.scenario.title},
                                                    {"seed", options.seed},
                                                    {"people", options.people},
                                                    {"files", std::move(written)},
                                                    {"effects", std::move(effects)},
                                                    {"patterns", std::move(patterns)}}) +
         "\n";
}

}  // namespace hdis::synth
