#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace hdis::ingest::reference {

// What docs/methods/spells.md and readmissions.md say, for one person, as slow and plain as they say it. Shares nothing with src/ingest.

/// A finished episode; days are numbers.
struct Episode {
  int provider = 0;
  int admission = 0, start = 0, end = 0;
  int order = 1;
  bool emergency = false, moved_in = false, moved_out = false;
  char discharge = '1';
};

struct Spell {
  int provider = 0;
  int admitted = 0, discharged = 0;
  std::size_t episodes = 0;
  bool emergency = false, moved_in = false, moved_out = false, died = false;
  bool is_discharge = true;
};

struct Stay {
  int admitted = 0, discharged = 0;
  std::size_t spells = 0;
  bool emergency = false, died = false, is_discharge = true;
  bool readmitted = false, is_readmission = false;
  std::optional<int> days;
};

[[nodiscard]] inline int transit(bool in, bool out) { return in ? (out ? 2 : 3) : (out ? 1 : 0); }

/// The order of episodes, of one provider after the other.
[[nodiscard]] inline bool before(const Episode& a, const Episode& b) {
  if (a.provider != b.provider) return a.provider < b.provider;
  if (a.start != b.start) return a.start < b.start;
  if (a.end != b.end) return a.end < b.end;
  if (a.order != b.order) return a.order < b.order;
  return transit(a.moved_in, a.moved_out) < transit(b.moved_in, b.moved_out);
}

[[nodiscard]] inline std::vector<Spell> spells_of(const std::vector<Episode>& episodes) {
  std::vector<Spell> spells;
  for (int provider = 0; provider < 3; ++provider) {
    std::vector<Episode> left;
    for (const auto& episode : episodes) {
      if (episode.provider == provider) left.push_back(episode);
    }
    std::optional<Episode> previous;
    while (!left.empty()) {
      std::size_t next = 0;
      for (std::size_t i = 1; i < left.size(); ++i) {
        if (before(left[i], left[next])) next = i;
      }
      const Episode episode = left[next];
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(next));
      const bool same = previous && (previous->admission == episode.admission ||
                                     previous->start == episode.start ||
                                     ((previous->discharge == '8' || previous->discharge == '9') &&
                                      episode.start == previous->end));
      if (!same) {
        spells.push_back({provider, std::min(episode.admission, episode.start), episode.end, 0,
                          episode.emergency, episode.moved_in, episode.moved_out,
                          episode.discharge == '4', true});
      }
      Spell& spell = spells.back();
      ++spell.episodes;
      if (episode.end >= spell.discharged) {
        spell.discharged = episode.end;
        spell.moved_out = episode.moved_out;
        spell.died = episode.discharge == '4';
        spell.is_discharge = episode.discharge != '8';
      }
      previous = episode;
    }
  }
  return spells;
}

[[nodiscard]] inline bool before(const Spell& a, const Spell& b) {
  if (a.admitted != b.admitted) return a.admitted < b.admitted;
  if (a.discharged != b.discharged) return a.discharged < b.discharged;
  return transit(a.moved_in, a.moved_out) < transit(b.moved_in, b.moved_out);
}

/// Whether two of them cannot be put in order by these rules: then the order is that of keys, which the tests avoid.
template <class Part>
[[nodiscard]] bool tied(const std::vector<Part>& parts) {
  for (const auto& a : parts) {
    for (const auto& b : parts) {
      if (&a != &b && !before(a, b) && !before(b, a)) return true;
    }
  }
  return false;
}

[[nodiscard]] inline std::vector<Stay> stays_of(std::vector<Spell> left) {
  std::vector<Stay> stays;
  std::optional<Spell> previous;
  while (!left.empty()) {
    std::size_t next = 0;
    for (std::size_t i = 1; i < left.size(); ++i) {
      if (before(left[i], left[next])) next = i;
    }
    const Spell spell = left[next];
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(next));
    const bool same = previous && spell.admitted - previous->discharged <= 3 &&
                      (spell.moved_in || previous->moved_out);
    if (!same) {
      stays.push_back({spell.admitted,
                       spell.discharged,
                       0,
                       spell.emergency,
                       spell.died,
                       true,
                       false,
                       false,
                       {}});
    }
    Stay& stay = stays.back();
    ++stay.spells;
    if (spell.discharged >= stay.discharged) {
      stay.discharged = spell.discharged;
      stay.died = spell.died;
      stay.is_discharge = spell.is_discharge;
    }
    previous = spell;
  }
  // The last discharge before an admission: of the stays before it, the one that ended last, not after that day.
  for (std::size_t i = 0; i < stays.size(); ++i) {
    std::optional<std::size_t> last;
    for (std::size_t j = 0; j < i; ++j) {
      if (!stays[j].is_discharge || stays[j].discharged > stays[i].admitted) continue;
      if (!last || stays[j].discharged >= stays[*last].discharged) last = j;
    }
    if (!last) continue;
    stays[i].days = stays[i].admitted - stays[*last].discharged;
    if (stays[i].emergency && !stays[*last].died && *stays[i].days <= 29) {
      stays[i].is_readmission = true;
      stays[*last].readmitted = true;
    }
  }
  return stays;
}

}  // namespace hdis::ingest::reference
