"""One incident told to others: each once, each its own, and nobody decides for adult social care."""

from datetime import date, timedelta

import pytest

from openmash.adults import queries, services
from openmash.adults.models import Branch, BranchPerson
from openmash.adults.tests.conftest import EVERYBODY, NOW, STORY, danger, decision
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.release import services as release
from openmash.release.models import Disclosure, Package
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

MACHINE = Actor.machine("test")


def open_work():
    """Return the work on the incident; that agreements are missing is the register's work."""
    with request_transaction(MACHINE):
        held = WorkItem.objects.filter(done_at__isnull=True, subject_kind__in=["branch", "contact"])
        items = held.select_related("team").order_by("act")
        return [(item.act, item.team.code, item.subject_kind) for item in items]


def test_each_who_is_told_has_it_with_its_own_owner_and_clock(tell):
    told = tell()

    assert [one.kind for one in told.made] == [kind for kind, _ in EVERYBODY]
    assert [one.state for one in told.made] == ["to_decide", "to_weigh", "to_tell", "to_tell"]
    assert [one.due_rule for one in told.made] == ["adult-concern", "danger-questions", "tell-adviser", "tell-housing"]
    assert open_work() == [
        ("decide_concern", "adult-duty", "branch"),
        ("tell_branch", "east-central-triage", "contact"),
        ("tell_branch", "east-central-triage", "contact"),
        ("weigh_danger", "east-central-triage", "contact"),
    ]


def test_telling_twice_makes_no_second_one(tell):
    first = tell()
    again = tell()

    assert again.made == [] and [one.pk for one in again.there_already] == [one.pk for one in first.made]
    assert len(open_work()) == 4


def test_the_same_chosen_twice_in_one_act_is_opened_once(tell):
    assert len(tell(("marac", ""), ("marac", "")).made) == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        pytest.param({"story": " "}, "story", id="without-words"),
        pytest.param({"lawful_bases": ()}, "lawful_bases", id="without-a-basis"),
        pytest.param({"household": ()}, "branches", id="about-nobody-of-the-incident"),
    ],
)
def test_what_is_not_whole_is_not_told(tell, more, field):
    with pytest.raises(RuleBroken) as refused:
        tell(**more)

    assert refused.value.field == field
    with request_transaction(MACHINE):
        assert not Branch.objects.exists()


def test_whom_outside_is_told_has_to_be_named(tell):
    with pytest.raises(RuleBroken, match="Choose who is told"):
        tell(("housing", ""))


def test_housing_is_not_shown_where_a_mother_hides_nor_what_happened_nor_the_children(tell):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING")).made

    with request_transaction(MACHINE):
        shown = BranchPerson.objects.filter(branch=branch)
        assert [(one.name, one.address, one.address_kept_back) for one in shown] == [("Mair Example", "", True)]
        package = Package.objects.get(reference=branch.package)
        assert branch.story == "" and package.state == "prepared"
        for kept_back in ("High Street", "PR1 8XJ", STORY, "Aled", "Dai Example"):
            assert kept_back not in package.document
        assert any(one["weight"] == "second" for one in package.findings)
        assert not Disclosure.objects.exists()  # nothing left: it waits to be read


def test_adult_social_care_is_told_and_that_is_a_disclosure(tell):
    (branch,) = tell(("adult_safeguarding", "")).made

    with request_transaction(MACHINE):
        told = Disclosure.objects.get(source=branch.reference)
        assert (told.recipient, told.lawful_bases) == ("LCC-ADULTS", ["public-task"])
        assert {one.person_reference for one in told.people.all()} == {"P1", "P2", "P3", "P4"}


def test_nobody_of_the_household_reads_of_it_in_a_paper_before_somebody_decides(tell):
    (branch,) = tell(("adult_safeguarding", ""), must_not_be_told="").made
    (housing,) = tell(("housing", "EXAMPLE-HOUSING"), must_not_be_told="").made

    with request_transaction(MACHINE):
        assert Disclosure.objects.get(source=branch.reference).must_not_be_told
        assert Package.objects.get(reference=housing.package).must_not_be_told


TEAM_OF = {Role.ADULT_DUTY_WORKER: "adult-duty", Role.MASH_MANAGER: "mash-management", Role.PARTNER: "police-mash"}


def everybody():
    """Yield somebody in each role."""
    for role in Role:
        email = f"x.{role}@example.org".replace("_", "-")
        yield role, somebody(role, TEAM_OF.get(role, "east-central-triage"), email=email)


def test_workers_and_managers_of_the_front_door_tell_others_and_nobody_else(tell):
    told = set()
    for role, actor in everybody():
        try:
            told.add(role) if tell(by=actor, subject=f"C-{role}").made else None
        except Denied as denied:
            assert "Only the front door" in denied.reason
    assert told == {Role.SCREENING_WORKER, Role.MASH_MANAGER}


def test_adult_social_care_alone_decides(tell):
    decided = set()
    for role, actor in everybody():
        (branch,) = tell(("adult_safeguarding", ""), subject=f"C-{role}").made
        try:
            with request_transaction(actor):
                services.decide_concern(actor=actor, branch=branch, given=decision(), now=NOW)
            decided.add(role)
        except (Denied, Branch.DoesNotExist):
            with request_transaction(MACHINE):
                assert Branch.objects.get(pk=branch.pk).state == "to_decide"
    assert decided == {Role.ADULT_DUTY_WORKER}


def test_no_machine_decides_and_no_adult_worker_of_another_team(tell):
    (branch,) = tell(("adult_safeguarding", "")).made
    elsewhere = somebody(Role.ADULT_DUTY_WORKER, "north-mash")

    for actor in (MACHINE, elsewhere):
        with request_transaction(actor), pytest.raises(Denied, match="Only adult social care decides"):
            services.decide_concern(actor=actor, branch=branch, given=decision(), now=NOW)


def test_a_decision_is_kept_with_the_adults_own_wishes_and_recorded(tell, adult_duty):
    (branch,) = tell(("adult_safeguarding", "")).made

    with request_transaction(adult_duty):
        made = services.decide_concern(actor=adult_duty, branch=branch, given=decision(), now=NOW)
        branch.refresh_from_db()

        assert (branch.state, branch.closed_at, made.wishes) == ("enquiry", None, "She wants him to leave.")
        with pytest.raises(RuleBroken, match="decided already"):
            services.decide_concern(actor=adult_duty, branch=branch, given=decision(), now=NOW)
        services.end_enquiry(actor=adult_duty, branch=branch, words="He has left.", now=NOW)
        branch.refresh_from_db()
    assert (branch.state, branch.outcome, branch.closed_by) == ("enquiry_ended", "He has left.", adult_duty.reference)
    with request_transaction(MACHINE):
        assert Entry.objects.filter(kind="concern.decided", subject=branch.reference).count() == 1


NOT_MET = {"answers": {"needs": "no", "at_risk": "yes", "cannot_protect": "no"}, "decision": "not_met"}


def test_a_victim_without_care_needs_goes_to_an_adviser(tell, adult_duty):
    (branch,) = tell(("adult_safeguarding", "")).made

    with request_transaction(adult_duty):
        given = decision(**NOT_MET, instead="adviser")
        services.decide_concern(actor=adult_duty, branch=branch, given=given, now=NOW)
    assert open_work() == [("tell_others", "east-central-triage", "contact")]

    tell(("adviser", "SAFE-HOMES"))
    assert open_work() == [("tell_branch", "east-central-triage", "contact")]


def test_a_concern_about_a_restricted_family_is_decided_all_the_same(tell, manager, adult_duty, worker, household):
    (branch,) = tell(("adult_safeguarding", ""), by=manager, restricted=True).made
    with request_transaction(MACHINE):
        Person.objects.filter(pk=household[2].pk).update(restricted=True)

    with request_transaction(worker):
        assert queries.branches_about(worker, subject_kind="contact", subject="C-1") == []
    with request_transaction(adult_duty):
        assert len(queries.concerns(adult_duty).to_decide) == 1
        held = queries.concern_by_reference(adult_duty, branch.reference)
        services.decide_concern(actor=adult_duty, branch=held, given=decision(), now=NOW)
    assert open_work() == []


def test_adult_social_care_sees_its_concerns_and_no_other_branch(tell, adult_duty):
    concern, conference, *_ = tell().made

    with request_transaction(adult_duty):
        held = queries.concerns(adult_duty)
        assert [one.reference for one in held.to_decide] == [concern.reference]
        with pytest.raises(NotFound):
            queries.concern_by_reference(adult_duty, conference.reference)


# -- the conference ---------------------------------------------------------------------------------------------------


def weigh(worker, branch, yes, now=NOW, **more):
    with request_transaction(worker):
        held = queries.checklist(now)
        return services.weigh_danger(actor=worker, branch=branch, given=danger(yes, held=held, **more), now=now)


@pytest.mark.parametrize(
    ("yes", "band", "state"),
    [(9, "standard", "not_referred"), (10, "medium", "not_referred"), (13, "medium", "not_referred"), (14, "high", "referred")],
)  # fmt: skip
def test_the_total_gives_the_band_and_high_is_referred(tell, worker, yes, band, state):
    (branch,) = tell(("marac", "")).made

    weighed = weigh(worker, branch, yes)

    with request_transaction(worker):
        branch.refresh_from_db()
    assert (weighed.total, weighed.band, branch.state) == (yes, band, state)


def test_what_is_referred_goes_to_the_desk_of_the_conference(tell, worker):
    (branch,) = tell(("marac", "")).made
    weigh(worker, branch, 14)

    assert open_work() == [("hear_conference", "domestic-abuse-desk", "contact")]
    with request_transaction(MACHINE):
        assert Disclosure.objects.get(source=branch.reference).recipient == "LCC"
    with request_transaction(worker):
        with pytest.raises(RuleBroken, match="between the referral and today"):
            services.hear_conference(
                actor=worker, branch=branch, heard_on=date(2026, 11, 17), words="Locks changed", now=NOW
            )
        services.hear_conference(
            actor=worker, branch=branch, heard_on=date(2026, 11, 18), words="Locks changed", now=NOW
        )
    assert open_work() == []


def test_somebody_referred_within_twelve_months_is_referred_again(tell, worker):
    (first,) = tell(("marac", ""), subject="C-1").made
    weigh(worker, first, 14)
    (second,) = tell(("marac", ""), subject="C-2", now=NOW + timedelta(days=200)).made

    weighed = weigh(worker, second, 2, now=NOW + timedelta(days=200))

    assert weighed.refers and weighed.repeat_of == first.reference


def test_an_open_question_is_refused_at_its_field(tell, worker):
    (branch,) = tell(("marac", "")).made

    with pytest.raises(RuleBroken) as refused:
        weigh(worker, branch, 3, answers={"injured": "yes"})

    assert refused.value.field == "question_frightened"


def test_a_branch_that_is_taken_back_takes_back_what_waits_at_the_gate(tell, worker):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING")).made

    with request_transaction(worker):
        services.withdraw_branch(actor=worker, branch=branch, reason="She rents from nobody", now=NOW)
    with request_transaction(MACHINE):
        assert Package.objects.get(reference=branch.package).state == "withdrawn"


def test_nobody_takes_a_concern_back_from_adult_social_care(tell, worker):
    (branch,) = tell(("adult_safeguarding", "")).made

    with request_transaction(worker), pytest.raises(RuleBroken, match="moved on"):
        services.withdraw_branch(actor=worker, branch=branch, reason="Not needed", now=NOW)


# -- how those outside were told ---------------------------------------------------------------------------------------


def settle(worker, branch, told="", words="They change the locks"):
    with request_transaction(worker):
        return services.settle_branch(actor=worker, branch=branch, words=words, told=told, now=NOW)


def at_the_gate():
    with request_transaction(MACHINE):
        return list(Package.objects.order_by("pk").values_list("state", flat=True))


def disclosures():
    with request_transaction(MACHINE):
        return list(Disclosure.objects.order_by("pk").prefetch_related("people"))


def let_go(worker, branch):
    with request_transaction(worker):
        package = Package.objects.get(reference=branch.package)
        queue = release.WorkGiven(team=branch.team)
        look = package.document_hash
        return release.sign_package(actor=worker, package=package, look=look, seen=True, queue=queue, now=NOW)


def test_what_was_told_by_word_of_mouth_is_kept_as_told_and_waits_at_the_gate_no_more(tell, worker):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING")).made

    settled = settle(worker, branch, "by_word")

    assert (settled.state, settled.outcome) == ("settled", "Told by word of mouth. They change the locks")
    assert at_the_gate() == ["withdrawn"]
    (told,) = disclosures()
    assert (told.what, told.recipient, told.recipient_name) == (
        "housing",
        "agency EXAMPLE-HOUSING",
        "Example Housing Association (demonstration)",
    )
    assert (told.source_kind, told.source, told.document_hash) == ("branch", branch.reference, "")
    assert (told.lawful_bases, told.must_not_be_told) == (["public-task"], "Dai must not learn of this")
    assert told.purpose and [one.person_reference for one in told.people.all()] == ["P3"]
    assert "adults" in told.fields and not {"address", "protected_address", "story"} & set(told.fields)
    assert not told.restricted


def test_what_was_told_by_word_of_mouth_about_a_restricted_record_is_restricted(tell, manager):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING"), by=manager, restricted=True).made

    settle(manager, branch, "by_word")

    assert [one.restricted for one in disclosures()] == [True]


def test_who_was_told_nothing_has_a_reason_and_no_disclosure(tell, worker):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING")).made

    settled = settle(worker, branch, "nobody", words="She has moved already")

    assert (settled.state, settled.outcome) == ("settled", "Told nothing by us. She has moved already")
    assert (at_the_gate(), disclosures()) == (["withdrawn"], [])


def test_nobody_settles_what_never_left_without_saying_how_they_were_told(tell, worker):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING")).made

    with pytest.raises(RuleBroken, match="Nothing has left for them"):
        settle(worker, branch)

    assert (at_the_gate(), disclosures()) == (["prepared"], [])


def test_what_was_released_is_told_once_and_by_nothing_else(tell, worker, household):
    with request_transaction(MACHINE):
        Person.objects.update(address_protected=False)
    for one in household:
        one.address_protected = False
    (branch,) = tell(("adviser", "SAFE-HOMES"), known=()).made
    assert let_go(worker, branch).state == "released"

    with pytest.raises(RuleBroken, match="moved on"):
        settle(worker, branch, "by_word")
    settled = settle(worker, branch)

    assert (settled.outcome, at_the_gate()) == ("They change the locks", ["released"])
    assert [one.source_kind for one in disclosures()] == ["package"]


def test_what_a_second_person_refused_can_still_be_told_by_word_of_mouth(tell, worker, manager):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING")).made
    assert let_go(worker, branch).state == "waiting"
    with request_transaction(manager):
        package = Package.objects.get(reference=branch.package)
        release.refuse_package(actor=manager, package=package, reason="Ring them", now=NOW)

    settle(worker, branch, "by_word")

    assert (at_the_gate(), len(disclosures())) == (["refused"], 1)


def test_the_second_look_at_what_was_told_by_word_of_mouth_is_nobodys_work_any_more(tell, worker):
    (branch,) = tell(("housing", "EXAMPLE-HOUSING")).made
    let_go(worker, branch)
    assert ("release_package", "east-central-triage", "contact") in open_work()

    settle(worker, branch, "by_word")

    assert open_work() == []


# -- closing one never closes another ----------------------------------------------------------------------------------


def close(kind, branch, worker, adult_duty):
    """Close one branch in its own way."""
    if kind == "adult_safeguarding":
        with request_transaction(adult_duty):
            given = decision(**NOT_MET, instead="information")
            services.decide_concern(actor=adult_duty, branch=branch, given=given, now=NOW)
    elif kind == "marac":
        weigh(worker, branch, 1)
    else:
        with request_transaction(worker):
            services.settle_branch(actor=worker, branch=branch, words="They ring her tomorrow", told="by_word", now=NOW)


@pytest.mark.parametrize("kind", [kind for kind, _ in EVERYBODY])
def test_closing_one_never_closes_another(tell, worker, adult_duty, kind):
    made = {one.kind: one for one in tell().made}
    with request_transaction(MACHINE):
        before = {one.kind: (one.state, one.version) for one in Branch.objects.exclude(kind=kind)}
        others = set(WorkItem.objects.exclude(child=made[kind].reference).exclude(subject=made[kind].reference))

    close(kind, made[kind], worker, adult_duty)

    with request_transaction(MACHINE):
        assert Branch.objects.get(kind=kind).closed_at is not None
        assert {one.kind: (one.state, one.version) for one in Branch.objects.exclude(kind=kind)} == before
        assert set(WorkItem.objects.filter(pk__in=[one.pk for one in others], done_at__isnull=True)) == others


def test_the_packs_rows_for_schools_and_housing_hold_no_protected_address(lancashire):
    for kind in ("EDU", "EDU_LA", "HOU"):
        row = agencies.pack_in_force().recipient_of(kind, NOW.date())
        assert not {"protected_address", "story"} & {str(one) for one in row.fields}


@pytest.mark.parametrize(
    ("category", "age", "children", "suggested"),
    [
        pytest.param("domestic-abuse", 34, 2, {"adult_safeguarding", "marac", "adviser", "housing"}, id="violence"),
        pytest.param("domestic-abuse", 17, 1, {"marac", "adviser", "housing"}, id="violence-to-somebody-of-17"),
        pytest.param("parent-mental-health", 34, 1, {"adult_safeguarding"}, id="a-parents-health"),
        pytest.param("money-housing", 40, 0, {"housing"}, id="a-home-about-to-be-lost"),
        pytest.param("neglect", 30, 1, set(), id="neglect-of-a-child"),
        pytest.param("domestic-abuse", None, 0, {"adult_safeguarding", "marac", "adviser", "housing"}, id="age-not-known"),
    ],
)  # fmt: skip
def test_whom_the_pack_suggests_to_tell_about_an_adult(lancashire, category, age, children, suggested):
    people = [("P9", age, False), *((f"P{number}", 9, True) for number in range(children))]

    held = queries.suggestions(category=category, people=people, now=NOW, on_time=NOW)

    assert {one.kind for one in held if one.person == "P9" and one.suggested} == suggested
    assert all(one.kind == "school" for one in held if one.person != "P9")
