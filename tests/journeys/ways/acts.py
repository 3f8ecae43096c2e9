"""What is done in most journeys: a call taken, a contact screened and decided, each by its pages."""

from tests.journeys.ways.person import Person
from tests.journeys.ways.town import SCHOOL

STORY = "He came to school with a bruise on his arm and said he does not want to go home."


def takes_a_call(
    worker: Person, *children: str, born: tuple[str, str, str] = ("4", "3", "2015"), postcode: str = "PR1 8XJ"
) -> str:
    """Take a call from the school about children of one family; give the contact's reference."""
    worker.opens("/calls/new/")
    worker.writes("What is the caller telling you?", STORY)
    worker.writes("Caller’s name", "Sky School")
    worker.page.get_by_label("Organisation").first.fill(SCHOOL)
    worker.chooses("A professional")
    for number, child in enumerate(children):
        given, _, family = child.partition(" ")
        worker.page.get_by_label("Given name").nth(number).fill(given)
        worker.page.get_by_label("Family name").nth(number).fill(family)
        worker.page.get_by_label("or age").nth(number).fill(str(11 - number))
        worker.page.get_by_label("A child", exact=True).nth(number).check()
    worker.page.get_by_label("Address", exact=True).first.fill("12 Example Street")
    worker.page.get_by_label("Postcode", exact=True).first.fill(postcode)
    worker.presses("Save and read the history")
    return worker.reference


def screens(worker: Person, reference: str, *, colour: str = "Amber", siblings: bool = False) -> None:
    """Read the history, set the colour, check early help and record what the family knows."""
    worker.opens(f"/contacts/{reference}/history/")
    worker.follows("Go on to screening")
    worker.follows("Colour for ")
    worker.chooses(colour)
    worker.writes("Why this colour?", "A bruise and fear of going home, told today.")
    _and_siblings(worker, siblings)
    worker.presses("Set the colour")
    worker.follows("Early-help check for ")
    worker.chooses("No record visible to you")
    _and_siblings(worker, siblings)
    worker.presses("Record the check")
    worker.follows("What the family knows and agrees to")
    worker.chooses("The family has been told", under="Has the family been told about this worry?")
    worker.writes("Who was told, when and by whom", "Mother, by the school, this morning")
    worker.chooses("They agree", under="Do they agree to support?")
    worker.presses("Save")


def decides(worker: Person, reference: str, *, outcome: str, level: str, siblings: bool = False) -> None:
    """Decide, with reasons; answer what the pack asks about this decision."""
    worker.opens(f"/contacts/{reference}/")
    worker.follows("Decision for ")
    worker.chooses(outcome)
    worker.page.get_by_role("group", name="Level of need you decide on").get_by_label(level).check()
    worker.writes(
        "Why? What did you weigh", "The school and the mother tell the same story; he is safe at home tonight."
    )
    _and_siblings(worker, siblings)
    for box in worker.page.locator("textarea[name^=q_]").all():
        box.fill("His older brother has spoken with us.")
    worker.presses("Decide")


def _and_siblings(worker: Person, siblings: bool) -> None:
    if siblings:
        worker.page.get_by_label("The same for ").check()
