"""The register: its list, one document with its versions, and each act on a version."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.forms import Form
from openmash.base.views import ActView, PageView
from openmash.sharing import forms, permissions, presenters, queries, services
from openmash.sharing.choices import DOCUMENT_WORDS, STATE_WORDS, DocumentKind, VersionState
from openmash.sharing.services import VersionGiven

LISTS = ("parties", "purposes", "bases", "items")


def given_in(form: Any) -> VersionGiven:
    """Return what a form of a version says."""
    said = {name: form.content[name] for name in VersionGiven.__dataclass_fields__}
    return VersionGiven(**(said | {name: tuple(said[name]) for name in LISTS}))


def chosen(asked: str, known: dict[str, str]) -> str:
    """Return a filter as asked for, or none where it is unknown."""
    return asked if asked in known else ""


class Register(PageView):
    """Every document that one may read, the nearest review first, and the duties that begin on a day."""

    template = "sharing/register.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        on = london_day(now)
        kind = chosen(self.request.GET.get("kind", ""), DOCUMENT_WORDS)
        state = chosen(self.request.GET.get("state", ""), STATE_WORDS)
        rows = queries.register_rows(actor, on=on, kind=kind, state=state)
        return {
            "rows": [presenters.register_line(row, on=on) for row in rows],
            "filters": self._filters(kind, state),
            "filtered": bool(kind or state),
            "duties": [presenters.duty_line(duty) for duty in queries.duties_on(on)] if actor.is_authority else [],
            "may_draft": permissions.can_keep_register(actor),
            "may_see_feeds": access.may_use(actor, "sharing:feeds"),
            "ours": actor.is_authority,
        }

    @staticmethod
    def _filters(kind: str, state: str) -> dict[str, Any]:
        def options(name: str, words: dict[str, str], current: str, other: str) -> list[dict[str, Any]]:
            return [
                {
                    "text": text,
                    "href": f"?{name}={code}{other}" if code else f"?{other[1:]}",
                    "current": code == current,
                }
                for code, text in [("", "All"), *words.items()]
            ]

        by_kind = options("kind", DOCUMENT_WORDS, kind, f"&state={state}" if state else "")
        by_state = options("state", STATE_WORDS, state, f"&kind={kind}" if kind else "")
        return {
            "groups": [{"label": "State", "options": by_state}, {"label": "Kind", "options": by_kind}],
            "clear": "?" if kind or state else "",
        }


class ShowDocument(PageView):
    """One document: the version in force, every other version, what is sent under it and where it was missing."""

    template = "sharing/document.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        on = london_day(now)
        row = queries.document_row(actor, reference, on=on)
        unfinished = any(one.standing in (VersionState.DRAFT, VersionState.APPROVED) for one in row.versions)
        return {
            "reference": row.reference,
            "title": row.title,
            "kind": DOCUMENT_WORDS[row.kind],
            "team": row.team,
            "said": self._said(row, on),
            "cards": [
                presenters.version_card(one, reference=reference, acts=self._acts(actor, reference, one))
                for one in row.versions
            ],
            "new_version": reverse("sharing:draft_version", kwargs={"reference": reference})
            if permissions.can_keep_register(actor) and not unfinished
            else "",
            "feeds": [presenters.feed_line(feed, now=now) for feed in queries.feed_rows(actor, document=reference)],
            "warnings": [presenters.warning_line(one, now=now) for one in queries.warnings_of(actor, reference)],
        }

    @staticmethod
    def _said(row: Any, on: date) -> dict[str, Any]:
        """Return where the document stands, in one sentence."""
        held, latest = row.in_force, row.latest
        if held is not None:
            review = presenters.review_words(row.next_review, on=on)
            return {"text": f"Version {held.number} is in force. Next review: {review}.", "good": True}
        words = STATE_WORDS[latest.standing].lower()
        return {"text": f"No version is in force. Version {latest.number}: {words}.", "good": False}

    @staticmethod
    def _acts(actor: Actor, reference: str, version: Any) -> list[dict[str, str]]:
        keeps = permissions.can_keep_register(actor)
        may = {
            "amend_draft": ("Change", keeps and version.standing == VersionState.DRAFT),
            "approve_version": (
                "Approve",
                version.standing == VersionState.DRAFT and permissions.can_approve(actor, version.writers),
            ),
            "return_to_draft": ("Take the approval back", keeps and version.standing == VersionState.APPROVED),
            "bring_into_force": ("Bring into force", keeps and version.standing == VersionState.APPROVED),
            "end_version": (
                "End",
                keeps and version.standing not in (VersionState.SUPERSEDED, VersionState.LAPSED),
            ),
        }
        address = {"reference": reference, "number": version.number}
        return [
            {"text": text, "href": reverse(f"sharing:{name}", kwargs=address)}
            for name, (text, allowed) in may.items()
            if allowed
        ]


class RegisterAct(ActView):
    """One act on the register, on a page with its form."""

    template = "sharing/act.html"
    heading: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "Save"
    dangerous: ClassVar[bool] = False

    def back(self, **kwargs: Any) -> str:
        reference = kwargs.get("reference", "")
        return presenters.document_address(reference) if reference else reverse("sharing:register")

    def caption(self, actor: Actor, **kwargs: Any) -> str:
        return ""

    def check(self, actor: Actor, **kwargs: Any) -> None:
        """Raise Denied or NotFound where this cannot be done: nobody fills a form in for nothing."""
        permissions.check_can_keep_register(actor)

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        self.check(actor, **kwargs)
        return {
            "heading": self.heading,
            "caption": self.caption(actor, **kwargs),
            "intro": self.intro,
            "button": self.button,
            "dangerous": self.dangerous,
            "back": self.back(**kwargs),
        }


class DraftDocument(RegisterAct):
    """Begin a document."""

    form_class = forms.DocumentForm
    heading = "New document"
    intro = "It begins as a draft. Somebody else approves it, and then it can come into force."
    button = "Keep as a draft"
    draft_title = "New document of the register"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"choices": queries.register_choices(london_day(now))}

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        """Begin with the agency that an agreement is to be made with, where there is one."""
        other = self.request.GET.get("with", "")
        return {"kind": str(DocumentKind.SHARING_AGREEMENT), "parties": [other]} if other else {}

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        other = self.request.GET.get("with", "")[:60]
        return f"register:new:{other}" if other else "register:new"

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        version = services.draft_document(
            actor=actor, kind=form.content["kind"], title=form.content["title"], given=given_in(form), now=now
        )
        return presenters.document_address(version.document.reference)


class DraftVersion(RegisterAct):
    """Draft the next version of a document, beginning with what the latest says."""

    form_class = forms.VersionForm
    heading = "New version"
    intro = "What is in force stays so until this version is approved and comes into force."
    button = "Keep as a draft"
    draft_title = "New version of a document"

    def caption(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return queries.document_by_reference(actor, reference).title

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"choices": queries.register_choices(london_day(now))}

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        said = queries.latest_said(actor, reference)
        return said | {"review_on": None, "ends_on": None}

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"register:{reference}:new"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        document = queries.document_by_reference(actor, reference)
        services.draft_version(actor=actor, document=document, given=given_in(form), now=now)
        return presenters.document_address(reference)


class VersionAct(RegisterAct):
    """One act on one version."""

    form_class: ClassVar[type[Form]] = forms.ConfirmForm

    def version(self, actor: Actor, reference: str, number: int) -> Any:
        """Return the version as it is now."""
        return queries.version_of(actor, reference, number)

    def check(self, actor: Actor, *, reference: str, number: int, **kwargs: Any) -> None:
        self.version(actor, reference, number)
        permissions.check_can_keep_register(actor)

    def caption(self, actor: Actor, *, reference: str, number: int, **kwargs: Any) -> str:
        return f"{self.version(actor, reference, number).document.title}, version {number}"


class AmendDraft(VersionAct):
    """Change a draft."""

    form_class = forms.VersionForm
    heading = "Change the draft"
    intro = "Whoever changes a draft does not approve it."
    draft_title = "Change of a draft of the register"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"choices": queries.register_choices(london_day(now))}

    def initial(self, actor: Actor, now: datetime, *, reference: str, number: int, **kwargs: Any) -> dict[str, Any]:
        version = self.version(actor, reference, number)
        return queries.said_in(version) | {"version": version.edits}

    def draft_key_for(self, actor: Actor, *, reference: str, number: int, **kwargs: Any) -> str:
        return f"register:{reference}:{number}"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, number: int, **kwargs: Any) -> str:
        services.amend_draft(
            actor=actor,
            version=self.version(actor, reference, number),
            given=given_in(form),
            edits=form.cleaned_data["version"] or 0,
            now=now,
        )
        return presenters.document_address(reference)


class ApproveVersion(VersionAct):
    """Approve a draft that somebody else wrote."""

    form_class = forms.ApproveForm
    heading = "Approve this version"
    intro = "Read it before: what it says is what partners and families can rely on. It comes into force by an act of its own."
    button = "Approve"

    def check(self, actor: Actor, *, reference: str, number: int, **kwargs: Any) -> None:
        permissions.check_can_approve(actor, self.version(actor, reference, number).writers)

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, number: int, **kwargs: Any) -> str:
        version = self.version(actor, reference, number)
        services.approve_version(actor=actor, version=version, for_whom=form.content["for_whom"], now=now)
        return presenters.document_address(reference)


class ReturnToDraft(VersionAct):
    """Take an approval back."""

    heading = "Take the approval back"
    intro = "The version is a draft again, can be changed, and has to be approved anew."
    button = "Take the approval back"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, number: int, **kwargs: Any) -> str:
        services.return_to_draft(actor=actor, version=self.version(actor, reference, number), now=now)
        return presenters.document_address(reference)


class BringIntoForce(VersionAct):
    """Bring an approved version into force."""

    heading = "Bring this version into force"
    intro = (
        "It holds from now on. The version before it is superseded and stays readable; standing feeds that were stopped "
        "for want of it go today."
    )
    button = "Bring into force"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, number: int, **kwargs: Any) -> str:
        services.bring_into_force(actor=actor, version=self.version(actor, reference, number), now=now)
        return presenters.document_address(reference)


class EndVersion(VersionAct):
    """End a version."""

    form_class = forms.ReasonForm
    heading = "End this version"
    intro = "It no longer holds, and standing feeds under it stop. What it said stays readable."
    button = "End it"
    dangerous = True

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, number: int, **kwargs: Any) -> str:
        version = self.version(actor, reference, number)
        services.end_version(actor=actor, version=version, reason=form.content["reason"], now=now)
        return presenters.document_address(reference)
