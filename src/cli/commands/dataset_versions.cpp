#include "hdis/core/text.hpp"
#include "hdis/ingest/report.hpp"
#include "hdis/service/datasets.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "progress.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace hdis::cli {
namespace {

using service::DatasetView;
using service::LoadedVersion;
using service::LoadedYear;

struct Options {
  std::string dataset;
  std::string year;
  std::string version;
  std::string reason;
  bool current = false;
};

boost::json::object to_json(const LoadedVersion& version) {
  boost::json::object out{{"version", version.version}, {"taken_in_at", version.taken_in_at}};
  if (version.rows) out["rows"] = *version.rows;
  return out;
}

boost::json::object to_json(const LoadedYear& year) {
  boost::json::object out{{"year", year.year}};
  for (auto& [key, value] : to_json(year.current)) out[key] = value;
  boost::json::array older;
  for (const auto& version : year.older) older.push_back(to_json(version));
  out["older"] = std::move(older);
  return out;
}

boost::json::object to_json(const DatasetView& dataset) {
  boost::json::array years;
  for (const auto& year : dataset.years) years.push_back(to_json(year));
  return {{"id", dataset.id},
          {"title", dataset.title},
          {"fields", dataset.fields},
          {"years", std::move(years)}};
}

/// "2017/18 (version 2; also 1)"; the first version needs no word.
std::string in_words(const LoadedYear& year) {
  if (year.current.version == "1") return year.year;
  std::string text = fmt::format("{} (version {}", year.year, year.current.version);
  std::string older;
  for (const auto& version : year.older) older += (older.empty() ? "" : ", ") + version.version;
  return text + (older.empty() ? ")" : fmt::format("; also {})", older));
}

// The longest id or title, so that the columns stay columns.
struct Widths {
  std::size_t id = 10;
  std::size_t title = 60;
  void hold(const std::string& one, const std::string& other) {
    id = std::max(id, one.size());
    title = std::max(title, other.size());
  }
};

void print_line(Context& context, const Widths& widths, const std::string& id,
                const std::string& title, std::size_t fields) {
  print(context.to.out, "{:<{}} {:<{}} {:>4} fields\n", id, widths.id, title, widths.title, fields);
}

int list_catalogue(Context& context) {
  const auto catalogue = load_catalogue(context);
  if (!catalogue) return report(context, catalogue.error());
  boost::json::array items;
  Widths widths;
  for (const auto& dataset : catalogue->datasets()) widths.hold(dataset.id.text(), dataset.title);
  for (const catalogue::Dataset& dataset : catalogue->datasets()) {
    if (context.json) {
      items.push_back(boost::json::object{
          {"id", dataset.id.text()}, {"title", dataset.title}, {"fields", dataset.fields.size()}});
    } else {
      print_line(context, widths, dataset.id.text(), dataset.title, dataset.fields.size());
    }
  }
  if (context.json) print(context, items);
  return 0;
}

void show_list(Context& context, const std::vector<DatasetView>& datasets) {
  boost::json::array items;
  Widths widths;
  for (const DatasetView& dataset : datasets) widths.hold(dataset.id, dataset.title);
  for (const DatasetView& dataset : datasets) {
    if (context.json) {
      items.push_back(to_json(dataset));
      continue;
    }
    std::vector<std::string> words;
    for (const auto& year : dataset.years) words.push_back(in_words(year));
    print_line(context, widths, dataset.id, dataset.title, dataset.fields);
    print(context.to.out, "{:{}} {}\n", "", widths.id,
          words.empty() ? "no year loaded" : fmt::format("loaded: {}", fmt::join(words, ", ")));
  }
  if (context.json) print(context, items);
}

// Without a store the catalogue alone can be read; with one, the years that are loaded are shown too.
int list(Context& context) {
  std::error_code ignored;
  if (!std::filesystem::exists(context.store() / "config.yaml", ignored)) {
    const auto none = must_not_name_a_store(context);
    return none ? list_catalogue(context) : report(context, none.error());
  }
  return with_session(
      context, service::list_datasets,
      [&](const std::vector<DatasetView>& datasets) { show_list(context, datasets); });
}

Result<DatasetView> find(service::Session& session, const std::string& id) {
  HDIS_TRY(datasets, service::list_datasets(session));
  const auto found = std::ranges::find(datasets, to_lower(id), &DatasetView::id);
  if (found != datasets.end()) return *found;
  return fail(ErrorCode::not_found, "dataset.unknown",
              fmt::format("There is no dataset \"{}\".", id), "See `hdis dataset list`.");
}

void print_version(const Context& context, const std::string& year, const LoadedVersion& version,
                   std::string_view state) {
  const auto rows = version.rows ? fmt::format("{:>12} rows", *version.rows) : "";
  print(context.to.out, "  {:<9}version {:<5}{:<9}taken in {}{}\n", year, version.version, state,
        version.taken_in_at, rows);
}

void show(const Context& context, const DatasetView& dataset) {
  if (context.json) return print(context, to_json(dataset));
  print(context.to.out, "{}  {}\n  {}\n  One row is one {}; {} fields.\n",
        bold(context, dataset.id), dataset.title, dataset.description, dataset.row_unit,
        dataset.fields);
  if (dataset.years.empty()) print(context.to.out, "  No year is loaded.\n");
  for (const auto& year : dataset.years) {
    print_version(context, year.year, year.current, "current");
    for (const auto& version : year.older) print_version(context, "", version, "older");
  }
}

int purge(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::purge(
            session, {to_lower(options.dataset), options.year, options.version, options.reason,
                      options.current ? service::Current::purge : service::Current::keep});
      },
      [&](const service::Purged& purged) {
        if (context.json) {
          print(context,
                boost::json::object{
                    {"purged", purged.subject},
                    {"asked_now", purged.counts ? boost::json::value(*purged.counts) : nullptr},
                    {"made_of_it", boost::json::value_from(purged.made_of_it)}});
          return;
        }
        print(context.to.out, "Purged {}. {} Copies in backups are not reached.\n", purged.subject,
              purged.counts ? fmt::format("Version {} is asked.", *purged.counts)
                            : "No version of this year is left.");
        if (purged.made_of_it.empty()) return;
        print(context.to.out,
              "Made of it, and still there: {}. Derive again, and purge those that are older.\n",
              fmt::join(purged.made_of_it, "; "));
      });
}

int derive(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        Progress progress(context, "Deriving");
        return service::derive(session,
                               {to_lower(options.dataset), progress.callback(), progress.stop()});
      },
      [&](const ingest::DerivedReport& derived) {
        if (context.json) return print(context, boost::json::parse(ingest::to_json(derived)));
        print(context.to.out, "{}", ingest::to_text(derived));
      });
}

void add_derive(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand(
      "derive", "Make a derived dataset, such as spells, from what is loaded. For administrators.");
  command->add_option("DATASET", options->dataset, "E.g. apc_spells.")->required();
  command->footer(
      "Years whose rows change become new versions; approvals that name the old ones are void.\n"
      "Example:\n  hdis dataset derive apc_spells");
  command->callback([&action, options] {
    action = [options](Context& context) { return derive(context, *options); };
  });
}

void add_purge(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand(
      "purge", "Remove a version of a dataset and year for good. For administrators.");
  command->add_option("DATASET", options->dataset, "E.g. apc.")->required();
  command->add_option("YEAR", options->year, "Financial year: 1718 or 2017/18.")->required();
  command->add_option("--version", options->version, "Version, e.g. 1.")->required();
  command->add_option("--reason", options->reason, "Why; recorded.")->required();
  command->add_flag("--current", options->current,
                    "Even if it is the version that is asked: the one before it is asked again, "
                    "or the year is gone.");
  command->footer(
      "Approvals that name the version become void. Versions of other datasets that took fields "
      "from it stay.\n"
      "Example:\n  hdis dataset purge apc 1718 --version 1 --reason 'Delivered again with "
      "opt-outs'");
  command->callback([&action, options] {
    action = [options](Context& context) { return purge(context, *options); };
  });
}

}  // namespace

void add_dataset_versions(CLI::App& group, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* list_command =
      group.add_subcommand("list", "Datasets, and the years of them that are loaded.");
  list_command->footer("Example:\n  hdis dataset list");
  list_command->callback([&action] { action = list; });

  CLI::App* show_command =
      group.add_subcommand("show", "One dataset, with every version of every year.");
  show_command->add_option("DATASET", options->dataset, "E.g. apc.")->required();
  show_command->footer("Example:\n  hdis dataset show apc");
  show_command->callback([&action, options] {
    action = [options](Context& context) {
      return with_session(
          context, [&](service::Session& session) { return find(session, options->dataset); },
          [&](const DatasetView& dataset) { show(context, dataset); });
    };
  });

  add_derive(group, action, options);
  add_purge(group, action, options);
}

}  // namespace hdis::cli
