"""What is to leave about a contact: prepared for each recipient, looked at, released by a second person where it must be."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.frontdoor import permissions
from openmash.frontdoor.forms import packages as forms
from openmash.frontdoor.presenters import asking, lawfulbases
from openmash.frontdoor.presenters import contacts as contact_presenters
from openmash.frontdoor.presenters import packages as presenters
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.queries import leaving
from openmash.frontdoor.queries.facts import usual_bases
from openmash.frontdoor.services import packages as services
from openmash.frontdoor.views.opening import record_opening
from openmash.frontdoor.views.parts import ContactPart, contact_address, pack_of
from openmash.release import queries as release
from openmash.release.choices import PackageState
from openmash.sharing import queries as sharing
from openmash.trail import services as trail


def packages_address(reference: str) -> str:
    """Return where one reads what is to leave about a contact."""
    return reverse("frontdoor:packages", kwargs={"reference": reference})


def package_address(reference: str, package: str, name: str = "package") -> str:
    """Return where something is done about one package."""
    return reverse(f"frontdoor:{name}", kwargs={"reference": reference, "package": package})


def opened(actor: Actor, contact: Any, now: datetime) -> None:
    """Keep an opening for everybody of a contact: a document about it may name each of them."""
    with trail.gathering():
        record_opening(actor, contact, now)
        for one in contact.adults.all():
            trail.saw(actor=actor, subject=one.person, purpose=actor.purpose, at=now, contact=contact.reference)


class Packages(PageView):
    """Everything that is to leave, or has left, about a contact."""

    template = "frontdoor/packages.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.contact_by_reference(actor, reference)
        permissions.check_can_answer_referrer(actor, contact)
        opened(actor, contact, now)
        held = release.packages_about(actor, subject_kind="contact", subject=reference)
        return {
            "header": contact_presenters.header(contact, now),
            "back": contact_address(reference),
            "rows": [presenters.package_row(one, now) for one in held],
        }


class PackagePart(ContactPart):
    """One act on what is to leave about a contact."""

    def check(self, actor: Actor, contact: Any) -> None:
        permissions.check_can_answer_referrer(actor, contact)

    def held(self, actor: Actor, reference: str, package: str) -> Any:
        """Return the package. Raises NotFound where it is not about this contact."""
        self.contact(actor, reference)
        return release.package_about(actor, package, subject_kind="contact", subject=reference)


class PreparePackages(PackagePart):
    """Prepare a document for each of several agencies."""

    form_class = forms.PreparePackagesForm
    heading = "Tell an agency about this"
    intro = "Nothing leaves yet. For each agency a document is made of what it may be told, and you read it first."
    button = "Prepare"
    draft_title = "Telling an agency"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact, today = self.contact(actor, reference), clock.london_day(now)
        bases = pack_of(contact).in_force("lawful_bases", today)
        usual = usual_bases(actor, list(contact.children.all()), bases, now=now)
        return {
            "agencies": leaving.agencies_to_tell(now),
            "people": asking.people_choices(contact, now),
            "purposes": asking.purposes(pack_of(contact), today),
            "bases": lawfulbases.in_groups(bases, usual=usual),
        }

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        position = sharing.position_of(actor, subject_kind="contact", subject=reference)
        return {"lawful_bases": position.lawful_bases} if position.lawful_bases else {}

    def act(
        self, actor: Actor, form: forms.PreparePackagesForm, now: datetime, *, reference: str, **kwargs: Any
    ) -> str:
        made = services.prepare_packages(
            actor=actor,
            contact=self.contact(actor, reference),
            given=services.TellingGiven(**form.content),
            now=now,
        )
        return package_address(reference, made[0].reference) if len(made) == 1 else packages_address(reference)


def answers_of(actor: Actor, held: Any) -> list[tuple[str, str]]:
    """Return what the actor may answer at the gate about a document."""
    stopped, second, _ = release.asks_for(held)
    return presenters.answers_to(
        state=held.state, stopped=stopped, second=second, may_be_second=release.may_be_second(actor, held)
    )


def answering(actor: Actor, held: Any) -> dict[str, Any]:
    """Return what the form needs with which a document is answered."""
    to_see = release.asks_for(held)[2] and held.state == PackageState.PREPARED
    return {"answers": answers_of(actor, held), "to_see": to_see}


def standing_at_the_gate(actor: Actor, held: Any) -> dict[str, Any]:
    """Return whether there is anything to answer about a document, and the sentence that stands there where not."""
    stopped, _, _ = release.asks_for(held)
    may_be_second = release.may_be_second(actor, held)
    return {
        "form_hidden": not answers_of(actor, held),
        "waits": presenters.waits_for(state=held.state, stopped=stopped, may_be_second=may_be_second),
    }


def said_in(form: forms.AnswerPackageForm) -> dict[str, Any]:
    """Return what somebody answered: the answer, the mark of what they read, whether they saw what is pointed out, and why."""
    given = form.cleaned_data
    return {
        "answer": given["answer"],
        "look": given["look"],
        "seen": given.get("seen", False),
        "reason": given.get("reason", ""),
    }


class ShowPackage(PackagePart):
    """One document at the gate: exactly what goes, what does not, what is pointed out; signed, released or refused here."""

    template = "frontdoor/package.html"
    form_class = forms.AnswerPackageForm
    button = "Record it"
    draft_title = ""

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return ""

    def more(self, actor: Actor, contact: Any, now: datetime, *, package: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, contact.reference, package)
        titles = {entry.code: entry.title for entry in pack_of(contact).lawful_bases}
        return {
            "back": packages_address(contact.reference),
            "package": presenters.package_in_full(
                held,
                told=release.told_of(held, now),
                findings=release.findings_of(held),
                bases=[titles.get(code, code) for code in held.lawful_bases],
                kind=release.recipient_of(held, now).title,
                now=now,
            ),
            **standing_at_the_gate(actor, held),
            "may_change": bool(held.facts) and held.state in (PackageState.PREPARED, PackageState.WAITING),
            "to_print": held.state == PackageState.RELEASED and not held.source,
        }

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any
    ) -> dict[str, Any]:
        return answering(actor, self.held(actor, reference, package))

    def initial(self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any) -> dict[str, Any]:
        return {"look": self.held(actor, reference, package).document_hash}

    def act(
        self, actor: Actor, form: forms.AnswerPackageForm, now: datetime, *, reference: str, package: str, **kwargs: Any
    ) -> str:
        services.answer_package(
            actor=actor,
            contact=self.contact(actor, reference),
            package=self.held(actor, reference, package),
            **said_in(form),
            now=now,
        )
        return package_address(reference, package)


class ChangePackage(PackagePart):
    """Leave facts out, and take words out."""

    form_class = forms.ChangePackageForm
    heading = "Leave something out"
    intro = "Whoever has read it already reads it anew afterwards."
    button = "Make it anew"
    draft_title: ClassVar[str] = ""

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return ""

    def more(self, actor: Actor, contact: Any, now: datetime, *, package: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, contact.reference, package)
        if not held.facts:
            raise NotFound("The words of this are its writer's. Refuse it, and have it written anew.")
        return {"back": package_address(contact.reference, package), "who": f"{held.title}, to {held.recipient_name}"}

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any
    ) -> dict[str, Any]:
        held = self.held(actor, reference, package)
        return {"facts": presenters.facts_to_leave_out(release.told_of(held, now))}

    def initial(self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, reference, package)
        return {"left_out": [str(one) for one in held.left_out], "taken_out": "\n".join(held.taken_out)}

    def act(
        self, actor: Actor, form: forms.ChangePackageForm, now: datetime, *, reference: str, package: str, **kwargs: Any
    ) -> str:
        services.change_package(
            actor=actor,
            contact=self.contact(actor, reference),
            package=self.held(actor, reference, package),
            left_out=[int(one) for one in form.cleaned_data.get("left_out", [])],
            taken_out=form.cleaned_data["taken_out"].splitlines(),
            now=now,
        )
        return package_address(reference, package)


class PrintPackage(PageView):
    """A released document, to be printed and handed over."""

    template = "frontdoor/package_print.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.contact_by_reference(actor, reference)
        permissions.check_can_answer_referrer(actor, contact)
        held = release.package_about(actor, package, subject_kind="contact", subject=reference)
        if held.state != PackageState.RELEASED or held.source:
            raise NotFound("Nothing was released here that could be printed.")
        opened(actor, contact, now)
        return presenters.package_in_full(held, told=(), findings=(), bases=(), kind="", now=now) | {
            "back": package_address(reference, package),
            "team": contact.team.name,
            "telephone": contact.team.telephone,
        }
