"""State diagrams, drawn from the tables of allowed moves."""

from collections.abc import Iterable, Mapping

from openmash.adults import rules as adults
from openmash.frontdoor.rules import contacts, decisions, transfers
from openmash.main.manual.page import Page
from openmash.meetings import rules as meetings
from openmash.release.rules import dispatches, gate
from openmash.sharing.rules import register

MACHINES: tuple[tuple[str, str, Mapping[str, Iterable[str]]], ...] = (
    ("A contact", "openmash/frontdoor/rules/contacts.py", contacts.MOVES),
    ("A decision", "openmash/frontdoor/rules/decisions.py", decisions.MOVES),
    ("A version of a document of the register", "openmash/sharing/rules/register.py", register.MOVES),
    ("A transfer", "openmash/frontdoor/rules/transfers.py", transfers.MOVES),
    ("A message that leaves", "openmash/release/rules/dispatches.py", dispatches.MOVES),
    ("A package at the gate", "openmash/release/rules/gate.py", gate.MOVES),
    ("A meeting", "openmash/meetings/rules.py", meetings.MOVES),
    ("A professional disagreement", "openmash/meetings/rules.py", meetings.ESCALATION_MOVES),
    ("A safeguarding concern about an adult", "openmash/adults/rules.py", adults.moves_of("adult_safeguarding")),
    ("A referral to the domestic abuse conference", "openmash/adults/rules.py", adults.moves_of("marac")),
    ("An adviser or housing that is told", "openmash/adults/rules.py", adults.moves_of("housing")),
)


def page() -> Page:
    """Return one diagram for each thing that has a state."""
    made = Page("States and the moves between them")
    made.say("Nothing moves in another way: the service that would do it refuses, with a sentence.")
    for title, source, moves in MACHINES:
        made.say(f"## {title}").say(f"From `{source}`.").say(_diagram(moves))
    return made


def _diagram(moves: Mapping[str, Iterable[str]]) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    first = next(iter(moves))
    lines.append(f"    [*] --> {first}")
    for before, after in moves.items():
        lines += [f"    {before} --> {state}" for state in sorted(after)]
        if not after:
            lines.append(f"    {before} --> [*]")
    return "\n".join([*lines, "```"])
