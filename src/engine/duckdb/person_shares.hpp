#pragma once

#include "person_table.hpp"

#include <array>
#include <memory>

namespace hdis::engine {

/// What single persons contribute to a sum: exactly for up to raw::enough_people persons. For more, persons
/// are put together into that many bundles by their keys and bundles are compared instead: a person's share
/// is at most that of its bundle, so what is reported is never too small.
class PersonShares {
 public:
  struct Shares {
    double largest = 0;
    double second = 0;
    double total = 0;
  };

  /// How many persons contribute, as PersonSet counts them.
  [[nodiscard]] std::uint64_t people() const;

  /// A record of `key`; `amount` must not be negative.
  void add(const PersonKey& key, double amount);
  /// A record without a key: a person of its own.
  void add_unknown(double amount);
  /// Adds those of `other`, which is left as it may.
  void merge(PersonShares& other);
  [[nodiscard]] Shares shares() const;

 private:
  using Bundles = std::array<double, raw::enough_people>;
  void bundle();
  void add_to_bundle(const PersonKey& key, double amount);

  PersonTable<double> persons_;       ///< While there are few.
  std::unique_ptr<Bundles> bundles_;  ///< Once there are many.
  Shares unknown_;                    ///< Of records without a key.
  bool any_unknown_ = false;
  double total_ = 0;
};

}  // namespace hdis::engine
