#pragma once

#include "hdis/raw/raw_table.hpp"

#include "person_key.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace hdis::engine {

/// At most raw::enough_people persons, each with a value. The first is kept in place, because most groups
/// of a large table have one; then an open-addressing table that doubles. Persons are never taken out.
template <class Value>
class PersonTable {
 public:
  /// The value of `key`, new and zero where it was not there. Null if it was not and there is no room left.
  Value* find_or_add(const PersonKey& key) {
    if (capacity_ == 0) {
      if (size_ == 0) first_ = {key, Value{}, true};
      if (first_.key == key) {
        size_ = 1;
        return &first_.value;
      }
    }
    // At most three quarters full, so that a search ends soon.
    if (size_ * 4U >= capacity_ * 3U && !grow()) return find(key);
    Place& place = place_of(key);
    if (place.used) return &place.value;
    if (size_ == raw::enough_people) return nullptr;
    place = {key, Value{}, true};
    ++size_;
    return &place.value;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  template <class Visit>
  void for_each(const Visit& visit) const {
    if (capacity_ == 0 && size_ == 1) visit(first_.key, first_.value);
    for (std::size_t index = 0; index < capacity_; ++index) {
      if (places_[index].used) visit(places_[index].key, places_[index].value);
    }
  }

 private:
  struct Place {
    PersonKey key;
    [[no_unique_address]] Value value;
    bool used;
  };
  static constexpr std::uint16_t most_places = raw::enough_people * 2;

  Place& place_of(const PersonKey& key) {
    std::size_t index = mix(key) & (capacity_ - 1U);
    while (places_[index].used && places_[index].key != key) index = (index + 1) & (capacity_ - 1U);
    return places_[index];
  }

  Value* find(const PersonKey& key) {
    Place& place = place_of(key);
    return place.used ? &place.value : nullptr;
  }

  bool grow() {
    if (capacity_ == most_places) return false;
    PersonTable larger;
    larger.capacity_ = static_cast<std::uint16_t>(capacity_ == 0 ? 4 : capacity_ * 2);
    larger.places_ = std::make_unique<Place[]>(larger.capacity_);
    larger.size_ = size_;
    for_each([&](const PersonKey& key, const Value& value) {
      larger.place_of(key) = {key, value, true};
    });
    *this = std::move(larger);
    return true;
  }

  Place first_{};
  std::unique_ptr<Place[]> places_;
  std::uint16_t capacity_ = 0;
  std::uint16_t size_ = 0;
};

}  // namespace hdis::engine
