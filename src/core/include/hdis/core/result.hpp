#pragma once

#include "hdis/core/error.hpp"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace hdis {

/// A value, or the reasons why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Success without a value.
using Status = Result<void>;

/// Makes the failure side of any `Result`.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

/// Makes the failure side of any `Result` from a code and one reason.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string rule,
                                                std::string message, std::string suggestion = {}) {
  return tl::unexpected<Error>(Error(
      code, Reason{std::move(rule), std::move(message), std::move(suggestion), std::nullopt}));
}

}  // namespace hdis

/// Evaluates `expression` (a `Result`); on failure returns its error from the enclosing function,
/// otherwise declares `variable` with the value.
#define HDIS_TRY(variable, expression)                                               \
  auto variable##_result = (expression);                                             \
  if (!variable##_result) return ::hdis::fail(std::move(variable##_result).error()); \
  auto& variable = *variable##_result

/// Evaluates `expression` (a `Status`) and returns its error from the enclosing function on
/// failure.
#define HDIS_CHECK(expression)                                                         \
  do {                                                                                 \
    auto hdis_check_status = (expression);                                             \
    if (!hdis_check_status) return ::hdis::fail(std::move(hdis_check_status).error()); \
  } while (false)
