#pragma once

#include "commands.hpp"

namespace hdis::cli {

/// Data sharing audits: open, finding, action, report, evidence, close, list, show. `group` is `hdis audit`.
void add_sharing_audits(CLI::App& group, Action& action);

/// What is made for people who look: review, bundle. `group` is `hdis audit`.
void add_audit_packs(CLI::App& group, Action& action);

/// The queue of alerts: check, alerts, explain, act. `group` is `hdis monitor`.
void add_alerts(CLI::App& group, Action& action);

}  // namespace hdis::cli
