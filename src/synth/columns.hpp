#pragma once

#include "records.hpp"

#include <array>

/// The columns of each dataset, in order: one function says them to a sink that takes names (the header) or values (a row).
namespace hdis::synth {

inline std::string_view decile_label(int decile) {
  constexpr std::array<std::string_view, 10> labels{"Most deprived 10%",    "More deprived 10-20%",
                                                    "More deprived 20-30%", "More deprived 30-40%",
                                                    "More deprived 40-50%", "Less deprived 40-50%",
                                                    "Less deprived 30-40%", "Less deprived 20-30%",
                                                    "Less deprived 10-20%", "Least deprived 10%"};
  return decile > 0 ? labels[static_cast<std::size_t>(decile - 1)] : std::string_view();
}

/// Keys have 12 digits to 2020/21 and 20 later.
inline int key_width(const Common& common) { return common.later_names ? 20 : 12; }

template <class Sink>
void person_columns(Sink& sink, const Common& c) {
  const std::string_view token =
      c.person != nullptr ? std::string_view(c.person->token.data(), c.person->token.size())
                          : std::string_view();
  sink.text("FYEAR", c.year);
  sink.text("PARTYEAR", c.extract);
  sink.text(c.later_names ? "TOKEN_PERSON_ID" : "PSEUDO_HESID", token);
  sink.letter("SEX", c.person == nullptr ? ' ' : c.person->sex == 0 ? '1' : '2');
  sink.letter("ETHNOS", c.ethnic);
}

template <class Sink>
void place_columns(Sink& sink, const Common& c) {
  const auto of = [](const auto* thing, auto member) {
    return thing == nullptr ? std::string_view() : std::string_view(thing->*member);
  };
  const auto provider = of(c.provider, &Provider::code);
  const auto ccg = of(c.ccg, &Ccg::code);
  const auto stp = of(c.ccg, &Ccg::stp);
  sink.text("PROCODE3", provider);
  sink.text("PROCODE5", provider);
  sink.text("PROCODET", provider);
  sink.empty("SITETRET");
  sink.text("PURCODE", ccg);
  sink.text("GPPRAC", c.practice);
  sink.text("CCG_RESPONSIBILITY", ccg);
  sink.text("CCG_RESPONSIBILITY_ORIGIN", "1");
  sink.text("CCG_RESIDENCE", ccg);
  sink.text("CCG_GP_PRACTICE", ccg);
  sink.empty("CCG_TREATMENT");
  sink.text("CCG_TREATMENT_ORIGIN", "9");
  sink.text("STP_RESPONSIBILITY", stp);
  sink.text("STP_RESIDENCE", stp);
  sink.text("STP_GP_PRACTICE", stp);
  sink.text("STP_TREATMENT", of(c.provider, &Provider::stp));
  for (const auto* name : {"AT_GP_PRACTICE", "AT_RESIDENCE",  "AT_TREATMENT",    "CR_GP_PRACTICE",
                           "CR_RESIDENCE",   "CR_TREATMENT",  "NER_GP_PRACTICE", "NER_RESIDENCE",
                           "NER_TREATMENT",  "CANNET",        "CANREG",          "PCON",
                           "PCON_ONS",       "PCTCODE_HIS",   "PCTORIG_HIS",     "PCTTREAT",
                           "RESPCT_HIS",     "RESSTHA_HIS",   "STHATRET",        "GORTREAT",
                           "RESCTY",         "RESCTY_ONS",    "RESGOR",          "RESGOR_ONS",
                           "RESLADST",       "LSOA01",        "MSOA01",          "MSOA11",
                           "SITEDIST",       "SITEDIST_FLAG", "PROVDIST",        "PROVDIST_FLAG"})
    sink.empty(name);
  sink.text("RESLADST_ONS", of(c.area, &SmallArea::lad));
  sink.text("LSOA11", of(c.area, &SmallArea::lsoa));
  sink.text("IMD04_DECILE", decile_label(c.area == nullptr ? 0 : c.area->decile));
  sink.text("IMD04", of(c.area, &SmallArea::imd_score));
  sink.text("IMD04RK", of(c.area, &SmallArea::imd_rank));
  sink.letter("RURURB_IND", c.area == nullptr ? ' ' : c.area->rural_urban);
}

template <class Sink>
void apc_columns(Sink& sink, const ApcRow& r) {
  const int width = key_width(r.common);
  person_columns(sink, r.common);
  sink.key("EPIKEY", r.key, width);
  sink.key("AEKEY", r.ae_key, width);
  sink.number("RANK_ORDER", r.link_rank);
  sink.key("SUSRECID", r.sus_record, 14);
  sink.key("SUSSPELLID", r.sus_spell, 12);
  sink.day("EPISTART", r.start);
  sink.day("EPIEND", r.end);
  sink.day("ADMIDATE", r.admission);
  sink.day("DISDATE", r.discharge);
  sink.day("ELECDATE", r.decision);
  sink.number("EPIDUR", r.end == no_day ? nothing : r.end - r.start);
  sink.number("EPIORDER", r.order);
  sink.number("EPISTAT", r.status);
  sink.number("EPITYPE", r.type);
  sink.number("BEDYEAR", r.bed_days);
  sink.number("SPELBGIN", r.spell_begin);
  sink.letter("SPELEND", r.spell_end ? 'Y' : 'N');
  sink.number("SPELDUR", r.spell_days);
  sink.number("SPELDUR_CALC", r.spell_days);
  sink.flag("FAE", r.fae);
  sink.flag("FAE_EMERGENCY", r.fae && r.emergency);
  sink.flag("FCE", r.fce);
  sink.flag("FDE", r.fde);
  sink.letter("WELL_BABY_IND", r.well_baby ? 'Y' : 'N');
  sink.text("ADMIMETH", r.method);
  sink.text("ADMISORC", r.source);
  sink.text("ADMINCAT", "01");
  sink.text("ADMINCATST", "01");
  sink.letter("CLASSPAT", r.classification);
  sink.letter("INTMANIG", r.management);
  sink.number("ELECDUR",
              r.waited != nothing ? r.waited : (r.method.substr(0, 1) == "1" ? 9999 : 9998));
  sink.number("ELECDUR_CALC", r.waited);
  sink.flag("WAITLIST", r.method == "11");
  sink.letter("DISMETH", r.discharge_method);
  sink.text("DISDEST", r.destination);
  sink.number("STARTAGE", r.age);
  sink.age("STARTAGE_CALC", r.age);
  sink.number("ENDAGE", r.end_age);
  sink.number("ADMIAGE", r.admission_age);
  sink.number("NEODUR", r.days_old);
  sink.number("MATAGE", r.mother_age);
  sink.number("NUMBABY", r.babies);
  sink.letter("DELMETH_1", r.delivery);
  sink.codes("DIAG_4_", 4, r.diagnoses, r.diagnosis_count, "R69X");
  sink.codes("DIAG_3_", 3, r.diagnoses, r.diagnosis_count, "R69");
  sink.joined("DIAG_4_CONCAT", 4, r.diagnoses, r.diagnosis_count, "R69X");
  sink.joined("DIAG_3_CONCAT", 3, r.diagnoses, r.diagnosis_count, "R69");
  sink.number("DIAG_COUNT", r.diagnosis_count == 0 ? 1 : r.diagnosis_count);
  sink.text("CAUSE_4", r.has_cause ? r.cause.view() : std::string_view());
  sink.text("CAUSE_3", r.has_cause ? r.cause.category() : std::string_view());
  const std::string_view none = r.status == 3 ? "-" : "&";
  sink.codes("OPERTN_4_", 4, r.procedures, r.procedure_count, none);
  sink.codes("OPERTN_3_", 3, r.procedures, r.procedure_count, none);
  sink.joined("OPERTN_4_CONCAT", 4, r.procedures, r.procedure_count, none);
  sink.joined("OPERTN_3_CONCAT", 3, r.procedures, r.procedure_count, none);
  sink.number("OPERTN_COUNT", r.procedure_count);
  sink.days("OPDATE_", r.procedure_days, r.procedure_count);
  sink.number("OPERSTAT", r.procedure_count > 0 ? 1 : r.status == 3 ? 8 : 9);
  sink.text("MAINSPEF", r.main_specialty);
  sink.text("TRETSPEF", r.specialty);
  sink.text("SUSHRG", r.hrg);
  sink.text("SUSCOREHRG", r.spell_hrg);
  sink.first_number_of("GESTAT_", 1, r.gestation);
  sink.first_number_of("BIRWEIT_", 1, r.weight);
  place_columns(sink, r.common);
  for (const auto* name : {"ALCDIAG_4", "ALCFRAC", "ALCNRWFRAC", "ALCNRWDIAG", "ALCBRDFRAC",
                           "ALCBRDDIAG", "HRG40", "HRGLATE35", "MYDOB"})
    sink.empty(name);
}

template <class Sink>
void ae_columns(Sink& sink, const AeRow& r) {
  const int width = key_width(r.common);
  person_columns(sink, r.common);
  sink.key("AEKEY", r.key, width);
  sink.text("AEKEY_FLAG", "1");
  sink.key("EPIKEY", r.episode, width);
  sink.number("RANK_ORDER", r.episode != 0 ? 1 : nothing);
  sink.day("ARRIVALDATE", r.arrival);
  sink.minute("ARRIVALTIME", r.arrival_minute);
  sink.minute("INITTIME", r.arrival_minute + r.assessed);
  sink.number("INITDUR", r.assessed);
  sink.minute("TRETTIME", r.arrival_minute + r.treated);
  sink.number("TRETDUR", r.treated);
  sink.minute("CONCLTIME", r.arrival_minute + r.concluded);
  sink.number("CONCLDUR", r.concluded);
  sink.minute("DEPTIME", r.arrival_minute + r.departed);
  sink.number("DEPDUR", r.departed);
  sink.letter("AEARRIVALMODE", r.mode);
  sink.letter("AEATTENDCAT", r.category);
  sink.flag("AEATTEND_EXC_PLANNED", r.category != '2');
  sink.text("AEATTENDDISP", r.disposal);
  sink.text("AEDEPTTYPE", r.department);
  sink.text("AEINCLOCTYPE", r.place);
  sink.text("AEPATGROUP", r.group);
  sink.text("AEREFSOURCE", r.referral);
  sink.number("ARRIVALAGE", r.age);
  sink.age("ARRIVALAGE_CALC", r.age);
  sink.text("DIAGSCHEME", "01");
  sink.first_of("DIAG2_", 12, r.diagnosis);
  sink.first_of("DIAG3_", 12, r.diagnosis);
  sink.first_of("DIAGA_", 12, r.area_code);
  sink.first_of("DIAGS_", 12, "8");
  sink.text("INVESTSCHEME", "01");
  sink.first_of("INVEST2_", 12, r.investigation);
  sink.text("TREATSCHEME", "01");
  sink.first_of("TREAT2_", 12, r.treatment);
  sink.first_of("TREAT3_", 12, r.treatment);
  sink.text("SUSHRG", r.hrg);
  sink.empty("PROCSCHEME");
  sink.empty("SUSLDDATE_HIS");
  place_columns(sink, r.common);
}

template <class Sink>
void op_columns(Sink& sink, const OpRow& r) {
  const bool seen = r.attended == '5' || r.attended == '6';
  person_columns(sink, r.common);
  sink.key("ATTENDKEY", r.key, key_width(r.common));
  sink.text("ATTENDKEY_FLAG", "1");
  sink.text("ADMINCAT", "01");
  sink.number("APPTAGE", r.age);
  sink.age("APPTAGE_CALC", r.age);
  sink.day("APPTDATE", r.appointment);
  sink.day("REQDATE", r.requested);
  sink.day("DNADATE", r.missed);
  sink.number("ATENTYPE", r.kind);
  sink.flag("ATTENDANCE", seen);
  sink.letter("ATTENDED", r.attended);
  sink.letter("FIRSTATT", r.first);
  sink.letter("OUTCOME", r.outcome);
  sink.letter("PRIORITY", r.priority);
  sink.text("REFSOURC", r.referral);
  sink.number("WAITING", r.waiting);
  sink.letter("WAIT_IND", r.waiting_known);
  sink.empty("WAITDAYS");
  sink.text("SERVTYPE", "1");
  sink.text("STAFFTYP", "03");
  sink.text("LOCCLASS", "01");
  sink.empty("LOCTYPE");
  const std::array<Code, 12> diagnoses{r.diagnosis};
  const std::array<Code, 24> procedures{r.procedure};
  const int has_diagnosis = r.has_diagnosis ? 1 : 0;
  const int has_procedure = r.has_procedure ? 1 : 0;
  sink.codes("DIAG_4_", 4, diagnoses, has_diagnosis, "R69X");
  sink.codes("DIAG_3_", 3, diagnoses, has_diagnosis, "R69");
  sink.joined("DIAG_4_CONCAT", 4, diagnoses, has_diagnosis, "R69X");
  sink.joined("DIAG_3_CONCAT", 3, diagnoses, has_diagnosis, "R69");
  sink.text("DIAG_COUNT", "1");
  sink.codes("OPERTN_4_", 4, procedures, has_procedure, "-");
  sink.codes("OPERTN_3_", 3, procedures, has_procedure, "-");
  sink.joined("OPERTN_4_CONCAT", 4, procedures, has_procedure, "-");
  sink.joined("OPERTN_3_CONCAT", 3, procedures, has_procedure, "-");
  sink.number("OPERTN_COUNT", has_procedure);
  sink.number("OPERSTAT", r.has_procedure ? 1 : 8);
  sink.text("MAINSPEF", r.specialty);
  sink.text("TRETSPEF", r.specialty);
  sink.text("SUSHRG", r.hrg);
  sink.text("REFERORG", r.referral == "03" ? r.common.practice : std::string_view("X99998"));
  place_columns(sink, r.common);
}

template <class Sink>
void cc_columns(Sink& sink, const CcRow& r) {
  sink.key("SUSRECID", r.sus_record, 14);
  sink.day("CCSTARTDATE", r.start);
  sink.minute("CCSTARTTIME", r.start_minute);
  sink.day("CCDISDATE", r.end);
  sink.minute("CCDISTIME", r.end_minute);
  sink.day("CCDISRDYDATE", r.end);
  sink.minute("CCDISRDYTIME", r.end_minute);
  sink.text("CCADMITYPE", r.admission_type);
  sink.text("CCADMISORC", "01");
  sink.text("CCSORCLOC", r.location);
  sink.text("CCUNITFUN", r.unit);
  sink.text("UNITBEDCONFIG", r.beds);
  sink.text("CCPERTYPE", r.kind);
  for (const auto* name : {"CCDISSTAT", "CCDISDEST", "CCDISLOC", "CCAPCREL"}) sink.empty(name);
  sink.flag("BESTMATCH", r.best);
  constexpr std::array<std::string_view, 11> support{
      "BRESSUPDAYS", "ARESSUPDAYS", "BCARDSUPDAYS", "ACARDSUPDAYS", "RENSUPDAYS", "NEUROSUPDAYS",
      "GISUPDAYS",   "DERMSUPDAYS", "LIVERSUPDAYS", "CCLEV2DAYS",   "CCLEV3DAYS"};
  for (std::size_t i = 0; i < support.size(); ++i) sink.number(support[i], r.support[i]);
  sink.number("ORGSUPMAX", r.organs);
  sink.day("CCACTIVDATE", r.activity);
  sink.empty("CCACTCODE");
  sink.empty("HCDCODE");
}

}  // namespace hdis::synth
