"""Write the manual's page of timescales from the packs and from the examples that the tests check.

`.venv/bin/python -m openmash.agencies.tests.timescales_page` writes `docs/reference/timescales.md`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from openmash.agencies.packs import SHIPPED, Pack, read_pack
from openmash.agencies.packs.schema import Clock, Confidence, RagUse
from openmash.base.tests.worktime_examples import EXAMPLES, example_calendar
from openmash.base.worktime import (
    Kind,
    convention_in_words,
    due,
    england,
    in_full,
    limit_in_words,
    local,
    read_moment,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "timescales.md"
HOW_SURE = {
    Confidence.SOURCED: "sourced",
    Confidence.GENERAL_KNOWLEDGE_HIGH: "general knowledge",
    Confidence.GENERAL_KNOWLEDGE_MEDIUM: "general knowledge, not certain",
    Confidence.LOCAL_CONFIG: "local choice",
    Confidence.DEMONSTRATION: "made up for demonstration",
    Confidence.PLACEHOLDER: "not known: placeholder",
}
INTRODUCTION = """\
# Timescales

Written by `python -m openmash.agencies.tests.timescales_page` from the practice packs and from the examples that the
tests check. Do not change it by hand: change the pack or the example, then write it again.

## How time is counted

- A **working day** is a weekday that is not a bank holiday in England and Wales. {holidays}
- A rule in working days counts the first working day after the start as day 1, unless the rule says otherwise, and
  falls due at 23:59:59 on its last day, London time.
- **Hours** pass by the clock, day and night, also when the clocks change. **Open hours** pass only while the service is
  open.
- **Months** end on the same day of the month, or on the month's last day where it has no such day.
- A time without an offset is London time. In the autumn hour that comes twice the first is meant; a time that the
  spring change leaves out is carried on by an hour.
- **Red never pauses**: a rating that promises so may only have a clock that counts by the hour, day and night.
- A **local choice** is a number that no source fixes: it is the area's to set in its pack.
"""


def page() -> str:
    """Return the page's text."""
    pack = read_pack(SHIPPED / "lancashire")
    known = england()
    holidays = f"They are known from {in_full(known.known_from)} to {in_full(known.known_until)}; beyond that no answer is given."
    parts = [
        INTRODUCTION.format(holidays=holidays),
        *_ratings(pack),
        "## Clocks of law, guidance and national lists\n",
        *_clocks(clock for clock in pack.clocks if clock.layer == "england"),
        f"## Clocks of the pack {pack.about.name}\n",
        *_clocks(clock for clock in pack.clocks if clock.layer == pack.about.name),
        *_opening_times(pack),
        *_examples(),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _ratings(pack: Pack) -> Iterator[str]:
    for use, heading in (
        (RagUse.DECISION, "Ratings of contacts"),
        (RagUse.AGENCY_ANSWER, "Ratings of requests to agencies"),
    ):
        policies = [policy for policy in pack.rag_policies if policy.use is use]
        for policy in policies:
            yield f"## {heading}\n"
            yield f"{policy.words} {policy.source} ({HOW_SURE[policy.confidence]}).\n"
            yield from _table(
                ("Rating", "Time", "What it means", "Choose it when"),
                (
                    (colour.title, _limit(pack, colour.clock), colour.means, colour.choose_when)
                    for colour in policy.colours
                ),
            )


def _limit(pack: Pack, code: str | None) -> str:
    return limit_in_words(pack.clock_rule(code)) if code else "none"


def _clocks(clocks: Iterable[Clock]) -> Iterator[str]:
    yield from _table(
        ("Clock", "What", "Limit", "Counted", "From", "Until", "Source", "How sure"),
        (
            (
                f"`{clock.code}`",
                clock.title,
                limit_in_words(clock.rule()),
                _counted(clock),
                clock.start,
                clock.stop,
                " ".join(part for part in (clock.source + ".", clock.note) if part),
                HOW_SURE[clock.confidence] + (", statutory" if clock.statutory else ""),
            )
            for clock in clocks
        ),
    )


def _counted(clock: Clock) -> str:
    words = convention_in_words(clock.rule())
    return f"{words} (`{clock.hours}`)" if clock.kind is Kind.SERVICE_HOURS else words


def _opening_times(pack: Pack) -> Iterator[str]:
    yield "## Opening times\n"
    yield from _table(
        ("Code", "What", "Source", "How sure"),
        (
            (f"`{hours.code}`", hours.title, f"{hours.source}. {hours.note}".strip(), HOW_SURE[hours.confidence])
            for hours in pack.opening_times
        ),
    )


def _examples() -> Iterator[str]:
    yield "## Examples\n"
    yield "Each row is a test. Open hours are counted in an office open from 08:45 to 17:00 on weekdays, but where said.\n"
    calendar = example_calendar()
    yield from _table(
        ("Case", "Limit", "Counted", "Starts", "Due"),
        (
            (
                example.name,
                limit_in_words(example.rule),
                convention_in_words(example.rule),
                _moment(read_moment(example.start)),
                _moment(due(example.rule, read_moment(example.start), calendar=calendar).due_at),
            )
            for example in EXAMPLES
        ),
    )


def _moment(value: object) -> str:
    shown = local(value)  # type: ignore[arg-type]
    return f"{shown:%a} {shown.day} {shown:%b %Y %H:%M} {shown.tzname()}"


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(headings) + " |"
    yield "|" + "---|" * len(headings)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
