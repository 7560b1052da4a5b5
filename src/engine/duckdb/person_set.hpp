#pragma once

#include "hdis/raw/raw_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace hdis::engine {

/// A person key as the database keeps it: 128 bits, all of them compared.
using PersonKey = std::array<std::uint64_t, 2>;

/// A well-mixed number of a key. Keys are keyed hashes, but nothing here relies on it.
[[nodiscard]] inline std::size_t mix(const PersonKey& key) {
  std::uint64_t mixed = (key[0] ^ (key[1] * 0x9E3779B97F4A7C15ULL)) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
}

/// At most raw::enough_people persons, each with a value. An open-addressing table that doubles from four
/// places; places are never freed one by one.
template <class Value>
class PersonTable {
 public:
  struct Place {
    PersonKey key;
    Value value;
    bool used;
  };

  /// The value of `key`, new and zero where it was not there. Null if it was not and there is no room left.
  Value* find_or_add(const PersonKey& key) {
    if (size_ * 2 >= capacity_ && !grow()) return existing(key);
    Place& place = place_of(key);
    if (place.used) return &place.value;
    place = {key, Value{}, true};
    ++size_;
    return &place.value;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  void clear() { *this = PersonTable(); }

  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t index = 0; index < capacity_; ++index) {
      if (places_[index].used) visit(places_[index].key, places_[index].value);
    }
  }

 private:
  static constexpr std::size_t most_places = raw::enough_people * 2;

  Place& place_of(const PersonKey& key) {
    std::size_t index = mix(key) & (capacity_ - 1);
    while (places_[index].used && places_[index].key != key) index = (index + 1) & (capacity_ - 1);
    return places_[index];
  }

  Value* existing(const PersonKey& key) {
    Place& place = place_of(key);
    return place.used ? &place.value : nullptr;
  }

  bool grow() {
    if (capacity_ == most_places) return false;
    PersonTable larger;
    larger.capacity_ = static_cast<std::uint32_t>(capacity_ == 0 ? 4 : capacity_ * 2);
    larger.places_ = std::make_unique<Place[]>(larger.capacity_);
    for_each([&](const PersonKey& key, const Value& value) {
      larger.place_of(key) = {key, value, true};
    });
    larger.size_ = size_;
    *this = std::move(larger);
    return true;
  }

  std::unique_ptr<Place[]> places_;
  std::uint32_t capacity_ = 0;
  std::uint32_t size_ = 0;
};

/// Counts distinct persons as far as raw::enough_people; all that have no key count as one.
class PersonSet {
 public:
  void add(const PersonKey& key) {
    if (!enough()) check(persons_.find_or_add(key) != nullptr);
  }
  void add_unknown() {
    unknown_ = true;
    check(true);
  }
  void merge(const PersonSet& other) {
    if (other.enough_) return check(false);
    if (other.unknown_) add_unknown();
    other.persons_.for_each([this](const PersonKey& key, const None&) { add(key); });
  }
  [[nodiscard]] std::uint64_t count() const {
    return enough_ ? raw::enough_people : persons_.size() + (unknown_ ? 1 : 0);
  }

 private:
  struct None {};
  [[nodiscard]] bool enough() const { return enough_; }
  /// Frees the memory once there are enough: most groups have many people.
  void check(bool had_room) {
    if (had_room && persons_.size() + (unknown_ ? 1 : 0) < raw::enough_people) return;
    enough_ = true;
    persons_.clear();
  }

  PersonTable<None> persons_;
  bool unknown_ = false;
  bool enough_ = false;
};

}  // namespace hdis::engine
