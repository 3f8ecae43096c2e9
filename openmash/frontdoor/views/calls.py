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
from openmash.frontdoor.forms.call import CallForm
from openmash.frontdoor.services import contacts as services
from openmash.frontdoor.views.parts import contact_address
from openmash.people import queries as people


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
        warnings = people.warnings_for(
            actor, address=asked.get("address", ""), postcode=asked.get("postcode", "")
        )
        others = [draft for draft in drafts_of(actor, now=now) if draft.key.startswith("call:") and draft.key != mine]
        return {
            "warnings": [f"{warning.words} ({warning.about})" for warning in warnings],
            "freshness": [f"{row.title}: {row.words}" for row in people.index_freshness(now=now) if row.stale or row.absent],
            "other_calls": [
                {"address": draft.address or self.request.path, "saved_at": draft.saved_at} for draft in others
            ],
            "fresh_call": acts.fresh_key(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "add_person" in request.POST or "find_warnings" in request.POST:
            return self.once_more(request)
        return super().post(request, *args, **kwargs)

    def once_more(self, request: HttpRequest) -> HttpResponseBase:
        """Show the page again with what was typed, kept as a draft: another row, or the warnings of the address."""
        content = {name: request.POST.getlist(name) for name in request.POST}
        rows = content.get("rows", ["3"])[0]
        if "add_person" in content:
            content["rows"] = [str(int(rows) + 1 if rows.isdigit() else 4)]
        for button in ("add_person", "find_warnings"):
            content.pop(button, None)
        with request_transaction(self.actor):
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

    def act(self, actor: Actor, form: CallForm, now: datetime, **kwargs: Any) -> str:
        contact = services.take_call(actor=actor, given=form.given(), now=now)
        return contact_address(contact.reference)
