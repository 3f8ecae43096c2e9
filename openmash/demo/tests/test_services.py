"""The demo area built small: what is there, for whom, and that a second build adds nothing."""

import pytest
from django.contrib.auth.password_validation import validate_password

from openmash.adults.models import Branch
from openmash.agencies import queries as agencies
from openmash.agencies import services as agency_services
from openmash.base import clock
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.demo import queries, services
from openmash.demo.rules.settings import Teams
from openmash.demo.rules.staff import plan_users
from openmash.demo.rules.thinkfamily import plan_telling
from openmash.demo.services.asking import ABOUT_A_HOME, ask_by_link
from openmash.demo.services.building import _play_all, build_rest, build_small_area
from openmash.demo.services.cast import ORDER, SETUP, Cast, create_accounts, sign_in_rows
from openmash.demo.services.meeting import TALKED_ABOUT, build_meeting
from openmash.demo.services.register import build_agreements
from openmash.demo.services.stage import Tally
from openmash.demo.services.story import code_among, story_at
from openmash.frontdoor.models import Contact
from openmash.links.models import AnswerLink
from openmash.meetings.models import Meeting
from openmash.people.models import IndexRecord
from openmash.release.models import Disclosure, Package
from openmash.schools.models import SchoolNotice
from openmash.trail.jobs import seal
from openmash.trail.models import Entry
from openmash.trail.queries import verify_trail

FEW, SCALE = 10, 0.03
TINY, SHARES = 0.004, 2


@pytest.fixture
def packs(db, settings, tmp_path):
    settings.DATA = tmp_path
    agencies.forget_packs()
    agency_services.load_packs(actor=SETUP, now=clock.now())
    yield
    agencies.forget_packs()


def test_the_small_area_is_built_once_with_a_trail_that_verifies(packs):
    now = clock.now()
    tally = build_small_area(actor=SETUP, now=now, most=FEW, scale=SCALE)
    done, refused = sum(tally.done.values()), sum(tally.refused.values())
    assert tally.done["take_call"] and tally.done["receive_notice"]
    assert refused <= done * 0.03, tally.refused
    with request_transaction(SETUP):
        assert Contact.objects.count() >= FEW
        assert not Contact.objects.filter(received_at__gt=now).exists()
        assert Contact.objects.filter(status="decided").exists()
        assert IndexRecord.objects.filter(index="social_care", status="open").exists()
        assert IndexRecord.objects.filter(index="early_help").exists()
    actors = set(Entry.objects.filter(kind="decision.made").values_list("actor", flat=True))
    assert actors and all(actor.startswith("user:") for actor in actors)

    seal(now=now)
    assert verify_trail()["ok"]

    before = Entry.objects.count()
    build_small_area(actor=SETUP, now=clock.now(), most=FEW, scale=SCALE)
    assert Entry.objects.count() == before
    progress = queries.progress(now=now)
    assert progress is not None
    assert (progress.done >= FEW, progress.total > 100, progress.finished) == (True, True, False)


def test_a_discussion_was_held_a_link_was_sent_and_a_document_waits(packs):
    now = clock.now()
    story, users = story_at(now, scale=SCALE), create_accounts(actor=SETUP, now=now)
    cast = Cast(users, {user.key: user for user in plan_users(Teams())})
    contacts = [story.area.named[name] for name in (TALKED_ABOUT, ABOUT_A_HOME)]
    _play_all(SETUP, story, cast, contacts, Tally())

    for _ in range(2):
        build_meeting(story, cast)
        ask_by_link(story, cast)

    with request_transaction(SETUP):
        meeting = Meeting.objects.get()
        assert (meeting.state, meeting.findings.count(), meeting.dissents.count()) == ("held", 10, 1)
        assert sorted(one.done_at is None for one in meeting.actions.all()) == [False, True]
        assert meeting.held_at <= story.now
        assert AnswerLink.objects.get().address == "requests@housing.example"
        assert list(Package.objects.values_list("state", flat=True)) == ["prepared"]


def test_of_what_others_were_told_long_ago_nothing_waits_to_be_released(packs):
    now = clock.now()
    story, users = story_at(now, scale=SCALE), create_accounts(actor=SETUP, now=now)
    cast, tally = Cast(users, {user.key: user for user in plan_users(Teams())}), Tally()
    seed = story.area.settings.seed
    told = [
        one for one in story.area.contacts
        if plan_telling(seed, one.key, category=one.category, named=bool(one.named)) and len(one.adults) > 1
    ]  # fmt: skip
    build_agreements(cast, now=story.now)
    _play_all(SETUP, story, cast, told[:3], tally)

    assert tally.done["settle_branch"] and tally.done["sign_package"], tally
    with request_transaction(SETUP):
        settled = Branch.objects.filter(state="settled")
        assert all(one.agreement and not one.footing_warned for one in settled)
        states = dict(Package.objects.filter(reference__in=settled.values("package")).values_list("reference", "state"))
        assert states and set(states.values()) <= {"released", "withdrawn"}
        sources = settled.filter(outcome__startswith="Told by word of mouth").values("reference")
        assert Disclosure.objects.filter(source__in=sources).count() == sources.count()


def test_everybody_who_can_sign_in_is_at_work_in_their_role(packs):
    users = services.create_accounts(actor=SETUP, now=clock.now())
    by_email = {user.email: user for user in users.values()}
    roles = set()
    for row in sign_in_rows():
        user = by_email[row["email"]]
        assert user.is_demonstration
        assert user.check_password(row["password"])
        validate_password(row["password"], user)
        roles |= agencies.actor_for(user, on=clock.london_day(clock.now())).roles
    assert roles == set(ORDER)
    assert set(services.create_accounts(actor=SETUP, now=clock.now())) == set(users)


def test_the_rest_is_not_built_when_it_is_there(packs):
    from openmash.demo.models import Built

    Built.objects.create(kind="wave", key="rest")
    assert not build_rest(actor=SETUP, now=clock.now()).done


def test_the_rest_is_built_in_shares_that_add_up_and_a_second_time_adds_nothing(packs):
    now = clock.now()
    build_small_area(actor=SETUP, now=now, most=3, scale=TINY)
    later = len(story_at(now, scale=TINY).later)
    assert later > SHARES

    ticks, told = [], Tally()
    for share in range(SHARES):
        assert not queries.is_built()
        part = build_rest(
            actor=SETUP, now=now, scale=TINY, share=share, shares=SHARES, after_batch=lambda: ticks.append(1)
        )
        told.add(part)

    assert queries.is_built() and ticks
    assert told.done["ask_agencies"] and told.done["answer_request"] >= told.done["ask_agencies"]
    with request_transaction(SETUP):
        assert Contact.objects.count() == 3 + later
    build_rest(actor=SETUP, now=now, scale=TINY)
    with request_transaction(SETUP):
        assert Contact.objects.count() == 3 + later
        states = set(SchoolNotice.objects.filter(due_at__lt=now).values_list("state", flat=True))
        assert states <= {"told_otherwise"}


def test_a_contact_whose_act_is_refused_is_played_again_and_the_refusal_is_counted(packs, monkeypatch):
    def refuse(**_):
        raise RuleBroken("It is refused.")

    monkeypatch.setattr("openmash.frontdoor.services.screening.record_factor", refuse)
    tally = build_small_area(actor=SETUP, now=clock.now(), most=4, scale=TINY)

    assert tally.refused["record_factor: It is refused."] >= 1
    with request_transaction(SETUP):
        assert Contact.objects.count() == 4
        references = set(Contact.objects.values_list("reference", flat=True))
    taken = Entry.objects.filter(kind__in=("contact.taken", "contact.received")).values_list("subject", flat=True)
    assert sorted(taken) == sorted(references)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        pytest.param("neglect", "neglect", id="the pack's own code"),
        pytest.param("domestic_abuse", "domestic-abuse", id="written with another sign"),
        pytest.param("something_else", "other", id="a word the pack does not know"),
    ],
)
def test_words_of_the_story_become_codes_of_the_pack(word, code):
    assert code_among(word, ["neglect", "domestic-abuse"], "other") == code
