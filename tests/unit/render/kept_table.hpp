#pragma once

#include "hdis/core/digest.hpp"
#include "hdis/disclosure/gate.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace hdis::render {

/// The table of tests/fixtures/released/every_kind.json: every kind of cell and key, and texts that would do harm if they were
/// not escaped. Only `disclosure` makes tables, so the test reopens a kept one.
inline released::Table table_of_every_kind() {
  std::ifstream stream(HDIS_SOURCE_DIR "/tests/fixtures/released/every_kind.json");
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  auto table = disclosure::reopen(bytes, digest_of(bytes));
  if (!table) throw std::runtime_error(table.error().to_text());
  return *table;
}

}  // namespace hdis::render
