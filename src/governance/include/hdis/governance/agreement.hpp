#pragma once

#include "hdis/catalogue/catalogue.hpp"
#include "hdis/core/date.hpp"
#include "hdis/core/digest.hpp"
#include "hdis/core/result.hpp"
#include "hdis/governance/agreement_reference.hpp"
#include "hdis/governance/organisation.hpp"
#include "hdis/governance/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hdis::governance {

/// What may be asked of one dataset.
struct DatasetTerms {
  catalogue::DatasetId dataset;
  std::vector<FinancialYear> years;  ///< Sorted, without repetition; none only beside a window.
  /// A moving window: the financial year of the day and those before it, so many in all. 0: none; at most `most_years_of_window`.
  std::uint32_t latest_years = 0;
  std::optional<std::vector<std::string>>
      fields;  ///< Upper case; empty: every field but sensitive ones.
  std::vector<std::string> sensitive_fields;  ///< Upper case: sensitive fields that may be used.
  friend bool operator==(const DatasetTerms&, const DatasetTerms&) = default;

  /// Every year that may be asked of on a day: those that are named, and those of the window. Sorted.
  [[nodiscard]] std::vector<FinancialYear> years_on(Date day) const;
};

/// No moving window reaches further back.
constexpr std::uint32_t most_years_of_window = 10;

/// Whether output that contains small numbers may be had at all (M11).
enum class SmallNumbers : std::uint8_t { forbidden, permitted };
/// Whether work must be done for a specific request or service level agreement (M5).
enum class WorkBasis : std::uint8_t { request_or_sla, any };
/// Whether patient opt-outs are applied to the data that flow (M3).
enum class OptOuts : std::uint8_t { applied, not_applied };

/// What an agreement says to a question, where it says anything.
enum class Answer : std::uint8_t { not_stated, no, yes };
/// Whether records may be linked with other record-level data. Re-identification is never allowed, so there is nothing to say of it.
enum class RecordLinkage : std::uint8_t { forbidden, permitted };

/// What is paid for something, in whole pounds.
struct Charge {
  std::string what;  ///< Id of an entry of `charge_kinds()`: "licence_transfer".
  std::uint32_t pounds = 0;
  friend bool operator==(const Charge&, const Charge&) = default;
};

/// How much of something may be used; empty: no limit.
struct LimitsOfUse {
  std::optional<std::uint32_t> runs_per_month;        ///< In a calendar month, under the agreement.
  std::optional<std::uint32_t> downloads_per_output;  ///< By everybody together.
  friend bool operator==(const LimitsOfUse&, const LimitsOfUse&) = default;
};

/// A version of a data sharing agreement: what may be asked, by whom, of which data, for what, for whom and until when.
///
/// It is never changed: an amendment is a new version.
struct Agreement {
  AgreementReference reference;  ///< With version.
  std::string title;
  OrganisationCode organisation;         ///< The licensee.
  Date starts{std::chrono::sys_days()};  ///< First day on which it is in force.
  Date ends{std::chrono::sys_days()};    ///< Last day on which it is in force.
  std::vector<DatasetTerms> datasets;
  std::string policy;  ///< Disclosure policy under which everything is released: "hes-2018".
  SmallNumbers small_numbers = SmallNumbers::forbidden;
  std::vector<Term> work_areas;
  std::vector<Term> questions;
  std::vector<Term>
      recipients;  ///< Kinds of organisation for which work may be done and to which outputs may go.
  WorkBasis work_basis = WorkBasis::request_or_sla;
  std::uint32_t licences = 1;   ///< Named users at any one time.
  std::uint32_t reviewers = 1;  ///< How many must approve a request: 1 or 2.
  OptOuts opt_outs = OptOuts::not_applied;
  std::string opt_outs_reason;
  std::vector<std::string> legal_basis;
  std::string sensitivity;  ///< As the register says it: "Non Sensitive".
  std::string access_method;
  std::string objective;
  std::string processing;
  std::string outputs;
  std::string expected_benefits;
  std::string yielded_benefits;
  std::vector<std::string> special_conditions;
  std::string type_of_data;              ///< As the register says it.
  std::vector<std::string> purposes;     ///< Kinds of purpose, as the register says them.
  std::vector<std::string> controllers;  ///< Codes or names of organisations.
  std::vector<std::string> processors;
  Answer sublicensing = Answer::not_stated;
  Answer commercial = Answer::not_stated;  ///< Whether the purpose is commercial.
  RecordLinkage record_linkage = RecordLinkage::forbidden;
  std::vector<Term> automatic;  ///< Classes of query that pass without a person.
  LimitsOfUse limits;
  std::vector<Charge> charges;
  std::string terms_version;  ///< Of the terms that each user must accept; "": none.
  std::uint32_t certificate_days =
      30;            ///< Days after the end until a certificate of destruction is due.
  std::string text;  ///< The file it was read from, which is the document of record.
  Digest digest;     ///< Of `text`.

  [[nodiscard]] bool in_force(Instant now) const;
  /// What is to be paid for `what`, in pounds; empty if the agreement does not say.
  [[nodiscard]] std::optional<std::uint32_t> charge_for(std::string_view what) const;
  /// The terms for `dataset`; null if it is not part of the agreement.
  [[nodiscard]] const DatasetTerms* terms(const catalogue::DatasetId& dataset) const;
};

/// Reads an agreement file (YAML or JSON, at most 256 KiB; the keys are explained in docs/governance.md).
///
/// Errors: `invalid_input` with one reason per defect: place, what is wrong, what is expected.
[[nodiscard]] Result<Agreement> parse_agreement(std::string_view yaml);

/// Whether everything that the agreement names exists: datasets, fields (sensitive ones being sensitive), policy.
///
/// Errors: `invalid_input` with one reason for each name that does not.
[[nodiscard]] Status check_names(const Agreement& agreement, const catalogue::Catalogue& catalogue,
                                 std::span<const std::string> policies);

}  // namespace hdis::governance
