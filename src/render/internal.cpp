#include "hdis/render/internal.hpp"

#include "hdis/core/assert.hpp"

namespace hdis::render {

std::vector<released::Table> InternalForms::contents(
    std::span<const released::InternalTable> tables) {
  std::vector<released::Table> out;
  out.reserve(tables.size());
  for (const auto& table : tables) {
    // What carries the notice: without it, nothing is shown.
    HDIS_ASSERT(table.provenance().internal);
    out.push_back(table.content_);
  }
  return out;
}

std::string InternalForms::to_csv(const released::InternalTable& table, TablePlace place) {
  return render::to_csv(contents({&table, 1}).front(), place);
}

std::string InternalForms::to_json(std::span<const released::InternalTable> tables) {
  return render::to_json(contents(tables));
}

std::string InternalForms::to_html(std::span<const released::InternalTable> tables) {
  return render::to_html(contents(tables));
}

std::string InternalForms::to_text(const released::InternalTable& table, std::size_t most_rows) {
  return render::to_text(contents({&table, 1}).front(), most_rows);
}

}  // namespace hdis::render
