"""The two kinds of page: one that shows, one that acts. Both run as one actor in one transaction.

The template is rendered after the transaction, with the database out of reach: a page works from plain values.
"""

import hashlib
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.forms import ChoiceField
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views import View

from openmash.base import access, acts, clock, conflicts, drafts, files
from openmash.base.actors import Actor
from openmash.base.errors import (
    AskFirst,
    BeingMade,
    Conflict,
    Denied,
    KeyReused,
    NotFound,
    NotUnderstood,
    Refusal,
    RuleBroken,
)
from openmash.base.fields.days import set_now
from openmash.base.forms import Form, marks_of
from openmash.base.shell import shell_for
from openmash.base.transactions import request_transaction

PUBLIC = Actor(system="public", name="public", purpose="public page")
SIGNED_IN = frozenset({"user", "role", "purpose", "next", "nav", "search"})
DATABASE_GONE = "The database is not answering. Nothing was saved. Try again in a minute."
STATUS = {
    BeingMade: 202,
    NotUnderstood: 400,
    Denied: 403,
    NotFound: 404,
    KeyReused: 409,
    Conflict: 409,
    RuleBroken: 422,
}


def _no_database(execute: Callable[..., Any], sql: str, *_: Any, **__: Any) -> None:
    raise RuntimeError(
        f"What draws a page asked the database for something; page() must hand over plain values: {sql[:120]}"
    )


def take_out_nulls(request: HttpRequest) -> None:
    """Take the null characters out of what was sent: no keyboard makes one, and PostgreSQL keeps and compares none."""
    if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.META.get("QUERY_STRING", ""):
        request.GET = without_nulls(request.GET)  # type: ignore[assignment]
    try:
        posted = request.POST
    except RequestDataTooBig:
        return  # said where the form is read
    if any("\0" in word for name, values in posted.lists() for word in (name, *values)):
        request.POST = without_nulls(posted)  # type: ignore[assignment]


def without_nulls(sent: QueryDict) -> QueryDict:
    """Return the same names and words without null characters."""
    clean = QueryDict(mutable=True)
    for name, values in sent.lists():
        clean.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return clean


def failed(request: HttpRequest) -> HttpResponse:
    """Say what went wrong outside every view: a session is read before one, and kept after it.

    Without a request in the template, so that the page asks for nothing that may be what is gone.
    """
    from openmash.base.sessions import posted_words

    if not isinstance(sys.exc_info()[1], OperationalError):
        return HttpResponse(render_to_string("500.html"), status=500)
    words = posted_words(request) if request.method == "POST" else []
    return HttpResponse(render_to_string("errors/503.html", {"reason": DATABASE_GONE, "words": words}), status=503)


class SignedOut(Exception):
    """Nobody is signed in, or the session ended, at an address that needs a person."""


class ActorView(View):
    """What every address does first: who is it, may this role be here, and one transaction for the rest."""

    template: ClassVar[str] = ""
    fragment: ClassVar[bool] = False
    actor: Actor
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.now = clock.now()
        take_out_nulls(request)
        match = request.resolver_match
        row = access.row_of(match.view_name if match else "")
        try:
            actor = getattr(request, "actor", None)
            if actor is None:
                if "anonymous" not in row.roles:
                    raise SignedOut
                actor = PUBLIC
            self.actor = actor
            if "anonymous" not in row.roles:
                row.check(actor)
            if any("\0" in part for part in kwargs.values() if isinstance(part, str)):
                raise NotFound
            return super().dispatch(request, *args, **kwargs)
        except SignedOut:
            return self.signed_out()
        except Refusal as refusal:
            return self.refused(refusal)
        except RequestDataTooBig:
            return self.error_page(413, "What you sent is too large. Send it in smaller parts.")
        except OperationalError:
            return self.error_page(503, DATABASE_GONE)

    def signed_out(self) -> HttpResponse:
        """Answer a request without a session: sign in first, keeping what was sent."""
        from openmash.base.sessions import answer_signed_out

        return answer_signed_out(self.request, now=self.now)

    def refused(self, refusal: Refusal) -> HttpResponse:
        if isinstance(refusal, AskFirst) and self.request.method != "POST":
            return HttpResponseRedirect(refusal.at)
        return self.error_page(STATUS.get(type(refusal), 403), refusal.reason)

    def error_page(self, status: int, reason: str) -> HttpResponse:
        """Say what went wrong, and give back what was typed: a refusal costs nobody their words."""
        context = {"reason": reason, "shell": self.shell(), "words": self.words_sent()}
        return TemplateResponse(self.request, f"errors/{status}.html", context, status=status).render()

    def words_sent(self) -> list[dict[str, str]]:
        """Return what a person typed into the form that is refused."""
        from openmash.base.sessions import posted_words

        try:
            return posted_words(self.request) if self.request.method == "POST" else []
        except RequestDataTooBig:
            return []

    def shell(self) -> dict[str, Any]:
        actor = getattr(self, "actor", None)
        if actor is None:
            return {}
        with request_transaction(actor):
            return self.shell_in_hand()

    def shell_in_hand(self) -> dict[str, Any]:
        """Return what stands around the page, within a transaction; nothing about who is there where nobody signed in."""
        around = {} if self.fragment else shell_for(self.actor, self.now, self.request.path)
        if self.actor is PUBLIC or self.actor.link:
            around = {name: around[name] for name in around if name not in SIGNED_IN}
        if not self.actor.link:
            return around
        return around | {"by_link": self.actor.name, "lands": getattr(self.request, "lands", "")}

    def show(self, context: dict[str, Any] | HttpResponseBase, *, status: int = 200) -> HttpResponseBase:
        """Render the page after the transaction; whatever still needs the database is a defect and fails."""
        if isinstance(context, HttpResponseBase):
            return context
        with connection.execute_wrapper(_no_database):
            drawn = self.draw(context)
            if isinstance(drawn, HttpResponseBase):
                return drawn
            return TemplateResponse(self.request, self.template, drawn, status=status).render()

    def draw(self, context: dict[str, Any]) -> dict[str, Any] | HttpResponseBase:
        """Return the template's context with what takes long to draw, or the whole answer: a file to take away."""
        return context


class PageView(ActorView):
    """A page that shows something. Override `page`, and `draw` for charts and files. Without a template `draw` answers."""

    http_method_names = ["get", "head"]

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any] | HttpResponseBase:
        """Return the template's context as plain values, or a whole response (a download, a redirect)."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with request_transaction(self.actor):
            context = self.page(self.actor, self.now, **kwargs)
            if isinstance(context, dict):
                context["shell"] = self.shell_in_hand() if self.template else {}
        return self.show(context)


class ActView(ActorView):
    """A page with one form for one act. Override `act`, and `page`, `form_kwargs`, `initial`, `draft_key_for` as needed."""

    http_method_names = ["get", "head", "post"]
    form_class: ClassVar[type[Form]]
    draft_title: ClassVar[str] = ""
    files_field: ClassVar[str] = ""  # the field whose files are looked at and made anew before the act

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows besides its form."""
        return {}

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        """Return what the form's constructor needs besides data (choices from the pack, for instance)."""
        return {}

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        """Return the answers held already, and `version` of the record that they belong to."""
        return {}

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        """Return the name under which this form's draft is kept; empty: this form keeps none."""
        return ""

    def may_send(self, actor: Actor, now: datetime, **kwargs: Any) -> None:
        """Raise a refusal where nothing that is sent here is looked at: it is given back, and the page shows nothing else."""

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        """Do the one thing by one call of one service, and return the address to go to."""
        raise NotImplementedError

    # -- showing -------------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with request_transaction(self.actor):
            key = self.draft_key_for(self.actor, **kwargs)
            form = self.empty_form(key, **kwargs)
            context = self.context(form, key, **kwargs)
            if context["draft"]:
                context["draft"]["brought_back"] = has_words(form)
        return self.show(context)

    def empty_form(self, key: str, /, **kwargs: Any) -> Form:
        extra = self.form_kwargs(self.actor, self.now, **kwargs)
        kept = drafts.draft_kept(self.actor, key, now=self.now) if key else None
        if kept is not None:
            return restored(self.form_class, kept.content, key=key, **extra)
        held = self.initial(self.actor, self.now, **kwargs)
        shown = (
            marks_of({name: words for name, words in held.items() if name != "version"}) if "version" in held else ""
        )
        initial = {"idempotency_key": acts.fresh_key(), "draft_key": key, "shown": shown}
        return self.form_class(initial=initial | held, **extra)

    def context(self, form: Form, key: str, /, **kwargs: Any) -> dict[str, Any]:
        context = self.page(self.actor, self.now, **kwargs)
        kept = drafts.draft_kept(self.actor, key, now=self.now) if key else None
        context |= {
            "form": form,
            "draft": {"key": key, "title": self.draft_title, "saved_at": kept.saved_at if kept else None}
            if key
            else None,
            "shell": self.shell_in_hand(),
        }
        # Bound here, inside the transaction: choices that are read lazily are read now.
        for field in form:
            field.as_widget()
        return context

    # -- acting --------------------------------------------------------------------------------------------

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "save_draft" in request.POST:
            return self.save_draft(request, **kwargs)
        data = with_choices_made(request.POST)
        if self.files_field:
            # No transaction is open: each file is looked at by a process of its own, and that takes its time.
            sent = request.FILES.getlist(self.files_field)
            for upload, became in zip(sent, files.take_in(sent), strict=True):
                upload.became = became  # type: ignore[attr-defined]
        return self.send(data, body=self.body_hash(data), **kwargs)

    def send(self, data: QueryDict, *, body: str, merged: bool = False, **kwargs: Any) -> HttpResponseBase:
        """Do the act with what was sent, or show what hinders it. `body` is the hash of what came from the browser."""
        request, form = self.request, None
        try:
            with request_transaction(self.actor):
                self.may_send(self.actor, self.now, **kwargs)
                key = self.draft_key_for(self.actor, **kwargs)
                claim = acts.begin(
                    actor=self.actor,
                    key=data.get("idempotency_key", ""),
                    address=request.path,
                    body=body,
                    now=self.now,
                )
                if isinstance(claim, acts.Replay):
                    return HttpResponseRedirect(claim.location)
                form = self.form_class(data, request.FILES, **self.form_kwargs(self.actor, self.now, **kwargs))
                set_now(form, self.now)
                if not form.is_valid():
                    raise RuleBroken("", field=None)
                location = self.act(self.actor, form, self.now, **kwargs)
                acts.finish(claim, location=location)
                if key:
                    drafts.drop_draft(actor=self.actor, key=key)
            return redirect(location)
        except RuleBroken as broken:
            return self.again(data, form, broken, **kwargs)
        except Conflict as conflict:
            return self.conflict(data, conflict, body=body, merged=merged, **kwargs)

    def save_draft(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Keep what was typed without sending it, and show the page again: for those without JavaScript."""
        content = dict(request.POST.lists())
        with request_transaction(self.actor):
            self.may_send(self.actor, self.now, **kwargs)
            key = self.draft_key_for(self.actor, **kwargs)
            if not key:
                raise RuleBroken("This form keeps no draft. Send it, or copy your words first.")
            try:
                drafts.save_draft(
                    actor=self.actor,
                    key=key,
                    content=content,
                    address=request.get_full_path(),
                    title=self.draft_title,
                    now=self.now,
                )
            except ValueError as too_long:
                raise RuleBroken(str(too_long)) from None
            form = restored(self.form_class, content, key=key, **self.form_kwargs(self.actor, self.now, **kwargs))
            context = self.context(form, key, **kwargs)
        context["draft"]["just_saved"] = True
        return self.show(context)

    def body_hash(self, data: QueryDict) -> str:
        sent = [(name, [content_hash(upload) for upload in uploads]) for name, uploads in self.request.FILES.lists()]
        return acts.body_hash([*data.lists(), *sent])

    def again(self, data: QueryDict, form: Form | None, broken: RuleBroken, **kwargs: Any) -> HttpResponseBase:
        """Show the form again with what was typed, each error beside its field. The act's key is still unused."""
        if form is None:
            return self.refused(broken)
        if broken.reason:
            known = broken.field if broken.field in form.fields else None
            form.add_error(known, broken.reason)
        if self.files_field and self.request.FILES and self.files_field not in form.errors:
            form.add_error(self.files_field, "Choose your files again: a browser forgets them.")
        with request_transaction(self.actor):
            context = self.context(form, self.draft_key_for(self.actor, **kwargs), **kwargs)
        return self.show(context, status=422)

    def conflict(
        self, data: QueryDict, conflict: Conflict, *, body: str, merged: bool, **kwargs: Any
    ) -> HttpResponseBase:
        """Show both texts of every field that both changed, and let the second editor choose.

        Where no field is in question, each keeps the words of who changed it, and the act is done.
        """
        with request_transaction(self.actor):
            form = self.form_class(data, **self.form_kwargs(self.actor, self.now, **kwargs))
        compared = conflicts.compare(data, form, conflict)
        if not compared.in_question and not merged:
            compared.sent["version"] = str(conflict.current_version)
            return self.send(compared.sent, body=body, merged=True, **kwargs)
        rows = [
            {
                "name": name,
                "label": conflicts.label_of(form, name),
                "theirs": conflict.current.get(name, ""),
                "said_by_them": conflicts.in_words(form, name, conflict.current.get(name, "")),
                "chosen": isinstance(form.fields.get(name), ChoiceField),
                "said_by_you": conflicts.in_words(form, name, conflict.yours[name]),
            }
            for name in compared.in_question or conflict.yours
        ]
        machinery = {"csrfmiddlewaretoken", "idempotency_key", "version"}
        carried = [
            (name, value)
            for name, values in compared.sent.lists()
            if name not in machinery and not name.startswith(("choose__", "theirs__"))
            for value in values
        ]
        context = {
            "rows": rows,
            "carried": carried,
            "version": conflict.current_version,
            "idempotency_key": acts.fresh_key(),
            "changed_by": conflict.changed_by,
            "reason": conflict.reason,
            "shell": self.shell(),
        }
        return TemplateResponse(self.request, "base/conflict.html", context, status=409).render()


def content_hash(upload: Any) -> str:
    """Return the hash of a file that was sent, a piece of it in memory at a time."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def has_words(form: Form) -> bool:
    """Whether a form was filled from a draft in which somebody wrote or chose something."""
    if not form.is_bound:
        return False
    own = {name for field in form.hidden_fields() for name in (field.name, field.html_name)}
    return any(words.strip() for name, values in form.data.lists() if name not in own for words in values)  # type: ignore[attr-defined]


def restored(form_class: type[Form], content: dict[str, list[str]], *, key: str, **extra: Any) -> Form:
    """Return the form filled with kept words, unchecked: a draft is not sent, so it has no errors yet."""
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, values)
    data["idempotency_key"], data["draft_key"] = acts.fresh_key(), key
    form = form_class(data, **extra)
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    return form


def with_choices_made(posted: QueryDict) -> QueryDict:
    """Apply the choices of the conflict page: theirs, mine, or both with theirs first."""
    data = posted.copy()
    asked = {name.removeprefix("theirs__") for name in data if name.startswith("theirs__")}
    if any(f"choose__{field}" not in data for field in asked):
        data["version"] = "0"  # nothing was chosen for a field: no version is so old, so both texts are shown again
    for name in [name for name in data if name.startswith("choose__")]:
        field = name.removeprefix("choose__")
        theirs, mine = data.get(f"theirs__{field}", ""), data.get(field, "")
        data[field] = {"theirs": theirs, "both": f"{theirs}\n\n{mine}"}.get(str(data[name]), mine)
    for name in [name for name in data if name.startswith(("choose__", "theirs__"))]:
        del data[name]
    return data
