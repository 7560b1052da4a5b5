#pragma once

#include "hdis/disclosure/gate.hpp"
#include "hdis/engine/engine.hpp"

#include <memory>
#include <vector>

namespace hdis::disclosure {

/// What the gate does behind its door: the engine, and every step from raw numbers to released tables.
/// Out of reach of every other library, and without the check that a plan is authorised: that is the
/// gate's.
class Pipeline {
 public:
  /// `catalogue` must outlive the pipeline; `engine` must not be null.
  Pipeline(const catalogue::Catalogue& catalogue, std::unique_ptr<engine::Engine> engine);

  /// As `Gate::run`. Whatever fails, including by an exception, nothing is returned.
  [[nodiscard]] Result<std::vector<released::Table>> run(const query::Plan& plan,
                                                         const Policy& policy,
                                                         const released::Provenance& provenance,
                                                         const RunControl& control);

  /// As `Gate::run_internal`, likewise.
  [[nodiscard]] Result<InternalAnswer> run_internal(const query::Plan& plan, const Policy& policy,
                                                    const InternalProvenance& provenance,
                                                    const RunControl& control);

 private:
  const catalogue::Catalogue& catalogue_;
  std::unique_ptr<engine::Engine> engine_;
};

}  // namespace hdis::disclosure
