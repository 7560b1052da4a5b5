#pragma once

#include "hdis/service/store_folder.hpp"

#include <string>

namespace hdis::service {

/// The text of `config.yaml`, which `read_config` reads.
[[nodiscard]] std::string config_text(const Config& config);

/// Whether nobody but the account of the process or root can have laid out the folder and what commands believe of it (configuration,
/// database with what SQLite keeps beside it, data, catalogue, locks). Errors: `not_permitted`.
[[nodiscard]] Status must_be_trusted(const StoreLayout& layout, const Identity& caller);

}  // namespace hdis::service
