#include "hdis/core/text.hpp"
#include "hdis/service/datasets.hpp"

#include "commands.hpp"
#include "print.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace hdis::cli {
namespace {

using catalogue::Detail;
using catalogue::Field;
using catalogue::FieldClass;

struct Options {
  std::string dataset;
  std::string field;
  std::string like;
  std::string file;
  bool replace = false;
  std::size_t most_codes = 40;
  bool asked_codes = false;
};

std::string_view class_text(FieldClass field_class) {
  switch (field_class) {
    case FieldClass::identifier:
      return "identifier";
    case FieldClass::person_key:
      return "person key";
    case FieldClass::record_key:
      return "record key";
    case FieldClass::dimension:
      return "dimension";
    case FieldClass::measure:
      return "measure";
    case FieldClass::date:
      return "date";
    case FieldClass::geography:
      return "geography";
    case FieldClass::sensitive:
      return "sensitive";
  }
  return "";
}

// What a person may do with a field, in words.
std::string use_text(const Field& field) {
  switch (field.field_class) {
    case FieldClass::identifier:
      return "cannot be used";
    case FieldClass::person_key:
      return "only in COUNT(DISTINCT ...)";
    case FieldClass::record_key:
      return "only in COUNT(...)";
    default:
      break;
  }
  std::string text;
  switch (field.detail) {
    case Detail::open:
      text = "group";
      break;
    case Detail::fine:
      text = "group (one such field in a table)";
      break;
    case Detail::banded_only:
      text = field.grain ? "group by year or month" : "group in bands (CASE)";
      break;
    case Detail::never:
      break;
  }
  if (field.filterable) text += text.empty() ? "filter" : ", filter";
  if (field.field_class == FieldClass::measure) text += ", sum, average";
  if (field.field_class == FieldClass::sensitive) text += "; only where the agreement names it";
  return text;
}

boost::json::object to_json(const Field& field) {
  boost::json::array aliases;
  for (const std::string& alias : field.aliases) aliases.emplace_back(alias);
  return {{"name", field.name},
          {"aliases", std::move(aliases)},
          {"label", field.label},
          {"description", field.description},
          {"class", class_text(field.field_class)},
          {"use", use_text(field)},
          {"unit", field.unit},
          {"codes", field.codes ? boost::json::value(field.codes->text()) : nullptr},
          {"source", field.source}};
}

Result<const catalogue::Dataset*> find_dataset(const catalogue::Catalogue& catalogue,
                                               const std::string& id) {
  if (const auto* found = catalogue.dataset(catalogue::DatasetId(to_lower(id)))) return found;
  std::vector<std::string> names;
  for (const catalogue::Dataset& dataset : catalogue.datasets()) names.push_back(dataset.id.text());
  return fail(ErrorCode::not_found, "dataset.unknown",
              fmt::format("There is no dataset \"{}\".", id),
              fmt::format("The datasets are: {}.", fmt::join(names, ", ")));
}

int fields(Context& context, const Options& options) {
  const auto catalogue = load_catalogue(context);
  if (!catalogue) return report(context, catalogue.error());
  const auto dataset = find_dataset(*catalogue, options.dataset);
  if (!dataset) return report(context, dataset.error());

  const std::string wanted = to_lower(options.like);
  boost::json::array items;
  for (const Field& field : (*dataset)->fields) {
    if (to_lower(field.name + " " + field.label + " " + field.description).find(wanted) ==
        std::string::npos)
      continue;
    if (context.json) {
      items.push_back(to_json(field));
    } else {
      print(context.to.out, "{:<26} {:<11} {}\n", field.name, class_text(field.field_class),
            field.label);
    }
  }
  if (context.json) print(context, items);
  return 0;
}

int field(Context& context, const Options& options) {
  const auto catalogue = load_catalogue(context);
  if (!catalogue) return report(context, catalogue.error());
  const auto dataset = find_dataset(*catalogue, options.dataset);
  if (!dataset) return report(context, dataset.error());
  const Field* found = (*dataset)->find(options.field);
  if (found == nullptr) {
    std::vector<std::string> names;
    for (const Field& candidate : (*dataset)->fields) names.push_back(candidate.name);
    const auto meant = nearest(options.field, names);
    return report(
        context,
        Error(ErrorCode::not_found,
              Reason{"dataset.field_unknown",
                     fmt::format("{} has no field \"{}\".", options.dataset, options.field),
                     meant.empty()
                         ? fmt::format("hdis dataset fields {} lists them.", options.dataset)
                         : fmt::format("Did you mean {}?", fmt::join(meant, ", ")),
                     {}}));
  }

  const catalogue::CodeSystem* codes =
      found->codes ? catalogue->code_system(*found->codes) : nullptr;
  if (context.json) {
    boost::json::object out = to_json(*found);
    boost::json::array values;
    if (codes != nullptr) {
      for (const catalogue::Code& code : codes->codes) {
        values.push_back(boost::json::object{{"code", code.code}, {"label", code.label}});
      }
    }
    out["values"] = std::move(values);
    print(context, out);
    return 0;
  }
  print(context.to.out, "{}  {}\n  {}\n  Class   {}\n  Use     {}\n", bold(context, found->name),
        found->label, found->description, class_text(found->field_class), use_text(*found));
  if (!found->aliases.empty())
    print(context.to.out, "  Also    {}\n", fmt::join(found->aliases, ", "));
  if (!found->unit.empty()) print(context.to.out, "  Unit    {}\n", found->unit);
  print(context.to.out, "  Source  {}\n", found->source);
  if (codes == nullptr) return 0;
  print(context.to.out, "  Values  {} ({})\n", codes->title, codes->version);
  const bool labelled = std::ranges::any_of(
      codes->codes, [](const catalogue::Code& code) { return !code.label.empty(); });
  if (!labelled && !options.asked_codes) {
    print(context.to.out, "    {} codes without labels; --codes N shows the first\n",
          codes->codes.size());
    return 0;
  }
  const std::size_t shown = std::min(options.most_codes, codes->codes.size());
  for (std::size_t i = 0; i < shown; ++i)
    print(context.to.out, "    {:<8} {}\n", codes->codes[i].code, codes->codes[i].label);
  if (shown < codes->codes.size()) {
    print(context.to.out, "    … {} more; --codes {} shows all\n", codes->codes.size() - shown,
          codes->codes.size());
  }
  return 0;
}

int remove(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) { return service::remove_dataset(session, options.file); },
      [&] {
        if (context.json) {
          print(context, boost::json::object{{"removed", options.file}});
        } else {
          print(context.to.out, "Removed {}. Approvals given before are void.\n", options.file);
        }
      });
}

int add(Context& context, const Options& options) {
  return with_session(
      context,
      [&](service::Session& session) {
        return service::add_dataset(session, options.file,
                                    options.replace ? service::Replace::yes : service::Replace::no);
      },
      [&] {
        if (context.json) {
          print(context, boost::json::object{{"added", options.file}});
        } else {
          print(context.to.out, "Added {}. It can be taken in and asked from now on.\n",
                options.file);
        }
      });
}

}  // namespace

void add_dataset(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* group =
      program.add_subcommand("dataset", "What there is to ask: datasets, fields, codes.");
  group->require_subcommand(1);
  group->footer(
      "Examples:\n  hdis dataset list\n"
      "  hdis dataset fields apc --like diag\n"
      "  hdis dataset field apc ADMIMETH");

  add_dataset_versions(*group, action);

  CLI::App* fields_command = group->add_subcommand("fields", "The fields of a dataset.");
  fields_command->add_option("DATASET", options->dataset, "E.g. apc.")->required();
  fields_command->add_option("--like", options->like,
                             "Only those whose name, label or description contain this.");
  fields_command->footer("Example:\n  hdis dataset fields apc --like diag");
  fields_command->callback([&action, options] {
    action = [options](Context& context) { return fields(context, *options); };
  });

  CLI::App* field_command = group->add_subcommand(
      "field", "One field: what it means, what may be done with it, its codes.");
  field_command->add_option("DATASET", options->dataset, "E.g. apc.")->required();
  field_command->add_option("FIELD", options->field, "E.g. ADMIMETH.")->required();
  const CLI::Option* codes =
      field_command->add_option("--codes", options->most_codes, "How many codes to show.")
          ->capture_default_str();
  field_command->footer("Example:\n  hdis dataset field apc ADMIMETH");
  field_command->callback([&action, options, codes] {
    options->asked_codes = !codes->empty();
    action = [options](Context& context) { return field(context, *options); };
  });

  CLI::App* add_command = group->add_subcommand(
      "add", "Add a dataset of your own from its description. For administrators.");
  add_command
      ->add_option("FILE", options->file, "The description (YAML; docs/catalogue.md explains it).")
      ->required();
  add_command->add_flag(
      "--replace", options->replace,
      "In place of the description with the same file name. Approvals given before "
      "are void.");
  add_command->footer(
      "Example:\n  hdis dataset add ambulance_calls.yaml\n  hdis ingest calls.csv --dataset "
      "ambulance_calls --year 1718");
  add_command->callback([&action, options] {
    action = [options](Context& context) { return add(context, *options); };
  });

  CLI::App* remove_command =
      group->add_subcommand("remove", "Remove a description that was added. For administrators.");
  remove_command->add_option("FILE", options->file, "Its file name.")->required();
  remove_command->footer("Example:\n  hdis dataset remove ambulance_calls.yaml");
  remove_command->callback([&action, options] {
    action = [options](Context& context) { return remove(context, *options); };
  });
}

}  // namespace hdis::cli
