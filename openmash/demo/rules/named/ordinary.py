"""Hand-made situations of an ordinary day: checks, answers, disagreements, open cases, addresses nobody has yet."""

from openmash.demo.rules import codes
from openmash.demo.rules.kinds import ELSEWHERE, HARM, NEED, SLIGHT, SUPPORT
from openmash.demo.rules.named.callers import Directory, member_of_the_public, professional
from openmash.demo.rules.named.families import Adult, Child, Home
from openmash.demo.rules.named.model import Situation, Step, screened
from openmash.demo.rules.places import NO_FIXED_ADDRESS

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
SIBLINGS_DIFFER = Home(
    "n30", "Fenwick-Adeyinka", "South Ribble", "64 Yarrowfold Way",
    (Adult("mother", "Grace", 38, "Fenwick"), Adult("step_father", "Clive", 47, "Hallam"), Adult("father", "Tunde", 40, "Adeyinka", second_home=True)),
    (Child("Esther", 13, "F"), Child("Micah", 11, "M"), Child("Jude", 16, "M", second_home=True)),
    heritage="Caribbean and mixed", second_house="8 Alderclough Row", second_district="Preston",
)  # fmt: skip
TWINS = Home(
    "n31", "Butterworth-Nagy", "Chorley", "17 Cragbrook Fold",
    (Adult("mother", "Alison", 33), Adult("father", "Lewis", 35)),
    (Child("Ottilie", 5, "F"), Child("Ottoline", 5, "F")),
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


def ordinary_situations(callers: Directory) -> tuple[Situation, ...]:
    calder = callers.school("SCHOOL-CALDER", "Calder Example Primary School")
    guild = callers.school("SCHOOL-GUILD", "Guild Example High School")
    return (
        Situation(
            "disagreement", DISAGREEMENT, "school", "2A", "harsh_words", SLIGHT, calder,
            "Aaliyah was made to stand in the yard in her nightdress, she says, because she had wet the bed. It is the third thing she has told us since September. "
            "Noah is treated differently. Mum says we exaggerate.",
            1250, (*screened(14), Step(260, "decide", codes.ADVICE), Step(300, "answer"),
                   Step(1010, "disagree", words="We do not think advice is enough. This is the third time since September and each time it was looked at alone.")),
            codes.GREEN, referrer_level=3, child_words="I'm the naughty one.", worries_most="One child alone gets the blame.",
        ),
        Situation(
            "early-help-check-follows", CHECK_FOLLOWS, "health", "3B", "unsafe_adult", HARM, professional("Moira Catterick", "health visitor", "Community health service"),
            "Summer told the nursery nurse that Martin comes in to say goodnight and that it is a secret. It was written down word for word and nothing was asked. Mum does not know.",
            420, (*screened(5, check=False), Step(70, "decide", codes.STRATEGY), Step(85, "countersign"), Step(95, "take_up"), Step(100, "answer")),
            codes.RED, worries_most="That she goes home to him tonight.", child_words="It's a secret.", referrer_level=4,
        ),
        Situation(
            "early-help-check-due", CHECK_DUE, "agency", "8", "housing", SUPPORT, professional("Gaynor Lister", "nursery manager", "Mossbeck Nursery"),
            "Chantelle asked us for nappies and then cried. The flat is damp and she is behind with the rent. Ava is a lovely, chatty girl. Kayden is chesty. She would like help and does not know who to ask.",
            170, screened(10, check=False)[:3], codes.GREEN, referrer_level=2, worries_most="She is doing her best and cannot see a way out.", episode=True,
        ),
        Situation(
            "unknown-address", NO_ADDRESS, "agency", "4", "housing", SUPPORT, professional("Ray Billington", "homelessness adviser", "District council housing"),
            "Becky and Skye slept in a car for two nights. She left Preston after an argument and does not want to say where she is staying now. Skye is well wrapped up and talkative.",
            55, (Step(5, "history"), Step(12, "rate")), codes.AMBER, referrer_level=3, worries_most="Where they will sleep tonight.", address_not_told=NO_FIXED_ADDRESS,
        ),
        Situation(
            "out-of-area", OUT_OF_AREA, "school", "2A", "neglect", NEED, professional("Priscilla Dane", "pastoral lead", "Sandpiper Example High School"),
            "Jaxon travels in from Blackpool every day. He is thin, and he sleeps in the library at lunch. Mia goes to a school over there. Mum does not answer.",
            120, (Step(6, "history"), Step(10, "rate")), codes.AMBER, referrer_level=3, worries_most="Nobody at home gets him up or feeds him.",
        ),
        Situation(
            "open-case", OPEN_CASE, "school", "2A", "physical_abuse", NEED, guild,
            "Connor came to the high school's open evening with a cut lip and told a teacher his dad did it at the weekend. He said his social worker is Sumaira.",
            60, (Step(4, "history"), Step(14, "hand_over")), codes.AMBER, open_case=True, child_words="Sumaira said I could tell anyone.",
        ),
        Situation(
            "open-case-not-passed-yet", OPEN_CASE, "family", "1A", "parents_at_odds", SLIGHT, member_of_the_public("Stuart Kenworthy", "father"),
            "Mr Kenworthy says Melanie has stopped the visits and he wants the social worker to know before the review.", 20, (), codes.GREEN, open_case=True,
        ),
        Situation(
            "same-address-first", SAME_ADDRESS, "police", "6", "domestic_abuse", SLIGHT, callers.police(),
            "Verbal argument between Carly Whitwell-Dunn and Jordan Pollitt over a telephone. The children were asleep.", 0,
            (*screened(25), Step(200, "decide", codes.NFA), Step(230, "answer")), codes.GREEN, days_ago=301, risk_grade="standard",
        ),
        Situation(
            "same-address-second", SAME_ADDRESS, "school", "2A", "neglect", SLIGHT, professional("Eunice Portland", "pastoral lead", "Gingham Example Primary School"),
            "Riley has been late eleven times. He says he gets Faith ready because Mum is asleep.", 0,
            (*screened(20), Step(180, "decide", codes.ADVICE), Step(240, "answer")), codes.GREEN, days_ago=204, referrer_level=2,
        ),
        Situation(
            "same-address-lodgers", LODGERS, "health", "3B", "neglect", SLIGHT, callers.health_visitor(),
            "Jodie and Archie are staying with her brother. Nine people share the house. Archie has not been brought for his checks.", 0,
            (*screened(22), Step(300, "decide", codes.ADVICE), Step(350, "answer")), codes.GREEN, days_ago=117, referrer_level=2,
        ),
        Situation(
            "same-address-third", SAME_ADDRESS, "police", "6", "domestic_abuse", SLIGHT, callers.police(),
            "Abandoned 999 call. Carly Whitwell-Dunn said a child had been playing with the telephone. A door was off its hinges.", 0,
            (*screened(30), Step(240, "decide", codes.NFA), Step(300, "answer")), codes.GREEN, days_ago=40, risk_grade="standard",
        ),
        Situation(
            "same-address", SAME_ADDRESS, "neighbour", "1B", "domestic_abuse", NEED, member_of_the_public("Olwyn Tarleton", "neighbour", do_not_name=True),
            "Mrs Tarleton lives across the road. Police have been three times this year. Last night the little girl was at the window in the dark, and a man was shouting downstairs. "
            "There is another woman there now with a small boy.",
            130, (*screened(10), Step(60, "rate", codes.AMBER, "Amber now that the earlier contacts at this address are read together.")),
            codes.GREEN, worries_most="It is always after the pub, and the little girl is at the window.",
        ),
        Situation(
            "interpreter", INTERPRETER, "health", "3D", "parent_mental_health", SUPPORT, professional("Judith Amory", "community midwife", "Maternity service"),
            "Narin has not slept and cries through the visit. Aram translated for his mother, which is not right. Baran did not speak. An interpreter for Kurdish Sorani is needed before anybody rings the family.",
            210, screened(12), codes.AMBER, referrer_level=3, interpreter="ckb", worries_most="A nine-year-old carries his mother's worries.", child_words="I tell her what the doctor says.",
        ),
        Situation(
            "do-not-name", DO_NOT_NAME, "family", "1A", "harsh_words", NEED, member_of_the_public("Bernadette O'Hagan", "grandmother", do_not_name=True),
            "Mrs O'Hagan says Nathan frightens the children: Aoife is not allowed to cry and Dáithí is shut in his room. She must not be named: she would never see them again.",
            300, screened(16), codes.AMBER, worries_most="They have gone quiet, the pair of them.", child_words="We have to be small.",
        ),
        Situation(
            "siblings-differ", SIBLINGS_DIFFER, "school", "2A", "physical_abuse", NEED, guild,
            "Esther has a bruise on her upper arm and says Clive did it because she would not turn the music off. Micah was there. Jude lives with his dad in Preston and was not.",
            520, (*screened(12), Step(80, "offer"), Step(110, "accept"), Step(120, "history"),
                  Step(300, "decide", codes.S17, "A social worker should assess Esther and Micah: there is a mark, a clear account, and no explanation that fits.", {2: codes.ADVICE}),
                  Step(330, "answer")),
            codes.AMBER, referrer_level=4, child_words="He said I'd better not tell.", worries_most="That she is punished for telling.",
        ),
        Situation(
            "twins", TWINS, "school", "2A", "out_of_school", SLIGHT, professional("Anthea Goodchild", "form tutor", "Oxhey Example Primary School"),
            "Ottilie and Ottoline are twins and very alike. One of them, we think Ottoline, said she is kept off when the other is poorly. Attendance is 78% for both.",
            95, screened(12), codes.GREEN, referrer_level=2, child_words="We take turns.",
        ),
        Situation(
            "countersignature", COUNTERSIGNATURE, "health", "3C", "unsafe_adult", HARM, professional("Colin Fairweather", "school nurse", "Community health service"),
            "Beth asked whether a person can be made to live with somebody. She said Trevor is not allowed near his own children. Mum does not know why, she says.",
            65, (*screened(4), Step(48, "decide", codes.STRATEGY)), codes.RED, referrer_level=4, child_words="Nobody told Mum. I looked him up.",
        ),
        Situation(
            "answer-due", ANSWER_DUE, "school", "2A", "exploitation", SLIGHT, guild,
            "Hamza has a new phone and a new coat, and gets a lift home from an older boy. It may be his cousin. His attendance is fine. Dad came in and was open about it.",
            590, (*screened(18), Step(140, "decide", codes.ADVICE)), codes.GREEN, referrer_level=2,
        ),
        Situation(
            "reopened", REOPENED, "family", "1A", "asks_for_help", SUPPORT, member_of_the_public("Maureen Longbottom-Price", "grandmother"),
            "Mrs Longbottom-Price has had Caitlin and Finley since the spring and asks for help with their nights. Their mother has started to turn up unannounced.",
            1160, (*screened(30), Step(280, "decide", codes.ADVICE), Step(330, "answer"),
                   Step(1080, "reopen", words="Police tell us that the mother's partner is on bail for an offence against a child. Opened again.")),
            codes.GREEN, child_words="I want to stay at Nana's.",
        ),
        Situation(
            "parents-at-odds", PARENTS_AT_ODDS, "family", "1A", "parents_at_odds", SLIGHT, member_of_the_public("Simon Garside", "father"),
            "Mr Garside says Nicola leaves Bella with strangers and that the house is filthy. He wants it in writing that he rang. The case is in court on Thursday. This is his third call.",
            145, screened(12), codes.GREEN, believed_malicious="The third call since the court date. School sees a well child, and has no worry.",
            worries_most="She should be living with me.",
        ),
        Situation(
            "unborn-baby", UNBORN, "health", "3D", "unborn_baby", NEED, professional("Rowena Thistlewood", "safeguarding midwife", "Maternity service"),
            "Amber is 31 weeks and booked three weeks ago. Liam answers for her. An older child of his does not live with him, and he will not say why. Amber says she is pleased about the baby.",
            330, (*screened(15), Step(90, "offer"), Step(130, "accept"), Step(140, "history")), codes.AMBER, referrer_level=4,
            worries_most="That the baby comes before anybody has made a plan.",
        ),
        Situation(
            "private-fostering", LIVING_WITH_OTHERS, "school", "2A", "living_with_others", ELSEWHERE, professional("Barnaby Lisle", "pastoral lead", "Kettlebeck Example High School"),
            "Sze-Wing came from Hong Kong in the summer to stay with a lady she calls her aunt. It turns out they are not related. She is well looked after and homesick.",
            380, screened(25), codes.GREEN, referrer_level=2, child_words="She is very kind. I miss my sister.",
        ),
        Situation(
            "adult-at-risk", ADULT_AT_RISK, "agency", "5A", "domestic_abuse", ELSEWHERE, professional("Keith Ormondroyd", "social worker, adults", "Adult social care"),
            "Denise has multiple sclerosis and Barry is her carer. He has stopped the home help and keeps her telephone. Hattie, thirteen, does the nights.",
            640, (*screened(25), Step(240, "decide", codes.ADULT), Step(270, "answer")), codes.AMBER, referrer_level=3,
            child_words="I sleep on her floor in case.", worries_most="Denise cannot get away and Hattie is doing it all.",
        ),
        Situation(
            "early-help-waiting", HELP_WAITING, "health", "3B", "asks_for_help", SUPPORT, callers.health_visitor(),
            "Vicky would like help with Teddy's bedtimes and with being on her own. She has agreed to this call and would take what is offered.",
            560, (*screened(20), Step(220, "decide", codes.EARLY_HELP), Step(250, "answer")), codes.GREEN, referrer_level=2, child_words="I get cross and I don't know why.",
        ),
    )  # fmt: skip
