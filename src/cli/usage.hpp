#pragma once

#include "hdis/core/error.hpp"

#include <CLI/CLI.hpp>

#include <span>
#include <string>

namespace hdis::cli {

/// Why a command line could not be read, in words: a mistyped command or option is named, with the one that was probably meant;
/// otherwise what `error` says. An `invalid_input`.
[[nodiscard]] Error usage_error(const CLI::App& program, std::span<const std::string> arguments,
                                const CLI::ParseError& error);

}  // namespace hdis::cli
