#include "hdis/service/callers_file.hpp"
#include "hdis/service/store_folder.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string folder;
  std::string keys;
  std::string custodian_code = "CUSTODIAN";
  std::string custodian_name = "Data custodian";
  std::string administrator;
  std::string administrator_name;
  std::string postgresql;
  std::string os_user;
  bool demonstration = false;
};

int initialise(Context& context, Options options) {
  const std::filesystem::path folder = std::filesystem::absolute(
      options.folder.empty() ? context.store() : std::filesystem::path(options.folder));
  const auto identity = service::identity_of_process();
  if (!identity) return report(context, identity.error());
  const auto allowed =
      service::may_write_files(*identity,
                               "make the store as the account that is to own it: as root, runuser "
                               "-u hdis -- env -u SUDO_UID hdis init ...");
  if (!allowed) return report(context, allowed.error());

  std::filesystem::path keys = options.keys;
  if (options.keys.empty()) {
    auto root = service::default_keys_root();
    if (!root) return report(context, root.error());
    keys = *root;
  }
  if (options.administrator.empty()) options.administrator = identity->login;
  if (options.administrator_name.empty()) options.administrator_name = options.administrator;

  const auto made = service::initialise(
      {folder, catalogue_folder(), std::filesystem::absolute(keys), options.custodian_code,
       options.custodian_name, options.administrator, options.administrator_name,
       options.demonstration ? service::Demonstration::yes : service::Demonstration::no,
       options.postgresql, options.os_user},
      *identity, clock());
  if (!made) return report(context, made.error());

  if (context.json) {
    print(context, boost::json::object{{"store", made->layout.root.string()},
                                       {"store_id", made->config.store_id},
                                       {"keys", made->config.keys_folder.string()},
                                       {"administrator", options.administrator},
                                       {"demonstration", options.demonstration}});
    return 0;
  }
  print(context.to.out, "Made the store {}\n  keys            {}\n  administrator   {} ({})\n",
        made->layout.root.string(), made->config.keys_folder.string(), options.administrator,
        options.os_user.empty() ? identity->to_text() : options.os_user);
  if (options.demonstration) {
    print(context.to.out,
          "  demonstration   you may act as any user with --as; every output says so\n");
  }
  return 0;
}

}  // namespace

void add_init(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "init", "Make a store: folders, database, keys, custodian, first administrator.");
  command->add_option("FOLDER", options->folder,
                      "Where; must not exist or be empty. Default: the store option.");
  command->add_option("--keys", options->keys,
                      "Where keys go, outside the store [~/.config/openhdis].");
  command->add_option("--postgresql", options->postgresql,
                      "Keep everything but records in this PostgreSQL database, in libpq's words "
                      "and without a password [a SQLite file in the folder].");
  command->add_option("--custodian", options->custodian_code,
                      "Code of the organisation that keeps the data.");
  command->add_option("--custodian-name", options->custodian_name, "Its name.");
  command->add_option("--administrator", options->administrator,
                      "User id of the first administrator [your login].");
  command->add_option("--administrator-name", options->administrator_name, "Their name.");
  command->add_option(
      "--os-user", options->os_user,
      "Login by which they are known [yours]: where an account that nobody logs in to "
      "owns the store.");
  command->add_flag("--demo", options->demonstration,
                    "For trying out: you may act as any user, and every output says so.");
  command->footer(
      "Examples:\n  hdis init /srv/hdis --custodian X26 --custodian-name 'NHS Digital'\n  hdis "
      "init ./try --demo\n  hdis init /srv/hdis --postgresql 'host=/run/postgresql dbname=hdis'");
  command->callback([&action, options] {
    action = [options](Context& context) { return initialise(context, *options); };
  });
}

}  // namespace hdis::cli
