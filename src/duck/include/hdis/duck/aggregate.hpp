#pragma once

#include "hdis/duck/function.hpp"
#include "hdis/duck/rows.hpp"
#include "hdis/duck/value.hpp"

#include <cstddef>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace hdis::duck {

/// The states of some groups, one for each row of a batch; rows of one group share theirs. Borrowed.
class States {
 public:
  template <class State>
  [[nodiscard]] State& at(std::size_t row) const {
    return *static_cast<State*>(static_cast<void*>(static_cast<std::byte*>(states_[row]) + header));
  }

 private:
  friend struct AggregateBridge;
  /// Before each state stands a pointer to its aggregate, because DuckDB does not say whose state it destroys.
  static constexpr std::size_t header = sizeof(void*);
  explicit States(void* const* states) : states_(states) {}
  void* const* states_;
};

/// An aggregate function of our own in SQL. Called by several threads at once; may throw std::bad_alloc
/// and nothing else.
class Aggregate {
 public:
  std::string name;
  std::vector<Type> arguments;
  /// One result, whatever its name, is the value itself; several are the members of a struct.
  std::vector<std::pair<std::string, Type>> results;

  Aggregate() = default;
  virtual ~Aggregate() = default;
  Aggregate(const Aggregate&) = delete;
  Aggregate& operator=(const Aggregate&) = delete;

  /// Size of a state; aligned as a pointer is. States are moved by copying their bytes.
  [[nodiscard]] virtual std::size_t state_size() const = 0;
  virtual void make(void* state) const = 0;
  virtual void destroy(void* state) const = 0;
  /// Takes the rows of `chunk` in, NULLs included.
  virtual void update(const Chunk& chunk, const States& states) const = 0;
  /// Adds `count` states of the same groups to one another; `from` may be left in any state that can be destroyed.
  virtual void merge(const States& from, const States& into, std::size_t count) const = 0;
  /// Writes the results of `count` states to the rows from `first` on.
  virtual void finish(const States& states, std::size_t count, std::size_t first,
                      std::vector<Writer>& writers) const = 0;
};

/// An aggregate whose states are objects of one class.
template <class State>
class AggregateOf : public Aggregate {
 public:
  static_assert(alignof(State) <= alignof(void*));
  [[nodiscard]] std::size_t state_size() const final { return sizeof(State); }
  void make(void* state) const final { new (state) State(); }
  void destroy(void* state) const final { static_cast<State*>(state)->~State(); }
};

}  // namespace hdis::duck
