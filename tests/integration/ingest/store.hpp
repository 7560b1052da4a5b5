#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/assert.hpp"
#include "hdis/duck/database.hpp"
#include "hdis/duck/sql_text.hpp"
#include "hdis/ingest/ingest.hpp"

#include "../../support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace hdis::ingest {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

/// The catalogue of the repository, loaded once.
inline const catalogue::Catalogue& shipped() {
  static const auto loaded = [] {
    auto result = catalogue::Catalogue::load(HDIS_SOURCE_DIR "/catalogue");
    if (!result) ADD_FAILURE() << result.error().to_text();
    HDIS_ASSERT(result);
    return std::move(*result);
  }();
  return loaded;
}

/// Rows of a result, every value as text; NULL as "NULL".
using Texts = std::vector<std::vector<std::string>>;

inline Texts texts_of(const std::string& sql) {
  auto connection = duck::Database::open().value().connect().value();
  auto rows = connection.query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")");
  EXPECT_TRUE(rows) << sql;
  Texts texts;
  if (!rows) return texts;
  while (const auto chunk = rows->next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      auto& values = texts.emplace_back();
      for (std::size_t column = 0; column < chunk->columns(); ++column) {
        const bool null = chunk->column(column).is_null(row);
        values.emplace_back(null ? "NULL" : chunk->column(column).text(row));
      }
    }
  }
  return texts;
}

/// A test with a store of its own, and a folder for files to deliver.
class StoreTest : public ::testing::Test {
 protected:
  StoreTest() {
    settings_.data_folder = folder_.path() / "data";
    settings_.person_key_file = folder_.path() / "key";
    settings_.memory_bytes = 256ULL << 20U;
    // Most tests deliver a handful of rows, of which each has another defect.
    settings_.most_rejected_percent = 100;
    EXPECT_TRUE(ensure_person_key(settings_));
  }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
    return folder_.path() / name;
  }

  [[nodiscard]] static Delivery delivery(const std::string& dataset, const std::string& year,
                                         std::vector<fs::path> files) {
    return {
        std::move(files), catalogue::DatasetId(dataset), FinancialYear::parse(year).value(), {}};
  }

  [[nodiscard]] Result<Report> take(const Delivery& delivered,
                                    const catalogue::Catalogue& catalogue = shipped()) const {
    return take_in(delivered, catalogue, settings_, {}, {});
  }

  /// Delivers one CSV and expects that it is taken in.
  Report taken(const std::string& dataset, const std::string& year, const std::string& csv) const {
    const auto report = take(delivery(dataset, year, {write("delivery.csv", csv)}));
    EXPECT_TRUE(report) << report.error().to_text();
    return report ? *report : Report();
  }

  /// Delivers one CSV and expects that it is refused; gives the error's text and checks that nothing is left.
  std::string refused(const std::string& dataset, const std::string& year,
                      const std::string& csv) const {
    return refused(delivery(dataset, year, {write("delivery.csv", csv)}));
  }
  std::string refused(const Delivery& delivered) const {
    const auto report = take(delivered);
    EXPECT_FALSE(report);
    EXPECT_THAT(leftovers(), IsEmpty());
    EXPECT_THAT(versions(), IsEmpty());
    return report ? "" : report.error().to_text();
  }

  /// "apc/1718/1" of every stored version.
  [[nodiscard]] std::vector<std::string> versions() const {
    const auto stored = list_versions(settings_.data_folder);
    EXPECT_TRUE(stored) << stored.error().to_text();
    std::vector<std::string> names;
    for (const auto& each : *stored) {
      names.push_back(each.dataset.text() + "/" + each.year.code() + "/" + each.version);
    }
    return names;
  }

  /// Every stored version is complete and as it was written.
  void expect_intact() const {
    const auto stored = list_versions(settings_.data_folder).value();
    for (const auto& version : stored) EXPECT_TRUE(verify(version)) << version.version;
  }

  /// Hidden files and folders in the store that are not meant to stay.
  [[nodiscard]] std::vector<std::string> leftovers() const {
    std::vector<std::string> names;
    if (!fs::exists(settings_.data_folder)) return names;
    for (const auto& entry : fs::recursive_directory_iterator(settings_.data_folder)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with('.') && name != ".lock" && !name.starts_with(".purged-"))
        names.push_back(name);
    }
    return names;
  }

  /// `columns` of all rows of a stored version, in stored order unless `order` is given.
  [[nodiscard]] Texts stored(const std::string& version, const std::string& columns,
                             const std::string& order = "") const {
    const auto file = settings_.data_folder / version / "part-0.parquet";
    return texts_of(fmt::format("SELECT {} FROM read_parquet({}){}", columns,
                                duck::quote_text(file.string()),
                                order.empty() ? "" : " ORDER BY " + order));
  }

  testing::TemporaryFolder folder_;
  Settings settings_;
};

/// What the report says of a field; fails the test if it says nothing.
inline FieldReport field_of(const Report& report, const std::string& name) {
  for (const auto& field : report.fields) {
    if (field.field == name) return field;
  }
  ADD_FAILURE() << "no report of " << name;
  return {};
}

}  // namespace hdis::ingest
