"""Hand-made situations of today that a locality's social work team has to take up: decided, and nobody has begun yet."""

from openmash.demo.rules import codes
from openmash.demo.rules.kinds import HARM, NEED
from openmash.demo.rules.named.callers import professional
from openmash.demo.rules.named.families import Adult, Child, Home
from openmash.demo.rules.named.model import Situation, Step, screened

ASSESSMENT_LATE = Home(
    "n40", "Tillotson-Amadi", "Burnley", "26 Carderfold Street",
    (Adult("mother", "Roisin", 31, "Tillotson"), Adult("step_father", "Kofi", 36, "Amadi")),
    (Child("Elodie", 8, "F"), Child("Jasper", 4, "M")),
)  # fmt: skip
ASSESSMENT_TODAY = Home(
    "n41", "Oakenshaw-Kerr", "Pendle", "9 Reedhall Gardens",
    (Adult("mother", "Natasha", 27),), (Child("Billie", 3, "F"),),
)  # fmt: skip
STRATEGY_NOW = Home(
    "n42", "Brathwell-Nutter", "Hyndburn", "112 Shuttlefield Road",
    (Adult("mother", "Janine", 35), Adult("step_father", "Dean", 39, "Corbishaw")),
    (Child("Mason", 9, "M"), Child("Lacey", 6, "F")),
)  # fmt: skip


def _through_triage(until: float, outcome: str) -> tuple[Step, ...]:
    """Return the steps from screening through the transfer to the decision of the MASH team."""
    return (
        *screened(8), Step(until * 0.45, "offer"), Step(until * 0.6, "accept"), Step(until, "decide", outcome),
        Step(until + 12, "countersign"), Step(until + 20, "answer"),
    )  # fmt: skip


SETTLED = (
    *screened(8), Step(60, "offer"),
    Step(95, "reject", codes.REJECT_UNFINISHED, "Please ask the school nurse first: her view is missing."),
    Step(150, "offer", words="The school nurse was asked: Jasper was not brought to two hearing tests."),
    Step(190, "reject", codes.REJECT_LEVEL, "Still reads as early help to us."),
    Step(220, "settle", words="I have read both views. An eight-year-old runs the house: the MASH team takes it today."),
    Step(330, "decide", codes.S17), Step(342, "countersign"), Step(350, "answer"),
)  # fmt: skip


THAT_WAIT_FOR_AN_ASSESSMENT: tuple[Situation, ...] = (
    Situation(
        "assessment-late",
        ASSESSMENT_LATE,
        "school",
        "2A",
        "neglect",
        NEED,
        professional("Marguerite Soames", "pastoral lead", "Packhorse Example High School"),
        "Elodie brings Jasper to the breakfast club by herself and asks for seconds to take home. Her shoes are two sizes"
        " too small. Mum used to come to the gate and has not been seen since half term.",
        1240,
        SETTLED,
        referrer_level=4,
        child_words="I do the mornings. Mum's asleep.",
        worries_most="An eight-year-old is running the house.",
    ),
    Situation(
        "assessment-today",
        ASSESSMENT_TODAY,
        "health",
        "3B",
        "parent_mental_health",
        NEED,
        professional("Theodora Linley", "health visitor", "Community health service"),
        "Natasha has stopped her tablets and says the flat is being listened to. She keeps Billie in with the curtains"
        " drawn. She let me in and was glad of me, and would not let me take my coat off.",
        520,
        _through_triage(260, codes.S17),
        referrer_level=4,
        worries_most="Natasha is drawing Billie into what she fears.",
    ),
    Situation(
        "strategy-now",
        STRATEGY_NOW,
        "school",
        "2A",
        "physical_abuse",
        HARM,
        professional("Lindsey Garth", "designated safeguarding lead", "Whinberry Example Primary School"),
        "Mason has a mark across his back, seen when he changed for games. He said Dean did it with a belt for spilling"
        " paint, and then that he fell. Lacey cried when she was asked to go home.",
        160,
        _through_triage(95, codes.STRATEGY),
        codes.RED,
        referrer_level=4,
        child_words="Don't ring them. It'll be worse.",
        worries_most="They are to be collected at half past three.",
    ),
)  # fmt: skip
