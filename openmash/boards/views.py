"""Boards and groups: the map of them, one of them, and each act on one."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.views import ActView, PageView
from openmash.boards import forms, permissions, presenters, queries, rules, services
from openmash.boards.services import BodyGiven, SeatGiven


class Boards(PageView):
    """Every board and group, drawn by whom each answers to, and as a list."""

    template = "boards/boards.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        rows = queries.bodies(actor, on=london_day(now))
        return {
            "map": presenters.map_of(rows) if len(rows) > 1 else None,
            "branches": presenters.nested(rows),
            "may_keep": permissions.can_keep_boards(actor),
        }


class ShowBody(PageView):
    """One board or group: what is laid down of it, who sits there and who did."""

    template = "boards/body.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        on = london_day(now)
        body = queries.body_by_reference(actor, reference)
        seats = queries.seats_on([body.pk], on=on).get(body.pk, [])
        keeps = permissions.can_keep_boards(actor) and body.ended_on is None
        return {
            "reference": reference,
            "name": body.name,
            "rows": presenters.body_rows(body, seats, queries.above(actor, body), on),
            "lacks": rules.missing_of(body.terms, body.quorum, body.frequency, [one.capacity for one in seats]),
            "seats": [presenters.seat_line(one, reference=reference, may_keep=keeps) for one in seats],
            "before": [presenters.past_line(one) for one in queries.seats_before(body, on=on)],
            "answering": [
                {"name": one.name, "href": presenters.body_address(one.reference)}
                for one in queries.answering_to(body, on=on)
            ],
            "may_keep": keeps,
        }


class BodyAct(ActView):
    """One act on boards and groups, on a page with its form."""

    template = "boards/act.html"
    heading: ClassVar[str] = ""
    intro: ClassVar[str] = ""
    button: ClassVar[str] = "Save"

    def held(self, actor: Actor, **kwargs: Any) -> Any:
        return queries.body_by_reference(actor, kwargs["reference"])

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_keep_boards(actor)
        reference = kwargs.get("reference", "")
        return {
            "heading": self.heading,
            "caption": self.held(actor, **kwargs).name if reference else "",
            "intro": self.intro,
            "button": self.button,
            "back": presenters.body_address(reference) if reference else reverse("boards:boards"),
        }


def body_given(form: Any) -> BodyGiven:
    """Return what a form of a body says."""
    return BodyGiven(**form.content)


class SetUpBody(BodyAct):
    """Set up a board or group."""

    form_class = forms.BodyForm
    heading = "New board or group"
    draft_title = "A new board or group"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"above": queries.could_answer_to(actor, None, on=london_day(now))}

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return "body:new"

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        body = services.set_up_body(actor=actor, given=body_given(form), now=now)
        return presenters.body_address(body.reference)


class ChangeBody(BodyAct):
    """Change what is laid down of a board or group."""

    form_class = forms.BodyForm
    heading = "Change what is laid down"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"above": queries.could_answer_to(actor, self.held(actor, **kwargs), on=london_day(now))}

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        body = self.held(actor, **kwargs)
        return {
            "name": body.name,
            "terms": body.terms,
            "frequency": body.frequency,
            "quorum": body.quorum,
            "answers_to": body.answers_to.reference if body.answers_to else "",
            "regime": body.regime,
            "version": body.version,
        }

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        body = services.change_body(
            actor=actor,
            body=self.held(actor, **kwargs),
            version=form.cleaned_data["version"] or 0,
            given=body_given(form),
            now=now,
        )
        return presenters.body_address(body.reference)


class EndBody(BodyAct):
    """End a board or group."""

    form_class = forms.ConfirmForm
    heading = "End this board or group"
    intro = "It is no longer shown among the boards. What it was and who sat on it is kept."
    button = "End it"

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        services.end_body(actor=actor, body=self.held(actor, **kwargs), now=now)
        return reverse("boards:boards")


class GiveSeat(BodyAct):
    """Give somebody a seat."""

    form_class = forms.SeatForm
    heading = "Give somebody a seat"
    button = "Give the seat"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        held = agencies.memberships_in_force(london_day(now))
        users = {
            one.user_id: one.user.name for one in held if one.team.agency.is_authority or one.role == "board_member"
        }
        return {"users": sorted(((str(key), name) for key, name in users.items()), key=lambda one: one[1].casefold())}

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"from_on": london_day(now), "capacity": "member"}

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        said = form.content
        user_id = int(said.pop("user") or 0) or None
        services.give_seat(
            actor=actor, body=self.held(actor, **kwargs), given=SeatGiven(user_id=user_id, **said), now=now
        )
        return presenters.body_address(kwargs["reference"])


class EndSeat(BodyAct):
    """Let a seat end."""

    form_class = forms.EndSeatForm
    heading = "End a seat"
    button = "End the seat"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        seat = queries.seat_of(self.held(actor, **kwargs), kwargs["number"])
        return super().page(actor, now, **kwargs) | {"heading": f"End the seat of {seat.name}"}

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"until_on": london_day(now)}

    def act(self, actor: Actor, form: Any, now: datetime, **kwargs: Any) -> str:
        seat = queries.seat_of(self.held(actor, **kwargs), kwargs["number"])
        services.end_seat(actor=actor, seat=seat, until_on=form.content["until_on"], now=now)
        return presenters.body_address(kwargs["reference"])
