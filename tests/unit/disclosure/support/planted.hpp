#pragma once

#include "hdis/engine/engine.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Records planted by a test, and an engine that counts them in the most obvious way.
namespace hdis::disclosure::testing {

/// One record. A field that is not there is NULL.
struct Planted {
  std::map<std::string, std::string> fields;
  std::optional<std::string> person;
  double amount = 0;  ///< The only quantity.
};

/// `count` records of as many different people.
std::vector<Planted> records(std::size_t count, const std::map<std::string, std::string>& fields,
                             double amount = 0);
/// `count` records of one person.
std::vector<Planted> records_of_one(std::size_t count,
                                    const std::map<std::string, std::string>& fields,
                                    double amount = 0);
/// One after the other.
std::vector<Planted> together(const std::vector<std::vector<Planted>>& groups);

/// Understands dimensions that are fields, and filters that compare a field with a text, alone or
/// joined by AND and OR, or ask for NULL. Everything else fails the test.
raw::RawTable tabulate(const query::Aggregation& aggregation, const std::vector<Planted>& planted);

/// An engine over planted records. `before_run` may be empty; what it returns is the run's error.
class PlantedEngine final : public engine::Engine {
 public:
  explicit PlantedEngine(std::vector<Planted> planted,
                         std::function<std::optional<Error>()> before_run = {})
      : planted_(std::move(planted)), before_run_(std::move(before_run)) {}
  Result<raw::RawTable> run(const query::Aggregation& aggregation, const engine::Limits& limits,
                            const engine::Control& control) override;

 private:
  std::vector<Planted> planted_;
  std::function<std::optional<Error>()> before_run_;
};

}  // namespace hdis::disclosure::testing
