#pragma once

#include "hdis/service/requests.hpp"

#include "context.hpp"

namespace hdis::cli {

/// A request for a person: where it stands, purpose, what would be computed, findings, decisions; the query if `with_query`.
enum class WithQuery : std::uint8_t { no, yes };
void show(const Context& context, const service::RequestView& view, WithQuery with_query);

/// A list of requests, one a line.
void show(const Context& context, const std::vector<service::RequestLine>& lines);

/// What waits for whom, one a line.
void show(const Context& context, const std::vector<service::WaitingLine>& lines);

/// What the automatic checks found, in words.
void show(const Context& context, const std::vector<governance::CheckFinding>& findings);

}  // namespace hdis::cli
