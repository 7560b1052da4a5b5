#pragma once

#include "hdis/core/result.hpp"
#include "hdis/governance/tool.hpp"
#include "hdis/released/table.hpp"
#include "hdis/service/outputs.hpp"
#include "hdis/service/session.hpp"

#include <string>
#include <vector>

/// Saved analyses that organisations signed up to the service of an agreement can open (M14). What they open is the newest released answer to the
/// request behind the tool, which is refreshed by repeating it (`repetitions.hpp`).
namespace hdis::service {

struct ToolLine {
  governance::Tool tool;
  std::string output;  ///< The answer that is opened now.
  Instant refreshed_at{};
};

struct ToolInput {
  std::string request;
  std::string title;
  std::string parameter;  ///< A dimension of its first table; "" for none.
};
/// Makes a tool of a request that has a released answer. For licensed analysts of the licensee.
///
/// Errors: `conflict` without a released answer; `not_found` for a parameter that is no dimension of it; `invalid_input` for the title; `not_permitted`.
[[nodiscard]] Result<ToolLine> publish_tool(Session& session, const ToolInput& input);

/// Tools that the user may open, oldest first.
[[nodiscard]] Result<std::vector<ToolLine>> list_tools(Session& session);

struct OpenToolInput {
  std::string tool;
  std::string value;  ///< Of the parameter; "" for all.
  Use use = Use::view;
  std::string form;  ///< What it is made into, e.g. "csv".
};
/// The newest answer, narrowed to a value of the parameter. Recorded as a look at, or a download of, that output; downloads count towards its cap.
///
/// Errors: `not_found`; `not_permitted` for an organisation that has not signed up or no longer may; as `fetch`.
[[nodiscard]] Result<std::vector<released::Table>> open_tool(Session& session,
                                                             const OpenToolInput& input);

struct SignUpLine {
  std::string organisation;  ///< Code.
  std::string name;
  std::string by;
  Instant at{};
};
/// Enters that an organisation has signed up to the service of an agreement. For licensed analysts of the licensee.
///
/// Errors: `refused` if the agreement does not permit its kind; `conflict` if it has signed up before; `not_found`, `not_permitted`.
[[nodiscard]] Result<SignUpLine> sign_up(Session& session, const std::string& agreement,
                                         const std::string& organisation);
/// Ends it. Errors: `not_found` if it has not signed up; `not_permitted`.
[[nodiscard]] Status end_sign_up(Session& session, const std::string& agreement,
                                 const std::string& organisation);
/// Who has signed up. For people of the licensee, administrators, reviewers and auditors.
[[nodiscard]] Result<std::vector<SignUpLine>> list_sign_ups(Session& session,
                                                            const std::string& agreement);

}  // namespace hdis::service
