"""One contact being played: who acts, which child is which, and what has come of it so far."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.base.errors import Refusal
from openmash.base.transactions import request_transaction
from openmash.demo.rules.contacts.model import PlannedContact
from openmash.demo.services.cast import Cast
from openmash.demo.services.story import Story

MANAGERS = ("mash_manager",)


@dataclass
class Tally:
    """What was done, and what a rule refused."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        self.done.update(other.done)
        self.refused.update(other.refused)


class NotSure(Exception):
    """A rule refused an act where none was expected to: the contact is to be played again, with a savepoint for each act."""


@dataclass
class Stage:
    """What the acts of one contact need."""

    story: Story
    cast: Cast
    planned: PlannedContact
    tally: Tally
    contact: Any = None
    children: dict[str, Any] = field(default_factory=dict)
    waiting_decisions: list[Any] = field(default_factory=list)
    disagreement: Any = None
    handover: Any = None
    sure: bool = False
    thought: dict[str, str] = field(default_factory=dict)
    """Answers to the pack's questions that are given with the decision, by the question's code."""

    def refresh(self) -> None:
        self.contact.refresh_from_db()

    def child_rows(self, keys: Iterable[str] | None = None, *, fresh: bool = False) -> list[Any]:
        """Return the children of the contact by their planned keys, all where none is named.

        As they were at the beginning: services read them anew. Who asks what stands on a child now reads it `fresh`.
        """
        wanted = list(self.children) if keys is None else [key for key in keys if key in self.children]
        rows = {row.pk: row for row in self.contact.children.select_related("person")} if fresh else {}
        found = [rows.get(self.children[key].pk, self.children[key]) for key in wanted]
        for row in found:
            row.contact = self.contact
        return found

    def later(self, at: datetime, minutes: float) -> datetime:
        """Return the moment so many open minutes later."""
        return self.story.hours.after(at, minutes)

    def has_come(self, at: datetime) -> bool:
        return at <= self.story.now

    def worker(self, key: str, at: datetime) -> Actor:
        """Return who acts on the contact: the planned person where the contact is with their team, else one of that team."""
        actor = self.cast.actor(key, at)
        team = self.contact.team
        if team.pk in actor.team_ids or actor.has(*MANAGERS):
            return actor
        there = self.cast.with_role("screening_worker", team.code)
        return self.cast.actor(there[hash_of(key, len(there))] if there else self.manager_key(), at)

    def manager_key(self, *, besides: Iterable[str] = ()) -> str:
        """Return a MASH manager: of the contact's team where there is one, else of the service."""
        not_these = set(besides)
        own = self.cast.with_role("mash_manager", self.contact.team.code)
        for key in [*own, *self.cast.with_role("mash_manager")]:
            if f"user:{self.cast.users[key].pk}" not in not_these:
                return key
        raise LookupError("No manager is left who did not decide this.")

    def act(self, actor: Actor, name: str, doing: Callable[[Actor], Any]) -> Any:
        """Do one thing as somebody. What a rule refuses is counted with its reason; nothing of it remains."""
        try:
            with request_transaction(actor):
                result = doing(actor)
        except Refusal as refusal:
            if self.sure:
                raise NotSure from refusal
            self.tally.refused[f"{name}: {refusal.reason or type(refusal).__name__}"] += 1
            return None
        self.tally.done[name] += 1
        return result


def hash_of(word: str, size: int) -> int:
    """Return a number below `size` that is the same for the same word in every run."""
    return sum(map(ord, word)) % size
