#include "hdis/service/doctor.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hdis::cli {
namespace {

int examine(Context& context) {
  const std::filesystem::path folder = std::filesystem::absolute(context.store());
  const auto identity = service::identity_of_process();
  if (!identity) return report(context, identity.error());

  const auto examined = service::examine(folder, *identity, clock());
  if (!examined) return report(context, examined.error());
  const std::vector<service::Examination>& found = *examined;
  const bool bad = std::any_of(found.begin(), found.end(), [](const service::Examination& e) {
    return e.health == service::Health::bad;
  });
  if (context.json) {
    boost::json::array items;
    for (const service::Examination& e : found) {
      items.push_back(boost::json::object{{"what", e.what},
                                          {"health", service::to_string(e.health)},
                                          {"finding", e.finding},
                                          {"remedy", e.remedy}});
    }
    print(context, boost::json::object{{"healthy", !bad}, {"examinations", std::move(items)}});
    return bad ? 1 : 0;
  }
  for (const service::Examination& e : found) {
    print(context.to.out, "  {:<8} {:<18} {}\n", service::to_string(e.health), e.what, e.finding);
    if (!e.remedy.empty()) print(context.to.out, "           What to do: {}\n", e.remedy);
  }
  return bad ? 1 : 0;
}

}  // namespace

void add_doctor(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand(
      "doctor", "Examine the store and its surroundings, and say what to mend.");
  command->footer("Example:\n  hdis doctor --store /srv/hdis");
  command->callback([&action] { action = examine; });
}

}  // namespace hdis::cli
