"""What the rows of a workbook say of cases, as facts: each by a name that stays the same when the next workbook comes."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from openmash.cases.choices import FactKind
from openmash.returns.rules.annexa.book import BookRead, RowRead, unborn_of
from openmash.returns.rules.annexa.layout import ADOPTERS

NO_FURTHER_ACTION = "No Further Action"
IN_NEED_PLAN = "Child in need plan"
# A health assessment so soon after a child came into care can only be the first: a review comes six months later at the soonest.
FIRST_HEALTH = timedelta(days=90)


@dataclass
class FactSaid:
    """One fact, with the list and the row that say it. `name` is what it is called by child, sub-kind and day."""

    list: int
    row: RowRead
    child: str
    kind: str
    name: str
    began: date
    ended: date | None = None
    variety: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    lists: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.lists |= {self.list}

    def take_in(self, other: "FactSaid") -> None:
        """Take in what another row says of the same fact: what is empty here is filled in."""
        self.ended, self.lists = self.ended or other.ended, self.lists | other.lists
        self.answers |= {name: value for name, value in other.answers.items() if self.answers.get(name) in (None, "")}


def facts_said(book: BookRead, *, known_since: Mapping[str, date]) -> list[FactSaid]:
    """Return all facts of a workbook. Two rows that tell of the same child, kind and day tell of one fact.

    `known_since`: the day since which a care leaver is known, by number, from what was read before: the list gives none.
    """
    found: dict[tuple[str, str], FactSaid] = {}
    until = book.told_until or date.min
    for number, held in book.lists.items():
        if number == ADOPTERS:
            continue
        times: Counter[tuple[str, date]] = Counter()
        for row in held.rows:
            for fact in _facts(number, row, times, known_since, until):
                _add(found, fact)
    _close_referrals(book, found.values())
    return list(found.values())


def _add(found: dict[tuple[str, str], FactSaid], fact: FactSaid) -> None:
    """Add a fact, or what it says to the one of its name. Who works with a child now is said once: by the latest episode."""
    held = found.get((fact.kind, fact.name))
    if held is None or (fact.kind == FactKind.WORKER and fact.began >= held.began):
        found[fact.kind, fact.name] = fact
    elif fact.kind != FactKind.WORKER:
        held.take_in(fact)


def _facts(
    number: int, row: RowRead, times: Counter[tuple[str, date]], known_since: Mapping[str, date], until: date
) -> Iterator[FactSaid]:
    values = row.values
    if number == 9:  # the list of care leavers, which gives no first day
        yield from _leaver(row, known_since, until)
        return
    child, began = values["child"], values["began"]
    place = f"{began}"
    if number == 1:
        times[child, began] += 1
        place += f" {times[child, began]}"
    for kind, variety, day, ended, answers in _SAID[number](values):
        own = (
            "worker"
            if kind == FactKind.WORKER
            else place
            if day == began and not variety
            else f"{day} {variety}".strip()
        )
        said = {name: value for name, value in answers.items() if value not in (None, "")}
        yield FactSaid(number, row, child, kind, f"{child} {own}", day, ended, variety, said)


Said = tuple[FactKind, str, date, date | None, dict[str, Any]]


def _contact(one: Mapping[str, Any]) -> Iterator[Said]:
    yield FactKind.CONTACT, "", one["began"], None, {"source": one.get("source")}


def _early_help(one: Mapping[str, Any]) -> Iterator[Said]:
    yield FactKind.EARLY_HELP, "", one["began"], one.get("ended"), {"organisation": one.get("organisation")}


def _who(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"team": one.get("team"), "worker": one.get("worker")}


def _referral(one: Mapping[str, Any]) -> Iterator[Said]:
    no_action = one.get("no_action")
    answers = {name: one.get(name) for name in ("source", "no_action", "earlier")} | _who(one)
    if no_action:
        answers["outcome"] = NO_FURTHER_ACTION
    yield FactKind.REFERRAL, "", one["began"], one["began"] if no_action else None, answers


def _assessment(one: Mapping[str, Any]) -> Iterator[Said]:
    answers = {name: one.get(name) for name in ("seen", "needs_services")} | _who(one)
    yield FactKind.ASSESSMENT, "", one["began"], one.get("ended"), answers


def _enquiry(one: Mapping[str, Any]) -> Iterator[Said]:
    met = one.get("conference_on")
    answers = {name: one.get(name) for name in ("no_conference", "earlier", "earlier_conferences")} | _who(one)
    ended = met if met and met >= one["began"] else None
    yield FactKind.SECTION_47, "", one["began"], ended, answers
    if met:
        outcome = {True: "plan", False: "no_plan"}.get(one.get("plan"), "")  # type: ignore[arg-type]
        yield FactKind.CONFERENCE, "initial", met, None, {"outcome": outcome}


def _in_need(one: Mapping[str, Any]) -> Iterator[Said]:
    began, ended = one["began"], one.get("ended")
    answers = {"need": one.get("need"), "reason": one.get("reason") if ended else None} | _who(one)
    yield FactKind.REFERRAL, "", began, ended, answers
    if one.get("status") == IN_NEED_PLAN:
        yield FactKind.PLAN, "cin", began, ended, _who(one)
    if seen := one.get("seen_on"):
        yield FactKind.VISIT, "cin", seen, None, {"seen": True, "worker": one.get("worker")}
    yield from _worker(one)


def _worker(one: Mapping[str, Any]) -> Iterator[Said]:
    if one.get("worker") or one.get("team"):
        yield FactKind.WORKER, "", one["began"], one.get("ended"), _who(one)


def _protection(one: Mapping[str, Any]) -> Iterator[Said]:
    names = ("category", "latest_category", "previous_plans", "emergency")
    answers = {name: one.get(name) for name in names} | _who(one)
    yield FactKind.PLAN, "cp", one["began"], one.get("ended"), answers
    if visited := one.get("visited_on"):
        alone = one.get("alone")
        yield FactKind.VISIT, "cp", visited, None, {"alone": alone, "seen": alone or None, "worker": one.get("worker")}
    if reviewed := one.get("reviewed_on"):
        yield FactKind.CONFERENCE, "review", reviewed, None, {}
    yield from _worker(one)


CARE = (
    "need", "unaccompanied", "again", "permanence", "officer_on", "placements", "missing", "absent",
    "interview_offered", "interview_accepted",
)  # fmt: skip


def _care(one: Mapping[str, Any]) -> Iterator[Said]:
    began, ended = one["began"], one.get("ended")
    answers = {name: one.get(name) for name in CARE} | _who(one)
    answers["ended_because"] = one.get("ended_because") if ended else None
    yield FactKind.CARE, "", began, ended, answers
    if since := one.get("legal_on"):
        yield FactKind.LEGAL_STATUS, "", since, _not_before(since, ended), {"status": one.get("legal")}
    if reviewed := one.get("reviewed_on"):
        yield FactKind.REVIEW, "care", reviewed, None, {}
    if visited := one.get("visited_on"):
        yield FactKind.VISIT, "care", visited, None, {"worker": one.get("worker")}
    if checked := one.get("health_on"):
        first = timedelta() <= checked - began <= FIRST_HEALTH
        yield FactKind.HEALTH, "initial" if first else "review", checked, None, {}
    if dental := one.get("dental_on"):
        yield FactKind.HEALTH, "dental", dental, None, {}
    if placed := one.get("placed_on"):
        names = ("placement", "provider", "postcode", "urn", "location", "authority")
        yield FactKind.PLACEMENT, "", placed, _not_before(placed, ended), {name: one.get(name) for name in names}
    yield from _worker(one)


def _not_before(began: date, ended: date | None) -> date | None:
    """Return the end of a period in care as the end of what it held; none where that began later."""
    return ended if ended and ended >= began else None


def _adoption(one: Mapping[str, Any]) -> Iterator[Said]:
    names = (
        "entered_on", "order_on", "matched_on", "placed_on", "fostering_on", "reversed_on", "reversed_because", "family",
    )  # fmt: skip
    yield FactKind.ADOPTION, "", one["began"], one.get("ended"), {name: one.get(name) for name in names}


_SAID = {
    1: _contact,
    2: _early_help,
    3: _referral,
    4: _assessment,
    5: _enquiry,
    6: _in_need,
    7: _protection,
    8: _care,
    10: _adoption,
}
LEAVER = (
    "eligibility", "touch", "contact_on", "accommodation", "suitable", "activity", "unaccompanied", "adviser", "team",
    "worker",
)  # fmt: skip


def _leaver(row: RowRead, known_since: Mapping[str, date], until: date) -> Iterator[FactSaid]:
    """A care leaver: known since the first workbook that told of them, or the first day that this one gives."""
    one = row.values
    child = one["child"]
    days = [day for name in ("pathway_on", "contact_on") if (day := one.get(name))]
    since = known_since.get(child) or min([*days, until])
    said = {name: one[name] for name in LEAVER if one.get(name) not in (None, "")}
    yield FactSaid(9, row, child, FactKind.LEAVER, child, since, None, "", said)
    who = {name: value for name, value in _who(one).items() if value}
    yield FactSaid(9, row, child, FactKind.PLAN, f"{child} pathway", since, None, "pathway", who)
    if who:
        yield FactSaid(9, row, child, FactKind.WORKER, f"{child} worker", since, None, "", dict(who))
    if reviewed := one.get("pathway_on"):
        yield FactSaid(9, row, child, FactKind.REVIEW, f"{child} {reviewed} pathway", reviewed, None, "pathway")


def _close_referrals(book: BookRead, facts: Any) -> None:
    """End the referrals that lie within an episode of need that is over: they are of that episode, and it ended them."""
    over: dict[str, list[tuple[date, date]]] = defaultdict(list)
    if 6 in book.lists:  # the list of children in need
        for row in book.lists[6].rows:
            if ended := row.values.get("ended"):
                over[row.values["child"]].append((row.values["began"], ended))
    if not over:
        return
    for fact in facts:
        if fact.kind == FactKind.REFERRAL and fact.ended is None:
            ends = [ended for began, ended in over.get(fact.child, ()) if began <= fact.began <= ended]
            fact.ended = min(ends, default=None)


def children_said(book: BookRead) -> Iterator[dict[str, Any]]:
    """Give what each row says of its child, by our names."""
    for number, held in book.lists.items():
        if number == ADOPTERS:
            continue
        for row in held.rows:
            one = row.values
            yield {
                "record_id": one["child"],
                "sex": one.get("sex", ""),
                "ethnicity": one.get("ethnicity", ""),
                "date_of_birth": one.get("date_of_birth"),
                "unborn": unborn_of(one),
                "disabled": one.get("disabled"),
            }
