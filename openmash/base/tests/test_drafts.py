"""Drafts are their writer's alone, and expire."""

from datetime import timedelta

import pytest

from openmash.base import drafts, jobs
from openmash.base.actors import Actor
from openmash.base.models import Draft
from openmash.base.tests import factories as make
from openmash.base.transactions import request_transaction

pytestmark = pytest.mark.django_db


def kept(actor, key="call", at=make.NOW, **content):
    with request_transaction(actor):
        return drafts.save_draft(actor=actor, key=key, content={"story": ["Words"]} | content, now=at)


def test_the_last_saving_is_what_is_kept_and_machinery_is_not():
    writer = make.person()
    kept(writer, story=["First"])
    kept(writer, story=["Second"], csrfmiddlewaretoken=["x"], idempotency_key=["y"], save_draft=["1"])

    with request_transaction(writer):
        assert drafts.draft_kept(writer, "call", now=make.NOW).content == {"story": ["Second"]}


def test_nobody_else_sees_a_draft_whatever_they_ask():
    writer, other = make.person(), make.person("other@example.org")
    kept(writer)

    with request_transaction(other):
        assert not Draft.objects.exists()
        assert Draft.objects.filter(user_id=writer.user_id).update(title="Mine now") == 0
        assert Draft.objects.filter(user_id=writer.user_id).delete()[0] == 0
    assert not Draft.objects.exists()
    with request_transaction(writer):
        assert Draft.objects.get().title == ""


def test_a_machine_keeps_no_drafts_and_no_draft_is_without_end():
    with pytest.raises(ValueError, match="machine"):
        kept(Actor.machine("demo"))
    with pytest.raises(ValueError, match="longer than"):
        kept(make.person(), story=["x" * 400_001])


def test_an_expired_draft_is_not_shown_and_is_forgotten():
    writer = make.person()
    kept(writer)
    later = make.NOW + drafts.KEPT_FOR + timedelta(seconds=1)

    with request_transaction(writer):
        assert drafts.draft_kept(writer, "call", now=later) is None
    jobs.tidy_up(now=later)

    with request_transaction(writer):
        assert not Draft.objects.exists()
