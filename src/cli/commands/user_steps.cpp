#include "hdis/service/people.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string id;
  std::string to;
  std::string until;
  std::string course;
  std::string by;
  std::string reason;
  std::string agreement;
  std::string terms;
};

using Use = std::function<Result<governance::User>(service::Session&)>;

/// Records something about a person and says what is recorded now.
int record(Context& context, const Use& use) {
  return with_session(context, use, [&](const governance::User& user) {
    const auto day = [](const std::optional<Date>& date) { return date ? date->to_text() : ""; };
    if (context.json) {
      print(context, boost::json::object{
                         {"id", user.id.text()},
                         {"training_valid_until", day(user.training_valid_until)},
                         {"employment_attested_by", user.employment ? user.employment->by : ""},
                         {"last_day", day(user.last_day)}});
      return;
    }
    print(context.to.out, "{}\n  Trained until  {}\n  Employment     {}\n  Last day       {}\n",
          user.id.text(), user.training_valid_until ? day(user.training_valid_until) : "-",
          user.employment ? fmt::format("attested by {} on {}", user.employment->by,
                                        user.employment->on.to_text())
                          : "not attested",
          user.last_day ? day(user.last_day) : "-");
  });
}

int transfer(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::transfer_licence(
            session, {options.agreement, options.id, options.to, options.reason});
      },
      [&](std::optional<std::uint32_t> pounds) {
        if (context.json) {
          boost::json::value charge;
          if (pounds) charge = *pounds;
          print(context, boost::json::object{{"from", options.id},
                                             {"to", options.to},
                                             {"agreement", options.agreement},
                                             {"charge_pounds", charge}});
          return;
        }
        print(context.to.out, "{} now has the licence of {} of {}\n", options.to, options.id,
              options.agreement);
        if (pounds) print(context.to.out, "  Charge  {} pounds\n", *pounds);
      });
}

int accept(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::accept_terms(session, options.agreement, options.terms);
      },
      [&] {
        if (context.json) {
          print(context,
                boost::json::object{{"agreement", options.agreement}, {"accepted", options.terms}});
        } else {
          print(context.to.out, "Accepted version {} of the terms of {}\n", options.terms,
                options.agreement);
        }
      });
}

int explain(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        const auto whom = options.id.empty() ? session.actor().id.text() : options.id;
        return service::explain_use(session, options.agreement, whom);
      },
      [&](const std::vector<governance::RuleOutcome>& outcomes) {
        if (context.json) {
          boost::json::array rules;
          for (const auto& outcome : outcomes) {
            auto rule = to_json(outcome.reason);
            rule["holds"] = outcome.holds;
            rules.push_back(std::move(rule));
          }
          print(context, rules);
          return;
        }
        for (const auto& [holds, reason] : outcomes) {
          print(context.to.out, "{}  {} [{}]\n", holds ? "yes" : "NO ", reason.message,
                reason.rule);
          if (!reason.suggestion.empty())
            print(context.to.out, "     What to do: {}\n", reason.suggestion);
        }
      });
}

/// Declares a command that records something about a person.
CLI::App* add_record(
    CLI::App& group, Action& action, const std::shared_ptr<Options>& options, const char* name,
    const char* help,
    std::function<Result<governance::User>(service::Session&, const Options&)> use) {
  CLI::App* command = group.add_subcommand(name, help);
  command->add_option("ID", options->id, "Who.")->required();
  command->callback([&action, options, use = std::move(use)] {
    action = [options, use](Context& context) {
      return record(context, [&](service::Session& session) { return use(session, *options); });
    };
  });
  return command;
}

void add_records(CLI::App& group, Action& action, const std::shared_ptr<Options>& options) {
  CLI::App* train =
      add_record(group, action, options, "train", "Record a training. For administrators.",
                 [](service::Session& session, const Options& given) {
                   return service::record_training(session, given.id, given.course, given.until);
                 });
  train->add_option("--until", options->until, "Last day on which it is valid, YYYY-MM-DD.")
      ->required();
  train->add_option("--course", options->course, "Which training.");
  train->footer(
      "Example:\n  hdis user train asha --until 2028-03-31 --course 'Data security level 1'");

  CLI::App* attest =
      add_record(group, action, options, "attest",
                 "Record who says that a person is a substantive employee. For administrators.",
                 [](service::Session& session, const Options& given) {
                   return service::attest_employment(session, given.id, given.by);
                 });
  attest->add_option("--by", options->by, "Who says so.")->required();
  attest->footer("Example:\n  hdis user attest asha --by 'Head of HR, SCW CSU'");

  CLI::App* leave =
      add_record(group, action, options, "leave",
                 "Record a person's last day; afterwards they cannot act. For administrators.",
                 [](service::Session& session, const Options& given) {
                   return service::record_leaver(session, given.id, given.until, given.reason);
                 });
  leave->add_option("--last-day", options->until, "YYYY-MM-DD.")->required();
  leave->add_option("--reason", options->reason, "Why; recorded.")->required();
  leave->footer("Example:\n  hdis user leave asha --last-day 2027-06-30 --reason 'New employer'");
}

}  // namespace

void add_user_steps(CLI::App& group, Action& action) {
  auto options = std::make_shared<Options>();
  add_records(group, action, options);

  CLI::App* hand = group.add_subcommand(
      "transfer", "Hand a person's licence to another, with its charge. For administrators.");
  hand->add_option("ID", options->id, "Who has it.")->required();
  hand->add_option("--to", options->to, "Who gets it.")->required();
  hand->add_option("--agreement", options->agreement, "Reference of the agreement.")->required();
  hand->add_option("--reason", options->reason, "Why; recorded.")->required();
  hand->footer(
      "Example:\n  hdis user transfer asha --to ben --agreement DARS-NIC-99675-X5S7X --reason "
      "'Asha "
      "leaves, change 12'");
  hand->callback([&action, options] {
    action = [options](Context& context) { return transfer(context, *options); };
  });

  CLI::App* agree =
      group.add_subcommand("accept", "Accept a version of an agreement's terms, as yourself.");
  agree->add_option("--agreement", options->agreement, "Reference of the agreement.")->required();
  agree->add_option("--terms", options->terms, "Version of the terms that you have read.")
      ->required();
  agree->footer("Example:\n  hdis user accept --agreement DARS-NIC-99675-X5S7X --terms 2");
  agree->callback([&action, options] {
    action = [options](Context& context) { return accept(context, *options); };
  });

  CLI::App* why = group.add_subcommand(
      "explain", "Whether a person may use an agreement now: every rule, and what it says.");
  why->add_option("ID", options->id, "Who [yourself].");
  why->add_option("--agreement", options->agreement, "Reference of the agreement.")->required();
  why->footer("Example:\n  hdis user explain asha --agreement DARS-NIC-99675-X5S7X");
  why->callback([&action, options] {
    action = [options](Context& context) { return explain(context, *options); };
  });
}

}  // namespace hdis::cli
