#include "hdis/service/obligations.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  service::CertificateInput input;
  std::string file;
  std::string key;
  std::string to;
};

int issue(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) -> Status {
        HDIS_TRY(document, service::issue_certificate(session, options.input));
        return write_text(context, options.to, document);
      },
      [] {});
}

void show(const Context& context, const governance::VerifiedCertificate& verified) {
  const auto& certificate = verified.certificate;
  if (context.json) {
    return print(context,
                 boost::json::object{{"verified", true},
                                     {"agreement", certificate.agreement},
                                     {"organisation", certificate.organisation},
                                     {"what", certificate.what},
                                     {"destroyed_on", certificate.destroyed_on.to_text()},
                                     {"how", certificate.how},
                                     {"backups", certificate.backups},
                                     {"backups_gone_by", certificate.backups_gone_by.to_text()},
                                     {"signatory", certificate.signatory},
                                     {"issued_at", to_text(certificate.issued_at)},
                                     {"store", certificate.store},
                                     {"public_key", verified.public_key}});
  }
  print(context.to.out,
        "The signature fits.\n  Agreement    {} ({})\n  Destroyed    {}\n  On           {}\n"
        "  How          {}\n  Backups      {}; gone by {}\n  Signed by    {}, {}\n"
        "  Store        {}\n  Key          {}\n",
        certificate.agreement, certificate.organisation, certificate.what,
        certificate.destroyed_on.to_text(), certificate.how, certificate.backups,
        certificate.backups_gone_by.to_text(), certificate.signatory,
        to_text(certificate.issued_at), certificate.store, verified.public_key);
}

int verify(Context& context, const Options& options) {
  const auto text = read_text(context, options.file);
  if (!text) return report(context, text.error());
  const auto verified = governance::verify_certificate(*text, options.key);
  if (!verified) return report(context, verified.error(), options.file);
  show(context, *verified);
  return 0;
}

int show_key(Context& context) {
  return with_session(context, service::certificate_key, [&](const std::string& key) {
    if (context.json) return print(context, boost::json::object{{"public_key", key}});
    print(context.to.out, "{}\n", key);
  });
}

void add_issue(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* command = group.add_subcommand(
      "issue", "Certify that what there was is destroyed. For people of the licensee.");
  auto& input = options->input;
  command->add_option("REFERENCE", input.agreement, "Agreement, without version.")->required();
  command->add_option("--what", input.what, "What was destroyed.")->required();
  command->add_option("--on", input.destroyed_on, "When, YYYY-MM-DD.")->required();
  command->add_option("--how", input.how, "How.")->required();
  command->add_option("--backups", input.backups, "What backups there are.")->default_val("none");
  command->add_option("--backups-gone-by", input.backups_gone_by,
                      "Last day on which a backup may exist [the day of the destruction].");
  command->add_option("--to", options->to, "File to write [standard output].");
  command->footer(
      "Example:\n  hdis certificate issue DARS-NIC-99675-X5S7X --what 'all downloaded tables' --on "
      "2019-07-10 \\\n      --how 'overwritten, then deleted' --backups 'nightly, kept 30 days' "
      "--backups-gone-by 2019-08-09");
  command->callback([&action, options] {
    action = [options](Context& context) { return issue(context, *options); };
  });
}

}  // namespace

void add_certificate(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group = program.add_subcommand(
      "certificate", "Certificates of destruction: issue them, verify them anywhere.");
  group->require_subcommand(1);
  group->footer("Examples:\n  hdis certificate verify certificate.json\n  hdis certificate key");
  add_issue(*group, action, options);

  CLI::App* verify_command =
      group->add_subcommand("verify", "Whether a certificate is as it was signed. Needs no store.");
  verify_command->add_option("FILE", options->file, "The certificate; \"-\" is standard input.")
      ->required();
  verify_command->add_option("--key", options->key,
                             "The public key that it must be signed with, from the custodian.");
  verify_command->footer("Example:\n  hdis certificate verify certificate.json --key 1f2e...");
  verify_command->callback([&action, options] {
    action = [options](Context& context) { return verify(context, *options); };
  });

  CLI::App* key_command = group->add_subcommand(
      "key", "The public key of this store, to be published where others can find it.");
  key_command->footer("Example:\n  hdis certificate key");
  key_command->callback([&action] { action = show_key; });
}

}  // namespace hdis::cli
