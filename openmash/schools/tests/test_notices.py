"""Telling a school: once for a child, before the next school day, to nobody of the family, and seen to where nobody answers."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base import jobs
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.release import door
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release import services as gate
from openmash.release.models import Disclosure, Dispatch, Package
from openmash.schools import queries, services
from openmash.schools.choices import NoticeState
from openmash.schools.models import School, SchoolNotice
from openmash.schools.services import NoticeGiven
from openmash.schools.tests.conftest import FACTS, MACHINE, MONDAY, NOW, SATURDAY_NIGHT, again, package_of, sign
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db


def work(act):
    with request_transaction(MACHINE):
        return list(WorkItem.objects.filter(act=act, done_at__isnull=True).select_related("team").order_by("pk"))


def seen(model, **filters):
    with request_transaction(MACHINE):
        return list(model.objects.filter(**filters).order_by("pk"))


# -- due -----------------------------------------------------------------------------------------------------------


def test_a_notice_is_due_before_the_next_school_day_and_is_work(opened):
    notice = opened()

    assert (notice.state, notice.due_at, notice.due_rule) == (NoticeState.TO_PREPARE, MONDAY, "encompass-notice")
    assert [(item.child, item.due_at, item.rag, item.team.code) for item in work("tell_school")] == [
        ("P1", MONDAY, "red", "east-central-triage")
    ]
    with request_transaction(MACHINE):
        assert Entry.objects.filter(kind="school_notice.opened", subject="C-1").count() == 1


def test_the_same_notice_is_opened_once(opened):
    assert opened().pk == opened(police_reference="another").pk
    assert opened(about="C-2").pk != opened().pk
    assert len(work("tell_school")) == 2


def test_the_pack_names_the_team_where_the_record_names_none(opened):
    assert opened(team=None).team.code == "east-central-triage"


def test_no_school_is_told_of_a_child_who_is_not_of_school_age(opened, family):
    with pytest.raises(RuleBroken, match="Mair Example is not of school age"):
        opened(child=2)


def test_an_incident_cannot_lie_ahead(opened):
    with pytest.raises(RuleBroken, match="lies ahead"):
        opened(incident_at=NOW + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("role", "team"),
    [(Role.PARTNER, "guild-high"), (Role.ADMINISTRATOR, "front-door-support"), (Role.BOARD_MEMBER, "front-door-support"),
     (Role.EARLY_HELP_OFFICER, "central-early-help"), (Role.REFERRER, "police-mash")],
)  # fmt: skip
def test_who_does_not_work_with_children_for_the_council_opens_none(opened, role, team):
    with pytest.raises(Denied):
        opened(actor=somebody(role, team))


def test_a_restricted_child_is_opened_by_nobody_who_is_not_cleared(opened, family, manager):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=family[0].pk).update(restricted=True)

    with pytest.raises(NotFound):
        opened()
    assert opened(actor=manager).restricted


# -- prepared ------------------------------------------------------------------------------------------------------


def test_a_notice_waits_at_the_gate_and_nothing_has_left(prepared, worker, head):
    notice = prepared()

    assert (notice.state, notice.told_name) == (NoticeState.AT_THE_GATE, "Hattie Head")
    assert seen(Dispatch) == []
    with request_transaction(worker):
        document = package_of(worker, notice).document
    assert "Aled Example" in document and "Shouting, and a door broken." in document and "4 March 2015" in document
    with request_transaction(head), pytest.raises(NotFound):
        queries.own_notice(head, notice.reference, now=NOW)


def test_the_deputy_is_told_where_the_key_adult_has_a_name_of_the_family(prepared, family, worker, deputy):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=family[2].pk).update(given_name="Hattie", family_name="Head")

    notice = prepared()

    assert (notice.told_name, notice.readers) == ("Dai Deputy", [deputy.user_id])


def test_the_deputy_is_told_where_somebody_says_that_the_key_adult_belongs_to_the_family(prepared, guild, deputy):
    with request_transaction(MACHINE):
        first = queries.key_adults_of(guild, on=NOW.date())[0]

    assert prepared(not_to=[first.reference]).readers == [deputy.user_id]


def test_somebody_of_the_household_whom_the_worker_may_not_see_is_told_nothing_either(prepared, family):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=family[2].pk).update(given_name="Hattie", family_name="Head", restricted=True)

    assert prepared().told_name == "Dai Deputy"


def test_where_nobody_of_the_school_can_be_told_a_person_is_asked_to_ring(opened, guild, prepared):
    with request_transaction(MACHINE):
        adults = [one.reference for one in queries.key_adults_of(guild, on=NOW.date())]

    notice = prepared(not_to=adults)

    assert (notice.state, notice.package) == (NoticeState.TO_PREPARE, "")
    assert notice.problem.startswith("Nobody of Guild Example High School can be told here")
    assert [item.note for item in work("see_to_school_notice")] == ["Nobody of the school can be told here: ring it"]


def test_an_address_that_is_protected_and_whereabouts_never_go(prepared, family, worker, second):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=family[2].pk).update(
            address_protected=True, address="3 Refuge Lane", postcode="PR2 1AA"
        )
    facts = FACTS | {"whereabouts": "with her mother in Refuge Lane", "place": "at 3 Refuge Lane"}

    notice = prepared(facts=facts)

    with request_transaction(worker):
        package = package_of(worker, notice)
    assert "Refuge" not in package.document and "at home" not in package.document
    assert sign(worker, notice).state == "waiting"  # a second person reads that nothing leads there


def test_an_address_in_the_words_stops_it_at_the_gate(prepared, family, worker):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=family[2].pk).update(
            address_protected=True, address="3 Refuge Lane", postcode="PR2 1AA"
        )
    notice = prepared(facts=FACTS | {"circumstances": "They fled to 3 Refuge Lane."})

    with pytest.raises(RuleBroken, match="which is protected"):
        sign(worker, notice)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"facts": {"present": ""}}, "Say whether the child was there", id="present-not-said"),
        pytest.param({"urn": "999999"}, "no such school", id="no-such-school"),
    ],
)
def test_what_cannot_be_prepared_says_why(prepared, change, why):
    with pytest.raises((RuleBroken, NotFound), match=why):
        prepared(**change)


def test_a_closed_school_is_not_told(prepared, guild):
    with request_transaction(MACHINE):
        type(guild).objects.update(status="closed")

    with pytest.raises(RuleBroken, match="takes no pupils"):
        prepared()


def test_where_the_police_tell_schools_the_council_prepares_nothing(prepared, worker, guild, opened, monkeypatch):
    notice = opened()
    monkeypatch.setattr("openmash.schools.queries.words.telling_mode", lambda: "log")
    monkeypatch.setattr("openmash.schools.queries.telling_mode", lambda: "log")

    with pytest.raises(RuleBroken, match="the police tell schools themselves"):
        prepared(notice)
    with request_transaction(worker):
        told = services.tell_otherwise(
            actor=worker, notice=notice, how="police", told_at=NOW, words="Hattie Head", urn=guild.urn, now=NOW
        )
    assert told.state == NoticeState.TOLD_OTHERWISE and seen(Disclosure) == [] and work("tell_school") == []


def test_preparing_anew_takes_back_what_was_prepared(prepared, worker):
    first = prepared()
    notice = prepared(first, facts=FACTS | {"circumstances": "Shouting."})

    assert [one.state for one in seen(Package)] == ["withdrawn", "prepared"]
    assert notice.state == NoticeState.AT_THE_GATE


def test_another_school_with_other_days_changes_the_time(prepared, opened, administrator, guild):
    notice = opened()
    with request_transaction(administrator):
        rows = "kind,first_day,last_day\nterm,2026-09-01,2026-10-23\nterm,2026-11-02,2026-12-18\ninset,2026-11-23,\n"
        own = services.load_calendar(
            actor=administrator, file=io.BytesIO(rows.encode()), file_name="x.csv", name="Guild", now=NOW
        )
        services.set_up_school(
            actor=administrator, school=guild, agency_code="SCHOOL-GUILD", calendar_code=own.code, now=NOW
        )

    assert prepared(notice).due_at == MONDAY + timedelta(days=1)
    assert [item.due_at for item in work("tell_school")] == [MONDAY + timedelta(days=1)]


# -- released, sent, read, acknowledged -----------------------------------------------------------------------------


def test_a_released_notice_goes_by_its_reference_and_says_nothing_of_the_child(released):
    notice = released()

    sent = seen(Dispatch)[0]
    assert (sent.recipient_kind, sent.address) == ("key_adult", notice.told_email)
    assert notice.reference in sent.subject_line and f"/school-notices/{notice.reference}/" in sent.body
    for word in ("Aled", "Example", "PVP", "Shouting", "High Street"):
        assert word not in sent.subject_line + sent.body.replace("Guild Example", "")
    assert (notice.state, notice.released_at) == (NoticeState.RELEASED, NOW)
    assert work("tell_school") == []


def test_delivery_and_reading_stand_on_the_record(released, head, worker):
    notice = released()
    jobs.run_waiting(now=NOW)
    with request_transaction(head):
        read = services.read_notice(actor=head, reference=notice.reference, now=NOW + timedelta(hours=1))
        again = services.read_notice(actor=head, reference=notice.reference, now=NOW + timedelta(hours=2))

    assert read.sent_at is not None
    assert (again.state, again.read_at, again.read_by_name) == (
        NoticeState.READ,
        NOW + timedelta(hours=1),
        "Hattie Head",
    )
    told = seen(Disclosure)
    assert [(one.what, one.recipient_name, one.subject) for one in told] == [
        ("school_notice_read", "Guild Example High School", "C-1")
    ]
    assert {"names", "born", "incident", "presence", "circumstances"} <= set(told[0].fields)
    with request_transaction(worker):
        words = " ".join(
            queries.notice_in_words(queries.notices_about(worker, about_kind="contact", about="C-1")[0], NOW)["events"]
        )
    assert "The e-mail went to the key adult" in words and "Read by the key adult" in words


def test_a_key_adult_acknowledges_once(released, head):
    notice = released()
    with request_transaction(head):
        held = services.acknowledge_notice(actor=head, reference=notice.reference, now=NOW)
    with request_transaction(head), pytest.raises(RuleBroken, match="has said already"):
        services.acknowledge_notice(actor=head, reference=notice.reference, now=NOW)

    assert (held.state, held.acknowledged_at, held.read_at) == (NoticeState.ACKNOWLEDGED, NOW, NOW)


def test_a_school_sees_its_own_notices_and_of_it_only_those_who_may(
    released, head, deputy, stranger, other_school, bay
):
    notice = released()
    for actor, held in ((head, 1), (deputy, 1), (stranger, 0), (other_school, 0)):
        with request_transaction(actor):
            assert len(queries.notices_sent_to(actor)) == held, actor.name
            # The database itself hides it: not the query alone.
            assert SchoolNotice.objects.count() == held, actor.name
            assert queries.notices_about(actor, about_kind="contact", about="C-1") == []
            if not held:
                with pytest.raises(NotFound):
                    services.read_notice(actor=actor, reference=notice.reference, now=NOW)


def test_a_key_adult_of_the_family_never_reads_what_the_deputy_is_told(released, guild, head, deputy):
    with request_transaction(MACHINE):
        first = queries.key_adults_of(guild, on=NOW.date())[0]
    notice = released(not_to=[first.reference])

    with request_transaction(head), pytest.raises(NotFound):
        queries.own_notice(head, notice.reference, now=NOW)
    with request_transaction(deputy):
        assert queries.own_notice(deputy, notice.reference, now=NOW).reference == notice.reference


def test_a_key_adult_who_has_ended_in_between_is_not_told(prepared, guild, worker, administrator):
    notice = prepared()
    with request_transaction(administrator):
        first = queries.key_adults_of(guild, on=NOW.date())[0]
        services.end_key_adult(actor=administrator, key_adult=first, until=NOW.date() - timedelta(days=1), now=NOW)

    with pytest.raises(RuleBroken, match="not a key adult of this school any more"):
        sign(worker, notice)


def test_what_the_second_person_refuses_comes_back(prepared, family, worker, second):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=family[2].pk).update(address_protected=True)
    notice = prepared()
    sign(worker, notice)
    with request_transaction(second):
        gate.refuse_package(actor=second, package=package_of(second, notice), reason="Too much.", now=NOW)
    again(notice)

    assert (notice.state, notice.problem) == (NoticeState.TO_PREPARE, "Not released. Too much.")


def test_an_email_of_which_nobody_can_tell_is_seen_to(released, monkeypatch):
    notice = released()
    monkeypatch.setattr(door, "hand_over", lambda **_: door.Uncertain("The line broke."))
    jobs.run_waiting(now=NOW)
    again(notice)

    assert "may not have arrived" in notice.problem
    assert [item.note for item in work("see_to_school_notice")] == ["The e-mail may not have arrived: ring the school"]


# -- late ----------------------------------------------------------------------------------------------------------


def raise_late(now):
    with request_transaction(MACHINE):
        return services.raise_late_notices(actor=MACHINE, now=now)


def test_what_is_not_told_when_the_school_day_begins_is_raised_once(opened):
    opened()

    assert raise_late(MONDAY) == 0
    assert raise_late(MONDAY + timedelta(minutes=1)) == 1
    assert raise_late(MONDAY + timedelta(minutes=6)) == 0
    assert [item.note for item in work("see_to_school_notice")] == [
        "The school day has begun, and the school is not told"
    ]


def test_what_nobody_acknowledged_is_raised_and_the_key_adult_reminded(released, head):
    notice = released()

    assert raise_late(MONDAY + timedelta(minutes=60)) == 0
    assert raise_late(MONDAY + timedelta(minutes=61)) == 1
    assert [one.kind for one in seen(Dispatch)] == ["school_told", "school_reminded"]
    with request_transaction(head):
        services.acknowledge_notice(actor=head, reference=notice.reference, now=MONDAY + timedelta(hours=2))
    assert work("see_to_school_notice") == []


def test_what_was_released_late_has_its_further_time(released):
    released(now=MONDAY + timedelta(hours=3))

    assert raise_late(MONDAY + timedelta(hours=3, minutes=59)) == 0
    assert raise_late(MONDAY + timedelta(hours=4, minutes=1)) == 1


# -- otherwise -----------------------------------------------------------------------------------------------------


def test_a_child_in_no_school_goes_to_the_councils_own_team(opened, worker):
    notice = opened()
    with request_transaction(worker):
        services.hand_to_council(actor=worker, notice=notice, why="home_educated", now=NOW)

    assert [(item.team.code, item.note) for item in work("pupil_without_school")] == [
        ("pupils-without-school", "Educated at home")
    ]
    assert (work("tell_school"), seen(Dispatch), seen(Disclosure)) == ([], [], [])


def test_a_child_in_no_school_needs_a_reason(opened, worker):
    with request_transaction(worker), pytest.raises(RuleBroken, match="why the child is in no school"):
        services.hand_to_council(actor=worker, notice=opened(), why="", now=NOW)


def test_a_school_that_was_rung_has_been_told_and_that_is_a_disclosure(prepared, worker, guild):
    notice = prepared()
    with request_transaction(worker):
        told = services.tell_otherwise(
            actor=worker, notice=notice, how="telephone", told_at=NOW, words="Hattie Head", now=NOW
        )

    assert told.state == NoticeState.TOLD_OTHERWISE
    assert [one.state for one in seen(Package)] == ["withdrawn"]
    assert [one.what for one in seen(Disclosure)] == ["school_told"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"how": "pigeon"}, "Choose how", id="no-way"),
        pytest.param({"words": " "}, "Write who at the school", id="nobody"),
        pytest.param({"told_at": NOW + timedelta(hours=1)}, "lies ahead", id="ahead"),
        pytest.param({"told_at": SATURDAY_NIGHT - timedelta(hours=1)}, "before it happened", id="before"),
        pytest.param({"urn": ""}, "Choose the school", id="no-school"),
    ],
)
def test_what_was_told_otherwise_is_kept_only_whole(opened, worker, guild, change, why):
    given = {"how": "telephone", "told_at": NOW, "words": "Hattie Head", "urn": guild.urn}
    with request_transaction(worker), pytest.raises(RuleBroken, match=why):
        services.tell_otherwise(actor=worker, notice=opened(), now=NOW, **(given | change))


def test_a_notice_that_is_not_needed_says_why_and_can_be_prepared_after_all(opened, worker, prepared):
    notice = opened()
    with request_transaction(worker), pytest.raises(RuleBroken, match="Write why"):
        services.withdraw_notice(actor=worker, notice=notice, reason=" ", now=NOW)
    with request_transaction(worker):
        services.withdraw_notice(actor=worker, notice=notice, reason="It was another family.", now=NOW)

    assert work("tell_school") == []
    assert prepared(notice).state == NoticeState.AT_THE_GATE


def test_what_a_school_has_said_that_it_has_does_not_move_again(released, worker, head):
    notice = released()
    with request_transaction(head):
        services.acknowledge_notice(actor=head, reference=notice.reference, now=NOW)

    with request_transaction(worker), pytest.raises(RuleBroken, match="has moved on"):
        services.withdraw_notice(actor=worker, notice=notice, reason="x", now=NOW)


def test_a_partner_and_an_administrator_prepare_nothing(opened, guild, head, administrator):
    notice = opened()
    for actor in (head, administrator):
        with request_transaction(actor), pytest.raises(Denied):
            services.prepare_notice(actor=actor, notice=notice, given=NoticeGiven(urn=guild.urn, facts=FACTS), now=NOW)


def test_restricting_the_record_hides_its_notices_and_the_school_reads_its_own_as_before(
    released, worker, manager, head
):
    notice = released()
    with request_transaction(manager):
        services.restrict_notices(actor=manager, about_kind="contact", about="C-1", restricted=True, now=NOW)

    with request_transaction(worker):
        assert queries.notices_about(worker, about_kind="contact", about="C-1") == []
        assert SchoolNotice.objects.count() == 0
    with request_transaction(manager):
        assert len(queries.notices_about(manager, about_kind="contact", about="C-1")) == 1
    with request_transaction(head):
        assert services.read_notice(actor=head, reference=notice.reference, now=NOW).read_at == NOW


def test_the_school_that_a_child_goes_to_is_known_the_next_time(prepared, opened, family, worker, guild):
    prepared()

    assert opened(about="C-2").school_name == "Guild Example High School"


def test_the_database_refuses_a_release_without_a_document(prepared):
    notice = prepared()
    with request_transaction(MACHINE), pytest.raises(IntegrityError), transaction.atomic():
        SchoolNotice.objects.filter(pk=notice.pk).update(released_at=NOW, released_by="user:1")


def test_two_schools_are_told_each_of_its_own_child(prepared, opened, guild, bay, head, other_school, worker):
    aled, cari = opened(0), opened(1)
    for notice, school in ((aled, guild), (cari, bay)):
        prepared(notice, urn=school.urn)
        sign(worker, again(notice))

    for actor, child in ((head, "Aled Example"), (other_school, "Cari Example")):
        with request_transaction(actor):
            assert [one.child_name for one in queries.notices_sent_to(actor)] == [child]


def test_a_school_without_an_agency_is_rung(prepared, administrator, opened):
    with request_transaction(administrator):
        School.objects.create(urn="100009", name="Far Example School", status="open", content_hash="x")

    notice = prepared(urn="100009")

    assert "it has no key adult" in notice.problem
