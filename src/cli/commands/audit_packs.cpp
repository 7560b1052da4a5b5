#include "hdis/service/evidence_bundle.hpp"
#include "hdis/service/use_review.hpp"

#include "audit_steps.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <memory>

namespace hdis::cli {
namespace {

struct Options {
  std::string agreement;
  std::string from;
  std::string until;
  std::string to;
};

template <class Numbers, class Name>
boost::json::object to_json(const Numbers& numbers, const Name& name) {
  boost::json::object out;
  for (const auto& [key, number] : numbers) out[name(key)] = number;
  return out;
}

boost::json::object to_json(const service::UseReview& review) {
  const auto counted = [](governance::Counted what) { return to_string(what); };
  const auto text = [](const std::string& name) { return std::string_view(name); };
  boost::json::array people;
  for (const auto& person : review.people) {
    people.push_back(boost::json::object{{"id", person.id},
                                         {"name", person.name},
                                         {"licensed", person.licensed},
                                         {"standing", person.standing},
                                         {"against", boost::json::value_from(person.against)},
                                         {"use", to_json(person.use, counted)}});
  }
  boost::json::array outputs;
  for (const auto& output : review.outputs) {
    outputs.push_back(
        boost::json::object{{"id", output.id},
                            {"request", output.request},
                            {"state", output.state},
                            {"produced_at", to_text(output.produced_at)},
                            {"agreement", output.agreement},
                            {"downloads", output.downloads},
                            {"shared_with", boost::json::value_from(output.shared_with)}});
  }
  boost::json::array alerts;
  for (const auto& alert : review.alerts) alerts.push_back(boost::json::parse(to_document(alert)));
  boost::json::array audits;
  for (const auto& audit : review.audits) audits.push_back(boost::json::parse(to_document(audit)));
  boost::json::array obligations;
  for (const auto& one : review.obligations.obligations) {
    obligations.push_back(boost::json::object{
        {"why", one.why}, {"due", one.due.to_text()}, {"urgency", to_string(one.urgency)}});
  }
  return {{"agreement", review.agreement},
          {"organisation", review.organisation},
          {"from", review.from.to_text()},
          {"to", review.to.to_text()},
          {"versions", boost::json::value_from(review.versions)},
          {"use", to_json(review.use, counted)},
          {"people", std::move(people)},
          {"requests", to_json(review.requests, text)},
          {"work_areas", to_json(review.work_areas, text)},
          {"outputs", std::move(outputs)},
          {"refusals", to_json(review.refusals, text)},
          {"standing_changes", boost::json::value_from(review.standing_changes)},
          {"alerts", std::move(alerts)},
          {"audits", std::move(audits)},
          {"obligations", std::move(obligations)},
          {"log_events", review.log_events},
          {"log_head", review.log_head}};
}

int review(Context& context, const Options& options) {
  std::optional<Error> lost;
  const int code = with_session(
      context,
      [&](service::Session& session) {
        return service::review_use(session, options.agreement, options.from, options.until);
      },
      [&](const service::UseReview& made) {
        if (context.json) return print(context, to_json(made));
        const auto written = write_text(context, options.to, to_markdown(made));
        if (!written) lost = written.error();
      });
  return lost ? report(context, *lost) : code;
}

int bundle(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::export_bundle(session, options.agreement,
                                      std::filesystem::absolute(options.to));
      },
      [&](const service::BundleReport& made) {
        if (context.json) {
          return print(context, boost::json::object{{"agreement", made.agreement},
                                                    {"folder", options.to},
                                                    {"files", made.files},
                                                    {"events", made.events},
                                                    {"sha256", made.checksum},
                                                    {"public_key", made.public_key}});
        }
        print(context.to.out,
              "Wrote {}: {} files, with all {} events of the log.\n  SHA256SUMS {}\n  Key       "
              " {}\nREADME.md in it says how to verify it without this program.\n",
              options.to, made.files, made.events, made.checksum, made.public_key);
      });
}

}  // namespace

void add_audit_packs(CLI::App& group, Action& action) {
  const auto options = std::make_shared<Options>();
  CLI::App* review_command = group.add_subcommand(
      "review", "The annual review of the use of an agreement, as one document.");
  review_command->add_option("REFERENCE", options->agreement, "Agreement.")->required();
  review_command->add_option("--from", options->from, "First day, YYYY-MM-DD [a year before].");
  review_command->add_option("--until", options->until, "Last day, YYYY-MM-DD [today].");
  review_command->add_option("--to", options->to, "File to write [standard output].");
  review_command->footer(
      "Example:\n  hdis audit review DARS-NIC-99675-X5S7X --from 2018-04-01 --until 2019-03-31 "
      "--to "
      "review.md");
  review_command->callback([&action, options] {
    action = [options](Context& context) { return review(context, *options); };
  });

  CLI::App* bundle_command = group.add_subcommand(
      "bundle", "Evidence about an agreement, to be verified without the system.");
  bundle_command->add_option("REFERENCE", options->agreement, "Agreement.")->required();
  bundle_command->add_option("--to", options->to, "Folder to make.")->required();
  bundle_command->footer(
      "Example:\n  hdis audit bundle DARS-NIC-99675-X5S7X --to evidence\n"
      "  (cd evidence && sha256sum -c SHA256SUMS && openssl pkeyutl -verify -pubin -inkey "
      "public_key.pem -rawin \\\n      -in SHA256SUMS -sigfile SHA256SUMS.sig)");
  bundle_command->callback([&action, options] {
    action = [options](Context& context) { return bundle(context, *options); };
  });
}

}  // namespace hdis::cli
