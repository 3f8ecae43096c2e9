"""Hand-made situations about whom we know already, and about where they live or what they speak."""

from openmash.demo.rules import codes
from openmash.demo.rules.kinds import NEED, SLIGHT, SUPPORT
from openmash.demo.rules.named.callers import member_of_the_public, professional
from openmash.demo.rules.named.families import Adult, Child, Home
from openmash.demo.rules.named.model import Situation, Step, screened
from openmash.demo.rules.places import NO_FIXED_ADDRESS
from openmash.demo.rules.staff import HEALTH, POLICE

NO_ADDRESS = Home(
    "n23", "Marsh-Tolland", "", NO_FIXED_ADDRESS,
    (Adult("mother", "Becky", 26),), (Child("Skye", 4, "F"),),
)  # fmt: skip
OUT_OF_AREA = Home(
    "n24", "Leverett", "Blackpool", "11 Starbeck Street",
    (Adult("mother", "Tanya", 33),), (Child("Jaxon", 10, "M"), Child("Mia", 8, "F")),
)  # fmt: skip
OPEN_CASE = Home(
    "n25", "Kenworthy", "Burnley", "90 Tenterfield Terrace",
    (Adult("mother", "Melanie", 35), Adult("father", "Stuart", 37, second_home=True)),
    (Child("Connor", 12, "M"), Child("Esme", 9, "F")), second_house="6 Linnetfold Mews", second_district="Hyndburn",
)  # fmt: skip
SAME_ADDRESS = Home(
    "n26", "Whitwell-Dunn", "Hyndburn", "41 Kettlebeck Street",
    (Adult("mother", "Carly", 30), Adult("step_father", "Jordan", 28, "Pollitt")),
    (Child("Riley", 8, "M"), Child("Faith", 5, "F")),
)  # fmt: skip
LODGERS = Home(
    "n27", "Pollitt", "Hyndburn", "41 Kettlebeck Street",
    (Adult("mother", "Jodie", 26),), (Child("Archie", 3, "M"),), same_address_as="n26",
)  # fmt: skip
INTERPRETER = Home(
    "n28", "Zangana", "Preston", "20 Spinner Avenue",
    (Adult("mother", "Narin", 31, "Zangana", "Kurdish Sorani", True), Adult("father", "Haval", 36, "Zangana", "Kurdish Sorani", True)),
    (Child("Aram", 9, "M", own_script="ئارام"), Child("Baran", 5, "F", own_script="باران")), heritage="Arabic and Kurdish",
)  # fmt: skip
DO_NOT_NAME = Home(
    "n29", "O'Hagan", "Lancaster", "73 Harebeck Road",
    (Adult("mother", "Siobhán", 29), Adult("step_father", "Nathan", 33, "Farrow")),
    (Child("Aoife", 6, "F"), Child("Dáithí", 4, "M")), heritage="Irish",
)  # fmt: skip

ABOUT_WHO_IS_KNOWN: tuple[Situation, ...] = (
    Situation(
        "unknown-address",
        NO_ADDRESS,
        "agency",
        "4",
        "housing",
        SUPPORT,
        professional("Ray Billington", "homelessness adviser", "District council housing"),
        (
            "Becky and Skye slept in a car for two nights. She left Preston after an argument and does not want"
            " to say where she is staying now. Skye is well wrapped up and talkative."
        ),
        55,
        (Step(5, "history"), Step(12, "rate")),
        codes.AMBER,
        referrer_level=3,
        worries_most="Where they will sleep tonight.",
        address_not_told=NO_FIXED_ADDRESS,
    ),
    Situation(
        "out-of-area",
        OUT_OF_AREA,
        "school",
        "2A",
        "neglect",
        NEED,
        professional("Priscilla Dane", "pastoral lead", "Sandpiper Example High School"),
        (
            "Jaxon travels in from Blackpool every day. He is thin, and he sleeps in the library at lunch. Mia "
            "goes to a school over there. Mum does not answer."
        ),
        120,
        (Step(6, "history"), Step(10, "rate")),
        codes.AMBER,
        referrer_level=3,
        worries_most="Nobody at home gets him up or feeds him.",
    ),
    Situation(
        "open-case",
        OPEN_CASE,
        "school",
        "2A",
        "physical_abuse",
        NEED,
        "SCHOOL-GUILD",
        (
            "Connor came to the high school's open evening with a cut lip and told a teacher his dad did it at "
            "the weekend. He said his social worker is Sumaira."
        ),
        60,
        (Step(14, "hand_over"),),
        codes.AMBER,
        open_case=True,
        child_words="Sumaira said I could tell anyone.",
    ),
    Situation(
        "open-case-not-passed-yet",
        OPEN_CASE,
        "family",
        "1A",
        "parents_at_odds",
        SLIGHT,
        member_of_the_public("Stuart Kenworthy", "father"),
        ("Mr Kenworthy says Melanie has stopped the visits and he wants the social worker to know before the review."),
        20,
        (),
        codes.GREEN,
        open_case=True,
    ),
    Situation(
        "same-address-first",
        SAME_ADDRESS,
        "police",
        "6",
        "domestic_abuse",
        SLIGHT,
        POLICE,
        ("Verbal argument between Carly Whitwell-Dunn and Jordan Pollitt over a telephone. The children were asleep."),
        0,
        (*screened(25), Step(200, "decide", codes.NFA), Step(230, "answer")),
        codes.GREEN,
        days_ago=301,
        risk_grade="standard",
    ),
    Situation(
        "same-address-second",
        SAME_ADDRESS,
        "school",
        "2A",
        "neglect",
        SLIGHT,
        professional("Eunice Portland", "pastoral lead", "Gingham Example Primary School"),
        "Riley has been late eleven times. He says he gets Faith ready because Mum is asleep.",
        0,
        (*screened(20), Step(180, "decide", codes.ADVICE), Step(240, "answer")),
        codes.GREEN,
        days_ago=204,
        referrer_level=2,
    ),
    Situation(
        "same-address-lodgers",
        LODGERS,
        "health",
        "3B",
        "neglect",
        SLIGHT,
        HEALTH,
        (
            "Jodie and Archie are staying with her brother. Nine people share the house. Archie has not been "
            "brought for his checks."
        ),
        0,
        (*screened(22), Step(300, "decide", codes.ADVICE), Step(350, "answer")),
        codes.GREEN,
        days_ago=117,
        referrer_level=2,
    ),
    Situation(
        "same-address-third",
        SAME_ADDRESS,
        "police",
        "6",
        "domestic_abuse",
        SLIGHT,
        POLICE,
        (
            "Abandoned 999 call. Carly Whitwell-Dunn said a child had been playing with the telephone. A door "
            "was off its hinges."
        ),
        0,
        (*screened(30), Step(240, "decide", codes.NFA), Step(300, "answer")),
        codes.GREEN,
        days_ago=40,
        risk_grade="standard",
    ),
    Situation(
        "same-address",
        SAME_ADDRESS,
        "neighbour",
        "1B",
        "domestic_abuse",
        NEED,
        member_of_the_public("Olwyn Tarleton", "neighbour", do_not_name=True),
        "Mrs Tarleton lives across the road. Police have been three times this year. Last night the little "
        "girl was at the window in the dark, and a man was shouting downstairs. "
        "There is another woman there now with a small boy.",
        130,
        (
            *screened(10),
            Step(60, "rate", codes.AMBER, "Amber now that the earlier contacts at this address are read together."),
        ),
        codes.GREEN,
        worries_most="It is always after the pub, and the little girl is at the window.",
    ),
    Situation(
        "interpreter",
        INTERPRETER,
        "health",
        "3D",
        "parent_mental_health",
        SUPPORT,
        professional("Judith Amory", "community midwife", "Maternity service"),
        (
            "Narin has not slept and cries through the visit. Aram translated for his mother, which is not "
            "right. Baran did not speak. An interpreter for Kurdish Sorani is needed before anybody rings the "
            "family."
        ),
        210,
        screened(12),
        codes.AMBER,
        referrer_level=3,
        interpreter="ckb",
        worries_most="A nine-year-old carries his mother's worries.",
        child_words="I tell her what the doctor says.",
    ),
    Situation(
        "do-not-name",
        DO_NOT_NAME,
        "family",
        "1A",
        "harsh_words",
        NEED,
        member_of_the_public("Bernadette O'Hagan", "grandmother", do_not_name=True),
        (
            "Mrs O'Hagan says Nathan frightens the children: Aoife is not allowed to cry and Dáithí is shut in "
            "his room. She must not be named: she would never see them again."
        ),
        300,
        screened(16),
        codes.AMBER,
        worries_most="They have gone quiet, the pair of them.",
        child_words="We have to be small.",
    ),
)
