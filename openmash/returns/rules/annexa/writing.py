"""The rows of an Annex A from what is held: one child's facts in, a row by our names for each list out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from openmash.cases.choices import FactKind
from openmash.returns.rules.annexa.facts import CARE as OF_CARE
from openmash.returns.rules.annexa.facts import LEAVER as OF_LEAVER
from openmash.returns.rules.annexa.layout import AGE, TEXT, Column, written

YEAR = timedelta(days=365)
# What a spreadsheet would work out: a cell of words never begins with it.
ACTIVE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as far as the lists go."""

    kind: str
    variety: str
    began: date
    ended: date | None
    team: str = ""
    worker: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """A child as the lists describe them."""

    number: str
    sex: str
    ethnicity: str
    born: date | None
    unborn: bool
    disabled: bool | None


@dataclass(frozen=True, slots=True)
class Window:
    """The period of a workbook."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end

    def goes_on(self, fact: Told) -> bool:
        """Whether something went on at its end, or ended in it."""
        return fact.began <= self.end and (fact.ended is None or fact.ended >= self.start)


Row = dict[str, Any]


def rows_of_child(about: About, facts: Sequence[Told], window: Window) -> Iterator[tuple[int, Row]]:
    """Give the rows of one child, each with the number of its list."""
    said = {
        "child": about.number,
        "sex": about.sex,
        "ethnicity": about.ethnicity,
        "date_of_birth": about.born,
        "age": -1 if about.unborn else _age(about.born, window.end) if about.born else None,
        "disabled": about.disabled,
    }
    held = _Held([one for one in facts if one.began <= window.end], window)
    for number, rows in _LISTS.items():
        for row in rows(held):
            yield number, said | row


def _age(born: date, day: date) -> int:
    """Return the age in whole years; below nought before birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class _Held:
    """The facts of one child, asked for by kind."""

    def __init__(self, facts: Sequence[Told], window: Window) -> None:
        self.facts, self.window = facts, window

    def of(self, kind: str, *varieties: str) -> list[Told]:
        """Return the facts of a kind, the earliest first."""
        found = [one for one in self.facts if one.kind == kind and (not varieties or one.variety in varieties)]
        return sorted(found, key=lambda one: one.began)

    def last(self, kind: str, *varieties: str) -> Told | None:
        """Return the latest fact of a kind."""
        return next(reversed(self.of(kind, *varieties)), None)

    def last_day(self, kind: str, *varieties: str) -> date | None:
        """Return the day of the latest."""
        found = self.last(kind, *varieties)
        return found.began if found else None

    def open(self, kind: str, *varieties: str) -> bool:
        """Whether something of a kind went on at the end of the period."""
        return any(one.ended is None or one.ended > self.window.end for one in self.of(kind, *varieties))

    def ended(self, fact: Told) -> date | None:
        """Return when something ended, as far as the period knows."""
        return fact.ended if fact.ended and fact.ended <= self.window.end else None


def _who(one: Told) -> Row:
    return {"team": one.team, "worker": one.worker}


def _within_a_year(rows: Iterable[Told], day: date) -> int:
    return sum(day - YEAR <= one.began < day for one in rows)


def _contacts(held: _Held) -> Iterator[Row]:
    for one in held.of(FactKind.CONTACT):
        if held.window.holds(one.began):
            yield {"began": one.began, "source": one.answers.get("source")}


def _early_help(held: _Held) -> Iterator[Row]:
    for one in held.of(FactKind.EARLY_HELP):
        if held.window.goes_on(one):
            yield {"began": one.began, "ended": held.ended(one), "organisation": one.answers.get("organisation")}


def _referrals(held: _Held) -> Iterator[Row]:
    all_of_them = held.of(FactKind.REFERRAL)
    for one in all_of_them:
        if held.window.holds(one.began):
            earlier = one.answers.get("earlier")
            yield {
                "began": one.began,
                "source": one.answers.get("source"),
                "no_action": one.answers.get("no_action"),
                "earlier": _within_a_year(all_of_them, one.began) if earlier is None else earlier,
            } | _who(one)


def _assessments(held: _Held) -> Iterator[Row]:
    for one in held.of(FactKind.ASSESSMENT):
        if held.window.goes_on(one):
            seen = True if one.answers.get("seen_on") else one.answers.get("seen")
            needs = one.answers.get("needs_services")
            yield {"began": one.began, "ended": held.ended(one), "seen": seen, "needs_services": needs} | _who(one)


def _enquiries(held: _Held) -> Iterator[Row]:
    asked, met = held.of(FactKind.SECTION_47), held.of(FactKind.CONFERENCE, "initial")
    for place, one in enumerate(asked):
        if not held.window.holds(one.began):
            continue
        until = asked[place + 1].began if place + 1 < len(asked) else date.max
        conference = next((each for each in met if one.began <= each.began < until or each.began == one.ended), None)
        outcome = conference.answers.get("outcome") if conference else ""
        given = {name: one.answers.get(name) for name in ("no_conference", "earlier", "earlier_conferences")}
        if given["earlier"] is None:
            given["earlier"] = _within_a_year(asked, one.began)
        if given["earlier_conferences"] is None:
            given["earlier_conferences"] = _within_a_year(met, one.began)
        yield (
            given
            | {
                "began": one.began,
                "conference_on": conference.began if conference else None,
                "plan": {"plan": True, "no_plan": False}.get(outcome or ""),
            }
            | _who(one)
        )


def _in_need(held: _Held) -> Iterator[Row]:
    """The latest episode of need: a child of whom there is a referral alone is not in the list."""
    episodes = [
        one for one in held.of(FactKind.REFERRAL) if not one.answers.get("no_action") and held.window.goes_on(one)
    ]
    known = any(
        one.kind in (FactKind.ASSESSMENT, FactKind.PLAN, FactKind.CARE, FactKind.SECTION_47) for one in held.facts
    )
    if not episodes or not (known or episodes[-1].answers.get("need")):
        return
    one = episodes[-1]
    ended = held.ended(one)
    yield {
        "began": one.began,
        "need": one.answers.get("need"),
        "seen_on": held.last_day(FactKind.VISIT, "cin"),
        "ended": ended,
        "reason": one.answers.get("reason") if ended else "",
        "status": _status(held, ended),
    } | _who(one)


def _status(held: _Held, ended: date | None) -> str:
    if ended:
        return "Closed episode"
    if held.open(FactKind.CARE):
        return "Looked after child"
    if held.open(FactKind.PLAN, "cp"):
        return "Child Protection plan"
    if held.open(FactKind.PLAN, "cin"):
        return "Child in need plan"
    return "Open assessment" if held.open(FactKind.ASSESSMENT) else ""


def _protection(held: _Held) -> Iterator[Row]:
    plans = held.of(FactKind.PLAN, "cp")
    for place, one in enumerate(plans):
        if not held.window.goes_on(one):
            continue
        visit, before = held.last(FactKind.VISIT, "cp"), one.answers.get("previous_plans")
        yield {
            "began": one.began,
            "category": one.answers.get("category"),
            "latest_category": one.answers.get("latest_category") or one.answers.get("category"),
            "visited_on": visit.began if visit else None,
            "alone": visit.answers.get("alone") if visit else None,
            "reviewed_on": held.last_day(FactKind.CONFERENCE, "review"),
            "ended": held.ended(one),
            "emergency": one.answers.get("emergency"),
            "previous_plans": place if before is None else before,
        } | _who(one)


def _care(held: _Held) -> Iterator[Row]:
    for one in held.of(FactKind.CARE):
        if not held.window.goes_on(one):
            continue
        legal, placed = held.last(FactKind.LEGAL_STATUS), held.last(FactKind.PLACEMENT)
        given = {name: one.answers.get(name) for name in OF_CARE}
        if given["placements"] is None:
            given["placements"] = _within_a_year(held.of(FactKind.PLACEMENT), held.window.end + timedelta(days=1))
        names = ("placement", "provider", "postcode", "urn", "location", "authority")
        yield (
            given
            | {name: placed.answers.get(name) if placed else None for name in names}
            | {
                "began": one.began,
                "legal_on": legal.began if legal else None,
                "legal": legal.answers.get("status") if legal else None,
                "reviewed_on": held.last_day(FactKind.REVIEW, "care"),
                "visited_on": held.last_day(FactKind.VISIT, "care"),
                "health_on": held.last_day(FactKind.HEALTH, "initial", "review"),
                "dental_on": held.last_day(FactKind.HEALTH, "dental"),
                "ended": held.ended(one),
                "ended_because": one.answers.get("ended_because") if held.ended(one) else None,
                "placed_on": placed.began if placed else None,
            }
            | _who(one)
        )


def _leavers(held: _Held) -> Iterator[Row]:
    one = held.last(FactKind.LEAVER) or held.last(FactKind.PLAN, "pathway")
    if one and held.window.goes_on(one):
        given = {name: one.answers.get(name) for name in OF_LEAVER if name not in ("team", "worker")}
        yield given | {"pathway_on": held.last_day(FactKind.REVIEW, "pathway")} | _who(one)


def _adoptions(held: _Held) -> Iterator[Row]:
    for one in held.of(FactKind.ADOPTION):
        if held.window.goes_on(one):
            yield one.answers | {"began": one.began, "ended": held.ended(one)}


_LISTS = {
    1: _contacts,
    2: _early_help,
    3: _referrals,
    4: _assessments,
    5: _enquiries,
    6: _in_need,
    7: _protection,
    8: _care,
    9: _leavers,
    10: _adoptions,
}


def cell_of(column: Column, value: Any) -> Any:
    """Return one cell of a workbook: a day, a number, words that a spreadsheet never works out, or a code as Ofsted writes it."""
    if value in (None, ""):
        return ""
    if column.answer in ("day", "birth"):
        return date.fromisoformat(value) if isinstance(value, str) else value
    if column.answer in ("number", AGE):
        return value
    if column.answer == TEXT:
        return harmless(str(value))
    return written(column.answer, value) or harmless(str(value))


def harmless(words: str) -> str:
    """Return words that no spreadsheet takes for a formula: those that could be one have a quotation mark before them."""
    return f"'{words}" if words.startswith(ACTIVE) else words
