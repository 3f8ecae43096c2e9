"""What the pages of a contact have in common: who is on it, and what stands above it."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.views import ActView
from openmash.frontdoor import permissions
from openmash.frontdoor.presenters import contacts as presenters
from openmash.frontdoor.queries import contacts as queries
from openmash.people import queries as people
from openmash.trail import services as trail


def contact_address(reference: str, fragment: str = "") -> str:
    """Return where a contact is shown."""
    address = reverse("frontdoor:contact", kwargs={"reference": reference})
    return f"{address}#{fragment}" if fragment else address


def part_address(reference: str, child: str, part: str) -> str:
    """Return where one part of a child's screening stands on the contact's page."""
    return contact_address(reference, f"{child}-{part}" if part else child)


def pack_of(contact: Any) -> Any:
    """Return the pack version that the contact began with."""
    return agencies.pack_of(contact.pack)


def levels_of(contact: Any, now: datetime) -> list[tuple[str, str]]:
    """Return the levels of need as choices."""
    scheme = pack_of(contact).need_scheme(clock.london_day(now))
    return [(str(level.level), f"{level.level}: {level.name}") for level in scheme.levels]


def safety_of(actor: Actor, contact: Any, now: datetime) -> list[str]:
    """Return the warnings for workers' safety about everybody in a contact, their homes and its address."""
    persons = [one.person for one in (*contact.children.all(), *contact.adults.all())]
    lines = people.safety_lines(actor, persons, address=contact.address, postcode=contact.postcode, now=now)
    return [*([f"Said in this contact: {contact.safety_words}"] if contact.safety_words else []), *lines]


class ContactPart(ActView):
    """One act on a whole contact."""

    template = "frontdoor/part.html"
    form_class: ClassVar[type[Any]]
    heading: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "Save"
    draft_title: ClassVar[str] = "Part of a contact"

    def contact(self, actor: Actor, reference: str) -> Any:
        """Return the contact as it is now."""
        return queries.contact_by_reference(actor, reference)

    def check(self, actor: Actor, contact: Any) -> None:
        """Raise Denied where the actor may read the contact and not do this: nobody fills a form in for nothing."""
        permissions.check_can_screen(actor, contact)

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        self.check(actor, contact)
        purpose = actor.purpose or "screening"
        for one in [*contact.children.all(), *contact.adults.all()]:
            trail.saw(actor=actor, subject=one.person, purpose=purpose, at=now, contact=reference)
        return {
            "heading": self.heading,
            "intro": self.intro,
            "button": self.button,
            "header": presenters.header(contact, now),
            "safety": safety_of(actor, contact, now),
            "back": contact_address(reference),
            **self.more(actor, contact, now, **kwargs),
        }

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        """Return what this part shows besides: `notes`, sentences above the form."""
        return {}

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return ":".join([type(self).__name__, reference, *map(str, kwargs.values())])[:120]


class ChildPart(ContactPart):
    """One act on one child of a contact, with one tick for the brothers and sisters in it too.

    `part` is the part of screening that it belongs to: one comes from there and goes back there.
    """

    part: ClassVar[str] = ""

    def child(self, actor: Actor, reference: str, child: str) -> Any:
        """Return the child as it is now."""
        return queries.child_of(self.contact(actor, reference), child)

    def sibling_names(self, child: Any) -> str:
        return ", ".join(one.person.full_name for one in queries.siblings_in(child.contact, child))

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        context = super().page(actor, now, reference=reference, **kwargs)
        child = self.child(actor, reference, kwargs["child"])
        return context | {
            "who": f"{child.person.full_name}, {presenters.age_words(child.person, now)}",
            "back": self.back_to(reference, kwargs["child"]),
        }

    def back_to(self, reference: str, child: str) -> str:
        """Return where the part stands on the contact's page."""
        return part_address(reference, child, self.part)

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        return {"siblings": self.sibling_names(self.child(actor, reference, child))}

    def chosen(self, actor: Actor, form: Any, reference: str, child: str) -> list[Any]:
        """Return the children the act is for: this one, and the siblings where that was ticked."""
        mine = self.child(actor, reference, child)
        return [mine, *(queries.siblings_in(mine.contact, mine) if form.same else [])]
