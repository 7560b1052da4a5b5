#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/service/store_folder.hpp"

#include <string>

namespace hdis::service {

/// The text of `config.yaml`, which `read_config` reads.
[[nodiscard]] std::string config_text(const Config& config);

/// The product's catalogue with the custodian's additions. Errors: those of `Catalogue::load`.
[[nodiscard]] Result<catalogue::Catalogue> load_catalogue(const StoreLayout& layout,
                                                          const Config& config);

}  // namespace hdis::service
