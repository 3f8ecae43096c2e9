"""What each who is told of an incident may see of the household, and what the questions about danger lead to."""

from openmash.adults.choices import KIND_WORDS, SHOWN_WORDS, BranchKind, Shown
from openmash.adults.rules import CHILDREN, FROM_AGE, GROWN_UP, MAY_SEE, SCHOOL, may_be_about
from openmash.agencies.packs import SHIPPED, read_pack
from openmash.main.manual.page import Page

AREA = "lancashire"
ROWS: dict[str, str] = {CHILDREN: "Children’s social care", **KIND_WORDS, SCHOOL: "School"}
INTRODUCTION = """\
One incident goes on to several. Each is shown what its row says, as a copy made when it was told, and nothing else of the
household. An address is kept back from who may not have a protected one wherever somebody with a protected address lives,
also where it stands beside another name. What leaves the council passes the gate as well, whose rows are the pack's
`recipients`: what is not in both does not go. A notice to a school has rows of its own there (`school-notice-minimal`,
`school-notice-fuller`): of the household it holds the pupil alone. The table is `MAY_SEE` in `openmash/adults/rules.py`."""


WHOM = """\
The Care Act is about adults; domestic abuse in law is between people of 16 and over (Domestic Abuse Act 2021, section 1). So a
victim of 16 or 17 whom a contact has among its children goes to the conference and to an adviser as an adult does. Where nobody
knows an age, whoever is recorded as an adult counts as one and whoever is recorded as a child does not. The rule is
`may_be_about` in `openmash/adults/rules.py`."""


def _as_a_child(kind: str) -> str:
    ages = [age for age in range(GROWN_UP) if may_be_about(kind, is_child=True, age=age)]
    return f"from {ages[0]}" if ages else "no"


def page() -> Page:
    """Return the table of who may see what, and the bands of the questions about danger."""
    made = Page("What each who is told may see of a household").say(INTRODUCTION)
    made.table(
        ("What", *ROWS.values()),
        ((SHOWN_WORDS[what], *("yes" if what in MAY_SEE[row] else "" for row in ROWS)) for what in Shown),
    )
    made.say("## Whom it may be about").say(WHOM)
    made.table(
        ("What", "From which age", "Recorded as a child"),
        ((KIND_WORDS[kind], str(FROM_AGE.get(kind, "any")), _as_a_child(kind)) for kind in BranchKind),
    )
    pack = read_pack(SHIPPED / AREA)
    for held in pack.checklists:
        made.say(f"## {held.title}").say(
            f"Each yes counts one. Somebody referred within {held.repeat_months} months goes to the conference again whatever "
            f"the total; a professional's judgement takes it there, or keeps it from there, with a reason. Source: {held.source}."
        )
        made.table(
            ("From", "Danger", "Goes to the conference"),
            ((str(band.from_total), band.title, "yes" if band.refers else "") for band in held.bands),
        )
    return made
