#pragma once

#include <set>
#include <string>
#include <vector>

/// A reader of a released table who tries every table that could stand behind it. Knows the published
/// rule of HES 2018 and nothing of the program.
namespace hdis::attack {

/// The whole numbers that may stand behind what is shown: "0", "*" (1 to 7), "10" (8 to 12), "=17" (an
/// exact number), "?" (a * that may be anything from 1).
std::set<int> behind(const std::string& shown, int largest = 200);

/// What remains possible for each part of a line if the parts add up to the total.
std::vector<std::set<int>> possible(const std::vector<std::string>& parts,
                                    const std::string& total);

}  // namespace hdis::attack
