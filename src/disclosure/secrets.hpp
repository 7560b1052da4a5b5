#pragma once

#include "audit/finder.hpp"
#include "linked_system.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace hdis::disclosure {

/// A proof that a suppressed number may have another value: numbers for the whole request that look the same.
using Proof = std::shared_ptr<const audit::Shifts>;

/// What is proved of one suppressed number: by how much it may differ from the true one, and by what.
using Proofs = std::map<audit::Number, Proof>;

/// Whether the values proved to be possible, with the true one, are as many as the policy wants.
[[nodiscard]] bool enough(audit::Secret secret, audit::Interval truth, audit::Number floor,
                          const Proofs& proofs, const Policy& policy);

/// The suppressed numbers of a request, with what is proved of each and what was done for that.
class Secrets {
 public:
  Secrets(LinkedSystem linked, const Policy& policy);
  Secrets(const Secrets&) = delete;
  Secrets& operator=(const Secrets&) = delete;
  Secrets(Secrets&&) = delete;
  Secrets& operator=(Secrets&&) = delete;
  ~Secrets() = default;

  /// Every number that is secret now.
  [[nodiscard]] std::vector<audit::CellIndex> all() const;
  /// Looks for proofs that `cell` is as open as it must be. Hides nothing. False if they were not found.
  bool prove(audit::CellIndex cell);
  /// The same, hiding more where it must, as cheaply as it can be found. Numbers that become secret by that are added to
  /// `made_secret`.
  bool protect(audit::CellIndex cell, std::vector<audit::CellIndex>& made_secret);
  /// Takes back the last thing done to each number, dear ones first, where everything can still be proved.
  void relent();

  /// What was done, as cell and number of remedies.
  [[nodiscard]] std::map<audit::CellIndex, std::size_t> done() const;
  [[nodiscard]] const LinkedSystem& linked() const { return linked_; }
  [[nodiscard]] const std::vector<Proofs>& proofs() const { return proofs_; }
  /// Cells that were looked at so far.
  [[nodiscard]] std::uint64_t work() const { return finder_.work(); }

 private:
  /// A value wanted next: from which numbers on, and how far from there.
  struct Wish {
    Proof from;
    audit::Number amount = 0;
  };

  [[nodiscard]] audit::Secret secret(audit::CellIndex cell) const;
  [[nodiscard]] audit::Interval wanted(audit::CellIndex cell) const;
  [[nodiscard]] std::vector<Wish> wishes(audit::CellIndex cell) const;
  [[nodiscard]] std::vector<Wish> steps(audit::CellIndex cell) const;
  [[nodiscard]] std::vector<Wish> stretches(audit::CellIndex cell) const;
  [[nodiscard]] std::vector<Wish> afresh(audit::CellIndex cell);
  [[nodiscard]] Wish walk(audit::CellIndex cell, audit::Number first, audit::Number step,
                          audit::Number end);
  bool grant(audit::CellIndex cell, const std::vector<Wish>& wishes);
  Proof learn(audit::Shifts shifts);
  void set_level(audit::CellIndex cell, std::size_t level);
  void blur_for(const audit::Shifts& shifts, std::vector<audit::CellIndex>& made_secret);
  bool relent_on(audit::CellIndex cell);

  LinkedSystem linked_;
  const Policy& policy_;
  std::vector<audit::Interval> shown_at_first_;
  std::vector<audit::Secret> secret_at_first_;
  std::vector<Proofs> proofs_;  // one for each cell
  audit::Finder finder_;
};

}  // namespace hdis::disclosure
