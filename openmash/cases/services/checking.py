"""What is said of a fact, checked against its kind, and the clock that it starts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.errors import RuleBroken
from openmash.base.worktime import CalendarEnds
from openmash.cases import rules
from openmash.cases.choices import FactKind, Shape
from openmash.cases.queries import code_titles

DATES = ("began_on", "ended_on", "variety")


@dataclass(frozen=True, slots=True)
class FactGiven:
    """What is said of one fact: its days, its sub-kind, and its answers by name (see `rules.FACTS`)."""

    began_on: date | None
    ended_on: date | None = None
    variety: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


class Checking:
    """Checks facts at one moment: what the pack says is asked of it once, however many facts there are."""

    def __init__(self, now: datetime) -> None:
        self.today = clock.london_day(now)
        self._titles: dict[str, Mapping[str, str]] = {}
        self._due: dict[tuple[str, date], tuple[datetime | None, str]] = {}

    def checked(self, kind: str, person: Any, given: FactGiven) -> dict[str, Any]:
        """Return the columns of a fact after every check that its kind asks for. Raises RuleBroken with the field."""
        shape = rules.kind_of(kind)
        rules.check_variety(shape, given.variety)
        born = None if person.date_of_birth_estimated else person.date_of_birth
        rules.check_dates(shape, began=given.began_on, ended=given.ended_on, born=born, today=self.today)
        if not given.answers.keys() <= shape.names:
            strange = ", ".join(sorted(given.answers.keys() - shape.names))
            raise RuleBroken(f"A fact of this kind does not say: {strange}.")
        values: dict[str, Any] = {"began_on": given.began_on, "ended_on": given.ended_on, "variety": given.variety}
        details: dict[str, Any] = {}
        for answer in shape.answers:
            said = given.answers.get(answer.name)
            column = answer.name in rules.COLUMNS
            if said is None and not column:
                continue
            value = self._value(answer, said)
            if column:
                values[answer.name] = value
            elif value not in (None, "", []):
                details[answer.name] = plain(value)
        rules.check_visit(values)
        values["details"] = details
        return values

    def _value(self, answer: rules.Answer, value: Any) -> Any:
        """Return one answer as it is kept. Raises RuleBroken for a code that is not in its list, or a day ahead."""
        if answer.shape in (Shape.CODE, Shape.CODES):
            chosen = [value] if answer.shape == Shape.CODE else list(value or [])
            if any(one and one not in self._titles_of(answer) for one in chosen):
                raise RuleBroken("Choose from the list.", field=answer.name)
            return (value or "") if answer.shape == Shape.CODE else sorted(chosen)
        if answer.shape == Shape.DAY:
            if value is not None and answer.name == "seen_on" and value > self.today:
                raise RuleBroken("This day lies ahead.", field=answer.name)
            return value
        if answer.shape in (Shape.YES_NO, Shape.NUMBER):
            return value
        return (value or "").strip()

    def _titles_of(self, answer: rules.Answer) -> Mapping[str, str]:
        if answer.choices:
            return answer.choices
        if answer.code_list not in self._titles:
            self._titles[answer.code_list] = code_titles(answer)
        return self._titles[answer.code_list]

    def due_of(self, kind: str, given: FactGiven, *, referrals: Iterable[date]) -> tuple[datetime | None, str]:
        """Return when what follows is due, and by which clock. An assessment is counted from the referral that it answers."""
        shape = rules.kind_of(kind)
        rule = shape.clock_of(given.variety)
        if not rule or given.began_on is None:
            return None, ""
        start = given.began_on
        if shape.kind == FactKind.ASSESSMENT:
            start = max((day for day in referrals if day <= start), default=start)
        if (rule, start) not in self._due:
            self._due[rule, start] = _due(rule, start)
        return self._due[rule, start]


def _due(rule: str, start: date) -> tuple[datetime | None, str]:
    try:
        due = agencies.due_by(rule, datetime.combine(start, time(), clock.LONDON))
    except CalendarEnds:
        return None, ""
    return due.due_at, rule


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
