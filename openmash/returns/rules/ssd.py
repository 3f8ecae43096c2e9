"""The standard safeguarding dataset: which of its tables and fields are written from what is known here, and how.

Every other field stays empty. `said` gives, for one person, the rows of each table by the names of their fields.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openmash.cases.choices import FactKind
from openmash.returns.rules import codes
from openmash.returns.rules.fromfacts import CONFERENCE_FOLLOWS, NO_FURTHER_ACTION

Line = tuple[str, dict[str, Any]]
CATEGORY_WORDS = {
    "NEG": "Neglect", "PHY": "Physical abuse", "SAB": "Sexual abuse", "EMO": "Emotional abuse", "MUL": "Multiple",
}  # fmt: skip
HEALTH_WORDS = {"initial": "Health Assessment", "review": "Health Assessment", "dental": "Dental Check"}
REFERRAL_FLAGS = {
    "Assessment required": "SINGLE_ASSESSMENT_FLAG",
    NO_FURTHER_ACTION: "NFA_FLAG",
    "Strategy discussion and/or Section 47 enquiry": "STRATEGY_DISCUSSION_FLAG",
}
ENQUIRY_FLAGS = {
    CONFERENCE_FOLLOWS: "CP_CONFERENCE_FLAG",
    "Other Agency to Monitor Child's Welfare": "MONITOR_FLAG",
    "NFA - Continue With Family Assessment": "NFA_CONTINUE_SINGLE_FLAG",
    "Initiate Legal Action": "LEGAL_ACTION_FLAG",
    "Provision of Services (s17)": "PROV_OF_SERVICES_FLAG",
    "Provision of Short Break Care (s17)": "PROV_OF_SB_CARE_FLAG",
    NO_FURTHER_ACTION: "NFA_FLAG",
}
OTHER = "OTHER_OUTCOMES_EXIST_FLAG"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a case as the dataset takes it."""

    reference: str
    kind: str
    variety: str
    began: date
    ended: date | None
    outcome: str
    reason: str
    category: str
    seen: bool | None
    alone: bool | None
    seen_on: date | None
    worker: str
    team: str
    due: date | None
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contacted:
    """That a contact came about somebody; `flags` are the dataset's own for what was decided."""

    reference: str
    received: date
    source: str
    flags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class About:
    """A person as the dataset describes them. Names, numbers and places of a restricted person are empty here."""

    id: str
    given_name: str = ""
    family_name: str = ""
    sex: str = ""
    ethnicity: str = ""
    born: date | None = None
    expected: date | None = None
    died: date | None = None
    nhs_number: str = ""
    upn: str = ""
    upn_unknown: str = ""
    disabilities: Sequence[str] = ()
    household: str = ""
    address: str = ""
    postcode: str = ""


@dataclass
class Case:
    """Everything of one person, with the words of the codes of sources."""

    about: About
    facts: Sequence[Told]
    contacts: Sequence[Contacted]
    sources: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str, variety: str | None = None) -> Iterator[Told]:
        """Give the facts of a kind, by day."""
        return (one for one in self.facts if one.kind == kind and variety in (None, one.variety))

    def during(self, fact: Told, kind: str, variety: str | None = None) -> str:
        """Return the fact of a kind that went on when another began: the latest of them; empty without one."""
        held = [one for one in self.of(kind, variety) if one.began <= fact.began <= (one.ended or date.max)]
        return held[-1].reference if held else ""

    def referral(self, fact: Told) -> str:
        return self.during(fact, FactKind.REFERRAL)


def worker_id(name: str) -> str:
    """Return what a worker is called in the dataset: the same for the same name, and the name in one table alone."""
    return f"W{hashlib.sha256(name.encode()).hexdigest()[:12]}" if name else ""


def team_id(name: str) -> str:
    """Return what a team is called in the dataset."""
    return f"T{hashlib.sha256(name.encode()).hexdigest()[:12]}" if name else ""


def said(case: Case) -> Iterator[Line]:
    """Give the rows of one person, table by table."""
    for tell in TELLING:
        yield from tell(case)


def _flag(value: bool | None) -> str:
    return {True: "Y", False: "N"}.get(value, "")  # type: ignore[arg-type]


def _flags(known: Mapping[str, str], outcome: str) -> str:
    """Return an outcome as the dataset's flags: Y for what was decided, empty for all when nothing was."""
    names = list(dict.fromkeys([*known.values(), OTHER]))
    chosen = known.get(outcome, OTHER) if outcome else ""
    return json.dumps({name: "" if not outcome else _flag(name == chosen) for name in names})


def _person(case: Case) -> Iterator[Line]:
    who = case.about
    yield "ssd_person", {
        "pers_person_id": who.id, "pers_forename": who.given_name, "pers_surname": who.family_name, "pers_sex": who.sex,
        "pers_ethnicity": who.ethnicity, "pers_dob": who.born, "pers_expected_dob": who.expected,
        "pers_death_date": who.died, "pers_common_child_id": who.nhs_number, "pers_upn_unknown": who.upn_unknown,
    }  # fmt: skip
    if who.household:
        row = {"fami_table_id": f"{who.household}{who.id}", "fami_family_id": who.household, "fami_person_id": who.id}
        yield "ssd_family", row
    if who.address or who.postcode:
        yield "ssd_address", {
            "addr_table_id": f"A{who.id}", "addr_person_id": who.id, "addr_address_type": "Home",
            "addr_address_json": json.dumps({"HOUSE": who.address}), "addr_address_postcode": who.postcode.replace(" ", ""),
        }  # fmt: skip
    for code in who.disabilities:
        row = {"disa_table_id": f"{who.id}{code}", "disa_person_id": who.id, "disa_disability_code": code}
        yield "ssd_disability", row
    for name, value in (("Unique Pupil Number", who.upn), ("NHS Number", who.nhs_number)):
        if value:
            yield "ssd_linked_identifiers", {
                "link_table_id": f"{who.id}{name[:3]}", "link_person_id": who.id, "link_identifier_type": name,
                "link_identifier_value": value,
            }  # fmt: skip


def _contacts(case: Case) -> Iterator[Line]:
    for one in case.contacts:
        yield "ssd_contacts", {
            "cont_contact_id": f"{one.reference}{case.about.id}", "cont_person_id": case.about.id,
            "cont_contact_date": one.received, "cont_contact_source_code": one.source,
            "cont_contact_source_desc": case.sources.get(one.source, ""),
            "cont_contact_outcome_json": json.dumps({f"{flag}_FLAG": "Y" for flag in one.flags}),
        }  # fmt: skip


def _referrals(case: Case) -> Iterator[Line]:
    for one in case.of(FactKind.REFERRAL):
        source, said_so = one.details.get("source", ""), one.details.get("no_action")
        no_action = said_so if said_so is not None else (one.outcome == NO_FURTHER_ACTION if one.outcome else None)
        yield "ssd_cin_episodes", {
            "cine_referral_id": one.reference, "cine_person_id": case.about.id, "cine_referral_date": one.began,
            "cine_cin_primary_need_code": one.details.get("need", ""), "cine_referral_source_code": source,
            "cine_referral_source_desc": case.sources.get(source, ""),
            "cine_referral_outcome_json": _flags(REFERRAL_FLAGS, one.outcome), "cine_referral_nfa": _flag(no_action),
            "cine_close_reason": one.reason, "cine_close_date": one.ended, "cine_referral_team": team_id(one.team),
            "cine_referral_worker_id": worker_id(one.worker),
        }  # fmt: skip


def _assessments(case: Case) -> Iterator[Line]:
    for one in case.of(FactKind.ASSESSMENT):
        needs = one.details.get("needs_services")
        yield "ssd_cin_assessments", {
            "cina_assessment_id": one.reference, "cina_person_id": case.about.id, "cina_referral_id": case.referral(one),
            "cina_assessment_start_date": one.began, "cina_assessment_child_seen": "Y" if one.seen_on else "",
            "cina_assessment_auth_date": one.ended, "cina_assessment_outcome_nfa": _flag(None if needs is None else not needs),
            "cina_assessment_team": team_id(one.team), "cina_assessment_worker_id": worker_id(one.worker),
        }  # fmt: skip
        if factors := one.details.get("factors"):
            yield "ssd_assessment_factors", {
                "cinf_table_id": f"{one.reference}F", "cinf_assessment_id": one.reference,
                "cinf_assessment_factors_json": json.dumps(factors),
            }  # fmt: skip


def _enquiries(case: Case) -> Iterator[Line]:
    for one in case.of(FactKind.SECTION_47):
        no_action = one.outcome.startswith(("NFA", NO_FURTHER_ACTION)) if one.outcome else None
        yield "ssd_s47_enquiry", {
            "s47e_s47_enquiry_id": one.reference, "s47e_referral_id": case.referral(one), "s47e_person_id": case.about.id,
            "s47e_s47_start_date": one.began, "s47e_s47_end_date": one.ended, "s47e_s47_nfa": _flag(no_action),
            "s47e_s47_outcome_json": _flags(ENQUIRY_FLAGS, one.outcome),
            "s47e_s47_completed_by_worker_id": worker_id(one.worker), "s47e_s47_completed_by_team": team_id(one.team),
        }  # fmt: skip


def _conferences(case: Case) -> Iterator[Line]:
    for one in case.of(FactKind.CONFERENCE, "initial"):
        enquiries = [held for held in case.of(FactKind.SECTION_47) if held.began <= one.began]
        enquiry = enquiries[-1] if enquiries else None
        yield "ssd_initial_cp_conference", {
            "icpc_icpc_id": one.reference, "icpc_person_id": case.about.id, "icpc_icpc_date": one.began,
            "icpc_s47_enquiry_id": enquiry.reference if enquiry else "", "icpc_referral_id": case.referral(one),
            "icpc_icpc_target_date": enquiry.due if enquiry else None,
            "icpc_cp_plan_id": _plan_begun(case, one), "icpc_icpc_outcome_cp_flag": _decided(one),
            "icpc_icpc_team": team_id(one.team), "icpc_icpc_worker_id": worker_id(one.worker),
        }  # fmt: skip
    for one in case.of(FactKind.CONFERENCE, "review"):
        yield "ssd_cp_reviews", {
            "cppr_cp_review_id": one.reference, "cppr_person_id": case.about.id, "cppr_cp_review_date": one.began,
            "cppr_cp_plan_id": case.during(one, FactKind.PLAN, "cp"), "cppr_cp_review_outcome_continue_cp": _decided(one),
        }  # fmt: skip


def _decided(conference: Told) -> str:
    return _flag(conference.outcome == "plan") if conference.outcome else ""


def _plan_begun(case: Case, conference: Told) -> str:
    begun = (one.reference for one in case.of(FactKind.PLAN, "cp") if one.began == conference.began)
    return next(begun, "")


def _plans(case: Case) -> Iterator[Line]:
    for one in case.of(FactKind.PLAN, "cin"):
        yield "ssd_cin_plans", {
            "cinp_cin_plan_id": one.reference, "cinp_referral_id": case.referral(one), "cinp_person_id": case.about.id,
            "cinp_cin_plan_start_date": one.began, "cinp_cin_plan_end_date": one.ended,
            "cinp_cin_plan_team": team_id(one.team), "cinp_cin_plan_worker_id": worker_id(one.worker),
        }  # fmt: skip
    for one in case.of(FactKind.PLAN, "cp"):
        met = (held.reference for held in case.of(FactKind.CONFERENCE, "initial") if held.began == one.began)
        latest = one.details.get("latest_category") or one.category
        yield "ssd_cp_plans", {
            "cppl_cp_plan_id": one.reference, "cppl_referral_id": case.referral(one), "cppl_icpc_id": next(met, ""),
            "cppl_person_id": case.about.id, "cppl_cp_plan_start_date": one.began, "cppl_cp_plan_end_date": one.ended,
            "cppl_cp_plan_initial_category": CATEGORY_WORDS.get(one.category, ""),
            "cppl_cp_plan_latest_category": CATEGORY_WORDS.get(latest, ""),
        }  # fmt: skip
    for one in case.of(FactKind.PLAN, "care"):
        yield "ssd_cla_care_plan", {
            "lacp_table_id": one.reference, "lacp_person_id": case.about.id, "lacp_cla_care_plan_start_date": one.began,
            "lacp_cla_care_plan_end_date": one.ended,
        }  # fmt: skip


def _visits(case: Case) -> Iterator[Line]:
    for one in case.of(FactKind.VISIT):
        seen, alone, who = _flag(one.seen), _flag(one.alone), case.about.id
        if one.variety == "cin":
            yield "ssd_cin_visits", {
                "cinv_cin_visit_id": one.reference, "cinv_person_id": who, "cinv_cin_visit_date": one.began,
                "cinv_cin_visit_seen": seen, "cinv_cin_visit_seen_alone": alone,
            }  # fmt: skip
        elif one.variety == "cp":
            yield "ssd_cp_visits", {
                "cppv_cp_visit_id": one.reference, "cppv_person_id": who, "cppv_cp_visit_date": one.began,
                "cppv_cp_plan_id": case.during(one, FactKind.PLAN, "cp"), "cppv_cp_visit_seen": seen,
                "cppv_cp_visit_seen_alone": alone,
            }  # fmt: skip
        else:
            yield "ssd_cla_visits", {
                "clav_cla_visit_id": one.reference, "clav_person_id": who, "clav_cla_visit_date": one.began,
                "clav_cla_id": case.during(one, FactKind.CARE), "clav_cla_visit_seen": seen,
                "clav_cla_visit_seen_alone": alone,
            }  # fmt: skip


def _in_care(case: Case) -> Iterator[Line]:
    who = case.about.id
    for one in case.of(FactKind.CARE):
        yield "ssd_cla_episodes", {
            "clae_cla_episode_id": one.reference, "clae_cla_id": one.reference, "clae_person_id": who,
            "clae_cla_episode_start_date": one.began, "clae_entered_care_date": one.began,
            "clae_cla_episode_ceased_date": one.ended, "clae_cla_primary_need_code": one.details.get("need", ""),
            "clae_referral_id": case.referral(one),
        }  # fmt: skip
    for one in case.of(FactKind.PLACEMENT):
        yield "ssd_cla_placement", {
            "clap_cla_placement_id": one.reference, "clap_person_id": who, "clap_cla_placement_start_date": one.began,
            "clap_cla_placement_end_date": one.ended, "clap_cla_id": case.during(one, FactKind.CARE),
            "clap_cla_placement_type": one.details.get("placement", ""),
            "clap_cla_placement_provider": one.details.get("provider", ""),
        }  # fmt: skip
    for one in case.of(FactKind.REVIEW, "care"):
        yield "ssd_cla_reviews", {
            "clar_cla_review_id": one.reference, "clar_cla_id": case.during(one, FactKind.CARE),
            "clar_cla_review_date": one.began, "clar_cla_review_participation": one.details.get("participation", ""),
        }  # fmt: skip
    for one in case.of(FactKind.LEGAL_STATUS):
        yield "ssd_legal_status", {
            "lega_legal_status_id": one.reference, "lega_person_id": who, "lega_legal_status_start_date": one.began,
            "lega_legal_status": one.details.get("status", ""), "lega_legal_status_end_date": one.ended,
        }  # fmt: skip


def _health(case: Case) -> Iterator[Line]:
    who = case.about.id
    for one in case.of(FactKind.HEALTH):
        if one.variety in HEALTH_WORDS:
            yield "ssd_cla_health", {
                "clah_health_check_id": one.reference, "clah_person_id": who, "clah_health_check_date": one.began,
                "clah_health_check_type": HEALTH_WORDS[one.variety], "clah_health_check_status": "Completed",
            }  # fmt: skip
        elif one.variety == "immunisations":
            yield "ssd_cla_immunisations", {
                "clai_person_id": who, "clai_immunisations_status": "Y", "clai_immunisations_status_date": one.began,
            }  # fmt: skip
        elif one.variety == "sdq":
            yield "ssd_sdq_scores", {
                "csdq_table_id": one.reference, "csdq_person_id": who, "csdq_sdq_completed_date": one.began,
                "csdq_sdq_score": one.details.get("score"),
            }  # fmt: skip


def _workers(case: Case) -> Iterator[Line]:
    for one in case.of(FactKind.WORKER):
        yield "ssd_involvements", {
            "invo_involvements_id": one.reference, "invo_person_id": case.about.id,
            "invo_professional_id": worker_id(one.worker), "invo_professional_team": team_id(one.team),
            "invo_involvement_start_date": one.began, "invo_involvement_end_date": one.ended,
            "invo_referral_id": case.referral(one),
        }  # fmt: skip


TELLING: tuple[Callable[[Case], Iterator[Line]], ...] = (
    _person, _contacts, _referrals, _assessments, _enquiries, _conferences, _plans, _visits, _in_care, _health, _workers,
)  # fmt: skip


def professional(name: str, team: str) -> Line:
    """Return the row of a worker, the one place where their name stands."""
    return "ssd_professionals", {
        "prof_professional_id": worker_id(name), "prof_professional_name": name, "prof_professional_department": team,
    }  # fmt: skip


def department(name: str) -> Line:
    """Return the row of a team."""
    return "ssd_department", {"dept_team_id": team_id(name), "dept_team_name": name}


def disabilities_of(said_so: bool | None, known: Sequence[str]) -> Sequence[str]:
    """Return the disabilities of somebody; NONE where it was said that there is none."""
    return known or ([codes.NO_DISABILITY] if said_so is False else [])
