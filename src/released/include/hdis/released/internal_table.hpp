#pragma once

#include "hdis/released/table.hpp"

#include <utility>

namespace hdis::disclosure {
class InternalTableMaker;
}
namespace hdis::render {
class InternalForms;
}

namespace hdis::released {

/// A table whose small numbers are not suppressed (M11). It is no `Table` and cannot be made one: whatever shares, publishes or keeps released
/// tables does not take it. Only the gate makes one, only `render::InternalForms` shows one, with a notice on every form, and it is kept encrypted.
class InternalTable {
 public:
  [[nodiscard]] const Provenance& provenance() const { return content_.provenance(); }

 private:
  friend class disclosure::InternalTableMaker;
  friend class render::InternalForms;
  explicit InternalTable(Table content) : content_(std::move(content)) {}
  Table content_;
};

}  // namespace hdis::released
