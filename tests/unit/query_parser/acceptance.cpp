#include "acceptance.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace hdis::query::test {

std::vector<QueryFile> acceptance_queries(const std::string& folder) {
  const auto root = std::filesystem::path(HDIS_SOURCE_DIR) / "tests/queries" / folder;
  std::vector<QueryFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    files.push_back(
        {entry.path().stem().string(), std::string(std::istreambuf_iterator<char>(stream), {})});
  }
  std::sort(files.begin(), files.end(),
            [](const QueryFile& a, const QueryFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace hdis::query::test
