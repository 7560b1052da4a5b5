#include "database_errors.hpp"

namespace hdis::store {

Error database_busy() {
  return {ErrorCode::unavailable,
          Reason{"store.busy",
                 "Another process has been writing to the store for too long.",
                 "wait until it has finished, then try again",
                 {}}};
}

Error database_constraint() {
  return {ErrorCode::conflict,
          Reason{"store.constraint",
                 "The store already has such an entry, or lacks one that this refers to.",
                 "",
                 {}}};
}

Error database_corrupt() {
  return {ErrorCode::corrupt, Reason{"store.corrupt",
                                     "The database of the store is damaged.",
                                     "keep it for an investigation and restore a backup",
                                     {}}};
}

Error database_full() {
  return {ErrorCode::unavailable,
          Reason{"store.full", "The disk is full.", "make room; nothing was half-written", {}}};
}

Error database_not_writable() {
  return {ErrorCode::unavailable, Reason{"store.no_access",
                                         "The database of the store cannot be opened for writing.",
                                         "check who owns the store, and use the account that does",
                                         {}}};
}

Error database_failed() {
  return {ErrorCode::unavailable,
          Reason{"store.failed",
                 "The database of the store did not do what it was asked.",
                 "look at the space and the permissions of where it is, then repeat it",
                 {}}};
}

Error database_disk() {
  return {ErrorCode::unavailable,
          Reason{"store.disk",
                 "The disk of the store did not take or give what it was asked: it is full, or "
                 "fails.",
                 "look at its space (`df`) and at the messages of the system; nothing was "
                 "half-written",
                 {}}};
}

}  // namespace hdis::store
