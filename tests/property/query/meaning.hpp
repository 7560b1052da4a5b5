#pragma once

#include "question.hpp"

#include <map>
#include <optional>
#include <string>

namespace hdis::query::test {

/// A record of which only the fields of random conditions are known; a field that is not there is NULL.
using Record = std::map<std::string, std::string>;

/// SQL's three values: true, false, unknown (empty).
using Truth = std::optional<bool>;

/// What a random condition says of a record, straight from SQL's rules and without any normal form.
Truth meaning(const Condition& condition, const Record& record);
/// What a bound condition says of it.
Truth meaning(const Predicate& condition, const Record& record);

Record random_record(Choices& choices);

}  // namespace hdis::query::test
