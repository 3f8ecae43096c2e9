"""Taking a call, on one page."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import acts, clock, worktime
from openmash.base.actors import Actor
from openmash.base.drafts import drafts_of, save_draft
from openmash.base.fields import plain_number
from openmash.base.transactions import request_transaction
from openmash.base.views import ActView, PageView, restored
from openmash.frontdoor.forms.call import MOST_ROWS, CallForm
from openmash.frontdoor.presenters import calls as presenters
from openmash.frontdoor.queries import calls as queries
from openmash.frontdoor.services import contacts as services
from openmash.frontdoor.views import callpeople as rows
from openmash.frontdoor.views.parts import contact_address
from openmash.people import queries as people
from openmash.people import services as people_services
from openmash.trail import services as trail

# Buttons that show the page again, each with the row or the person it is about.
BUTTONS = ("add_person", "pick", "look", "edit", "remove", "add_household", "find_warnings")
LONGEST_CALL = timedelta(days=3)


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
    focus = -1

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        """One draft a call: a second call begun beside it has its own name in the address."""
        call = "".join(c for c in self.request.GET.get("call", "") if c.isalnum() or c == "-")
        return f"call:{call}"[:100]

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return call_choices(now)

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        mine = self.draft_key_for(actor)
        others = [draft for draft in drafts_of(actor, now=now) if draft.key.startswith("call:") and draft.key != mine]
        fresh = people.index_freshness(now=now)
        return {
            "unsearched": [row.title.lower() for row in fresh if row.absent],
            "stale": [f"{row.title}: {row.words}" for row in fresh if row.stale],
            "other_calls": [
                {"address": draft.address or self.request.path, "saved": worktime.said_at(draft.saved_at, now)}
                for draft in others
            ],
            "fresh_call": acts.fresh_key(),
            "here": self.request.get_full_path(),
        }

    def context(self, form: Any, key: str, **kwargs: Any) -> dict[str, Any]:
        context = super().context(form, key, **kwargs)
        today = clock.london_day(self.now)
        if f"p{self.focus}_given" in form.fields:
            form.fields[f"p{self.focus}_given"].widget.attrs["autofocus"] = True
        call = rows.CallPeople(self.actor, form, now=self.now, today=today)
        begun = form.begun(self.now, longest=LONGEST_CALL)
        began = worktime.said_at(begun, self.now).removeprefix("today ")
        due = agencies.due_by(agencies.pack_in_force().door.decision_clock, begun)
        posted = call.content
        return context | {
            "people": list(call.rows()),
            "open_row": call.open_row,
            "cases": call.cases(),
            "safety": call.safety(rows.first(posted, "address"), rows.first(posted, "postcode")),
            "focus": self.focus,
            "q": rows.first(posted, "q"),
            "received": f"Received {began}, decision {worktime.in_words(due.due_at, self.now)}",
            "found": found_for(self.actor, posted, rows.first(posted, "look"), self.now) if "look" in posted else None,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if any(name in request.POST for name in BUTTONS):
            return self.once_more(request)
        return super().post(request, *args, **kwargs)

    def once_more(self, request: HttpRequest) -> HttpResponseBase:
        """Show the page again with what was typed, kept as a draft: with another row, somebody found, or without one."""
        content = {name: request.POST.getlist(name) for name in request.POST}
        with request_transaction(self.actor):
            self.press(content)
            look = content.pop("look", None)
            for name in BUTTONS:
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
            form = restored(
                self.form_class,
                content | ({"look": look} if look else {}),
                key=key,
                **self.form_kwargs(self.actor, self.now),
            )
            context = self.context(form, key)
        return self.show(context)

    def press(self, content: rows.Content) -> None:
        """Do to the rows what the pressed button says."""
        pressed = next(name for name in BUTTONS if name in content)
        value, today = rows.first(content, pressed), clock.london_day(self.now)
        if pressed == "add_person":
            number = rows.free_row(content)
            content["rows"] = [str(max(number + 1, rows.row_count(content, 1)))]
            content["open_row"] = [str(number)]
            self.focus = number
        elif pressed == "pick":
            row, _, picked = value.partition("|")
            asked = row_asked(row)
            number = rows.free_row(content) if asked is None else asked
            self.add(content, number, picked)
            content["open_row"] = ["-1"]
            content["q"] = [""]
            self.focus = number
        elif pressed == "add_household":
            for picked in value.split():
                self.focus = rows.free_row(content)
                self.add(content, self.focus, picked)
        elif (row_named := row_asked(value)) is None:
            pass
        elif pressed == "look":
            content["open_row"] = [value]
        elif pressed == "edit":
            content["open_row"], self.focus = [value], row_named
        elif pressed == "remove":
            rows.clear(content, row_named)
        self.address_of(content, today)

    def add(self, content: rows.Content, number: int, picked: str) -> None:
        """Put somebody found into a row, unless they are in the call already."""
        taken = {
            rows.first(content, f"p{n}_{name}")
            for n in range(rows.row_count(content, 1))
            for name in ("reference", "record")
        }
        if (
            picked
            and picked not in taken
            and (answers := rows.particulars(self.actor, picked, clock.london_day(self.now)))
        ):
            rows.put(content, number, answers)
            if "|" not in picked:  # a row of another service's index is no record of ours
                trail.saw(actor=self.actor, subject=f"person {picked}", purpose=self.actor.purpose, at=self.now)

    def address_of(self, content: rows.Content, today: Any) -> None:
        """Fill in the address of the first person found where none was typed, so that its warnings are seen at once."""
        if rows.first(content, "address") or rows.first(content, "postcode"):
            return
        for number in range(rows.row_count(content, 1)):
            reference, record = (rows.first(content, f"p{number}_{name}") for name in ("reference", "record"))
            found = (
                queries.chosen_for_call(self.actor, reference=reference, record=record, today=today)
                if reference or record
                else None
            )
            if found and found.held.postcode and not getattr(found.held, "address_protected", False):
                content["address"], content["postcode"] = [found.held.address], [found.held.postcode]
                return

    def act(self, actor: Actor, form: CallForm, now: datetime, **kwargs: Any) -> str:
        begun = form.begun(now, longest=LONGEST_CALL)
        contact = services.take_call(actor=actor, given=form.given(), received_at=begun, now=now)
        handed = self.request.POST.get("hand_over", "")
        if handed and "/" not in handed:  # the number of a case of ours, which a page of its own asks about next
            place = {"reference": contact.reference, "record": handed}
            return reverse("frontdoor:pass_to_worker", kwargs=place)
        return contact_address(quote(contact.reference)) + "history/"


def row_asked(words: str) -> int | None:
    """Return the row of people that a button names; None when it names none that a page can have."""
    number = plain_number(words)
    return number if number is not None and number < MOST_ROWS else None


def found_for(actor: Actor, content: rows.Content, row: str, now: datetime) -> dict[str, Any]:
    """Return who is found by what was typed into a row, or into the search box. Showing somebody is recorded."""
    asked = row_asked(row)
    number = -1 if asked is None else asked
    today = clock.london_day(now)
    age = rows.first(content, f"p{number}_age")
    question: dict[str, Any] = {
        "text": "" if number >= 0 else rows.first(content, "q")[:200],
        "given": rows.first(content, f"p{number}_given"),
        "family": rows.first(content, f"p{number}_family"),
        "age": plain_number(age) if len(age) < 4 else None,
        "postcode": rows.first(content, "postcode") if number >= 0 else "",
    }
    born = rows.born_of(content, number)
    found = queries.found_for_call(actor, **question, born=born, today=today)
    people_services.note_look_up(actor=actor, looked_for=[question | {"dob": born}], now=now)
    if found:
        trail.saw(
            actor=actor,
            subject="search people",
            purpose=actor.purpose,
            at=now,
            found=[one.reference or f"{one.index} {one.record_id}" for one in found],
        )
    return {"row": row, "rows": [presenters.candidate(one, row, today) for one in found], "asked": True}


class FindForCall(PageView):
    """Who is found while somebody types into a row of people, or into the search box. Asked after a pause."""

    template = "frontdoor/call_found.html"
    fragment = True

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        content = {name: self.request.GET.getlist(name) for name in self.request.GET}
        return {"found": found_for(actor, content, rows.first(content, "row"), now), "here": self.called_from()}

    def called_from(self) -> str:
        """Return the address of the call's own page, which says which of several calls it is."""
        page = urlsplit(self.request.headers.get("HX-Current-URL", ""))
        return page.path + (f"?{page.query}" if page.query else "")
