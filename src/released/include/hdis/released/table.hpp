#pragma once

#include "hdis/core/date.hpp"
#include "hdis/released/cell.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hdis::disclosure {
class TableMaker;
}

namespace hdis::released {

/// Where a table comes from; stamped on every form of it.
struct Provenance {
  std::string output;   ///< Identifier of the output, e.g. "O-000001".
  std::string request;  ///< Identifier and version of the request, e.g. "R-000001 v1".
  std::string query_fingerprint;
  std::string query_text;         ///< The question in canonical words of the query language.
  std::string description;        ///< The question in words.
  std::string agreement;          ///< Reference with version, e.g. "DARS-NIC-99675-X5S7X-v1.2".
  std::string organisation;       ///< The licensee.
  std::string policy;             ///< Identifier and version, e.g. "hes-2018 1".
  std::string catalogue_version;  ///< Digest.
  std::string data_version;       ///< e.g. "apc 2017/18 version 1; ..." .
  std::string purpose;            ///< Work area and question, in a line.
  std::string sources;            ///< Attribution of data sources, with licences.
  Instant produced_at{};
  bool demonstration = false;  ///< Made in a store that does not check who acts.
  bool internal = false;       ///< Holds small numbers: of an `InternalTable`, and of nothing else.
  std::string
      made_from{};  ///< Internal output of which it is the suppressed version, e.g. "I-000001"; "" for others.
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// What was done to protect a table, and what the last check found.
struct Certificate {
  std::string policy;               ///< Identifier, version and digest.
  std::vector<std::string> rules;   ///< What the policy does, in words.
  std::vector<std::string> checks;  ///< What was checked on the finished table, in words.
  std::uint64_t cells = 0;          ///< Numbers in the table.
  std::uint64_t suppressed = 0;     ///< Of which suppressed.
  friend bool operator==(const Certificate&, const Certificate&) = default;
};

enum class ColumnKind : std::uint8_t { dimension, number };

/// A column as shown.
struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::dimension;
  std::string unit;     ///< For numbers: "episodes", "people", "days", "%", ...
  std::string meaning;  ///< A sentence: "Records of 2017/18 that ...", or the field's label.
  friend bool operator==(const Column&, const Column&) = default;
};

/// A value of a dimension: the code and, where the catalogue has one, its label.
struct Key {
  enum class Kind : std::uint8_t {
    value,
    missing,
    total
  };  ///< NULL in the data; all values together.
  Kind kind = Kind::value;
  std::string code;
  std::string label;
  friend bool operator==(const Key&, const Key&) = default;
};

struct Row {
  std::vector<Key> keys;    ///< One for each dimension column, in order.
  std::vector<Cell> cells;  ///< One for each number column, in order.
  friend bool operator==(const Row&, const Row&) = default;
};

/// A table that may leave. Made only by the disclosure gate; nothing about it can be changed.
class Table {
 public:
  [[nodiscard]] std::span<const Column> columns() const { return columns_; }
  [[nodiscard]] std::span<const Row> rows() const { return rows_; }
  [[nodiscard]] const Provenance& provenance() const { return provenance_; }
  [[nodiscard]] const Certificate& certificate() const { return certificate_; }
  /// Things a reader must know, e.g. "Cells need not add up to totals".
  [[nodiscard]] std::span<const std::string> notes() const { return notes_; }
  friend bool operator==(const Table&, const Table&) = default;

 private:
  friend class disclosure::TableMaker;
  Table() = default;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
  Provenance provenance_;
  Certificate certificate_;
  std::vector<std::string> notes_;
};

}  // namespace hdis::released
