#include "stamp.hpp"

namespace hdis::render {

std::vector<std::pair<std::string, std::string>> stamp(const released::Provenance& provenance) {
  std::vector<std::pair<std::string, std::string>> lines{
      {"Output", provenance.output},
      {"Request", provenance.request},
      {"Question", provenance.description},
      {"Query fingerprint", provenance.query_fingerprint},
      {"Agreement", provenance.agreement},
      {"Organisation", provenance.organisation},
      {"Purpose", provenance.purpose},
      {"Disclosure policy", provenance.policy},
      {"Data version", provenance.data_version},
      {"Catalogue version", provenance.catalogue_version},
      {"Produced", hdis::to_text(provenance.produced_at)},
      {"Sources", provenance.sources},
  };
  std::erase_if(lines, [](const auto& line) { return line.second.empty(); });
  return lines;
}

}  // namespace hdis::render
