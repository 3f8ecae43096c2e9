"""Taking a call, on one page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from openmash.agencies import queries as agencies
from openmash.base import acts, clock
from openmash.base.actors import Actor
from openmash.base.drafts import drafts_of, save_draft
from openmash.base.transactions import request_transaction
from openmash.base.views import ActView, restored
from openmash.frontdoor.forms.call import FIRST_ROWS, CallForm
from openmash.frontdoor.services import contacts as services
from openmash.frontdoor.views.parts import contact_address
from openmash.people import queries as people

BUTTONS = {"add_person", "add_picked", "find_warnings"}


def row_count(content: dict[str, list[str]]) -> int:
    """Return how many rows of people a page had when it was sent."""
    given = content.get("rows", [""])[0]
    return int(given) if given.isdigit() else FIRST_ROWS


def row_is_free(content: dict[str, list[str]], number: int) -> bool:
    """Whether nothing was typed into a row of people."""
    names = ("reference", "given", "family", "age", "dob_year")
    return not any(content.get(f"p{number}_{name}", [""])[0].strip() for name in names)


def call_choices(now: datetime) -> dict[str, Any]:
    """Return what a call may choose from, as the pack has it."""
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    scheme = pack.need_scheme(day)
    return {
        "now": now,
        "sources": [(entry.code, entry.title) for entry in pack.in_force("contact_sources", day)],
        "categories": [
            (entry.code, entry.title)
            for entry in sorted(pack.in_force("contact_categories", day), key=lambda entry: entry.order)
        ],
        "levels": [(str(level.level), f"{level.level}: {level.name}") for level in scheme.levels],
        "languages": [(entry.title, entry.title) for entry in pack.in_force("languages", day)],
        "relationships": [(entry.code, entry.title) for entry in pack.in_force("relationships", day)],
    }


class TakeCall(ActView):
    """Take a call: the story first, everything else in any order."""

    template = "frontdoor/call.html"
    form_class = CallForm
    draft_title = "A call"

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        """One draft a call: a second call begun beside it has its own name in the address."""
        call = "".join(c for c in self.request.GET.get("call", "") if c.isalnum() or c == "-")
        return f"call:{call}"[:100]

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return call_choices(now)

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        mine = self.draft_key_for(actor)
        asked = self.request.POST or self.request.GET
        warnings = people.warnings_for(actor, address=asked.get("address", ""), postcode=asked.get("postcode", ""))
        others = [draft for draft in drafts_of(actor, now=now) if draft.key.startswith("call:") and draft.key != mine]
        return {
            "warnings": [f"{warning.words} ({warning.about})" for warning in warnings],
            "freshness": [
                f"{row.title}: {row.words}" for row in people.index_freshness(now=now) if row.stale or row.absent
            ],
            "other_calls": [
                {"address": draft.address or self.request.path, "saved_at": draft.saved_at} for draft in others
            ],
            "fresh_call": acts.fresh_key(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if BUTTONS & request.POST.keys():
            return self.once_more(request)
        return super().post(request, *args, **kwargs)

    def once_more(self, request: HttpRequest) -> HttpResponseBase:
        """Show the page again with what was typed, kept as a draft: another row, or the warnings of the address."""
        content = {name: request.POST.getlist(name) for name in request.POST}
        if "add_person" in content:
            content["rows"] = [str(row_count(content) + 1)]
        with request_transaction(self.actor):
            if "add_picked" in content:
                self.add_picked(content)
            for name in (*BUTTONS, "picked", "q"):
                content.pop(name, None)
            key = self.draft_key_for(self.actor)
            save_draft(
                actor=self.actor,
                key=key,
                content=content,
                address=request.get_full_path(),
                title=self.draft_title,
                now=self.now,
            )
            form = restored(self.form_class, content, key=key, **self.form_kwargs(self.actor, self.now))
            context = self.context(form, key)
        return self.show(context)

    def add_picked(self, content: dict[str, list[str]]) -> None:
        """Put the person chosen among those found into the first free row."""
        picked = content.get("picked", [""])[0]
        if not picked:
            return
        number = next((n for n in range(row_count(content)) if row_is_free(content, n)), row_count(content))
        content["rows"] = [str(max(row_count(content), number + 1))]
        for name, value in self.particulars(picked).items():
            content[f"p{number}_{name}"] = [value]

    def particulars(self, picked: str) -> dict[str, str]:
        """Return what a row says of somebody found: our own person, or a row of another service's index."""
        index, _, record_id = picked.partition("|")
        person: Any
        if not record_id:
            person = people.person_by_reference(self.actor, picked)
            answers = {"reference": person.reference}
        else:
            found = people.visible_records(self.actor).filter(index=index, record_id=record_id).first()
            if found is None:
                return {}
            person, answers = found, {}
        born = person.date_of_birth
        if born:
            answers |= {"dob_day": str(born.day), "dob_month": str(born.month), "dob_year": str(born.year)}
        return answers | {"given": person.given_name, "family": person.family_name, "sex": person.sex}

    def act(self, actor: Actor, form: CallForm, now: datetime, **kwargs: Any) -> str:
        contact = services.take_call(actor=actor, given=form.given(), now=now)
        return contact_address(contact.reference)
