"""Messages leave the house read, once, outside any transaction; what is not certain is shown and never sent blindly."""

import re
from dataclasses import replace
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base import clock, jobs
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.choices import AnswerKind, AnswerState
from openmash.frontdoor.models import Answer, Disagreement, OpenCaseHandover
from openmash.frontdoor.queries.facts import unanswered_prompts
from openmash.frontdoor.queries.messages import disagree_code
from openmash.frontdoor.queries.outbox import messages_in_need, outbox_of
from openmash.frontdoor.services import (
    answers,
    callers,
    contacts,
    decisions,
    disagreements,
    reopening,
    sending,
    transfers,
)
from openmash.frontdoor.services.answers import LookFirst
from openmash.frontdoor.tests.conftest import MACHINE, NOW, call
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release import services as release
from openmash.release.models import Dispatch
from openmash.release.services.sending import POSTMAN
from openmash.trail.models import Entry
from openmash.work.choices import WorkAct
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
NURSE = "n.nurse@example.org"
WORDS = "A social worker visits tomorrow. Please keep in touch with the school."


class Unreachable(BaseEmailBackend):
    """A mail server that nobody can connect to."""

    def open(self):
        raise ConnectionRefusedError


class GoesAway(BaseEmailBackend):
    """A mail server that goes away while it takes the message."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("went away")


class RefusesForGood(BaseEmailBackend):
    """A mail server that knows no such address."""

    def send_messages(self, email_messages):
        raise SMTPRecipientsRefused({NURSE: (550, b"no such user n.nurse@example.org")})


class Watches(BaseEmailBackend):
    """A mail server that notices whether a transaction is open while it is spoken to."""

    seen: list[bool] = []

    def send_messages(self, email_messages):
        self.seen.append(connection.in_atomic_block)
        return len(email_messages)


@pytest.fixture(autouse=True)
def at_this_time(request, db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    if "transactional_db" in request.fixturenames:
        yield
        return
    with request_transaction(MACHINE):
        yield


@pytest.fixture
def decided(worker):
    """Return a contact as decided, raised by somebody with an e-mail address; its receipt has gone."""

    def make(outcome="ADVICE", **more):
        with request_transaction(worker):
            given = call(**({"caller_email": NURSE, "caller_telephone": "020 7946 0001"} | more))
            contact = contacts.take_call(actor=worker, given=given, now=NOW)
            contact.decided_at, contact.status = NOW, "decided"
            contact.save(update_fields=["decided_at", "status"])
            contact.children.update(outcome=outcome, decided_at=NOW)
        deliver()
        mail.outbox.clear()
        return contact

    return make


def deliver(now=NOW):
    return jobs.run_waiting(now=now)


def tell(actor, contact, *, channel="email", words=WORDS, **more):
    """Read the message that goes, and send it."""
    given = {"actor": actor, "contact": contact, "channel": channel, "words": words, "reason": "", "now": NOW} | more
    with request_transaction(actor):
        try:
            return answers.answer_referrer(**given)
        except LookFirst as first:
            given["look"] = first.look
        return answers.answer_referrer(**given)


def lives_at(actor, contact, address):
    """Record where a letter to whoever raised the worry goes."""
    with request_transaction(actor):
        callers.record_caller_address(actor=actor, contact=contact, address=address, source="They said so", now=NOW)


def as_kept(answer):
    return Answer.objects.get(pk=answer.pk)


def open_work(contact, act=WorkAct.ANSWER_REFERRER):
    return WorkItem.objects.filter(act=act, subject=contact.reference, done_at=None).count()


def test_a_receipt_goes_by_itself_at_once_and_says_nothing_about_the_case(worker):
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(caller_email=NURSE), now=NOW)
    assert contact.acknowledged_at is None

    deliver()

    [receipt] = mail.outbox
    contact.refresh_from_db()
    assert receipt.to == [NURSE]
    assert contact.reference in receipt.subject
    assert not re.search("Aled|Example|High Street|hungry", receipt.subject + receipt.body)
    assert contact.acknowledged_at == NOW


def test_an_outcome_leaves_only_as_it_was_read(worker, decided):
    contact = decided()
    given = {"actor": worker, "contact": contact, "channel": "email", "reason": "", "now": NOW}
    with request_transaction(worker), pytest.raises(LookFirst) as first:
        answers.answer_referrer(words=WORDS, **given)
    with request_transaction(worker), pytest.raises(LookFirst):
        answers.answer_referrer(words=WORDS + " Ring us.", look=first.value.look, **given)
    with request_transaction(worker):
        answer = answers.answer_referrer(words=WORDS, look=first.value.look, **given)
    contact.refresh_from_db()
    assert (answer.state, contact.answered_at) == (AnswerState.WAITING, None)

    deliver()

    [sent] = mail.outbox
    contact.refresh_from_db()
    assert (sent.to, sent.body) == ([NURSE], first.value.message.body)
    assert "given information and advice" in sent.body and WORDS in sent.body
    assert disagree_code(contact) in sent.body
    assert not re.search("Aled|Example", sent.subject + sent.body)
    assert contact.answered_at == NOW
    kinds = list(
        Entry.objects.filter(subject=contact.reference, kind__startswith="message.").values_list("kind", flat=True)
    )
    assert kinds[-2:] == ["message.sending", "message.said"]


def test_the_public_reads_the_fixed_words_and_not_the_deciders(worker, decided):
    contact = decided(caller_is_professional=False)

    tell(worker, contact)
    deliver()

    [sent] = mail.outbox
    assert "Thank you for telling us" in sent.body
    assert "visits tomorrow" not in sent.body


@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param("Aled is safe.", "Aled", id="the-childs-name"),
        pytest.param("The EXAMPLE family is helped.", "Example", id="the-family-name-in-capitals"),
        pytest.param("We visit 12, high street today.", "12 High Street", id="the-address"),
        pytest.param("We visit pr18xj today.", "PR1 8XJ", id="the-postcode"),
    ],
)
def test_a_message_that_leaves_names_nobody_and_no_place(worker, decided, words, named):
    contact = decided()

    with pytest.raises(RuleBroken, match=named):
        tell(worker, contact, words=words)


def test_nothing_is_sent_inside_a_transaction(transactional_db, worker, decided, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Watches"
    Watches.seen.clear()

    decided()

    assert Watches.seen == [False]


def test_a_server_that_cannot_be_reached_is_tried_again_and_at_last_shown(worker, decided, settings):
    contact = decided()
    answer = tell(worker, contact)
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"
    deliver()
    assert as_kept(answer).state == AnswerState.WAITING

    for days in range(1, jobs.MOST_TRIES):
        deliver(NOW + timedelta(days=days))

    kept = as_kept(answer)
    assert (kept.state, kept.tries) == (AnswerState.FAILED, jobs.MOST_TRIES)
    assert "could not be reached" in kept.problem
    with request_transaction(worker):
        assert [one.pk for one in outbox_of(worker).needs_somebody] == [answer.pk]
        assert messages_in_need(worker) == 1


def test_a_refused_address_is_shown_at_once_and_its_words_hold_no_address(worker, decided, settings):
    contact = decided()
    answer = tell(worker, contact)
    settings.EMAIL_BACKEND = f"{__name__}.RefusesForGood"

    deliver()

    assert as_kept(answer).state == AnswerState.FAILED
    assert "550" in as_kept(answer).problem
    assert NURSE not in as_kept(answer).problem


def test_an_uncertain_message_is_never_sent_again_blindly(worker, decided, settings):
    contact = decided()
    answer = tell(worker, contact)
    settings.EMAIL_BACKEND = f"{__name__}.GoesAway"
    deliver()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver(NOW + timedelta(days=3))
    assert (as_kept(answer).state, mail.outbox) == (AnswerState.UNCERTAIN, [])

    with pytest.raises(RuleBroken, match="on its way already"):
        tell(worker, contact)
    with request_transaction(worker):
        sending.settle_message(actor=worker, answer=as_kept(answer), went=False, now=NOW)
    deliver()

    assert len(mail.outbox) == 1
    assert as_kept(answer).state == AnswerState.SAID


def test_a_sender_killed_in_the_act_leaves_an_uncertain_message(worker, decided):
    answer = tell(worker, decided())
    with request_transaction(POSTMAN):
        dispatch = Dispatch.objects.get(source=answer.reference)
        release.begin_sending(actor=POSTMAN, reference=dispatch.reference, now=NOW)

    deliver()

    assert (as_kept(answer).state, mail.outbox) == (AnswerState.UNCERTAIN, [])
    with request_transaction(worker):
        sending.settle_message(actor=worker, answer=as_kept(answer), went=True, now=NOW)
    assert as_kept(answer).contact.answered_at == NOW


def test_ringing_takes_the_place_of_a_message_that_waits(worker, decided):
    contact = decided()
    waiting = tell(worker, contact)
    tell(worker, contact, channel="telephone")

    deliver()

    assert (as_kept(waiting).state, mail.outbox) == (AnswerState.DROPPED, [])


def test_a_letter_counts_as_said_when_it_is_posted(worker, decided):
    contact = decided()
    with pytest.raises(RuleBroken, match="No postal address is recorded"):
        tell(worker, contact, channel="letter")
    lives_at(worker, contact, "N Nurse\n1 Clinic Lane")
    letter = tell(worker, contact, channel="letter")
    assert letter.to == "N Nurse\n1 Clinic Lane"
    contact.refresh_from_db()
    assert contact.answered_at is None

    with request_transaction(worker):
        sending.settle_message(actor=worker, answer=letter, went=True, now=NOW)

    contact.refresh_from_db()
    assert contact.answered_at == NOW


def test_who_stayed_anonymous_is_kept_as_not_to_be_told_and_is_nobodys_work(worker, screened):
    with request_transaction(worker):
        contact, children = screened()
        contact.anonymous = True
        contact.save(update_fields=["anonymous"])
        give = {"outcome": "ADVICE", "level": 2, "rationale": "Weighed.", "answers": {}}
        try_to_decide(worker, children, give)

    kept = Answer.objects.get(contact=contact, kind=AnswerKind.OUTCOME)
    assert (kept.channel, kept.reason) == ("not_possible", answers.STAYED_ANONYMOUS)
    assert open_work(contact) == 0


def try_to_decide(worker, children, give):
    for child in children:
        asked = unanswered_prompts(worker, child, moments=("decision",), outcome=give["outcome"], level=2, now=NOW)
        given = give["answers"] | {prompt.code: "Thought about." for prompt in asked}
        decisions.propose_decision(actor=worker, children=[child], **(give | {"answers": given}), now=NOW)


def test_a_contact_opened_again_is_told_again_and_the_old_message_is_taken_back(worker, screened):
    with request_transaction(worker):
        contact, children = screened()
        contact.caller_email = NURSE
        contact.save(update_fields=["caller_email"])
        try_to_decide(worker, children, {"outcome": "ADVICE", "level": 2, "rationale": "Weighed.", "answers": {}})
        contact.refresh_from_db()
    first, due = tell(worker, contact), contact.referrer_due_at
    assert due > NOW
    with request_transaction(worker):
        reopening.reopen_contact(actor=worker, contact=contact, children=children, reason="New facts", now=NOW)

    deliver()

    contact.refresh_from_db()
    assert as_kept(first).state == AnswerState.DROPPED
    assert (contact.answered_at, contact.first_decided_at) == (None, NOW)


def test_whoever_rang_about_an_open_case_is_still_answered(worker, decided):
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(caller_email=NURSE), now=NOW)
        transfers.pass_to_worker(
            actor=worker, contact=contact, child=None, index_record_id="S1", worker="J Worker", worker_user_id=None,
            worker_team="", worker_phone="020 7946 0002", warm=False, words="", now=NOW,
        )  # fmt: skip
        contact.refresh_from_db()
    assert OpenCaseHandover.objects.count() == open_work(contact) == 1

    deliver()
    mail.outbox.clear()
    tell(worker, contact, words="")
    deliver()

    assert "J Worker, telephone 020 7946 0002" in mail.outbox[0].body


def test_an_agency_does_not_hear_here_of_a_restricted_contact(worker, decided, act_as):
    school = act_as(Role.PARTNER, team="guild-high")
    contact = decided(caller_organisation=school.agency_code)
    assert contact.sent_by_agency_id == school.agency_id
    contact.restricted = True
    contact.save(update_fields=["restricted"])

    with pytest.raises(RuleBroken, match="no account here"):
        tell(replace(worker, cleared=True), contact, channel="in_product")


# -- disagreeing without a sign-in -----------------------------------------------------------------------------------


@pytest.fixture
def stranger(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    return Client()


def send(client, address, answers):
    page = client.get(address)
    key = re.search(r'name="idempotency_key" value="([^"]+)"', page.content.decode())
    return client.post(address, {"idempotency_key": key.group(1)} | answers)


def test_whoever_has_the_message_can_disagree_and_a_guess_says_nothing(stranger, worker, manager, decided):
    contact = decided()
    address = reverse("frontdoor:disagree_by_code")
    code = disagree_code(contact)
    wrong = [
        send(stranger, address, {"reference": reference, "code": guess, "words": "No."})
        for reference, guess in ((contact.reference, "AAAA-BBBB-CCCC"), ("C-99999", code))
    ]
    said = [re.search(r"We do not know this[^<]*", page.content.decode()).group(0) for page in wrong]
    assert said[0] == said[1]

    right = {"reference": contact.reference.lower(), "code": code.lower().replace("-", " "), "words": "He is afraid."}
    done = send(stranger, address, right | {"reply_to": "020 7946 0003"})
    assert done.status_code == 302
    assert stranger.get(done["Location"]).status_code == 200

    with request_transaction(manager):
        row = Disagreement.objects.get()
        assert (row.words, row.reply_to, open_work(contact, WorkAct.ANSWER_DISAGREEMENT)) == (
            "He is afraid.", "020 7946 0003", 1,
        )  # fmt: skip
        given = {"actor": manager, "disagreement": row, "words": "We read it again.", "upheld": False, "now": NOW}
        with pytest.raises(LookFirst) as first:
            disagreements.answer_disagreement(channel="email", **given)
        disagreements.answer_disagreement(channel="email", look=first.value.look, **given)
    deliver()
    assert ["You disagree" in one.subject or "read" in one.subject for one in mail.outbox] == [True, True]
    assert "We read it again." in mail.outbox[1].body


def test_the_page_shows_the_message_first_and_the_outbox_what_became_of_it(stranger, worker, decided):
    contact = decided()
    stranger.force_login(User.objects.get(pk=worker.user_id), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("frontdoor:answer_referrer", kwargs={"reference": contact.reference})
    page = send(stranger, address, {"channel": "email", "words": WORDS})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Read it as it will go" in text and "Send this e-mail" in text
    hidden = dict(re.findall(r'name="(look|idempotency_key)" value="([^"]+)"', text))

    sent = stranger.post(address, hidden | {"channel": "email", "words": WORDS})

    assert sent.status_code == 302
    assert "Waiting to go" in stranger.get(sent["Location"]).content.decode()
    assert contact.reference in stranger.get(reverse("frontdoor:messages")).content.decode()
    card = reverse("frontdoor:contact", kwargs={"reference": contact.reference})
    assert "Outcome</a>, by e-mail. Waiting to go" in stranger.get(card).content.decode()
