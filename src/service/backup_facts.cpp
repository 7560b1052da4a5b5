#include "backup_facts.hpp"

#include "files.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <array>

namespace hdis::service {
namespace {

constexpr std::size_t most_bytes_of_facts = std::size_t{64} * 1024;
constexpr int form = 1;

tl::unexpected<Error> unreadable() {
  return fail(ErrorCode::corrupt, "backup.unreadable",
              "backup.yaml is not in the form in which it was written.", "use another backup");
}

Result<BackupFacts> facts_of(const YAML::Node& file) {
  if (file["form"].as<int>() != form) {
    return fail(ErrorCode::conflict, "backup.newer",
                "The backup was made by a newer version of OpenHDIS.",
                "use that version, or a newer one");
  }
  BackupFacts facts;
  facts.store_id = file["store"].as<std::string>();
  const auto made_at = parse_instant(file["made_at"].as<std::string>());
  if (!made_at) return unreadable();
  facts.made_at = *made_at;
  facts.schema = file["schema"].as<std::uint64_t>();
  facts.events = file["events"].as<std::uint64_t>();
  facts.head = Digest(file["head"].as<std::string>());
  facts.person_key = Digest(file["person_key"].as<std::string>());
  return facts;
}

}  // namespace

std::string backup_facts_text(const BackupFacts& facts) {
  return fmt::format(
      "# A backup of a store of OpenHDIS. `sha256sum -c SHA256SUMS` checks its files; `hdis "
      "restore` makes a store of it.\n"
      "# The keys are not in it.\n"
      "form: {}\nstore: \"{}\"\nmade_at: \"{}\"\nschema: {}\nevents: {}\nhead: \"{}\"\nperson_key: "
      "\"{}\"\n",
      form, facts.store_id, to_text(facts.made_at), facts.schema, facts.events, facts.head.text(),
      facts.person_key.text());
}

Result<BackupFacts> read_backup_facts(const std::filesystem::path& backup) {
  const auto text = read_text_file(backup / backup_facts_file, most_bytes_of_facts);
  if (!text) {
    return fail(
        ErrorCode::not_found, "backup.not_found",
        fmt::format("There is no backup in {}, or it is not yours to read.", backup.string()),
        "name a folder that `hdis backup` made");
  }
  try {
    return facts_of(YAML::Load(*text));
  } catch (const YAML::Exception&) {
    return unreadable();
  }
}

Result<Digest> known_by(const std::filesystem::path& file, const std::string& store_id) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return Digest();
  HDIS_TRY(key, read_text_file(file, most_bytes_of_facts));
  const std::array<std::string, 3> parts{"OpenHDIS person key", store_id, key};
  return digest_of_parts(parts);
}

std::string actor_of(store::Reader& reader, const Identity& identity) {
  const auto user = reader.user_of_login(identity.login);
  return user ? user->id.text() : "system";
}

}  // namespace hdis::service
