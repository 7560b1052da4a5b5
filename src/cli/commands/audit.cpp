#include "hdis/service/audits.hpp"

#include "audit_steps.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string checkpoint;
  std::string subject;
  std::string actor;
  std::uint64_t most = 100;
  std::string to;
};

int verify(Context& context, const Options& options) {
  std::optional<std::string> checkpoint;
  if (!options.checkpoint.empty()) {
    auto text = read_text(context, options.checkpoint);
    if (!text) return report(context, text.error());
    checkpoint = std::move(*text);
  }
  return looking(
      context, [&](service::Session& session) { return service::verify_log(session, checkpoint); },
      [&](const service::Verified& verified) {
        if (context.json) {
          print(context, boost::json::object{{"intact", true},
                                             {"events", verified.events},
                                             {"head", verified.head.text()},
                                             {"checkpoint_met", verified.checkpoint.has_value()},
                                             {"agreements", verified.agreements},
                                             {"tables", verified.tables},
                                             {"certificates", verified.certificates},
                                             {"oversight", verified.oversight}});
          return;
        }
        print(context.to.out, "The log is intact: {} events, each as it was written.\n  Head {}\n",
              verified.events, verified.head.text());
        print(context.to.out,
              "  What it tells of is as it was: {} version(s) of agreements, {} released "
              "table(s), {} "
              "certificate(s), {} audit(s) and alert(s).\n",
              verified.agreements, verified.tables, verified.certificates, verified.oversight);
        if (verified.checkpoint) {
          print(context.to.out, "  It contains the checkpoint of {}, event {}.\n",
                to_text(verified.checkpoint->made_at), verified.checkpoint->sequence);
        } else {
          print(context.to.out,
                "  Whether events were cut off at its end only a checkpoint kept elsewhere "
                "can tell (hdis audit checkpoint).\n");
        }
      },
      [&](const Reason& reason) {
        return reason.rule == "audit.checkpoint_unreadable" ||
                       reason.rule == "audit.checkpoint_of_another_log"
                   ? options.checkpoint
                   : std::string();
      });
}

// Who did what when, and below it what the event says of why and under what.
void print_event(const Context& context, const audit::Event& event) {
  print(context.to.out, "{:>6}  {}  {:<12} {:<24} {}\n", event.sequence, to_text(event.at),
        event.actor, event.action, event.subject);
  std::string details = fmt::format("login {}", event.os_user);
  const auto parsed = boost::json::parse(event.details);
  for (const std::string_view key : {"why", "agreement", "agreement_version", "output", "rules"}) {
    const auto* value = parsed.as_object().if_contains(key);
    if (value != nullptr && value->is_string() && !value->as_string().empty())
      details += fmt::format("; {} {}", key, std::string_view(value->as_string()));
  }
  print(context.to.out, "        {}\n", details);
}

int show_log(Context& context, const Options& options) {
  service::LogFilter filter;
  if (!options.subject.empty()) filter.subject = id_of(id_of(options.subject, 'R'), 'O');
  if (!options.actor.empty()) filter.actor = options.actor;
  filter.most = options.most;
  return looking(
      context, [&](service::Session& session) { return service::read_log(session, filter); },
      [&](const std::vector<audit::Event>& events) {
        for (const audit::Event& event : events) {
          if (context.json) {  // a line for each event, so that a long log can be read as it comes
            print(context, boost::json::object{{"sequence", event.sequence},
                                               {"at", to_text(event.at)},
                                               {"actor", event.actor},
                                               {"os_user", event.os_user},
                                               {"action", event.action},
                                               {"subject", event.subject},
                                               {"details", boost::json::parse(event.details)},
                                               {"hash", event.hash.text()}});
          } else {
            print_event(context, event);
          }
        }
        if (events.empty() && !context.json) print(context.to.out, "None.\n");
      });
}

int make_checkpoint(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) -> Result<std::string> {
        HDIS_TRY(checkpoint, service::make_checkpoint(session));
        std::string text = audit::checkpoint_text(checkpoint);
        if (!options.to.empty()) HDIS_CHECK(write_text(context, options.to, text));
        return text;
      },
      [&](const std::string& text) {
        if (context.json) {
          print(context, boost::json::object{{"checkpoint", text}, {"file", options.to}});
        } else if (options.to.empty()) {
          print(context.to.out, "{}", text);
        } else {
          print(context.to.out, "Wrote {}. Keep it where those who can write the store cannot.\n",
                options.to);
        }
      });
}

}  // namespace

void add_audit(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group = program.add_subcommand(
      "audit",
      "The record of what happened, data sharing audits, reviews and evidence. For auditors and "
      "administrators.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis audit log --subject R-000001\n"
      "  hdis audit checkpoint > /media/safe/checkpoint.txt\n"
      "  hdis audit verify --checkpoint /media/safe/checkpoint.txt");

  CLI::App* verify_command = group->add_subcommand(
      "verify",
      "Prove that no event was changed, removed, inserted or moved, and that what they tell of is "
      "as they say.");
  verify_command->add_option("--checkpoint", options->checkpoint,
                             "A checkpoint that was kept elsewhere.");
  verify_command->footer("Example:\n  hdis audit verify --checkpoint /media/safe/checkpoint.txt");
  verify_command->callback([&action, options] {
    action = [options](Context& context) { return verify(context, *options); };
  });

  CLI::App* log_command =
      group->add_subcommand("log", "Events, oldest first. With --json one object a line.");
  log_command->add_option("--subject", options->subject,
                          "Only about this and, of a request, its outputs, e.g. R-000001.");
  log_command->add_option("--actor", options->actor, "Only by this user.");
  log_command->add_option("--most", options->most, "The newest so many.")->capture_default_str();
  log_command->footer("Example:\n  hdis audit log --subject R-000001 --json");
  log_command->callback([&action, options] {
    action = [options](Context& context) { return show_log(context, *options); };
  });

  add_sharing_audits(*group, action);
  add_audit_packs(*group, action);

  CLI::App* checkpoint_command =
      group->add_subcommand("checkpoint", "How far the log has come, to be kept elsewhere.");
  checkpoint_command->add_option("--to", options->to, "File to write [standard output].");
  checkpoint_command->footer("Example:\n  hdis audit checkpoint --to /media/safe/checkpoint.txt");
  checkpoint_command->callback([&action, options] {
    action = [options](Context& context) { return make_checkpoint(context, *options); };
  });
}

}  // namespace hdis::cli
