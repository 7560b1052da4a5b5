#include "hdis/service/backup.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string to;
  std::string keys_to;
  std::string backup;
  std::string folder;
  std::string keys;
  std::string keys_from;
  std::string postgresql;
  bool sqlite = false;
  bool without_keys = false;
  bool with_internal_keys = false;
};

fs::path absolute_or_empty(const std::string& path) {
  return path.empty() ? fs::path() : fs::absolute(path);
}

boost::json::object to_json(const service::BackupFacts& facts) {
  return {{"store_id", facts.store_id},
          {"made_at", to_text(facts.made_at)},
          {"schema", facts.schema},
          {"events", facts.events},
          {"head", facts.head.text()}};
}

int back_up(Context& context, const Options& options) {
  const auto identity = service::identity_of_process();
  if (!identity) return report(context, identity.error());
  const auto made = service::back_up(
      {fs::absolute(context.store()), fs::absolute(options.to), absolute_or_empty(options.keys_to)},
      *identity, clock());
  if (!made) return report(context, made.error());
  if (context.json) {
    auto answer = to_json(made->facts);
    answer["folder"] = fs::absolute(options.to).string();
    answer["files"] = made->files;
    answer["sha256"] = made->checksum;
    answer["keys"] = options.keys_to;
    print(context, answer);
    return 0;
  }
  print(context.to.out,
        "Backed up to {}: {} files.\n  In it      database (to event {} of the log), records, "
        "catalogue, settings\n  Not in it  the keys{}\n  SHA256SUMS {}\n",
        options.to, made->files, made->facts.events,
        options.keys_to.empty()
            ? ": copy them apart from it (--keys-to), or a restored store is without them"
            : fmt::format(", which were copied to {}: keep both apart", options.keys_to),
        made->checksum);
  return 0;
}

int restore(Context& context, const Options& options) {
  const auto identity = service::identity_of_process();
  if (!identity) return report(context, identity.error());
  service::RestoreInput input;
  input.backup = fs::absolute(options.backup);
  input.folder = fs::absolute(options.folder.empty() ? context.store() : fs::path(options.folder));
  input.catalogue_folder = catalogue_folder();
  input.keys_from = absolute_or_empty(options.keys_from);
  input.with_internal_keys =
      options.with_internal_keys ? service::WithInternalKeys::yes : service::WithInternalKeys::no;
  input.without_keys = options.without_keys ? service::WithoutKeys::yes : service::WithoutKeys::no;
  if (options.sqlite) input.postgresql = "";
  if (!options.postgresql.empty()) input.postgresql = options.postgresql;
  if (options.keys.empty()) {
    const auto root = service::default_keys_root();
    if (!root) return report(context, root.error());
    input.keys_root = *root;
  } else {
    input.keys_root = fs::absolute(options.keys);
  }
  const auto made = service::restore(input, *identity, clock());
  if (!made) return report(context, made.error());
  if (context.json) {
    auto answer = to_json(made->facts);
    answer["store"] = made->layout.root.string();
    answer["keys"] = made->config.keys_folder.string();
    answer["log_events"] = made->events;
    print(context, answer);
    return 0;
  }
  print(context.to.out,
        "Restored the store {}\n  as it was   {}, event {} of the log, which is intact\n  keys  "
        "      {}\nNext: hdis audit verify --checkpoint FILE, with the last one that you kept, "
        "tells what the backup lacks\n",
        made->layout.root.string(), to_text(made->facts.made_at), made->facts.events,
        options.without_keys ? "missing; a new signing key will be made"
                             : made->config.keys_folder.string());
  return 0;
}

}  // namespace

void add_backup(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "backup",
      "Copy a whole store, but not its keys, while others work. For the account that owns it.");
  command->add_option("--to", options->to, "Folder to make, outside the store.")->required();
  command->add_option("--keys-to", options->keys_to,
                      "Folder to make for a copy of the keys; to be kept apart from the other.");
  command->footer(
      "Examples:\n  hdis backup --to /backup/hdis-2019-07-01\n"
      "  hdis backup --to /backup/hdis-2019-07-01 --keys-to /media/safe/hdis-keys-2019-07-01\n"
      "  (cd /backup/hdis-2019-07-01 && sha256sum --quiet -c SHA256SUMS)");
  command->callback([&action, options] {
    action = [options](Context& context) { return back_up(context, *options); };
  });
}

void add_restore(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "restore", "Make a store of a backup. For the account that is to own it.");
  command->add_option("BACKUP", options->backup, "Folder that `hdis backup` made.")->required();
  command->add_option("FOLDER", options->folder,
                      "Where; must not exist or be empty. Default: the store option.");
  command->add_option("--keys", options->keys,
                      "Where keys go, or are already [~/.config/openhdis].");
  command->add_option("--keys-from", options->keys_from, "The copy of the keys.");
  command->add_flag("--with-internal-keys", options->with_internal_keys,
                    "Restore the keys of internal outputs too: what was destroyed since the backup "
                    "must be destroyed again.");
  command->add_flag("--without-keys", options->without_keys,
                    "The keys are lost: new deliveries cannot be linked to old ones.");
  CLI::Option* postgresql = command->add_option(
      "--postgresql", options->postgresql,
      "Put the database here, in libpq's words; it must be empty [where it was].");
  command->add_flag("--sqlite", options->sqlite, "Put the database into the folder.")
      ->excludes(postgresql);
  command->footer(
      "Examples:\n  hdis restore /backup/hdis-2019-07-01 /srv/hdis\n"
      "  hdis restore /backup/hdis-2019-07-01 /srv/hdis --keys-from "
      "/media/safe/hdis-keys-2019-07-01\n"
      "  hdis restore /backup/hdis-2019-07-01 /srv/hdis --postgresql 'host=/run/postgresql "
      "dbname=hdis'   (moves it there)");
  command->callback([&action, options] {
    action = [options](Context& context) { return restore(context, *options); };
  });
}

}  // namespace hdis::cli
