#pragma once

#include "hdis/governance/agreement.hpp"

#include <boost/json.hpp>

namespace hdis::governance {

/// An agreement's terms as docs/agreement.schema.json describes them.
[[nodiscard]] boost::json::object agreement_json(const Agreement& agreement);

}  // namespace hdis::governance
