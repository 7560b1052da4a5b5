#pragma once

#include <set>
#include <vector>

/// A reader of a released table of rows and columns with all its totals, who tries every table of whole numbers that could
/// stand behind it.
namespace hdis::attack {

/// What a reader takes each number of a table to be able to be: the cells row by row, the totals of the rows, those of the
/// columns, and the total of all.
struct Margined {
  std::vector<std::vector<std::set<int>>> cells;
  std::vector<std::set<int>> rows;
  std::vector<std::set<int>> columns;
  std::set<int> all;
};

/// What remains possible of each if rows and columns add up to their totals.
Margined possible(const Margined& shown);

}  // namespace hdis::attack
