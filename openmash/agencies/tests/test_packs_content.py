"""What the packs that come with the product say: the law's limits, and Lancashire's front door."""

import re
from collections import Counter
from datetime import date, datetime

import pytest

from openmash.agencies.packs import SHIPPED, NotInPack, read_pack
from openmash.agencies.packs.schema import (
    Confidence,
    LawKind,
    Needs,
    QueueReason,
    RagUse,
    ReasonGroup,
    RiskColumn,
    TemplateUse,
)
from openmash.base.worktime import Kind, due, local, read_moment

DAY = date(2026, 3, 6)
SERVICE = "children_social_care"


@pytest.fixture(scope="module")
def england():
    return read_pack(SHIPPED / "england")


@pytest.fixture(scope="module")
def pack():
    return read_pack(SHIPPED / "lancashire")


# --- England


@pytest.mark.parametrize(
    ("national", "code", "limit", "kind"),
    [
        ("REF_DECISION", "referral-decision", 1, Kind.WORKING_DAYS),
        ("CFA", "assessment", 45, Kind.WORKING_DAYS),
        ("STRAT", "strategy-discussion", 1, Kind.WORKING_DAYS),
        ("ICPC", "icpc", 15, Kind.WORKING_DAYS),
        ("CORE1", "core-group", 10, Kind.WORKING_DAYS),
        ("RCPC1", "review-conference-1", 3, Kind.CALENDAR_MONTHS),
        ("RCPCN", "review-conference-next", 6, Kind.CALENDAR_MONTHS),
        ("CPVISIT", "cp-visit", 10, Kind.WORKING_DAYS),
        ("CINREV1", "cin-review-1", 3, Kind.CALENDAR_MONTHS),
        ("LACREV1", "cla-review-1", 20, Kind.WORKING_DAYS),
        ("LACREV2", "cla-review-2", 3, Kind.CALENDAR_MONTHS),
        ("LACREVN", "cla-review-next", 6, Kind.CALENDAR_MONTHS),
        ("PLVISIT1", "placement-visit-1", 1, Kind.WEEKS),
        ("PLVISITY1", "placement-visit-year-1", 6, Kind.WEEKS),
        ("PLVISITPERM", "placement-visit-permanent", 3, Kind.CALENDAR_MONTHS),
        ("PLVISITLT", "placement-visit-long-term", 6, Kind.CALENDAR_MONTHS),
        ("CAREPLAN", "care-plan", 10, Kind.WORKING_DAYS),
        ("PLACEPLAN", "placement-plan", 5, Kind.WORKING_DAYS),
        ("IHA", "health-assessment-1", 20, Kind.WORKING_DAYS),
        ("RHA_U5", "health-assessment-under-5", 6, Kind.CALENDAR_MONTHS),
        ("RHA_5P", "health-assessment-5-and-over", 12, Kind.CALENDAR_MONTHS),
        ("SDQ", "sdq", 12, Kind.CALENDAR_MONTHS),
        ("DENTAL", "dental-check", 12, Kind.CALENDAR_MONTHS),
        ("PEP1", "pep-1", 10, Kind.WORKING_DAYS),
        ("PEPREV", "pep-review", 1, Kind.SCHOOL_TERMS),
        ("PATHWAY", "pathway-plan", 3, Kind.CALENDAR_MONTHS),
        ("PATHREV", "pathway-review", 6, Kind.CALENDAR_MONTHS),
        ("PAVISIT", "adviser-visit", 2, Kind.CALENDAR_MONTHS),
        ("RHI", "return-interview", 72, Kind.ELAPSED_HOURS),
        ("POLPROT", "police-protection", 72, Kind.ELAPSED_HOURS),
        ("EPO", "emergency-protection-order", 8, Kind.CALENDAR_DAYS),
        ("SIN", "serious-incident-notice", 5, Kind.WORKING_DAYS),
        ("RAPID", "rapid-review", 15, Kind.WORKING_DAYS),
        ("LADO", "lado-contact", 1, Kind.WORKING_DAYS),
        ("ENCOMPASS", "encompass-notice", 1, Kind.NEXT_SCHOOL_DAY),
        ("SUP_NQ1", "supervision-asye-first-weeks", 1, Kind.WEEKS),
        ("SUP_NQ2", "supervision-asye", 2, Kind.WEEKS),
        ("SUP", "supervision", 1, Kind.CALENDAR_MONTHS),
    ],
)
def test_england_names_every_limit_of_the_national_list(england, national, code, limit, kind):
    clock = england.clock(code, DAY)

    assert (clock.national_code, clock.limit, clock.kind) == (national, limit, kind)


def test_england_decides_nothing_that_is_an_areas_to_decide(england):
    assert england.authority is None
    assert england.front_door is None
    assert not (england.localities or england.teams or england.rag_policies or england.outcomes)
    with pytest.raises(NotInPack, match="belongs to no authority"):
        _ = england.home


def test_the_sources_of_contacts_are_those_of_the_national_return(england):
    codes = [source.code for source in england.contact_sources]

    assert codes == "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10".split()  # noqa: SIM905
    assert Counter(source.kind.value for source in england.contact_sources) == {
        "public": 4,
        "professional": 16,
        "anonymous": 1,
        "unknown": 1,
    }


def test_a_code_withdrawn_from_a_national_list_stays_readable(england):
    assert england.code_list("assessment-factors").title_of("18A") == "Physical abuse (before split)"
    with pytest.raises(KeyError, match="99Z"):
        england.code_list("assessment-factors").title_of("99Z")


def test_every_kind_of_lawful_basis_is_there_and_only_one_stands_for_likely_harm(england):
    kinds = {basis.kind for basis in england.lawful_bases}

    assert kinds == set(LawKind)
    assert [basis.code for basis in england.lawful_bases if basis.harm_likely] == ["s47"]


# --- every entry, in every pack


def test_every_entry_names_its_source_and_its_first_day(pack):
    for section, entry in pack.entries():
        assert entry.source, (section, entry.code)
        assert entry.since, (section, entry.code)


def test_what_no_source_gives_says_so(pack):
    for clock in pack.clocks:
        said = clock.says_who
        assert ("(" in said and "check" in said) or "local choice" in said or clock.confidence is Confidence.SOURCED


def test_telephone_numbers_and_addresses_are_fictions(pack):
    text = pack.model_dump_json()

    for number in re.findall(r'"(0\d[\d ]{8,})"', text):
        assert re.fullmatch(r"01632 960\d{3}", number), number
    for address in re.findall(r"[\w.]+@([\w.-]+)", text):
        assert address.endswith(".example"), address


def test_telephone_numbers_are_each_given_once(pack):
    numbers = [team.telephone for team in pack.teams] + [offer.telephone for offer in pack.offers]

    assert [number for number, times in Counter(numbers).items() if times > 1] == []


# --- Lancashire: places


@pytest.mark.parametrize(
    ("locality", "districts"),
    [
        ("North", ["Fylde", "Lancaster", "Wyre"]),
        ("Central", ["Chorley", "Preston", "South Ribble", "West Lancashire"]),
        ("East", ["Burnley", "Hyndburn", "Pendle", "Ribble Valley", "Rossendale"]),
    ],
)
def test_social_care_has_three_localities(pack, locality, districts):
    names = {district.code: district.title for district in pack.districts}
    found = [place for place in pack.localities if place.service == SERVICE and place.code == locality]

    assert [sorted(names[code] for code in place.districts) for place in found] == [districts]


@pytest.mark.parametrize(
    ("service", "district", "locality"),
    [
        pytest.param("children_social_care", "E07000118", "Central", id="chorley-for-social-care"),
        pytest.param("education", "E07000118", "North", id="chorley-for-education"),
        pytest.param("police", "E07000121", "West", id="lancaster-for-the-police"),
        pytest.param("health", "E07000121", None, id="no-grouping-known"),
        pytest.param("children_social_care", "E06000009", None, id="blackpool-is-not-ours"),
    ],
)
def test_services_group_the_districts_each_in_their_own_way(pack, service, district, locality):
    found = pack.locality_of(district, service=service, on=DAY)

    assert (found.code if found else None) == locality


# --- Lancashire: two operating models


@pytest.mark.parametrize(
    ("locality", "on", "screens", "passes_to"),
    [
        pytest.param("North", date(2017, 9, 1), "north-mash", None, id="north-from-the-pilots-first-day"),
        pytest.param("North", DAY, "north-mash", None, id="north-today"),
        pytest.param("Central", DAY, "east-central-triage", "central-mash", id="central"),
        pytest.param("East", DAY, "east-central-triage", "east-mash", id="east"),
    ],
)
def test_each_locality_is_screened_by_its_model(pack, locality, on, screens, passes_to):
    model = pack.operating_model(locality, service=SERVICE, on=on)

    assert (model.screening_team, model.transfers_to) == (screens, passes_to)
    assert pack.one("teams", screens, on)


def test_before_the_pilot_nothing_is_said_of_the_north(pack):
    with pytest.raises(NotInPack, match="No operating model is set for North on 2017-08-31"):
        pack.operating_model("North", service=SERVICE, on=date(2017, 8, 31))


@pytest.mark.parametrize(
    ("colour", "times", "may"),
    [
        ("red", 0, False),
        ("amber", 0, True),
        ("amber", 1, False),
        ("green", 0, True),
        ("green", 1, False),
        ("", 0, False),
    ],
)
def test_a_red_is_never_rejected_and_any_other_once(pack, colour, times, may):
    for locality in ("Central", "East"):
        assert pack.operating_model(locality, service=SERVICE, on=DAY).may_be_rejected(colour, times) is may


def test_a_second_rejection_goes_to_a_manager_of_neither_team(pack):
    model = pack.operating_model("East", service=SERVICE, on=DAY)

    assert (model.settled_by, model.settled_in) == ("mash_manager", "mash-management")
    assert model.clock_for("red") == "transfer-acceptance-red"
    assert model.clock_for("amber") == "transfer-acceptance"


@pytest.mark.parametrize("why", list(QueueReason))
def test_every_address_that_leads_nowhere_has_a_queue_with_an_owner(pack, why):
    queue = pack.address_queue(why, DAY)

    assert pack.one("teams", queue.team, DAY)


@pytest.mark.parametrize(
    ("kind", "place", "teams"),
    [
        pytest.param("assessment", {"locality": "East"}, ["east-social-work"], id="social-work-of-the-east"),
        pytest.param("early_help", {"locality": "North"}, ["north-early-help"], id="early-help-of-the-north"),
        pytest.param("adult_duty", {"locality": "North"}, ["adult-duty"], id="one-adult-duty-for-all"),
        pytest.param(
            "partner", {"district": "E07000123"}, ["guild-high", "police-mash", "health-mash"], id="nearest-first"
        ),
        pytest.param("triage", {"locality": "North"}, [], id="no-triage-team-in-the-north"),
    ],
)
def test_work_finds_the_team_that_covers_a_place(pack, kind, place, teams):
    assert [team.code for team in pack.teams_for(kind, DAY, **place)] == teams


# --- Lancashire: ratings, levels, outcomes


@pytest.mark.parametrize(("colour", "hours"), [("red", 4), ("amber", 24), ("green", 72)])
def test_a_rating_allows_its_hours_by_the_clock_from_receipt(pack, colour, hours):
    clock = pack.clock(pack.rag_policy(DAY).colour(colour).clock)

    assert (clock.limit, clock.kind, clock.start) == (hours, Kind.ELAPSED_HOURS, "contact-received")


@pytest.mark.parametrize("use", list(RagUse))
def test_red_never_pauses(pack, use):
    policy = pack.rag_policy(DAY, use)

    assert [colour.code for colour in policy.colours if colour.never_pauses] == ["red"]
    assert policy.colour("red").rank == 1
    assert pack.clock(policy.colour("red").clock).kind is Kind.ELAPSED_HOURS


def test_the_working_day_of_the_law_stands_beside_every_rating(pack):
    clock = pack.clock(pack.door.decision_clock, DAY)

    assert (clock.code, clock.statutory, clock.applies_to) == ("referral-decision", True, ())


@pytest.mark.parametrize(
    ("on", "scheme", "statutory_from"),
    [
        (date(2014, 1, 1), "lancashire-2013", 4),
        (date(2017, 9, 1), "pan-lancashire-2016", 3),
        (DAY, "working-well", 4),
    ],
)
def test_the_continuum_of_need_is_that_of_its_day(pack, on, scheme, statutory_from):
    found = pack.need_scheme(on)

    assert (found.code, found.statutory_from) == (scheme, statutory_from)


def test_what_makes_a_contact_a_referral_is_said_by_the_pack(pack):
    referrals = {outcome.code for outcome in pack.outcomes if outcome.is_referral}

    assert referrals == {"S17", "STRAT", "IMMEDIATE", "PF", "NRPF", "HOMELESS"}
    assert pack.clock(pack.door.referral_clock).limit == 45


def test_where_harm_is_likely_nobody_is_asked_to_agree(pack):
    urgent = [outcome for outcome in pack.outcomes if outcome.urgent]

    assert [outcome.code for outcome in urgent] == ["STRAT", "IMMEDIATE"]
    assert {outcome.agreement.value for outcome in urgent} == {"not_asked"}


def test_what_a_member_of_the_public_is_told_gives_nothing_away(pack):
    """Every outcome that acts on a contact reads alike, but for the two that say where it went."""
    told = Counter(outcome.to_public for outcome in pack.outcomes)

    assert len(told) <= 6
    for words in told:
        assert not re.search(r"assess|police|social worker|early help|protect|referral", words), words


def test_everything_published_of_the_contact_outcomes_is_there(pack):
    named = {
        "NFA",
        "ADVICE",
        "SIGNPOST",
        "EH",
        "OPEN",
        "S17",
        "STRAT",
        "IMMEDIATE",
        "LADO",
        "PF",
        "MARAC",
        "ADULT",
        "CSE",
    }

    assert named | {"MISSING", "CHANNEL", "OLA", "NRPF"} <= {outcome.code for outcome in pack.outcomes}


def test_each_outcomes_next_work_finds_a_team_in_every_locality(pack):
    for outcome in pack.outcomes:
        kind = outcome.next_work.team_kind
        for locality in ("North", "Central", "East"):
            if kind and kind != "triage":
                assert pack.teams_for(kind, DAY, locality=locality), (outcome.code, locality)


# --- Lancashire: people, words, figures


def test_urgent_decisions_take_effect_at_once_and_are_read_soon_after(pack):
    rule = pack.one("oversight", "urgent-read-soon")

    assert (rule.needs, rule.before_effect, rule.clock) == (Needs.MANAGER, False, "oversight-urgent")
    assert not [
        rule.code
        for rule in pack.oversight
        if rule.before_effect and (not rule.outcomes or {"STRAT", "IMMEDIATE"} & set(rule.outcomes)) and not rule.when
    ]


def test_prompts_ask_and_say_why(pack):
    for prompt in pack.prompts:
        assert "?" in prompt.question or prompt.code in ("history-first", "high-risk-below-statutory"), prompt.code
        assert prompt.why.endswith("."), prompt.code


def test_only_a_source_believed_malicious_blocks_closing(pack):
    assert [prompt.code for prompt in pack.prompts if prompt.blocks_closing] == ["malicious-only"]


def test_the_risk_table_has_its_three_columns_and_no_numbers(pack):
    assert [heading.column for heading in pack.risk_headings] == list(RiskColumn)
    for heading in pack.risk_headings:
        assert len(heading.items) >= 7
        assert not re.search(r"\d", " ".join(item.title for item in heading.items))


@pytest.mark.parametrize("group", list(ReasonGroup))
def test_every_place_in_the_work_has_its_reasons(pack, group):
    assert len(pack.reasons_for(group, DAY)) >= 2


@pytest.mark.parametrize("use", list(TemplateUse))
def test_every_message_names_the_reference_and_nobody_else(pack, use):
    template = pack.template(use, DAY)

    assert "{reference}" in template.subject + template.body
    assert not re.search(r"\{(child|name|address)", template.body)


def test_the_public_never_gets_the_deciders_words(pack):
    assert "deciders_words" not in pack.template(TemplateUse.OUTCOME_PUBLIC, DAY).body
    assert "{deciders_words}" in pack.template(TemplateUse.OUTCOME_PROFESSIONAL, DAY).body


def test_every_district_has_an_early_help_offer_with_room_or_a_wait(pack):
    offered = Counter(district for offer in pack.offers for district in offer.districts)

    assert set(offered) == {district.code for district in pack.districts}
    for offer in pack.offers:
        assert offer.in_use <= offer.capacity
        assert offer.confidence is Confidence.DEMONSTRATION


def test_the_front_door_report_has_its_measures(pack):
    wanted = {
        "contacts_received", "contacts_by_source", "contacts_by_locality", "contacts_by_rag", "contacts_by_outcome",
        "decided_in_time", "decided_within_rag", "referrer_answered_in_time", "acknowledged", "early_help_check_done",
        "level_agreement_referrer_decided", "level_agreement_recommended_decided", "transfers_offered",
        "transfers_accepted", "transfers_rejected", "transfers_settled", "history_before_family",
        "conversion_to_referral",
    }  # fmt: skip

    assert wanted <= {measure.code for measure in pack.measures if measure.report == "front-door"}


@pytest.mark.parametrize(
    ("start", "due_at"),
    [
        pytest.param("2025-10-24T20:00", "2025-11-03T08:30", id="friday-before-half-term"),
        pytest.param("2026-12-18T20:00", "2027-01-04T08:30", id="last-day-before-christmas"),
        pytest.param("2026-07-20T20:00", "2026-09-01T08:30", id="last-day-of-the-school-year"),
    ],
)
def test_a_school_is_told_before_the_next_day_of_the_areas_terms(pack, start, due_at):
    found = due(pack.clock_rule("encompass-notice"), read_moment(start), calendar=pack.calendar())

    assert local(found.due_at) == local(datetime.fromisoformat(due_at))
