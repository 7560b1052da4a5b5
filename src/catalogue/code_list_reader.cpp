#include "provenance.hpp"
#include "readers.hpp"

#include <algorithm>

namespace hdis::catalogue {
namespace {

/// The prefixes under `key`, sorted. They are compared with codes as HES writes them.
std::vector<std::string> read_prefixes(MappingReader& reader, std::string_view key) {
  auto prefixes = reader.texts(key);
  const auto is_plain = [](const std::string& prefix) {
    return !prefix.empty() && std::all_of(prefix.begin(), prefix.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
  };
  if (!std::all_of(prefixes.begin(), prefixes.end(), is_plain)) {
    reader.wrong(key, "codes or their beginnings in capitals, without dots: J45");
  }
  std::sort(prefixes.begin(), prefixes.end());
  if (std::adjacent_find(prefixes.begin(), prefixes.end()) != prefixes.end()) {
    reader.defect(rule::duplicate, key, "a code occurs twice", "keep one of them");
  }
  return prefixes;
}

Draft<CodeList> read_code_list(const YamlNode& node, const Provenance& usual,
                               FileDefects& defects) {
  const auto* id = node.find("id");
  MappingReader reader(node, id == nullptr ? "a code list" : "code list " + id->text, defects);
  Draft<CodeList> draft{{}, {defects.file(), node.where}};
  auto& list = draft.value;
  list.id = CodeListId(reader.required_text("id"));
  list.title = reader.required_text("title");
  list.description = reader.required_text("description");
  list.system = CodeSystemId(reader.required_text("system"));
  list.prefixes = read_prefixes(reader, "prefixes");
  if (list.prefixes.empty()) reader.missing("prefixes");
  list.except = read_prefixes(reader, "except");
  set_provenance(reader, read_provenance(reader, usual), list);
  reader.finish();
  return draft;
}

}  // namespace

void read_code_lists(const YamlNode& tree, FileDefects& defects, Drafts& drafts) {
  MappingReader reader(tree, "the file", defects);
  const auto usual = read_provenance(reader);
  const auto* lists = reader.piece("code_lists");
  if (lists == nullptr || lists->items.empty()) return reader.missing("code_lists");
  for (const auto& item : lists->items) {
    drafts.code_lists.push_back(read_code_list(item, usual, defects));
  }
  reader.finish();
}

}  // namespace hdis::catalogue
