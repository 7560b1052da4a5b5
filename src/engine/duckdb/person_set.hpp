#pragma once

#include "person_table.hpp"

namespace hdis::engine {

/// Counts distinct persons as far as raw::enough_people; all that have no key count as one.
class PersonSet {
 public:
  void add(const PersonKey& key) {
    if (enough_) return;
    persons_.find_or_add(key);
    stop_if_enough();
  }
  void add_unknown() {
    unknown_ = true;
    stop_if_enough();
  }
  /// Adds those of `other`, which is left empty.
  void merge(PersonSet& other) {
    if (other.persons_.size() > persons_.size()) std::swap(persons_, other.persons_);
    enough_ = enough_ || other.enough_;
    unknown_ = unknown_ || other.unknown_;
    other.persons_.for_each([this](const PersonKey& key, const None&) { add(key); });
    stop_if_enough();
  }
  [[nodiscard]] std::uint64_t count() const {
    return enough_ ? raw::enough_people : persons_.size() + (unknown_ ? 1 : 0);
  }

 private:
  struct None {};
  /// Frees the memory once there are enough: most groups of a small table have many people.
  void stop_if_enough() {
    if (!enough_ && persons_.size() + (unknown_ ? 1 : 0) < raw::enough_people) return;
    enough_ = true;
    persons_ = PersonTable<None>();
  }

  PersonTable<None> persons_;
  bool unknown_ = false;
  bool enough_ = false;
};

}  // namespace hdis::engine
