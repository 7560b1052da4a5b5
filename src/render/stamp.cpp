#include "stamp.hpp"

#include <algorithm>

namespace hdis::render {
namespace {

bool has(const released::Table& table, released::CellKind kind) {
  return std::ranges::any_of(table.rows(), [&](const released::Row& row) {
    return std::ranges::any_of(row.cells,
                               [&](const released::Cell& cell) { return cell.kind() == kind; });
  });
}

}  // namespace

std::vector<std::pair<std::string, std::string>> stamp(const released::Provenance& provenance) {
  std::vector<std::pair<std::string, std::string>> lines{
      {"Output", provenance.output},
      {"Made from", provenance.made_from},
      {"Request", provenance.request},
      {"Question", provenance.description},
      {"Query fingerprint", provenance.query_fingerprint},
      {"Agreement", provenance.agreement},
      {"Organisation", provenance.organisation},
      {"Purpose", provenance.purpose},
      {"Disclosure policy", provenance.policy},
      {"Data version", provenance.data_version},
      {"Catalogue version", provenance.catalogue_version},
      {"Produced", hdis::to_text(provenance.produced_at)},
      {"Sources", provenance.sources},
  };
  std::erase_if(lines, [](const auto& line) { return line.second.empty(); });
  return lines;
}

std::vector<std::string> notices(const released::Provenance& provenance) {
  std::vector<std::string> out;
  if (provenance.internal) out.emplace_back(internal_notice);
  if (provenance.demonstration) out.emplace_back(demonstration_notice);
  return out;
}

std::string marks_note(const released::Table& table) {
  std::string note;
  if (has(table, released::CellKind::suppressed))
    note = "* = suppressed, because a number is small or would give one away.";
  if (has(table, released::CellKind::not_applicable))
    note += std::string(note.empty() ? "" : " ") + "z = nothing to show.";
  return note;
}

}  // namespace hdis::render
