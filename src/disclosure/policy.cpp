#include "hdis/disclosure/policy.hpp"

#include "policy_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <tuple>

namespace hdis::disclosure {

Result<Policy> load_policy(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return fail(ErrorCode::not_found, "policy.file",
                fmt::format("The policy file {} cannot be read.", name));
  }
  const std::string text((std::istreambuf_iterator<char>(stream)),
                         std::istreambuf_iterator<char>());
  auto policy = parse_policy(text, name);
  if (policy && policy->id != file.stem().string()) {
    return fail(ErrorCode::invalid_input, "policy.id",
                fmt::format("{} describes a policy called {}.", name, policy->id),
                fmt::format("Name the file {}.yaml.", policy->id));
  }
  return policy;
}

Result<std::vector<Policy>> load_policies(const std::filesystem::path& folder) {
  std::error_code problem;
  std::filesystem::directory_iterator files(folder, problem);
  if (problem) {
    return fail(ErrorCode::not_found, "policy.folder",
                fmt::format("The folder of policies {} cannot be read.", folder.string()));
  }
  std::vector<Policy> policies;
  std::vector<Reason> reasons;
  for (const auto& entry : files) {
    if (entry.path().extension() != ".yaml") continue;
    auto policy = load_policy(entry.path());
    if (policy) {
      policies.push_back(std::move(*policy));
    } else {
      const auto& more = policy.error().reasons();
      reasons.insert(reasons.end(), more.begin(), more.end());
    }
  }
  if (!reasons.empty()) return fail(Error(ErrorCode::invalid_input, std::move(reasons)));
  std::sort(policies.begin(), policies.end(), [](const Policy& a, const Policy& b) {
    return std::tie(a.id, a.version) < std::tie(b.id, b.version);
  });
  return policies;
}

}  // namespace hdis::disclosure
