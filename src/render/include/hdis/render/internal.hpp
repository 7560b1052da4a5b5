#pragma once

#include "hdis/released/internal_table.hpp"
#include "hdis/render/render.hpp"

#include <span>
#include <string>

namespace hdis::render {

/// The forms in which an internal table reaches the licensed users of the licensee: those of a released table, each with a notice that
/// nobody can overlook: first in the file, on every page that is printed, and beside every table.
class InternalForms {
 public:
  [[nodiscard]] static std::string to_csv(const released::InternalTable& table,
                                          TablePlace place = {});
  [[nodiscard]] static std::string to_json(std::span<const released::InternalTable> tables);
  [[nodiscard]] static std::string to_html(std::span<const released::InternalTable> tables);
  [[nodiscard]] static std::string to_text(const released::InternalTable& table,
                                           std::size_t most_rows = 0);

 private:
  static std::vector<released::Table> contents(std::span<const released::InternalTable> tables);
};

}  // namespace hdis::render
