#include "hdis/duck/aggregate.hpp"

#include "bridge.hpp"
#include "logical_type.hpp"

#include <memory>

namespace hdis::duck {

struct AggregateBridge {
  static constexpr std::size_t header = States::header;
  static States states(duckdb_aggregate_state* states) {
    return States(static_cast<void* const*>(static_cast<void*>(states)));
  }
  static const Aggregate& aggregate(const void* state) {
    return **static_cast<const Aggregate* const*>(state);
  }
};

namespace {

const Aggregate& aggregate_of(duckdb_function_info info) {
  return **static_cast<std::unique_ptr<Aggregate>*>(duckdb_aggregate_function_get_extra_info(info));
}

/// Lets no exception into DuckDB; an error ends the statement.
template <class Work>
void guarded(duckdb_function_info info, const Work& work) {
  try {
    work(aggregate_of(info));
  } catch (const std::bad_alloc&) {
    duckdb_aggregate_function_set_error(info, "Out of Memory Error: in an aggregate");
  }
}

idx_t size(duckdb_function_info info) {
  return AggregateBridge::header + aggregate_of(info).state_size();
}

void make(duckdb_function_info info, duckdb_aggregate_state state) {
  const Aggregate& aggregate = aggregate_of(info);
  void* place = state;
  *static_cast<const Aggregate**>(place) = &aggregate;
  aggregate.make(static_cast<std::byte*>(place) + AggregateBridge::header);
}

void destroy(duckdb_aggregate_state* states, idx_t count) {
  for (idx_t index = 0; index < count; ++index) {
    void* place = states[index];
    AggregateBridge::aggregate(place).destroy(static_cast<std::byte*>(place) +
                                              AggregateBridge::header);
  }
}

void update(duckdb_function_info info, duckdb_data_chunk input, duckdb_aggregate_state* states) {
  guarded(info, [&](const Aggregate& aggregate) {
    aggregate.update(Bridge::borrowed(input), AggregateBridge::states(states));
  });
}

void merge(duckdb_function_info info, duckdb_aggregate_state* from, duckdb_aggregate_state* into,
           idx_t count) {
  guarded(info, [&](const Aggregate& aggregate) {
    aggregate.merge(AggregateBridge::states(from), AggregateBridge::states(into), count);
  });
}

void finish(duckdb_function_info info, duckdb_aggregate_state* states, duckdb_vector output,
            idx_t count, idx_t first) {
  guarded(info, [&](const Aggregate& aggregate) {
    std::vector<Writer> writers;
    const std::size_t results = aggregate.results.size();
    for (idx_t index = 0; index < results; ++index) {
      writers.push_back(
          Bridge::writer(results == 1 ? output : duckdb_struct_vector_get_child(output, index)));
    }
    aggregate.finish(AggregateBridge::states(states), count, first, writers);
  });
}

}  // namespace

bool register_aggregate(duckdb_connection connection, std::unique_ptr<Aggregate> aggregate) {
  duckdb_aggregate_function handle = duckdb_create_aggregate_function();
  duckdb_aggregate_function_set_name(handle, aggregate->name.c_str());
  for (const Type type : aggregate->arguments) {
    duckdb_aggregate_function_add_parameter(handle, LogicalType(type).get());
  }
  const LogicalType result = aggregate->results.size() == 1
                                 ? LogicalType(aggregate->results.front().second)
                                 : struct_of(aggregate->results);
  duckdb_aggregate_function_set_return_type(handle, result.get());
  // Without this DuckDB would pass over rows in which an argument is NULL.
  duckdb_aggregate_function_set_special_handling(handle);
  duckdb_aggregate_function_set_functions(handle, size, make, update, merge, finish);
  duckdb_aggregate_function_set_destructor(handle, destroy);
  duckdb_aggregate_function_set_extra_info(
      handle, new std::unique_ptr<Aggregate>(std::move(aggregate)),
      [](void* owned) { delete static_cast<std::unique_ptr<Aggregate>*>(owned); });
  const duckdb_state state = duckdb_register_aggregate_function(connection, handle);
  duckdb_destroy_aggregate_function(&handle);
  return state == DuckDBSuccess;
}

}  // namespace hdis::duck
