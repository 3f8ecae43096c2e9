"""Account to a family: what was told about a person, what of that they are not told, and the paper that says the rest."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.frontdoor.forms import statements as forms
from openmash.frontdoor.forms.packages import AnswerPackageForm
from openmash.frontdoor.presenters import packages as package_presenters
from openmash.frontdoor.presenters import statements as presenters
from openmash.frontdoor.views.packages import answering, said_in, standing_at_the_gate
from openmash.people import queries as people
from openmash.people.permissions import NeedsPurpose
from openmash.release import permissions, queries, services
from openmash.release.choices import FIELD_WORDS, PackageState, Standing
from openmash.trail import services as trail


def told_address(reference: str) -> str:
    """Return where one reads what was told about a person."""
    return reverse("frontdoor:told", kwargs={"reference": reference})


def statement_address(reference: str, package: str, name: str = "statement") -> str:
    """Return where something is done about one statement."""
    return reverse(f"frontdoor:{name}", kwargs={"reference": reference, "package": package})


def purpose_of(actor: Actor, person: Any, now: datetime) -> str:
    """Return for what the actor reads what was told about a person, as the trail keeps it.

    Raises NeedsPurpose where nothing ties the actor to the person and they gave no reason.
    """
    found = people.purpose_to_read(actor, [person], beside=people.household_of(actor, person), now=now)
    if found is None:
        raise NeedsPurpose(at=people.where_to_say_why(person.reference, to="told"))
    return found.said(actor.purpose)


def opened(actor: Actor, reference: str, now: datetime) -> Any:
    """Return what was told about a person, and keep that their record was opened, and for what. Raises NeedsPurpose."""
    ledger = queries.ledger_of(actor, reference)
    trail.saw(actor=actor, subject=ledger.person, purpose=purpose_of(actor, ledger.person, now), at=now)
    return ledger


class AboutPerson(ActView):
    """A form about what a person is told: whoever has no purpose for reading their record is asked why first."""

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        permissions.check_can_account(actor)
        purpose_of(actor, people.person_by_reference(actor, reference), now)


def withholding_rules(now: datetime) -> dict[str, str]:
    """Return the rules under which something is kept from a family, by code."""
    held = agencies.pack_in_force().in_force("reasons", clock.london_day(now))
    return {one.code: one.title for one in held if one.group == "withholding_from_family"}


class Told(PageView):
    """Everything that was told about a person."""

    template = "frontdoor/told.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        ledger, rules = opened(actor, reference, now), withholding_rules(now)
        day = clock.london_day(now)
        bases = {one.code: one.title for one in agencies.pack_in_force().in_force("lawful_bases", day)}
        return {
            "name": ledger.person.full_name,
            "reference": ledger.person.reference,
            "back": reverse("web:child", kwargs={"reference": ledger.person.reference})
            if access.may_use(actor, "web:child")
            else "",
            "rows": [
                presenters.told_row(row, fields=FIELD_WORDS, bases=bases, rules=rules, now=now) for row in ledger.rows
            ],
            "to_decide": sum(1 for row in ledger.rows if row.standing is Standing.TO_DECIDE),
            "suppressed": presenters.decision_words(ledger.whole, rules, now) if ledger.suppressed else None,
            "statements": [
                package_presenters.package_row(one, now)
                for one in queries.statements_of(actor, ledger.person.reference)
            ],
            "may_withhold": access.may_use(actor, "frontdoor:withhold"),
            "may_prepare": access.may_use(actor, "frontdoor:prepare_statement"),
        }


class PersonPart(AboutPerson):
    """One act on what a person is told."""

    template = "people/act.html"
    heading: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = ""

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        ledger = opened(actor, reference, now)
        return {
            "heading": self.heading,
            "name": ledger.person.full_name,
            "intro": self.intro,
            "button": self.button,
            "back": told_address(ledger.person.reference),
        }


class Withhold(PersonPart):
    """Keep something from a family, or let it be told."""

    form_class = forms.WithholdForm
    heading = "Decide what they are not told"
    intro = "What is kept back leaves no gap in the paper: nobody can tell from it that there is more."
    button = "Record it"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_withhold(actor)
        return super().page(actor, now, reference=reference, **kwargs)

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        ledger = queries.ledger_of(actor, reference)
        return {
            "disclosures": presenters.choices_of(ledger.rows, now),
            "rules": list(withholding_rules(now).items()),
        }

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"version": queries.number_of_decisions(actor, reference)}

    def act(self, actor: Actor, form: forms.WithholdForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        given = form.cleaned_data
        services.decide_withholding(
            actor=actor,
            reference=reference,
            given=services.WithholdingGiven(
                withheld=given["answer"] == "hold",
                disclosures=given["disclosures"],
                everything=forms.EVERYTHING in given["disclosures"],
                rule=given["rule"],
                reason=given["reason"],
                review_on=given["review_on"],
            ),
            expected_version=given["version"] or 0,
            now=now,
        )
        return told_address(reference)


class PrepareStatement(PersonPart):
    """Make the paper that tells a family what was told."""

    form_class = forms.PrepareStatementForm
    heading = "Make a statement of what was told"
    intro = (
        "Nothing leaves yet. You read it first, then somebody else does. It goes to the address on the record: "
        "whoever opens the post there may read it."
    )
    button = "Make it"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        receivers = queries.receivers_of(actor, queries.ledger_of(actor, reference).person, now)
        addresses = {one.reference: queries.address_of(one) for one in receivers}
        return {"receivers": presenters.receiver_choices(receivers, addresses)}

    def act(
        self, actor: Actor, form: forms.PrepareStatementForm, now: datetime, *, reference: str, **kwargs: Any
    ) -> str:
        made = services.prepare_statement(actor=actor, reference=reference, to=form.cleaned_data["to"], now=now)
        return statement_address(made.subject, made.reference)


class ShowStatement(AboutPerson):
    """One statement at the gate: exactly what goes, and what is pointed out; signed, released or refused here."""

    template = "frontdoor/statement.html"
    form_class = AnswerPackageForm

    def page(self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any) -> dict[str, Any]:
        ledger = opened(actor, reference, now)
        held = queries.statement_of(actor, reference, package)
        return {
            "name": ledger.person.full_name,
            "back": told_address(ledger.person.reference),
            "package": package_presenters.package_in_full(
                held, told=(), findings=queries.findings_of(held), bases=(), kind="", now=now
            ),
            "button": "Record it",
            **standing_at_the_gate(actor, held),
            "to_print": statement_address(ledger.person.reference, held.reference, "print_statement")
            if held.state == PackageState.RELEASED
            else "",
        }

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any
    ) -> dict[str, Any]:
        return answering(actor, queries.statement_of(actor, reference, package))

    def initial(self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any) -> dict[str, Any]:
        return {"look": queries.statement_of(actor, reference, package).document_hash}

    def act(
        self, actor: Actor, form: AnswerPackageForm, now: datetime, *, reference: str, package: str, **kwargs: Any
    ) -> str:
        services.answer_statement(
            actor=actor,
            package=queries.statement_of(actor, reference, package),
            **said_in(form),
            now=now,
        )
        return statement_address(reference, package)


class PrintStatement(PageView):
    """A released statement, to be printed and handed over or posted."""

    template = "frontdoor/package_print.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, package: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.statement_of(actor, reference, package)
        if held.state != PackageState.RELEASED:
            raise NotFound("Nothing was released here that could be printed.")
        opened(actor, reference, now)
        return package_presenters.package_in_full(held, told=(), findings=(), bases=(), kind="", now=now) | {
            "back": statement_address(reference, package),
            "team": agencies.pack_in_force().home.name,
            "telephone": "",
        }


class FamilyNotice(PageView):
    """What is done with what is known of families, in plain words. For everybody."""

    template = "frontdoor/family_notice.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        title, body = queries.family_notice(now)
        return {"title": title, "sections": presenters.sections(body)}
