"""What leaves: kept before it goes, sent once, shown to those who answer for it, and never as something else than was kept."""

from dataclasses import replace
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.base import jobs
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release import queries, services
from openmash.release.choices import DispatchState
from openmash.release.models import Disclosure, Dispatch
from openmash.release.rules.dispatches import MOVES, may_move
from openmash.release.services.sending import CHANGED
from openmash.release.tests.conftest import MACHINE, NOW
from openmash.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        pytest.param("waiting", "sending", True, id="a-waiting-one-is-sent"),
        pytest.param("sending", "waiting", True, id="one-that-certainly-did-not-go-waits-again"),
        pytest.param("uncertain", "sending", False, id="an-uncertain-one-never-by-itself"),
        pytest.param("uncertain", "waiting", True, id="an-uncertain-one-when-a-person-has-looked"),
        pytest.param("sent", "waiting", False, id="what-went-has-gone"),
        pytest.param("dropped", "waiting", False, id="what-was-taken-back-stays-back"),
    ],
)
def test_what_may_follow_what(before, after, may):
    assert may_move(before, after) is may
    assert set(MOVES) == set(DispatchState)


def test_an_email_goes_by_a_job_and_once(enqueued):
    dispatch = enqueued()
    assert (dispatch.state, mail.outbox) == ("waiting", [])

    jobs.run_waiting(now=NOW)
    jobs.run_waiting(now=NOW)

    with request_transaction(MACHINE):
        kept = Dispatch.objects.get(pk=dispatch.pk)
        said = list(Entry.objects.filter(subject=dispatch.reference).order_by("pk").values_list("kind", flat=True))
    assert [one.to for one in mail.outbox] == [["requests@police.example"]]
    assert (kept.state, kept.tries, kept.sent_through) == ("sent", 1, "mail")
    assert said == ["dispatch.waiting", "dispatch.sending", "dispatch.sent"]


def test_nothing_goes_where_the_record_holds_no_address(enqueued):
    with pytest.raises(RuleBroken, match="holds no address"):
        enqueued(address=" ")


def test_what_is_not_as_it_was_kept_is_refused_and_not_sent(enqueued):
    dispatch = enqueued()
    with request_transaction(MACHINE):
        Dispatch.objects.filter(pk=dispatch.pk).update(address="somebody.else@example.org")

    jobs.run_waiting(now=NOW)

    with request_transaction(MACHINE):
        kept = Dispatch.objects.get(pk=dispatch.pk)
    assert (kept.state, kept.problem, mail.outbox) == ("refused", CHANGED, [])


def test_somebody_outside_the_council_sends_nothing_and_reads_nothing(enqueued, police):
    enqueued()
    with pytest.raises(Denied, match="Only the council"):
        enqueued(actor=police)
    with request_transaction(police):
        assert not Dispatch.objects.exists()
        with pytest.raises(Denied):
            queries.outbox(police)


def test_the_outbox_hides_a_restricted_family_from_who_is_not_cleared(enqueued, manager, administrator, worker):
    shown, hidden = enqueued(), enqueued(source="Q-2", subject="C-2")
    with request_transaction(MACHINE):
        services.restrict_leaving(actor=MACHINE, subject_kind="contact", subject="C-2", restricted=True, now=NOW)
    assert not administrator.cleared
    with request_transaction(administrator):
        assert [one.pk for one in queries.outbox(administrator).on_their_way] == [shown.pk]
        with pytest.raises(NotFound):
            queries.dispatch_by_reference(administrator, hidden.reference)
    with request_transaction(replace(manager, cleared=True)):
        assert len(queries.outbox(replace(manager, cleared=True)).on_their_way) == 2
    with request_transaction(worker), pytest.raises(Denied, match="administrator or a MASH manager"):
        queries.outbox(worker)


def test_words_about_a_case_do_not_stand_in_the_outbox(enqueued, manager, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    notice = enqueued()
    detail = enqueued(source="A-1", kind="outcome", carries_detail=True, body="A social worker visits today.")
    receipt = enqueued(source="A-2", kind="acknowledgement", recipient_kind="referrer", address="n.nurse@example.org")
    client = Client()
    client.force_login(User.objects.get(pk=manager.user_id), backend="django.contrib.auth.backends.ModelBackend")

    shown = client.get(reverse("release:dispatch", kwargs={"dispatch": notice.reference})).content.decode()
    kept_back = client.get(reverse("release:dispatch", kwargs={"dispatch": detail.reference})).content.decode()
    unnamed = client.get(reverse("release:dispatch", kwargs={"dispatch": receipt.reference})).content.decode()
    box = client.get(reverse("release:outbox")).content.decode()

    assert "Its reference is Q-1" in shown and "requests@police.example" in shown
    assert "social worker visits" not in kept_back
    assert "n.nurse" not in unnamed + box
    assert notice.reference in box and detail.reference in box


def test_taken_back_before_it_went_it_does_not_go(enqueued):
    dispatch = enqueued()
    with request_transaction(MACHINE):
        assert services.drop_dispatches(actor=MACHINE, source_kind="request", sources=["Q-1"], now=NOW) == 1

    jobs.run_waiting(now=NOW)

    with request_transaction(MACHINE):
        assert Dispatch.objects.get(pk=dispatch.pk).state == "dropped"
        with pytest.raises(RuleBroken, match="waits for nobody"):
            services.settle_dispatch(actor=MACHINE, reference=dispatch.reference, went=True, now=NOW)
    assert mail.outbox == []


def test_a_disclosure_is_kept_where_whoever_was_told_reads_none(police):
    given = services.DisclosureGiven(
        what="request_opened", subject_kind="contact", subject="C-1", source_kind="request", source="Q-1",
        recipient_kind="agency", recipient="LANCS-POLICE", people=(), lawful_bases=("public-task",), fields=("name",),
    )  # fmt: skip
    with request_transaction(police):
        services.record_disclosure(actor=police, given=given, now=NOW)
        assert not Disclosure.objects.exists()
    with request_transaction(MACHINE):
        row = Disclosure.objects.get()
        assert (row.what, row.disclosed_by, row.lawful_bases) == ("request_opened", police.reference, ["public-task"])
        assert Entry.objects.filter(kind="disclosed", subject="C-1").count() == 1


class GoesAway(BaseEmailBackend):
    """A mail server that goes away while it takes the message."""

    def send_messages(self, email_messages):
        raise SMTPServerDisconnected("went away")


def test_an_uncertain_notice_is_shown_and_sent_again_by_somebody_who_has_looked(enqueued, manager, settings):
    dispatch = enqueued()
    settings.EMAIL_BACKEND = f"{__name__}.GoesAway"
    jobs.run_waiting(now=NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    jobs.run_waiting(now=NOW)
    assert mail.outbox == []
    with request_transaction(manager):
        assert [one.pk for one in queries.outbox(manager).needs_somebody] == [dispatch.pk]
        held = queries.notice_to_settle(manager, dispatch.reference)
        services.settle_dispatch(actor=manager, reference=held.reference, went=False, now=NOW)

    jobs.run_waiting(now=NOW)

    assert len(mail.outbox) == 1
    with request_transaction(manager), pytest.raises(NotFound, match="waits for nobody"):
        queries.notice_to_settle(manager, dispatch.reference)
