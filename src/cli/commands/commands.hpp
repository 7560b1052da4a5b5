#pragma once

#include "context.hpp"

#include <CLI/CLI.hpp>

/// One function for each command of `hdis`: declares the command with its options, help and examples, and leaves what is to be done in
/// `action`, which returns the exit code and runs once the whole command line has been read.
namespace hdis::cli {

using Action = std::function<int(Context&)>;

void add_agreement(CLI::App& program, Action& action);
void add_audit(CLI::App& program, Action& action);
void add_backup(CLI::App& program, Action& action);
void add_certificate(CLI::App& program, Action& action);
void add_dataset(CLI::App& program, Action& action);
/// What of the datasets is there: list, show, purge. `group` is `hdis dataset`.
void add_dataset_versions(CLI::App& group, Action& action);
void add_doctor(CLI::App& program, Action& action);
void add_protect(CLI::App& program, Action& action);
void add_ingest(CLI::App& program, Action& action);
void add_init(CLI::App& program, Action& action);
void add_monitor(CLI::App& program, Action& action);
void add_obligations(CLI::App& program, Action& action);
void add_org(CLI::App& program, Action& action);
void add_output(CLI::App& program, Action& action);
void add_query(CLI::App& program, Action& action);
void add_request(CLI::App& program, Action& action);
void add_restore(CLI::App& program, Action& action);
/// Comments and comparison of versions. `group` is `hdis request`.
void add_request_talk(CLI::App& group, Action& action);
void add_review(CLI::App& program, Action& action);
void add_run(CLI::App& program, Action& action);
void add_synth(CLI::App& program, Action& action);
void add_tool(CLI::App& program, Action& action);
void add_user(CLI::App& program, Action& action);
/// What has to be true of a person: train, attest, leave, accept, transfer, explain. `group` is `hdis user`.
void add_user_steps(CLI::App& group, Action& action);
/// Standing and charges of agreements: suspend, reinstate, charges. `group` is `hdis agreement`.
void add_agreement_steps(CLI::App& group, Action& action);
/// Sharing: share, shares. `group` is `hdis output`.
void add_output_more(CLI::App& group, Action& action);
void add_output_sharing(CLI::App& group, Action& action);

}  // namespace hdis::cli
