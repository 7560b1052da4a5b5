#include "person_aggregates.hpp"

#include "person_set.hpp"
#include "person_shares.hpp"

#include <cmath>

namespace hdis::engine {
namespace {

class People final : public duck::AggregateOf<PersonSet> {
 public:
  People() {
    name = "hdis_people";
    arguments = {duck::Type::uuid};
    results = {{"people", duck::Type::bigint}};
  }

  void update(const duck::Chunk& chunk, const duck::States& states) const override {
    const duck::Column& person = chunk.column(0);
    const auto keys = person.uuid_words(chunk.rows());
    for (std::size_t row = 0; row < keys.size(); ++row) {
      auto& set = states.at<PersonSet>(row);
      if (person.is_null(row)) {
        set.add_unknown();
      } else {
        set.add(keys[row]);
      }
    }
  }

  void merge(const duck::States& from, const duck::States& into, std::size_t count) const override {
    for (std::size_t row = 0; row < count; ++row) {
      into.at<PersonSet>(row).merge(from.at<PersonSet>(row));
    }
  }

  void finish(const duck::States& states, std::size_t count, std::size_t first,
              std::vector<duck::Writer>& writers) const override {
    for (std::size_t row = 0; row < count; ++row) {
      writers[0].set_bigint(first + row,
                            static_cast<std::int64_t>(states.at<PersonSet>(row).count()));
    }
  }
};

class Shares final : public duck::AggregateOf<PersonShares> {
 public:
  Shares() {
    name = "hdis_shares";
    arguments = {duck::Type::uuid, duck::Type::real};
    results = {{"people", duck::Type::bigint},
               {"largest", duck::Type::real},
               {"second", duck::Type::real},
               {"total", duck::Type::real}};
  }

  void update(const duck::Chunk& chunk, const duck::States& states) const override {
    const duck::Column& person = chunk.column(0);
    const duck::Column& number = chunk.column(1);
    const auto keys = person.uuid_words(chunk.rows());
    const auto amounts = number.reals(chunk.rows());
    for (std::size_t row = 0; row < keys.size(); ++row) {
      if (number.is_null(row)) continue;
      auto& shares = states.at<PersonShares>(row);
      if (person.is_null(row)) {
        shares.add_unknown(std::abs(amounts[row]));
      } else {
        shares.add(keys[row], std::abs(amounts[row]));
      }
    }
  }

  void merge(const duck::States& from, const duck::States& into, std::size_t count) const override {
    for (std::size_t row = 0; row < count; ++row) {
      into.at<PersonShares>(row).merge(from.at<PersonShares>(row));
    }
  }

  void finish(const duck::States& states, std::size_t count, std::size_t first,
              std::vector<duck::Writer>& writers) const override {
    for (std::size_t row = 0; row < count; ++row) {
      const auto& state = states.at<PersonShares>(row);
      const PersonShares::Shares shares = state.shares();
      writers[0].set_bigint(first + row, static_cast<std::int64_t>(state.people()));
      writers[1].set_real(first + row, shares.largest);
      writers[2].set_real(first + row, shares.second);
      writers[3].set_real(first + row, shares.total);
    }
  }
};

}  // namespace

std::unique_ptr<duck::Aggregate> people_aggregate() { return std::make_unique<People>(); }

std::unique_ptr<duck::Aggregate> shares_aggregate() { return std::make_unique<Shares>(); }

}  // namespace hdis::engine
