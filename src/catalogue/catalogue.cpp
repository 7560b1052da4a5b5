#include "hdis/catalogue/catalogue.hpp"

#include "hdis/core/text.hpp"

#include "loader.hpp"
#include "table_name.hpp"

#include <algorithm>

namespace hdis::catalogue {

struct Catalogue::Contents {
  std::vector<Dataset> datasets;
  std::vector<CodeSystem> code_systems;
  std::vector<CodeList> code_lists;
  std::vector<ValueTable> value_tables;
  std::vector<Population> populations;
  std::vector<Measure> measures;
  Digest version;
};

namespace {

/// The definitions themselves, sorted by identifier.
template <class Definition, class DraftType>
std::vector<Definition> definitions(std::vector<DraftType>&& drafts) {
  std::vector<Definition> result;
  result.reserve(drafts.size());
  for (auto& draft : drafts) result.push_back(std::move(draft.value));
  std::sort(result.begin(), result.end(),
            [](const Definition& a, const Definition& b) { return a.id < b.id; });
  return result;
}

/// The definition with this identifier; null if there is none.
template <class Definition>
const Definition* find(const std::vector<Definition>& sorted, std::string_view id) {
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), id,
                       [](const Definition& a, std::string_view b) { return a.id.text() < b; });
  return found == sorted.end() || found->id.text() != id ? nullptr : &*found;
}

}  // namespace

Result<Catalogue> Catalogue::load(const std::filesystem::path& folder,
                                  std::span<const std::filesystem::path> extra) {
  std::vector<std::filesystem::path> roots = {folder};
  roots.insert(roots.end(), extra.begin(), extra.end());
  HDIS_TRY(loaded, load_definitions(roots));

  auto& drafts = loaded.drafts;
  auto contents = std::make_unique<Contents>();
  contents->datasets = definitions<Dataset>(std::move(drafts.datasets));
  contents->code_systems = definitions<CodeSystem>(std::move(drafts.code_systems));
  contents->code_lists = definitions<CodeList>(std::move(drafts.code_lists));
  contents->value_tables = definitions<ValueTable>(std::move(drafts.value_tables));
  contents->populations = definitions<Population>(std::move(drafts.populations));
  contents->measures = definitions<Measure>(std::move(drafts.measures));
  contents->version = std::move(loaded.version);
  return Catalogue(std::move(contents));
}

Catalogue::Catalogue(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

std::span<const Dataset> Catalogue::datasets() const { return contents_->datasets; }

const Dataset* Catalogue::dataset(const DatasetId& id) const {
  return find(contents_->datasets, id.text());
}

std::span<const CodeSystem> Catalogue::code_systems() const { return contents_->code_systems; }

const CodeSystem* Catalogue::code_system(const CodeSystemId& id) const {
  return find(contents_->code_systems, id.text());
}

std::span<const CodeList> Catalogue::code_lists() const { return contents_->code_lists; }

const CodeList* Catalogue::code_list(std::string_view name) const {
  return find(contents_->code_lists, to_lower(name));
}

std::span<const ValueTable> Catalogue::value_tables() const { return contents_->value_tables; }

const ValueTable* Catalogue::value_table(const ValueTableId& id) const {
  return find(contents_->value_tables, id.text());
}

std::span<const Measure> Catalogue::measures() const { return contents_->measures; }

const Measure* Catalogue::measure(std::string_view name) const {
  return find(contents_->measures, to_lower(name));
}

std::span<const Population> Catalogue::populations() const { return contents_->populations; }

const Population* Catalogue::population(const PopulationId& id) const {
  return find(contents_->populations, id.text());
}

std::optional<TableMatch> Catalogue::resolve_table(std::string_view name) const {
  return resolve_table_name(name, contents_->datasets);
}

std::optional<std::string> Catalogue::label(const Field& field, std::string_view code) const {
  const auto* system = field.codes ? code_system(*field.codes) : nullptr;
  const auto* found = system == nullptr ? nullptr : system->find(code);
  if (found == nullptr || found->label.empty()) return std::nullopt;
  return found->label;
}

const Code* Catalogue::ancestor(const CodeSystemId& from, std::string_view code,
                                const CodeSystemId& system) const {
  const auto* here = code_system(from);
  const auto* at = here == nullptr ? nullptr : here->find(code);
  if (at == nullptr) return nullptr;

  for (std::size_t i = 0; i < here->further_parent_systems.size(); ++i) {
    if (here->further_parent_systems[i] != system || i >= at->further_parents.size()) continue;
    const auto* further = code_system(system);
    return further->find(at->further_parents[i]);
  }
  if (at->parent.empty()) return nullptr;
  if (here->find(at->parent) != nullptr) return ancestor(from, at->parent, system);
  if (!here->parent_system) return nullptr;
  if (*here->parent_system == system) return code_system(system)->find(at->parent);
  return ancestor(*here->parent_system, at->parent, system);
}

const Digest& Catalogue::version() const { return contents_->version; }

}  // namespace hdis::catalogue
