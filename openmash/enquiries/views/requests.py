"""An agency's own requests: the list, the one page, and each thing it can do about one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import files
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.base.views import ActView, PageView
from openmash.enquiries import forms, presenters, queries, rules, services
from openmash.enquiries.choices import RequestState, ReturnKind
from openmash.enquiries.permissions import check_can_answer
from openmash.trail import services as trail

ANSWERING = "Answering a question of the front door"


def titles(request: Any, section: str, codes: Iterable[str]) -> list[str]:
    """Return the pack's words for codes, as the pack stood when the request was made."""
    held = {entry.code: entry.title for entry in agencies.pack_of(request.enquiry.pack_id).section(section)}
    return [held.get(code, code) for code in codes if code]


def opened(actor: Actor, request: Any, now: datetime) -> None:
    """Keep an opening for everybody whom a page about a request shows."""
    with trail.gathering():
        for one in request.enquiry.people.all():
            trail.saw(
                actor=actor,
                subject=f"person {one.person_reference}",
                purpose=ANSWERING,
                at=now,
                request=request.reference,
            )


def request_address(reference: str, name: str = "request") -> str:
    """Return where something about a request is done."""
    return reverse(f"enquiries:{name}", kwargs={"reference": reference})


def file_address(reference: str, file: str) -> str:
    """Return where a file of an answer is taken away."""
    return reverse("enquiries:return_file", kwargs={"reference": reference, "file": file})


def asked_of_you(request: Any, now: datetime) -> dict[str, Any]:
    """Return what an agency is told above its choices."""
    enquiry = request.enquiry
    return presenters.asked_of_you(
        request,
        category=", ".join(titles(request, "contact_categories", [enquiry.category])),
        bases=titles(request, "lawful_bases", enquiry.lawful_bases),
        purpose=", ".join(titles(request, "reasons", [enquiry.purpose])),
        now=now,
    )


class Requests(PageView):
    """What the actor's agency has to answer, and what it has answered."""

    template = "enquiries/requests.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        shown = queries.how_many(self.request.GET.get("shown", ""))
        waiting = queries.requests_to_answer(actor, most=shown + 1)
        return {
            "waiting": [presenters.request_row(one, queries.who_of(one), now) for one in waiting[:shown]],
            "shown": shown,
            "more": len(waiting) > shown,
            "next_shown": queries.how_many(str(shown + queries.PAGE)) if shown < queries.MOST else 0,
            "done": [presenters.request_row(one, queries.who_of(one), now) for one in queries.answered_requests(actor)],
        }


class ShowRequest(ActView):
    """One task, one family, one deadline. "Nothing relevant" is answered here, in one tap."""

    template = "enquiries/request.html"
    form_class = forms.NothingForm

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with request_transaction(self.actor):
            held = queries.request_asked_of(self.actor, kwargs["reference"])
            services.open_request(actor=self.actor, request=held, now=self.now)
        return super().get(request, *args, **kwargs)

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.request_asked_of(actor, reference)
        opened(actor, held, now)
        questions = queries.question_set_of(held)
        return {
            "asked": asked_of_you(held, now),
            "intro": questions.words,
            "questions": [question.words for question in questions.questions],
            "open": held.state == RequestState.ASKED,
            "by_link": bool(actor.link),
            "withdrawn": held.state == RequestState.WITHDRAWN,
            "may_add": held.state != RequestState.WITHDRAWN,
            "waiting": held.state in rules.OPEN,
            "returns": queries.returns_in_words(held, now, where=lambda file: file_address(reference, file)),
            "events": queries.events_in_words(held, now),
        }

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = queries.request_asked_of(actor, reference)
        given = services.ReturnGiven(kind=ReturnKind.NOTHING)
        services.answer_request(actor=actor, request=held, given=given, now=now)
        return request_address(reference)


class RequestAct(ActView):
    """One act on one request of the actor's agency."""

    template = "enquiries/act.html"
    heading = ""
    intro = ""
    button = ""

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.request_asked_of(actor, reference)
        check_can_answer(actor, held)
        opened(actor, held, now)
        return {
            "asked": asked_of_you(held, now),
            "heading": self.heading,
            "intro": self.intro,
            "button": self.button,
            "back": request_address(reference),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"{type(self).__name__}:{reference}"


class AnswerRequest(RequestAct):
    """Answer the questions of the agency's set."""

    template = "enquiries/answer.html"
    form_class = forms.AnswerForm
    draft_title = "An answer to the front door"
    files_field = "attachments"
    largest_upload = files.LARGEST
    heading = "What do you know?"
    button = "Send the answer"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.request_asked_of(actor, reference)
        shown = super().page(actor, now, reference=reference, **kwargs)
        if held.state == RequestState.WITHDRAWN:
            raise RuleBroken(services.NO_LONGER)
        if held.state != RequestState.ASKED:
            before = queries.returns_in_words(held, now, where=lambda file: file_address(reference, file))
            shown |= {"heading": "Add to your answer", "before": before}
        return shown

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "more_rows" not in request.POST:
            return super().post(request, *args, **kwargs)
        # Room for one more person: what was typed is kept as a draft, and shown again with it.
        more = request.POST.copy()
        more["rows"] = str(forms.rows_of(more.get("rows", "")) + 1)
        request.POST = more
        return self.save_draft(request, **kwargs)

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.request_asked_of(actor, reference)
        names = [(one.name, one.name) for one in held.enquiry.people.all()]
        adding = held.state == RequestState.ANSWERED
        return {"questions": queries.question_set_of(held).questions, "names": names, "adding": adding}

    def act(self, actor: Actor, form: forms.AnswerForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        given = services.ReturnGiven(
            kind=form.cleaned_data.get("kind") or ReturnKind.WHOLE,
            answers=form.answers(),
            words=form.cleaned_data["words"],
            handling=form.cleaned_data["handling"],
            involved=form.involved(),
            files=form.cleaned_data["attachments"],
            facts=form.facts(),
        )
        held = queries.request_asked_of(actor, reference)
        services.answer_request(actor=actor, request=held, given=given, now=now)
        return request_address(reference)


class ReturnFile(PageView):
    """A file of one's own agency's answer, to take away."""

    def page(self, actor: Actor, now: datetime, *, reference: str, file: str, **kwargs: Any) -> HttpResponseBase:
        held = queries.request_asked_of(actor, reference)
        opened(actor, held, now)
        found = services.take_file_away(actor=actor, file=queries.file_of(held, file), now=now)
        return files.download(found.file, found.name)


class DeclineRequest(RequestAct):
    """Say why the agency cannot answer."""

    form_class = forms.DeclineForm
    draft_title = "Why we cannot answer"
    heading = "We cannot answer this"
    intro = "Those who asked see your reason, and may ask again or go on without your answer."
    button = "Send the reason"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"reasons": list(queries.declining_reasons(now).items())}

    def act(self, actor: Actor, form: forms.DeclineForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        given = services.ReturnGiven(
            kind=ReturnKind.DECLINED, reason=form.cleaned_data["reason"], words=form.cleaned_data["words"]
        )
        held = queries.request_asked_of(actor, reference)
        services.answer_request(actor=actor, request=held, given=given, now=now)
        return request_address(reference)


class PassRequestOn(RequestAct):
    """Leave the answer to a colleague."""

    form_class = forms.PassOnForm
    heading = "Pass this to a colleague"
    intro = "The time to answer stays the same."
    button = "Pass it on"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"colleagues": [(str(key), name) for key, name in queries.colleagues_of(actor, now)]}

    def act(self, actor: Actor, form: forms.PassOnForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.pass_request_on(
            actor=actor,
            request=queries.request_asked_of(actor, reference),
            to_user_id=int(form.cleaned_data["to"]),
            words=form.cleaned_data["words"],
            now=now,
        )
        return request_address(reference)


class AskForMoreTime(RequestAct):
    """Ask those who asked for more time."""

    form_class = forms.MoreTimeForm
    draft_title = "Asking for more time"
    heading = "Ask for more time"
    intro = "Until they decide, the time that was set holds."
    button = "Ask"

    def act(self, actor: Actor, form: forms.MoreTimeForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.ask_for_more_time(
            actor=actor,
            request=queries.request_asked_of(actor, reference),
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return request_address(reference)
