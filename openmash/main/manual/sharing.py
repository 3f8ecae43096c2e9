"""Whether information may go: the table of cases that the tests check, and what each kind of agency may receive."""

from openmash.agencies.packs import SHIPPED, read_pack
from openmash.base.worktime import in_full
from openmash.main.manual.page import Page
from openmash.sharing.choices import SHARE_ANSWER_WORDS, SHARING_WORDS
from openmash.sharing.rules.cases import CASES, TODAY
from openmash.sharing.rules.footing import NEEDS_AGREEMENT

AREA = "lancashire"
INTRODUCTION = """\
An agreement is good practice; it is not the lawful basis. So only what goes regularly or in bulk needs an agreement in
force ({needs}). What one case needs goes ahead on its recorded basis, with a warning, and the owner of the agreement is
asked to review it, once. What an agency has sent is loaded, with a warning. An agreement whose review or end has passed
is lapsed from the next day on, whether anybody has noted it or not."""
CASES_SAID = """\
The council and health visiting have agreed that health visiting may be told the name and the date of birth of a child, on
the basis of public task, so that a service that knows the child can help. Review: 1 March 2027. Today is {today}.
`openmash/sharing/rules/cases.py` holds the table, and `openmash/sharing/tests/test_footing_rules.py` asks the rule each row."""


def page() -> Page:
    """Return the rule of sharing as a page: its cases, the columns that each kind of agency may receive, the duties."""
    needs = " and ".join(SHARING_WORDS[kind].lower() for kind in sorted(NEEDS_AGREEMENT, reverse=True))
    made = Page("Whether information may go").say(INTRODUCTION.format(needs=needs))
    made.say("## Cases").say(CASES_SAID.format(today=in_full(TODAY)))
    made.table(
        ("What is shared", "The agreement", "Answer", "Review", "What is said"),
        (
            (
                case.shared,
                case.agreement,
                SHARE_ANSWER_WORDS[case.answer],
                "yes" if case.review else "",
                " ".join(case.decide().sentences),
            )
            for case in CASES
        ),
    )
    return _duties(_columns(made))


def _columns(made: Page) -> Page:
    pack = read_pack(SHIPPED / AREA)
    titles = {item.code: item.title for item in pack.data_items}
    made.say("## What a kind of agency may receive in a standing feed").say(
        "Besides, the agreement has to cover the item. Whatever is not named here is withheld; a protected address and a "
        "restricted person never go."
    )
    return made.table(
        ("Kind of agency", "Items"),
        ((entry.title, ", ".join(titles[item] for item in entry.items)) for entry in pack.receives),
    )


def _duties(made: Page) -> Page:
    pack = read_pack(SHIPPED / AREA)
    made.say("## Duties, by the day on which each begins")
    return made.table(
        ("Duty", "Law", "Begins", "Looked at", "Known"),
        (
            (
                duty.title,
                duty.law,
                in_full(duty.begins_on) if duty.begins_on else "no day known",
                in_full(duty.checked_on),
                duty.note or duty.words,
            )
            for duty in pack.duties
        ),
    )
