#include "person_shares.hpp"

#include <algorithm>

namespace hdis::engine {
namespace {

void rank(PersonShares::Shares& shares, double amount) {
  if (amount > shares.largest) {
    shares.second = shares.largest;
    shares.largest = amount;
  } else {
    shares.second = std::max(shares.second, amount);
  }
}

}  // namespace

void PersonShares::add(const PersonKey& key, double amount) {
  total_ += amount;
  if (!bundles_) {
    if (double* share = persons_.find_or_add(key)) {
      *share += amount;
      return;
    }
    bundle();
  }
  add_to_bundle(key, amount);
}

void PersonShares::add_unknown(double amount) {
  total_ += amount;
  any_unknown_ = true;
  rank(unknown_, amount);
}

void PersonShares::merge(PersonShares& other) {
  const double total = total_ + other.total_;
  any_unknown_ = any_unknown_ || other.any_unknown_;
  rank(unknown_, other.unknown_.largest);
  rank(unknown_, other.unknown_.second);
  if (other.persons_.size() > persons_.size() && !bundles_) std::swap(persons_, other.persons_);
  if (other.bundles_) {
    if (!bundles_) bundle();
    for (std::size_t index = 0; index < bundles_->size(); ++index) {
      (*bundles_)[index] += (*other.bundles_)[index];
    }
  }
  other.persons_.for_each([this](const PersonKey& key, double amount) { add(key, amount); });
  total_ = total;
}

std::uint64_t PersonShares::people() const {
  // In bundles there are more than enough.
  const std::uint64_t known = bundles_ ? raw::enough_people : persons_.size();
  return std::min(known + (any_unknown_ ? 1 : 0), raw::enough_people);
}

PersonShares::Shares PersonShares::shares() const {
  Shares result = unknown_;
  persons_.for_each([&](const PersonKey&, double amount) { rank(result, amount); });
  if (bundles_) {
    for (const double amount : *bundles_) rank(result, amount);
  }
  result.total = total_;
  return result;
}

void PersonShares::bundle() {
  bundles_ = std::make_unique<Bundles>();
  persons_.for_each([this](const PersonKey& key, double amount) { add_to_bundle(key, amount); });
  persons_ = PersonTable<double>();
}

void PersonShares::add_to_bundle(const PersonKey& key, double amount) {
  (*bundles_)[mix(key) % bundles_->size()] += amount;
}

}  // namespace hdis::engine
