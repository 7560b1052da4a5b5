#pragma once

#include "bind/context.hpp"

#include <string>
#include <vector>

/// Findings about conditions that are allowed and probably not meant: what users of HES get wrong.
/// None of them stops a query. Source of the list: SRC-0050.
namespace hdis::query {

/// A condition on one field of a dataset.
struct LintSite {
  Context& context;
  const catalogue::Dataset& dataset;
  const catalogue::Field& field;
  SourcePosition where;
};

/// A constant of a condition, with where it was written.
struct PlacedValue {
  Value value;
  SourcePosition where;
};

/// `field = value`, `field IN (values)` and their negations: codes that do not exist, each where it was written, and whole
/// lists compared with one code.
void lint_values(const LintSite& site, const std::vector<PlacedValue>& values, bool negated);

/// A pattern that is written in the other language: `|` in LIKE, `%` in RLIKE. True if it is, and was said to be.
bool lint_pattern_kind(Context& context, const std::string& subject, const std::string& pattern,
                       bool like, SourcePosition where);

/// A LIKE or RLIKE condition as it was bound, from `pattern`: codes that nothing begins with, a list of
/// which only the first code is tested, a pattern that is a whole code (what `lint_values` says of it).
void lint_pattern(const LintSite& site, const Predicate& bound, const std::string& pattern);

/// The upper end of a range of codes (`<=`, BETWEEN): a category on a field of four characters leaves its own codes out.
void lint_upper_bound(const LintSite& site, const Value& value);

/// A text code compared with a number by `<` or `>`.
void lint_number_bound(const LintSite& site);

/// Ages where 7001 to 7007 stand for parts of the first year: a condition that loses or catches babies.
void lint_ages(Context& context, const catalogue::Dataset& dataset, const Predicate& condition,
               SourcePosition where);
void lint_ages(Context& context, const catalogue::Dataset& dataset, const Banding& bands,
               SourcePosition where);

/// Bands of a decimal field between which a value can fall: BETWEEN 0 AND 17, BETWEEN 18 AND 64. A note only where the field is an
/// age, whose decimals below one year are all there are.
void lint_band_gaps(Context& context, const catalogue::Dataset& dataset, const Banding& bands,
                    SourcePosition where);

}  // namespace hdis::query
