#include "any_tables.hpp"

#include "hdis/render/internal.hpp"
#include "hdis/render/render.hpp"

#include "context.hpp"

#include <fmt/format.h>

namespace hdis::cli {
namespace {

using Released = std::vector<released::Table>;
using Internal = std::vector<released::InternalTable>;

}  // namespace

bool is_internal(const std::string& id) { return id.starts_with("I-"); }

Result<AnyTables> fetch_any(service::Session& session, const std::string& id, service::Use use,
                            const std::string& form) {
  if (is_internal(id)) {
    HDIS_TRY(tables, service::fetch_internal(session, id, use, form));
    return AnyTables(std::move(tables));
  }
  HDIS_TRY(tables, service::fetch(session, id, use, form));
  return AnyTables(std::move(tables));
}

std::size_t how_many(const AnyTables& tables) {
  return std::visit([](const auto& held) { return held.size(); }, tables);
}

std::string as_json(const AnyTables& tables) {
  if (const auto* released = std::get_if<Released>(&tables)) return render::to_json(*released);
  return render::InternalForms::to_json(std::get<Internal>(tables));
}

std::string as_html(const AnyTables& tables) {
  if (const auto* released = std::get_if<Released>(&tables)) return render::to_html(*released);
  return render::InternalForms::to_html(std::get<Internal>(tables));
}

std::string as_csv(const AnyTables& tables, std::size_t index) {
  const render::TablePlace place{index + 1, how_many(tables)};
  if (const auto* released = std::get_if<Released>(&tables)) {
    return render::to_csv(released->at(index), place);
  }
  return render::InternalForms::to_csv(std::get<Internal>(tables).at(index), place);
}

std::string as_text(const AnyTables& tables, std::size_t index, std::size_t most_rows) {
  const auto about = std::visit(
      [&](const auto& held) {
        return table_number(index, held.size()) + held.at(index).provenance().description;
      },
      tables);
  if (const auto* released = std::get_if<Released>(&tables)) {
    return fmt::format("{}\n\n{}", about, render::to_text(released->at(index), most_rows));
  }
  return fmt::format(
      "{}\n\n{}", about,
      render::InternalForms::to_text(std::get<Internal>(tables).at(index), most_rows));
}

}  // namespace hdis::cli
