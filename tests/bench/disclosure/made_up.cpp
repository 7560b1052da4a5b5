#include "made_up.hpp"

#include <cmath>
#include <random>

namespace hdis::bench {
namespace {

using suppression::CellId;
using suppression::Hierarchy;
using suppression::no_node;
using suppression::Node;
using suppression::Status;
using suppression::Table;

// The library's distributions differ from one compiler's to another's; these do not.
double uniform(std::mt19937_64& random) {
  return (static_cast<double>(random() >> 11U) + 0.5) / 9007199254740992.0;
}

double normal(std::mt19937_64& random) {
  return std::sqrt(-2 * std::log(uniform(random))) *
         std::cos(2 * 3.14159265358979323846 * uniform(random));
}

std::int64_t poisson(std::mt19937_64& random, double mean) {
  if (mean > 50)
    return std::max<std::int64_t>(0, std::llround(mean + std::sqrt(mean) * normal(random)));
  const double end = std::exp(-mean);
  std::int64_t count = 0;
  for (double product = uniform(random); product > end; product *= uniform(random)) ++count;
  return count;
}

// Every node above a level has one child in it at least.
Hierarchy tree(const std::vector<Node>& levels, std::mt19937_64& random) {
  std::vector<Node> parents = {no_node};
  Node above = 0;
  for (const Node size : levels) {
    const auto first = static_cast<Node>(parents.size());
    const Node width = first - above;
    for (Node i = 0; i < size; ++i)
      parents.push_back(above + (i < width ? i : static_cast<Node>(random() % width)));
    above = first;
  }
  return *Hierarchy::make(std::move(parents));
}

void add_up(Table& table) {
  const auto strides = table.strides();
  for (std::size_t d = 0; d < strides.size(); ++d) {
    const Hierarchy& dimension = table.dimensions[d];
    const auto block = static_cast<CellId>(strides[d] * dimension.size());
    for (CellId outer = 0; outer < table.values.size(); outer += block)
      for (std::size_t i = dimension.size(); i-- > 1;) {
        const Node node = dimension.top_down()[i];
        for (CellId inner = 0; inner < strides[d]; ++inner)
          table.values[outer + dimension.parent(node) * strides[d] + inner] +=
              table.values[outer + node * strides[d] + inner];
      }
  }
}

}  // namespace

Table make_up(const Shape& shape, std::uint64_t seed) {
  constexpr double spread = 0.9;
  std::mt19937_64 random(seed);
  Table table;
  std::vector<std::vector<double>> sizes;
  std::size_t cells = 1;
  for (const auto& levels : shape.levels) {
    table.dimensions.push_back(tree(levels, random));
    cells *= table.dimensions.back().size();
    auto& size = sizes.emplace_back();
    for (Node node = 0; node < table.dimensions.back().size(); ++node)
      size.push_back(std::exp(spread * normal(random) - spread * spread / 2));
  }
  const auto strides = table.strides();
  table.values.assign(cells, 0);
  for (CellId cell = 0; cell < cells; ++cell) {
    double mean = shape.mean * std::exp(spread * normal(random) - spread * spread / 2);
    bool leaf = true;
    for (std::size_t d = 0; d < strides.size(); ++d) {
      const auto node = static_cast<Node>(cell / strides[d] % table.dimensions[d].size());
      leaf = leaf && table.dimensions[d].is_leaf(node);
      mean *= sizes[d][node];
    }
    if (leaf && random() % 20 != 0) table.values[cell] = poisson(random, mean);
  }
  add_up(table);
  table.weights = table.values;
  for (const std::int64_t value : table.values) {
    const bool primary = value >= 1 && value <= 7;
    table.status.push_back(value == 0 ? Status::zero : primary ? Status::primary : Status::safe);
    table.lower.push_back(primary ? 1 : 0);
    table.upper.push_back(primary ? 1 : 0);
  }
  return table;
}

std::vector<Shape> shapes() {
  return {{"made_up_d2_6e3", {{200}, {30}}, 400},
          {"made_up_d3_4e3", {{20}, {15}, {10}}, 24},
          {"made_up_d4_4e3", {{10}, {8}, {6}, {5}}, 19},
          {"made_up_d5_4e3", {{6}, {5}, {4}, {4}, {3}}, 19},
          {"made_up_h2_1e3", {{2, 6, 18}, {3, 9, 27}}, 27},
          {"made_up_h2_1e4", {{4, 16, 64}, {7, 28, 84}}, 22},
          {"made_up_h3_1e4", {{5, 16}, {4, 16}, {2, 20}}, 17},
          {"made_up_h2_1e5", {{12, 60, 300}, {7, 42, 210}}, 21},
          {"made_up_h3_1e5", {{6, 40}, {7, 41}, {6, 38}}, 17},
          {"made_up_h2_1e6", {{20, 130, 850}, {15, 120, 860}}, 21}};
}

}  // namespace hdis::bench
