"""Hand-made situations of an ordinary day: checks, answers, disagreements, second readings, help that waits."""

from openmash.demo.rules import codes
from openmash.demo.rules.kinds import ELSEWHERE, HARM, NEED, SLIGHT, SUPPORT
from openmash.demo.rules.named.callers import member_of_the_public, professional
from openmash.demo.rules.named.families import Adult, Child, Home
from openmash.demo.rules.named.model import Situation, Step, screened
from openmash.demo.rules.staff import HEALTH

DISAGREEMENT = Home(
    "n20", "Postlethwaite-Shah", "Burnley", "37 Weftbank Road",
    (Adult("mother", "Rukhsana", 32), Adult("father", "Daniel", 34, "Postlethwaite")),
    (Child("Aaliyah", 9, "F"), Child("Noah", 6, "M")), heritage="South Asian",
)  # fmt: skip
CHECK_FOLLOWS = Home(
    "n21", "Cavendish-Rowe", "Wyre", "58 Reedmace Close",
    (Adult("mother", "Shelley", 28), Adult("step_father", "Martin", 45, "Oldroyd")),
    (Child("Summer", 7, "F"), Child("Jenson", 2, "M")),
)  # fmt: skip
CHECK_DUE = Home(
    "n22", "Ollerenshaw", "Preston", "Flat 9, 3 Muslin Court",
    (Adult("mother", "Chantelle", 24),),
    (Child("Ava-Rose", 3, "F", known_as="Ava"), Child("Kayden", 1, "M", weeks=62)),
)  # fmt: skip
SIBLINGS_DIFFER = Home(
    "n30",
    "Fenwick-Adeyinka",
    "South Ribble",
    "64 Yarrowfold Way",
    (
        Adult("mother", "Grace", 38, "Fenwick"),
        Adult("step_father", "Clive", 47, "Hallam"),
        Adult("father", "Tunde", 40, "Adeyinka", second_home=True),
    ),
    (Child("Esther", 13, "F"), Child("Micah", 11, "M"), Child("Jude", 16, "M", second_home=True)),
    heritage="Caribbean and mixed",
    second_house="8 Alderclough Row",
    second_district="Preston",
)
TWINS = Home(
    "n31", "Butterworth-Nagy", "Chorley", "17 Cragbrook Fold",
    (Adult("mother", "Alison", 33), Adult("father", "Lewis", 35)),
    (Child("Ottilie", 5, "F", weeks=291), Child("Ottoline", 5, "F", weeks=291)),
)  # fmt: skip
COUNTERSIGNATURE = Home(
    "n32", "Ravenhill", "Lancaster", "2 Elmsclough Lane",
    (Adult("mother", "Joanne", 40), Adult("step_father", "Trevor", 51, "Stainer")),
    (Child("Bethany", 12, "F", known_as="Beth"),),
)  # fmt: skip
ANSWER_DUE = Home(
    "n33", "Hussain", "Preston", "5 Gingham Street",
    (Adult("mother", "Shabana", 36), Adult("father", "Nadeem", 42)),
    (Child("Hamza", 14, "M", own_script="حمزہ"),), heritage="South Asian",
)  # fmt: skip
REOPENED = Home(
    "n34", "Longbottom-Price", "Pendle", "29 Slatefold Drive",
    (Adult("grandmother", "Maureen", 61),), (Child("Caitlin", 10, "F"), Child("Finley", 7, "M")),
)  # fmt: skip
PARENTS_AT_ODDS = Home(
    "n35", "Garside", "West Lancashire", "36 Skylark Gardens",
    (Adult("mother", "Nicola", 34), Adult("father", "Simon", 37, second_home=True)),
    (Child("Isabella", 7, "F", known_as="Bella"),), second_house="1 Millrace Court",
)  # fmt: skip
UNBORN = Home(
    "n36", "Threadgold", "Burnley", "50 Dyehouse Lane",
    (Adult("mother", "Amber", 19), Adult("father", "Liam", 27, "Cropper")), (Child("Baby", 0, "M", weeks=-9),),
)  # fmt: skip
LIVING_WITH_OTHERS = Home(
    "n37", "Sze-Partington", "Ribble Valley", "8 Oxhey Mews",
    (Adult("aunt", "Pui-Shan", 45, "Leung"),), (Child("Sze-Wing", 14, "F", "Leung"),), heritage="Chinese",
)  # fmt: skip
ADULT_AT_RISK = Home(
    "n38", "Hallows-Greave", "Hyndburn", "13 Turfcote Road",
    (Adult("mother", "Denise", 43), Adult("step_father", "Barry", 50, "Catling")), (Child("Harriet", 13, "F", known_as="Hattie"),),
)  # fmt: skip
HELP_WAITING = Home(
    "n39", "Sharrock-Dean", "Rossendale", "71 Packhorse Street",
    (Adult("mother", "Vicky", 32),), (Child("Theodore", 6, "M", known_as="Teddy"), Child("Iris", 2, "F")),
)  # fmt: skip

OF_AN_ORDINARY_DAY: tuple[Situation, ...] = (
    Situation(
        "disagreement",
        DISAGREEMENT,
        "school",
        "2A",
        "harsh_words",
        SLIGHT,
        "SCHOOL-CALDER",
        "Aaliyah was made to stand in the yard in her nightdress, she says, because she had wet the bed. It"
        " is the third thing she has told us since September. "
        "Noah is treated differently. Mum says we exaggerate.",
        1250,
        (
            *screened(14),
            Step(260, "decide", codes.ADVICE),
            Step(300, "answer"),
            Step(
                1010,
                "disagree",
                words=(
                    "We do not think advice is enough. This is the third time since September and each time it "
                    "was looked at alone."
                ),
            ),
        ),
        codes.GREEN,
        referrer_level=3,
        child_words="I'm the naughty one.",
        worries_most="One child alone gets the blame.",
    ),
    Situation(
        "early-help-check-follows",
        CHECK_FOLLOWS,
        "health",
        "3B",
        "unsafe_adult",
        HARM,
        professional("Moira Catterick", "health visitor", "Community health service"),
        (
            "Summer told the nursery nurse that Martin comes in to say goodnight and that it is a secret. It "
            "was written down word for word and nothing was asked. Mum does not know."
        ),
        420,
        (
            *screened(5, check=False),
            Step(70, "decide", codes.STRATEGY),
            Step(85, "countersign"),
            Step(95, "take_up"),
            Step(100, "answer"),
        ),
        codes.RED,
        worries_most="That she goes home to him tonight.",
        child_words="It's a secret.",
        referrer_level=4,
    ),
    Situation(
        "early-help-check-due",
        CHECK_DUE,
        "agency",
        "8",
        "housing",
        SUPPORT,
        professional("Gaynor Lister", "nursery manager", "Mossbeck Nursery"),
        (
            "Chantelle asked us for nappies and then cried. The flat is damp and she is behind with the rent. "
            "Ava is a lovely, chatty girl. Kayden is chesty. She would like help and does not know who to ask."
        ),
        170,
        screened(10, check=False)[:3],
        codes.GREEN,
        referrer_level=2,
        worries_most="She is doing her best and cannot see a way out.",
        episode=True,
    ),
    Situation(
        "siblings-differ",
        SIBLINGS_DIFFER,
        "school",
        "2A",
        "physical_abuse",
        NEED,
        "SCHOOL-GUILD",
        (
            "Esther has a bruise on her upper arm and says Clive did it because she would not turn the music "
            "off. Micah was there. Jude lives with his dad in Preston and was not."
        ),
        520,
        (
            *screened(12),
            Step(80, "offer"),
            Step(110, "accept"),
            Step(120, "history"),
            Step(
                300,
                "decide",
                codes.S17,
                (
                    "A social worker should assess Esther and Micah: there is a mark, a clear account, and no "
                    "explanation that fits."
                ),
                {2: codes.ADVICE},
            ),
            Step(330, "answer"),
        ),
        codes.AMBER,
        referrer_level=4,
        child_words="He said I'd better not tell.",
        worries_most="That she is punished for telling.",
    ),
    Situation(
        "twins",
        TWINS,
        "school",
        "2A",
        "out_of_school",
        SLIGHT,
        professional("Anthea Goodchild", "form tutor", "Oxhey Example Primary School"),
        (
            "Ottilie and Ottoline are twins and very alike. One of them, we think Ottoline, said she is kept "
            "off when the other is poorly. Attendance is 78% for both."
        ),
        95,
        screened(12),
        codes.GREEN,
        referrer_level=2,
        child_words="We take turns.",
    ),
    Situation(
        "countersignature",
        COUNTERSIGNATURE,
        "health",
        "3C",
        "unsafe_adult",
        HARM,
        professional("Colin Fairweather", "school nurse", "Community health service"),
        (
            "Beth asked whether a person can be made to live with somebody. She said Trevor is not allowed near"
            " his own children. Mum does not know why, she says."
        ),
        65,
        (*screened(4), Step(48, "decide", codes.STRATEGY)),
        codes.RED,
        referrer_level=4,
        child_words="Nobody told Mum. I looked him up.",
    ),
    Situation(
        "answer-due",
        ANSWER_DUE,
        "school",
        "2A",
        "exploitation",
        SLIGHT,
        "SCHOOL-GUILD",
        (
            "Hamza has a new phone and a new coat, and gets a lift home from an older boy. It may be his "
            "cousin. His attendance is fine. Dad came in and was open about it."
        ),
        590,
        (*screened(18), Step(140, "decide", codes.ADVICE)),
        codes.GREEN,
        referrer_level=2,
    ),
    Situation(
        "reopened",
        REOPENED,
        "family",
        "1A",
        "asks_for_help",
        SUPPORT,
        member_of_the_public("Maureen Longbottom-Price", "grandmother"),
        (
            "Mrs Longbottom-Price has had Caitlin and Finley since the spring and asks for help with their "
            "nights. Their mother has started to turn up unannounced."
        ),
        1160,
        (
            *screened(30),
            Step(280, "decide", codes.ADVICE),
            Step(330, "answer"),
            Step(
                1080,
                "reopen",
                words=(
                    "Police tell us that the mother's partner is on bail for an offence against a child. Opened again."
                ),
            ),
        ),
        codes.GREEN,
        child_words="I want to stay at Nana's.",
    ),
    Situation(
        "parents-at-odds",
        PARENTS_AT_ODDS,
        "family",
        "1A",
        "parents_at_odds",
        SLIGHT,
        member_of_the_public("Simon Garside", "father"),
        (
            "Mr Garside says Nicola leaves Bella with strangers and that the house is filthy. He wants it in "
            "writing that he rang. The case is in court on Thursday. This is his third call."
        ),
        145,
        screened(12),
        codes.GREEN,
        believed_malicious="The third call since the court date. School sees a well child, and has no worry.",
        worries_most="She should be living with me.",
    ),
    Situation(
        "unborn-baby",
        UNBORN,
        "health",
        "3D",
        "unborn_baby",
        NEED,
        professional("Rowena Thistlewood", "safeguarding midwife", "Maternity service"),
        (
            "Amber is 31 weeks and booked three weeks ago. Liam answers for her. An older child of his does not"
            " live with him, and he will not say why. Amber says she is pleased about the baby."
        ),
        330,
        (*screened(15), Step(90, "offer"), Step(130, "accept"), Step(140, "history")),
        codes.AMBER,
        referrer_level=4,
        worries_most="That the baby comes before anybody has made a plan.",
    ),
    Situation(
        "private-fostering",
        LIVING_WITH_OTHERS,
        "school",
        "2A",
        "living_with_others",
        ELSEWHERE,
        professional("Barnaby Lisle", "pastoral lead", "Kettlebeck Example High School"),
        (
            "Sze-Wing came from Hong Kong in the summer to stay with a lady she calls her aunt. It turns out "
            "they are not related. She is well looked after and homesick."
        ),
        380,
        screened(25),
        codes.GREEN,
        referrer_level=2,
        child_words="She is very kind. I miss my sister.",
    ),
    Situation(
        "adult-at-risk",
        ADULT_AT_RISK,
        "agency",
        "5A",
        "domestic_abuse",
        ELSEWHERE,
        professional("Keith Ormondroyd", "social worker, adults", "Adult social care"),
        (
            "Denise has multiple sclerosis and Barry is her carer. He has stopped the home help and keeps her "
            "telephone. Hattie, thirteen, does the nights."
        ),
        640,
        (*screened(25), Step(240, "decide", codes.ADULT), Step(270, "answer")),
        codes.AMBER,
        referrer_level=3,
        child_words="I sleep on her floor in case.",
        worries_most="Denise cannot get away and Hattie is doing it all.",
    ),
    Situation(
        "early-help-waiting",
        HELP_WAITING,
        "health",
        "3B",
        "asks_for_help",
        SUPPORT,
        HEALTH,
        (
            "Vicky would like help with Teddy's bedtimes and with being on her own. She has agreed to this call"
            " and would take what is offered."
        ),
        560,
        (*screened(20), Step(220, "decide", codes.EARLY_HELP), Step(250, "answer")),
        codes.GREEN,
        referrer_level=2,
        child_words="I get cross and I don't know why.",
    ),
)
