#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/result.hpp"
#include "hdis/disclosure/policy.hpp"
#include "hdis/released/table.hpp"

#include "bare.hpp"
#include "questions.hpp"
#include "records.hpp"
#include "stopwatch.hpp"

#include <string>
#include <vector>

namespace hdis::bench {

/// What a question meets on its way. Refers to what the caller keeps alive.
struct World {
  const catalogue::Catalogue& catalogue;
  const disclosure::Policy& policy;
  const Records& records;
  Bounds bounds;
};

/// What leaves.
struct Answer {
  std::vector<released::Table> tables;
  std::vector<std::string> files;  ///< CSV, one for each table.
};

/// The whole path: text to plan, authorised, through the gate, to the bytes of CSV files. Errors: those of each step;
/// `not_found` (`engine.year_not_loaded`) if the records are of other years.
[[nodiscard]] Result<Answer> ask(const Question& question, const World& world);

/// Where the time of the path goes.
struct Stages {
  Milliseconds bind = 0;  ///< Read, bind, authorise, describe.
  Milliseconds open = 0;  ///< Look at the files, prepare the engine.
  Milliseconds count =
      0;  ///< The engine: open a locked database, count records and people, hand over.
  Milliseconds protect = 0;  ///< Suppress, round, check again, lay out.
  Milliseconds render = 0;   ///< To CSV.
};

/// The same steps one by one, with a watch between them. What the gate does is done from its inside, which only tests can reach;
/// nothing but the times comes back.
[[nodiscard]] Result<Stages> ask_in_stages(const Question& question, const World& world);

}  // namespace hdis::bench
