#pragma once

#include "hdis/service/store_folder.hpp"

#include <string>

namespace hdis::service {

/// The text of `config.yaml`, which `read_config` reads.
[[nodiscard]] std::string config_text(const Config& config);

}  // namespace hdis::service
