"""The two kinds of page, met as a browser meets them."""

import html
import re
import uuid
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory

from openmash.base import access, drafts, jobs
from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.base.forms import Form
from openmash.base.models import Act, Job
from openmash.base.tests import factories as make
from openmash.base.transactions import request_transaction
from openmash.base.views import ActView, PageView, with_choices_made

pytestmark = pytest.mark.django_db


def row(*roles, hidden=False):
    return access.Row("note", "Keep a note", frozenset(roles or {"any"}), "own", "none", "n/a", hidden, "base")


class NoteForm(Form):
    story = forms.CharField(label="Story", widget=forms.Textarea, error_messages={"required": "Write what happened."})


class KeepNote(ActView):
    """Keeps a note by putting a job into the queue: one row an act."""

    template = "note.html"
    form_class = NoteForm
    draft_title = "A note"
    fragment = True

    def draft_key_for(self, actor, **kwargs):
        return "note"

    def act(self, actor, form, now, **kwargs):
        story = form.content["story"]
        if story == "forbidden":
            raise RuleBroken("This cannot be said.", field="story")
        if story == "denied":
            raise Denied("Only a manager can.")
        if story == "changed":
            raise Conflict(
                current={"story": "Theirs"}, yours={"story": story}, changed_by="A Colleague", current_version=3
            )
        jobs.enqueue("note", now=now, story=story)
        return f"/notes/{Job.objects.count()}"


class ShowNotes(PageView):
    template = "notes.html"
    fragment = True

    def page(self, actor, now, **kwargs):
        if kwargs.get("gone"):
            raise NotFound
        return {"words": "plain", "users": get_user_model().objects.all() if kwargs.get("lazy") else []}


@pytest.fixture(autouse=True)
def templates(ground_floor_only, settings, tmp_path):
    (tmp_path / "note.html").write_text(
        "<form>{% include 'base/forms/machinery.html' %}{% include 'base/forms/restored.html' %}"
        "{{ form }}{% if draft.just_saved %}Saved{% endif %}</form>"
    )
    (tmp_path / "notes.html").write_text("{{ words }}{% for user in users %}{{ user.name }}{% endfor %}")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [str(tmp_path)]}]


@pytest.fixture
def ask(monkeypatch):
    """Return a function that sends a request to a view as an actor, past every middleware."""

    def send(view, actor, data=None, *, allowed=None, path="/note", **kwargs):
        monkeypatch.setattr(access, "row_of", lambda name: allowed or row())
        factory = RequestFactory()
        request = factory.get(path) if data is None else factory.post(path, data)
        request.actor, request.user, request.session = actor, AnonymousUser(), {}
        request.resolver_match = SimpleNamespace(view_name="note")
        return view.as_view()(request, **kwargs)

    return send


@pytest.fixture
def worker():
    return make.person()


def sent(story, key=None, **more):
    return {"story": story, "idempotency_key": key or str(uuid.uuid4())} | more


def kept_notes():
    return [job.arguments["story"] for job in Job.objects.filter(kind="note")]


# -- who may be here -----------------------------------------------------------------------------------------------


def test_a_page_shows_plain_values(ask, worker):
    answer = ask(ShowNotes, worker)

    assert (answer.status_code, answer.content) == (200, b"plain")


def test_a_template_may_not_ask_the_database(ask, worker):
    with pytest.raises(RuntimeError, match="page\\(\\) must hand over plain values"):
        ask(ShowNotes, worker, lazy=True)


def test_another_role_is_told_why_not(ask, worker):
    answer = ask(ShowNotes, worker, allowed=row("mash_manager"))

    assert answer.status_code == 403
    assert b"Your role does not include this: keep a note." in answer.content


def test_an_address_that_is_hidden_is_not_there(ask, worker):
    assert ask(ShowNotes, worker, allowed=row("mash_manager", hidden=True)).status_code == 404


def test_a_record_that_is_not_visible_is_not_there(ask, worker):
    answer = ask(ShowNotes, worker, gone=True)

    assert answer.status_code == 404
    assert b"nothing here that is visible to you" in answer.content


def test_an_address_without_a_row_is_not_served(worker):
    with pytest.raises(LookupError, match="has no row in the access matrix"):
        access.row_of("nowhere:nothing")


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(ask):
    answer = ask(ShowNotes, None, path="/note?tab=2")

    assert (answer.status_code, answer.url) == (302, "/account/login/?next=%2Fnote%3Ftab%3D2")


def test_words_sent_without_a_session_are_shown_back(ask):
    answer = ask(KeepNote, None, sent("What she told me"))

    assert answer.status_code == 401
    assert b"What she told me" in answer.content
    assert not kept_notes()


def test_an_open_address_is_open_to_everybody(ask):
    assert ask(ShowNotes, None, allowed=row("anonymous")).status_code == 200


# -- acting ----------------------------------------------------------------------------------------------------------


def test_a_form_sent_twice_is_carried_out_once_and_answered_alike(ask, worker):
    form = sent("She was not at school")

    first, second = ask(KeepNote, worker, form), ask(KeepNote, worker, form)

    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, "/notes/1")
    assert kept_notes() == ["She was not at school"]


def test_the_same_key_with_other_words_is_refused(ask, worker):
    form = sent("First words")
    ask(KeepNote, worker, form)

    answer = ask(KeepNote, worker, form | {"story": "Other words"})

    assert answer.status_code == 409
    assert b"already sent with other words" in answer.content
    assert kept_notes() == ["First words"]


def test_the_same_key_from_somebody_else_is_refused(ask, worker):
    form = sent("First words")
    ask(KeepNote, worker, form)

    assert ask(KeepNote, make.person("other@example.org"), form).status_code == 409


def test_a_form_without_its_key_says_what_to_do(ask, worker):
    answer = ask(KeepNote, worker, {"story": "Words"})

    assert answer.status_code == 422
    assert b"Open the page again" in answer.content


@pytest.mark.parametrize(
    ("story", "error"),
    [
        pytest.param("", b"Write what happened.", id="shape"),
        pytest.param("forbidden", b"This cannot be said.", id="rule"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_key_is_still_good(ask, worker, story, error):
    form = sent(story)

    answer = ask(KeepNote, worker, form)

    assert answer.status_code == 422
    assert error in answer.content
    assert story.encode() in answer.content
    assert form["idempotency_key"].encode() in answer.content
    assert ask(KeepNote, worker, form | {"story": "Now right"}).status_code == 302
    assert kept_notes() == ["Now right"]


def test_a_refused_act_leaves_nothing(ask, worker):
    answer = ask(KeepNote, worker, sent("denied"))

    assert answer.status_code == 403
    assert b"Only a manager can." in answer.content
    assert not Act.objects.exists()


def test_the_second_editor_sees_both_texts(ask, worker):
    answer = ask(KeepNote, worker, sent("changed", version="2"))

    assert answer.status_code == 409
    for words in (b"Theirs", b"changed", b"A Colleague", b'name="version" value="3"'):
        assert words in answer.content


@pytest.mark.parametrize(
    ("choice", "kept"), [("theirs", "A"), ("mine", "B"), ("both", "A\n\nB")], ids=["theirs", "mine", "both"]
)
def test_the_second_editor_chooses(choice, kept):
    data = QueryDict(mutable=True)
    data.update({"story": "B", "theirs__story": "A", "choose__story": choice})

    assert with_choices_made(data).dict() == {"story": kept}


class TwoNotesForm(Form):
    seen = forms.CharField(label="Seen", required=False)
    heard = forms.CharField(label="Heard", required=False)


class AmendNotes(ActView):
    """Two notes in one record, amended by their version."""

    template = "note.html"
    form_class = TwoNotesForm
    fragment = True
    held = {"seen": "A bruise", "heard": "", "version": 1}

    def initial(self, actor, now, **kwargs):
        return dict(self.held)

    def act(self, actor, form, now, **kwargs):
        words = {name: self.held[name] for name in ("seen", "heard")}
        if form.cleaned_data["version"] != self.held["version"]:
            raise Conflict(
                current=words, yours=form.content, changed_by="A Colleague", current_version=self.held["version"]
            )
        self.held.update(form.content, version=self.held["version"] + 1)
        return "/done"


@pytest.mark.parametrize(
    ("theirs", "mine", "kept", "in_question"),
    [
        pytest.param(
            {"heard": "A cry"}, {"seen": "Two bruises"}, ("Two bruises", "A cry"), [], id="each-its-own-field"
        ),
        pytest.param({"heard": "A cry"}, {"heard": "A cry"}, ("A bruise", "A cry"), [], id="both-the-same-words"),
        pytest.param({"heard": "A cry"}, {"heard": "A laugh"}, None, ["heard"], id="both-one-field"),
        pytest.param(
            {"heard": "A cry", "seen": "A graze"}, {"heard": "A laugh"}, None, ["heard"], id="one-of-two-in-question"
        ),
    ],
)
def test_only_what_both_changed_is_in_question(ask, worker, monkeypatch, theirs, mine, kept, in_question):
    monkeypatch.setattr(AmendNotes, "held", {"seen": "A bruise", "heard": "", "version": 1})
    page = ask(AmendNotes, worker).content.decode()
    shown = html.unescape(re.search(r'name="shown" value="([^"]*)"', page)[1])
    AmendNotes.held.update(theirs, version=2)

    answer = ask(
        AmendNotes,
        worker,
        {"seen": "A bruise", "heard": "", "version": "1", "shown": shown, "idempotency_key": str(uuid.uuid4())} | mine,
    )

    if kept:
        assert (answer.status_code, AmendNotes.held["seen"], AmendNotes.held["heard"]) == (302, *kept)
    else:
        asked = re.findall(r'name="theirs__(\w+)"', answer.content.decode())
        assert (answer.status_code, asked) == (409, in_question)
        assert "(empty)" not in answer.content.decode()
        carried = dict(re.findall(r'type="hidden" name="(seen|heard)" value="([^"]*)"', answer.content.decode()))
        assert carried["seen"] == AmendNotes.held["seen"]


# -- drafts ----------------------------------------------------------------------------------------------------------


def test_the_save_button_keeps_the_words_without_sending_them(ask, worker):
    answer = ask(KeepNote, worker, sent("Half a sentence", save_draft="1"))

    assert answer.status_code == 200
    assert b"Half a sentence" in answer.content
    assert b"Saved" in answer.content
    assert not kept_notes()
    assert not Act.objects.exists()


def test_kept_words_are_there_again_without_errors(ask, worker):
    ask(KeepNote, worker, sent("", save_draft="1"))
    ask(KeepNote, worker, sent("Half a sentence", save_draft="1"))

    answer = ask(KeepNote, worker)

    assert b"Half a sentence" in answer.content
    assert b"error" not in answer.content
    assert b"what you typed before" in answer.content


@pytest.mark.parametrize(
    ("kept", "then"),
    [
        pytest.param("Half a sentence", sent("forbidden"), id="words-that-are-refused-stand-there"),
        pytest.param("", None, id="an-empty-draft-brings-nothing-back"),
    ],
)
def test_words_are_said_to_be_back_only_where_some_came_back(ask, worker, kept, then):
    ask(KeepNote, worker, sent(kept, save_draft="1"))

    assert b"what you typed before" not in ask(KeepNote, worker, then).content


def test_what_was_sent_is_no_longer_a_draft(ask, worker):
    ask(KeepNote, worker, sent("Half", save_draft="1"))

    ask(KeepNote, worker, sent("Whole"))

    with request_transaction(worker):
        assert drafts.drafts_of(worker, now=make.NOW) == []
