"""Hand-made situations that cannot wait: reds, overdue work, transfers that nobody has taken, this morning's notices."""

from openmash.demo.rules import codes
from openmash.demo.rules.kinds import HARM, NEED, SLIGHT, SUPPORT
from openmash.demo.rules.named.callers import NOBODY, member_of_the_public, professional
from openmash.demo.rules.named.families import Adult, Child, Home
from openmash.demo.rules.named.model import Situation, Step, screened
from openmash.demo.rules.staff import POLICE

RED_DUE_SOON = Home(
    "n01", "Larkhill", "Burnley", "12 Copperfold Street",
    (Adult("mother", "Kerry", 27), Adult("step_father", "Dean", 31, "Mossop")),
    (Child("Reuben", 0, "M", weeks=15), Child("Orla", 4, "F")),
)  # fmt: skip
OVERDUE = Home(
    "n02", "Winterbourne", "Preston", "48 Shuttle Road",
    (Adult("mother", "Natalie", 34), Adult("father", "Craig", 36, second_home=True)),
    (Child("Maisie-Jane", 9, "F", known_as="Maisie"), Child("Corey", 6, "M")),
    second_house="7 Gorsewell Terrace", second_district="South Ribble",
)  # fmt: skip
TRANSFER_WAITING = Home(
    "n03", "Akhtar-Boyd", "Pendle", "103 Loomshed Street",
    (Adult("mother", "Samina", 33), Adult("father", "Faisal", 38, "Akhtar")),
    (Child("Zoya", 11, "F"), Child("Idris", 8, "M"), Child("Hana", 3, "F")),
    heritage="South Asian",
)  # fmt: skip
BOUNCED = Home(
    "n04", "Tennant", "Chorley", "5 Plovercroft Close",
    (Adult("mother", "Leanne", 29), Adult("step_father", "Kyle", 30, "Roscoe")),
    (Child("Alfie", 7, "M"), Child("Tilly", 5, "F")),
)  # fmt: skip
RED_NOT_RATED = Home(
    "n05", "Doherty-Lamb", "Lancaster", "Flat 3, 66 Saltcotes Road",
    (Adult("mother", "Jade", 22), Adult("father", "Kian", 25, "Lamb")),
    (Child("Niamh", 2, "F"),),
)  # fmt: skip
WORKER_SAFETY = Home(
    "n06", "Skelton", "Hyndburn", "21 Thornclough Avenue",
    (Adult("father", "Wayne", 44),),
    (Child("Bradley", 13, "M", known_as="Brad"), Child("Casey", 10, "F")),
    warning=(codes.DOG, "Two dogs, one has bitten a delivery driver. Ring first and ask for both to be shut in the yard."),
)  # fmt: skip
THREAT_TO_STAFF = Home(
    "n07", "Harrowgate", "South Ribble", "9 Nightjar Crescent",
    (Adult("mother", "Stacey", 31), Adult("step_father", "Lee", 39, "Quarmby")),
    (Child("Ellis", 12, "M"), Child("Freya", 6, "F")),
    warning=(codes.THREATS, "Threatened a housing officer on the doorstep. Visit in pairs, and not after dark."),
)  # fmt: skip
MISSING_AGAIN = Home(
    "n08", "Birchall-Ross", "West Lancashire", "30 Dovewell Way",
    (Adult("mother", "Angela", 41),),
    (Child("Keira", 15, "F"),),
)  # fmt: skip
ASKED_NOT_TO_RING = Home(
    "n09", "Oyelaran-Pike", "Rossendale", "14 Whinberry Lane",
    (Adult("mother", "Comfort", 35), Adult("father", "Gareth", 40, "Pike")),
    (Child("Temitope", 10, "M", known_as="Temi"),), heritage="African",
)  # fmt: skip
MORNING_NOTICES = (
    Home(
        "n10",
        "Sutcliffe-Wray",
        "Fylde",
        "2 Sandpiper Drive",
        (Adult("mother", "Gemma", 30), Adult("father", "Ryan", 32)),
        (Child("Harvey", 5, "M"),),
    ),
    Home(
        "n11",
        "Kowalczyk",
        "Preston",
        "77 Twill Street",
        (Adult("mother", "Ewelina", 33, "Kowalczyk", "Polish", True), Adult("father", "Marek", 37)),
        (Child("Zuzanna", 8, "F"), Child("Oskar", 4, "M")),
        heritage="Polish",
    ),
    Home(
        "n12",
        "Bracewell",
        "Burnley",
        "18 Treadle Row",
        (Adult("mother", "Donna", 38), Adult("father", "Shaun", 41, second_home=True)),
        (Child("Logan", 14, "M"), Child("Poppy", 11, "F")),
        second_house="4 Warpfield Street",
    ),
)


NOTICE_STORIES = (
    (
        "Verbal argument over the car keys between Gemma and Ryan Sutcliffe-Wray. Harvey asleep. Both sober, no "
        "offences. Words of advice given."
    ),
    "Call from a friend that Ewelina Kowalczyk had locked herself in the bathroom. Marek had been drinking. The"
    " children were awake and frightened. An interpreter was "
    "used by telephone. She would like to know about help.",
    (
        "Shaun Bracewell came to the house to collect belongings and would not leave. Logan pushed him out of the "
        "door. Poppy rang 999. No injuries."
    ),
)
ANONYMOUS = Home(
    "n13", "Eastwood-Kay", "Wyre", "15 Jennet Grove",
    (Adult("mother", "Michelle", 36), Adult("father", "Paul", 38, second_home=True)),
    (Child("Toby", 8, "M"), Child("Lacey", 6, "F")), second_house="82 Starbeck Road", second_district="Fylde",
)  # fmt: skip

THAT_CANNOT_WAIT: tuple[Situation, ...] = (
    Situation(
        "red-due-soon",
        RED_DUE_SOON,
        "health",
        "3E",
        "bruise_on_baby",
        HARM,
        professional("Helena Marsh", "sister, emergency department", "Ribble Example Hospital"),
        "Reuben is fifteen weeks old and was brought in because he would not settle. When he was undressed "
        "there was a bruise on his "
        "left cheek and a smaller one on his chest. Mum says he may have lain on a dummy. Dean had him in "
        "the night and has not been "
        "asked yet. A paediatrician is to see him. He does not roll. His sister Orla, four, is with a neighbour.",
        200,
        (*screened(6, check=False), Step(90, "offer"), Step(110, "accept"), Step(130, "history")),
        codes.RED,
        True,
        worries_most="A baby of this age cannot bruise himself, and there is a four-year-old at the same house.",
        referrer_level=4,
    ),
    Situation(
        "overdue",
        OVERDUE,
        "family",
        "1A",
        "substance_use",
        SUPPORT,
        member_of_the_public("Sylvia Winterbourne", "grandmother"),
        "Mrs Winterbourne says her daughter-in-law is drinking again and the children are getting "
        "themselves to school. She had them at "
        "the weekend and Maisie would not go home. Corey has had the same cough for a month. She does not "
        "want a row in the family.",
        1390,
        screened(95),
        codes.AMBER,
        worries_most="Maisie is being the grown-up in that house.",
        child_words="I can do beans and I can do toast.",
    ),
    Situation(
        "transfer-waiting",
        TRANSFER_WAITING,
        "school",
        "2A",
        "domestic_abuse",
        NEED,
        "SCHOOL-CALDER",
        "Idris told his teacher that Dad broke the kitchen door and that Mum slept in his and Hana's room "
        "with the wardrobe pushed across. "
        "Zoya, who has gone up to the high school, comes to fetch him and stays close. Mum was asked gently"
        " at the gate and said everything is fine.",
        150,
        (*screened(9), Step(105, "offer")),
        codes.AMBER,
        referrer_level=4,
        worries_most="Mum is too frightened to say, so the children are saying it.",
        child_words="We pushed the wardrobe so nobody could come in.",
    ),
    Situation(
        "transfer-bounced",
        BOUNCED,
        "school",
        "2A",
        "neglect",
        NEED,
        professional("Rosemary Tideswell", "deputy head", "Oxhey Example Primary School"),
        "Alfie and Tilly come in hungry and in yesterday's clothes. It has been getting worse since Kyle "
        "moved in. Attendance was 71% in "
        "October. Mum came to one meeting, agreed to everything, and has not answered since. We have run a "
        "plan ourselves since Easter.",
        700,
        (
            *screened(20),
            Step(120, "offer"),
            Step(190, "reject", codes.REJECT_UNFINISHED, "Please ask the health visitor first: her view is missing."),
            Step(
                330,
                "offer",
                words=("The health visitor was asked and shares the worry: Tilly was not brought to two appointments."),
            ),
            Step(
                430,
                "reject",
                codes.REJECT_LEVEL,
                ("Still reads as early help to us. The school's own plan should be tried as a team around the family."),
            ),
        ),
        codes.AMBER,
        referrer_level=4,
        worries_most="A year of plans, and these children are no better off.",
        child_words="Is there breakfast left?",
    ),
    Situation(
        "red-not-rated",
        RED_NOT_RATED,
        "neighbour",
        "1B",
        "substance_use",
        HARM,
        member_of_the_public("Trudy Alsop", "neighbour", do_not_name=True),
        "The neighbour heard Niamh crying for over an hour and knocked. Nobody came. Through the letter box"
        " she saw Jade on the floor of the hall, "
        "talking but not making sense. The ambulance has been called and is on its way. Kian has not been "
        "seen for days.",
        25,
        (),
        codes.RED,
        True,
        worries_most="There is a two-year-old loose in that flat.",
    ),
    Situation(
        "worker-safety-dog",
        WORKER_SAFETY,
        "agency",
        "4",
        "neglect",
        SUPPORT,
        professional("Ivor Threlkeld", "tenancy officer", "Example Housing Association"),
        "At the inspection the back bedroom had no window pane and no bedding. Casey was minding the dogs. "
        "Mr Skelton was friendly until the "
        "rent was mentioned, then asked us to leave. Bradley has not been to school this term, he said.",
        260,
        screened(15),
        codes.AMBER,
        referrer_level=3,
        worries_most="A ten-year-old in charge of two dogs that bite.",
    ),
    Situation(
        "worker-safety-threat",
        THREAT_TO_STAFF,
        "police",
        "6",
        "domestic_abuse",
        NEED,
        POLICE,
        "Officers attended 9 Nightjar Crescent last night after a neighbour reported shouting. Lee Quarmby "
        "had left. Stacey Harrowgate had a swollen lip "
        "and said she had walked into a cupboard. Freya was in bed. Ellis said it happens when there is "
        "football on.",
        190,
        (*screened(20), Step(150, "offer")),
        codes.AMBER,
        risk_grade="medium",
        child_words="It happens when there's football on.",
    ),
    Situation(
        "missing-again",
        MISSING_AGAIN,
        "police",
        "6",
        "missing",
        NEED,
        POLICE,
        "Keira reported missing by her mother at 22:40, the fourth report in five weeks. Returned at 06:15 "
        "by taxi, paid for by somebody else. "
        "She would not say who. Her mother found a second phone last week.",
        240,
        screened(30),
        codes.AMBER,
        risk_grade="high",
        child_words="You don't get it. They're my friends.",
    ),
    Situation(
        "asked-not-to-ring-home",
        ASKED_NOT_TO_RING,
        "school",
        "2A",
        "physical_abuse",
        NEED,
        professional("Wendy Arkle", "pastoral lead", "Whinberry Example Primary School"),
        "Temi has a mark on his forearm and said Dad grabbed him when he dropped a plate. He asked us not "
        "to ring home. The family has always "
        "been friendly and this is out of the ordinary, which is why we are ringing.",
        100,
        screened(12, check=False)[:2],
        codes.AMBER,
        referrer_level=3,
        child_words="Please don't ring. I'll be more careful.",
        worries_most="That he is punished for telling.",
    ),
    *(
        Situation(
            f"notice-of-today-{number}",
            home,
            "police",
            "6",
            "domestic_abuse",
            SLIGHT if number != 2 else SUPPORT,
            POLICE,
            story,
            45 + number,
            risk_grade="standard" if number != 2 else "medium",
        )
        for number, (home, story) in enumerate(zip(MORNING_NOTICES, NOTICE_STORIES, strict=True), start=1)
    ),
    Situation(
        "anonymous",
        ANONYMOUS,
        "neighbour",
        "9",
        "harsh_words",
        SLIGHT,
        NOBODY,
        "The caller would not give a name. Lives near the family. Hears a woman screaming at two children "
        "every morning before school, calling the boy names. "
        "Saw him sitting on the step in the rain in his school jumper. Is worried that they will guess who rang.",
        75,
        (Step(6, "history"), Step(11, "rate")),
        codes.GREEN,
        worries_most="The boy never answers back any more.",
    ),
)
