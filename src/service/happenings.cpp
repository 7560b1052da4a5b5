#include "happenings.hpp"

#include "files.hpp"
#include "log_check.hpp"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <map>

namespace hdis::service {
namespace {

using governance::Counted;
using governance::Happening;

constexpr std::size_t most_bytes_of_rules = std::size_t{64} * 1024;

/// To whom the subjects and actors of events belong.
struct Belongings {
  std::map<std::string, std::string> agreements;     ///< Of requests and outputs.
  std::map<std::string, std::string> authors;        ///< Of outputs.
  std::map<std::string, std::string> organisations;  ///< Of users.
};

Result<Belongings> belongings(store::Reader& reader) {
  Belongings out;
  HDIS_TRY(requests, reader.requests());
  std::map<std::string, std::string> authors;
  for (const auto& record : requests) {
    out.agreements[record.request.id.text()] = record.request.agreement;
    authors[record.request.id.text()] = record.request.author.text();
  }
  HDIS_TRY(outputs, reader.outputs());
  for (const auto& record : outputs) {
    out.agreements[record.output.id.text()] = out.agreements[record.output.request.text()];
    out.authors[record.output.id.text()] = authors[record.output.request.text()];
  }
  HDIS_TRY(internal, reader.internal_outputs());
  for (const auto& record : internal) {
    out.agreements[record.output.id.text()] = out.agreements[record.output.request.text()];
    out.authors[record.output.id.text()] = authors[record.output.request.text()];
  }
  HDIS_TRY(agreements, reader.agreements());
  for (const auto& agreement : agreements) {
    out.agreements[agreement.reference.stem] = agreement.reference.stem;
  }
  HDIS_TRY(users, reader.users());
  for (const auto& user : users) out.organisations[user.id.text()] = user.organisation.text();
  return out;
}

std::string found(const std::map<std::string, std::string>& names, const std::string& key) {
  const auto entry = names.find(key);
  return entry == names.end() ? "" : entry->second;
}

/// The texts in the details of an event; JSON of texts is YAML too.
std::map<std::string, std::string> details_of(const audit::Event& event) {
  try {
    return YAML::Load(event.details).as<std::map<std::string, std::string>>();
  } catch (const YAML::Exception&) {
    return {};  // `hdis audit verify` says that the event was changed.
  }
}

std::uint64_t number_in(const std::map<std::string, std::string>& details, const std::string& key) {
  const auto text = found(details, key);
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// An event as what it counts for `user`.
Happening happening_of(const audit::Event& event, Counted what, const std::string& user,
                       const Belongings& known) {
  Happening out;
  out.at = event.at;
  out.what = what;
  out.user = user;
  // "R-000001 v1" is about R-000001.
  out.agreement = found(known.agreements, event.subject.substr(0, event.subject.find(' ')));
  out.organisation = found(known.organisations, user);
  out.event = event.sequence;
  return out;
}

/// What a released output adds for whom it was made: the system releases it.
void add_cells(const audit::Event& event, const Belongings& known, std::vector<Happening>& out) {
  const auto details = details_of(event);
  for (const auto& [what, key] :
       {std::pair(Counted::cells, "cells"), std::pair(Counted::small_cells, "small_cells")}) {
    auto happening = happening_of(event, what, found(known.authors, event.subject), known);
    happening.amount = number_in(details, key);
    if (happening.amount > 0) out.push_back(std::move(happening));
  }
}

}  // namespace

Result<governance::MonitoringRules> monitoring_rules(const Workspace& workspace) {
  const auto file = workspace.config.catalogue_folder / "monitoring" / "monitoring.yaml";
  HDIS_TRY(text, read_text_file(file, most_bytes_of_rules));
  return governance::parse_monitoring_rules(text);
}

Result<std::vector<Happening>> happenings(store::Reader& reader) {
  HDIS_TRY(known, belongings(reader));
  std::vector<Happening> out;
  const auto gathered = for_each_event(reader, [&](const audit::Event& event) -> Status {
    if (event.action == "output.released") add_cells(event, known, out);
    const auto counted = governance::counted_as(event.action);
    if (!counted) return {};
    auto happening = happening_of(event, *counted, event.actor, known);
    if (*counted == Counted::requests) {
      const auto details = details_of(event);
      happening.question = found(details, "question");
      happening.shape = found(details, "shape");
    }
    out.push_back(std::move(happening));
    return {};
  });
  if (!gathered) return fail(gathered.error());
  return out;
}

}  // namespace hdis::service
