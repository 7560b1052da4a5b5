#include "hdis/service/shows_more.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"
#include "usage.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

constexpr double per_cent = 100;

boost::json::object to_json(const service::ShowsMore& table) {
  boost::json::array suggestions;
  for (const auto& each : table.suggestions)
    suggestions.push_back({{"change", each.change}, {"suppressed", each.suppressed}});
  return {{"suppressed", table.suppressed},
          {"exact", table.exact},
          {"suggestions", std::move(suggestions)}};
}

void show(const Context& context, const service::ShowsMore& table) {
  print(context.to.out, "{:.0f} % of the counts are suppressed.\n", per_cent * table.suppressed);
  if (table.exact) {
    print(context.to.out,
          "The table shows exact numbers. Beside them a coarser table could give a suppressed "
          "number away, so that none is "
          "suggested.\n");
    return;
  }
  if (table.suggestions.empty()) {
    print(context.to.out, "Nothing is known that would show more.\n");
    return;
  }
  print(context.to.out, "\n  Suppressed then, about\n");
  for (const auto& each : table.suggestions)
    print(context.to.out, "  {:>4.0f} %  {}\n", per_cent * each.suppressed, each.change);
  print(context.to.out, "\nEstimated from what the table shows.\n");
}

int more(Context& context, const std::string& id) {
  return with_session(
      context, [&](service::Session& session) { return service::what_shows_more(session, id); },
      [&](const std::vector<service::ShowsMore>& tables) {
        if (context.json) {
          boost::json::array items;
          for (const auto& table : tables) items.push_back(to_json(table));
          return print(context, items);
        }
        for (std::size_t i = 0; i < tables.size(); ++i) {
          if (tables.size() > 1) print(context.to.out, "{}Table {}\n", i == 0 ? "" : "\n", i + 1);
          show(context, tables[i]);
        }
      });
}

}  // namespace

void add_output_more(CLI::App& group, Action& action) {
  auto id = std::make_shared<std::string>();
  CLI::App* command = group.add_subcommand(
      "more", "What to ask so that less is suppressed: coarser areas or groups, more years.");
  command->add_option("ID", *id, "The output, e.g. O-000001.")->required();
  command->footer("Example:\n  hdis output more O-000001");
  command->callback([&action, id] {
    action = [id](Context& context) { return more(context, id_of(*id, 'O')); };
  });
}

}  // namespace hdis::cli
