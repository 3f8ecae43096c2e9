"""Worries from beyond the home: missing, exploitation, online, self-harm, and trouble between children."""

from openmash.demo.rules.codes import CHANNEL, EXPLOITATION, MISSING
from openmash.demo.rules.kinds.model import ELSEWHERE, HARM, NEED, SCHOOL, SLIGHT, SUPPORT, TEEN, Kind

MISSING_CHILD = Kind(
    "missing",
    "missing",
    (11, 17),
    {SLIGHT: 48, SUPPORT: 10, NEED: 14, HARM: 5, ELSEWHERE: 23},
    what=(
        "{child} did not come home {when} and {his} phone is off.",
        "!{child} was missing from {when} until the next morning and will not say where {he} was.",
        "{child} left after an argument with {carer} and stayed with somebody {carer} does not know.",
        "!{child} has been missing {days} times this month.",
    ),
    by_police=(
        (
            "{child} reported missing by {carer_full} {when}. Graded medium. Located at {time} the next day at a "
            "friend's address."
        ),
        (
            "!{child} reported missing {when}, third report since the start of the month. Returned of {his} own "
            "accord at {time}."
        ),
        (
            "!{child} reported missing {when} and found at a railway station with two older youths. {He} would not "
            "say who they were."
        ),
        (
            "{child} failed to return from school {when}. Located {time} at {his} father's and returned. No "
            "offences disclosed."
        ),
    ),
    more=(
        "A prevention interview was held; {he} said very little.",
        "!{He} had new trainers that {carer} did not buy.",
        "{carer} rang every friend {cs} knows of.",
        "{He} says {he} needed to get out of the house.",
        "!{He} was found {days} miles away and had no money for the fare.",
        "{other} and {child} do not get on.",
    ),
    child=(
        "{He} was tired and hungry but not hurt.",
        "!{He} was defensive and said we would not understand.",
        "{He} was glad to be home.",
        "!{He} would not let anybody see {his} phone.",
    ),
    mild=(
        "{he} was at a friend's and came back of {his} own accord after an argument",
        "the family knows why {he} left and is dealing with it",
    ),
    grave=(
        "it is happening more often and {he} is with adults nobody knows",
        "{he} cannot or will not say who {he} was with",
    ),
    worries=(
        "~That it becomes a habit.",
        "~{He} and {carer} need to find a way to talk.",
        "!Who {he} is with when nobody knows where {he} is.",
        "!That next time {he} does not come back.",
        "What {he} is running from.",
    ),
    high_risk=("missing-exploited", "person-of-risk"),
    underlying=("parent-mental-health", "isolation", "criminal-history"),
    strengths=("protective-adult", "trusted-adult", "accepts-concerns"),
    said=(
        "I just needed some space.",
        "!They're my mates. They look after me.",
        "Nobody asked why I went.",
        "!I'd go again.",
    ),
    elsewhere={MISSING: 1},
)

EXPLOITED = Kind(
    "exploitation",
    "exploitation",
    TEEN,
    {SLIGHT: 20, SUPPORT: 14, NEED: 22, HARM: 14, ELSEWHERE: 30},
    what=(
        "~{child} has been out later than usual with an older boy whom nobody at home has met.",
        "~{child} came home in a coat {carer} did not buy; {he} says a cousin lent it.",
        "!{child} has two phones and money {he} cannot explain, and gets lifts from somebody older.",
        "!{child} was seen getting out of a car with a man in his thirties {when}.",
        "!{child} told a friend {he} has to pay somebody back and is scared.",
        "!{child} has stopped going to school and sleeps all day; {he} is out every night.",
        "!A map of trains and a second phone were found in {child}'s school bag.",
    ),
    by_police=(
        (
            "~{child} was with a group of older youths in the park {when}. Nobody was doing anything wrong. Details"
            " taken and {carer_full} told."
        ),
        (
            "!{child} was a passenger in a vehicle stopped {when} on the motorway; the adults were arrested for "
            "supply. {He} gave a false name."
        ),
        (
            "!{child} was found {when} at an address known for drug supply, with {days} older males. {He} said {he} "
            "was only visiting."
        ),
        (
            "!Intelligence {day} that {child} is carrying for a group from another town. {He} has fresh injuries and"
            " would not explain them."
        ),
    ),
    more=(
        "!{carer} has found a taxi receipt from a town {cs} has never been to.",
        "!{carer} is afraid to challenge {him}, since men came to the door.",
        "!{He} has new clothes and says they are borrowed.",
        "!{His} friend was moved away last month for the same reason.",
        "{He} was well and doing fine at school until the spring.",
        "!A screening tool was completed and came out as medium.",
    ),
    child=(
        "~{He} was polite, and in school the next day.",
        "~{He} rolled {his} eyes and said {he} was fine.",
        "!{He} says nobody is making {him} do anything.",
        "!{He} was shaking and would not take {his} coat off.",
        "{He} is angry that {carer} rang.",
        "!{He} asked what would happen to {him} if {he} talked.",
    ),
    mild=(
        "the friend was a schoolmate's brother and the money was explained",
        "there is no sign beyond one evening out late",
    ),
    grave=(
        "{he} is being moved between towns by adults",
        "{he} owes money and has been threatened",
        "there are injuries {he} will not explain",
    ),
    worries=(
        "~Who {he} is with in the evenings.",
        "!{He} is being used by adults and thinks they are {his} friends.",
        "!The debt, and what they will do to collect it.",
        "!{He} will be hurt.",
    ),
    high_risk=("missing-exploited", "person-of-risk", "unexplained-injury"),
    underlying=("poverty", "criminal-history", "isolation", "parent-learning-disability"),
    strengths=("protective-adult", "trusted-adult", "wider-family"),
    said=(
        "I'm not being groomed.",
        "!If I say anything it gets worse.",
        "!They bought me stuff. Nobody else does.",
        "!I owe them.",
    ),
    elsewhere={EXPLOITATION: 1},
)

ONLINE = Kind(
    "online",
    "exploitation",
    (8, 16),
    {SLIGHT: 48, SUPPORT: 22, NEED: 14, HARM: 8, ELSEWHERE: 8},
    what=(
        "{child} has been sent messages by somebody who says {he} is fourteen and does not sound it.",
        "A picture of {child} is being passed round {his} year group.",
        "{child} has been talking to a stranger through a game and gave the name of {his} school.",
        "!{carer} found that {child} was asked for pictures and threatened when {he} said no.",
        "!{child} is in a group where videos of fights are shared, and was told {he} is next.",
    ),
    more=(
        "The phone has been handed to police.",
        "{carer} has taken the phone and does not know what else to do.",
        "It has been going on for {weeks} weeks.",
        "{child} deleted everything before {carer} could look.",
        "The account has been reported.",
    ),
    child=(
        "{He} is ashamed and thinks it is {his} own fault.",
        "{He} was relieved that somebody knew.",
        "{He} does not see what is wrong with it.",
    ),
    mild=("the account was blocked, police are not taking it further, and the parents have acted well",),
    grave=(
        "an adult knows where {he} goes to school and is asking to meet",
        "{he} is being threatened with the pictures",
    ),
    worries=(
        "!That {he} goes to meet this person.",
        "{He} cannot bear to go into school.",
        "!What else has been sent.",
    ),
    high_risk=("person-of-risk", "missing-exploited"),
    underlying=("isolation", "child-disability", "parent-learning-disability"),
    strengths=("protective-adult", "trusted-adult", "accepts-concerns"),
    said=("He was nice to me.", "I thought it was a girl from another school.", "Please don't show my dad."),
    elsewhere={EXPLOITATION: 1},
)

SELF_HARM = Kind(
    "self_harm",
    "child-mental-health",
    (10, 17),
    {SLIGHT: 44, SUPPORT: 37, NEED: 14, HARM: 5},
    what=(
        "{child} has been hurting {himself} and showed a friend.",
        "{child} wrote in {his} planner that everybody would be better off without {him}.",
        "!{child} took some of {carer}'s tablets {when} and told nobody until the morning.",
        "{child} has stopped eating at school and is losing weight.",
        "!{child} was brought in {when} after saying {he} did not want to be alive.",
    ),
    more=(
        "{carer} did not know and is very upset.",
        "{He} is on a waiting list and was told it would be {weeks} more weeks.",
        "A safety plan was made with {him} and {carer}.",
        "{He} has been seen by the mental health team and sent home with advice.",
        "{He} says it is about things at home but not what.",
        "The medicine cabinet is locked now.",
    ),
    child=(
        "{He} talked openly once {he} had started.",
        "{He} asked that {carer} not be told everything.",
        "{He} is more cheerful today.",
        "{He} says school is the only safe place.",
    ),
    mild=("the right service has seen {him}, and the parents are keeping {him} safe",),
    grave=(
        "{he} says it is about something at home that {he} cannot speak of",
        "the parents do not take it seriously and the tablets are in reach",
    ),
    worries=(
        "~That the waiting goes on too long.",
        "~{He} needs somebody to talk to.",
        "!That {he} tries again.",
        "!What is behind it.",
        "!{He} says {he} cannot tell anybody at home.",
    ),
    high_risk=("threats", "minimising"),
    underlying=("parent-mental-health", "isolation", "discrimination"),
    strengths=("trusted-adult", "accepts-concerns", "uses-help"),
    said=(
        "It makes the noise stop for a bit.",
        "I didn't want to die, I wanted it to stop.",
        "I can't say it at home.",
    ),
)

BETWEEN_CHILDREN = Kind(
    "between_children",
    "behaviour",
    (6, 16),
    {SLIGHT: 52, SUPPORT: 26, NEED: 15, HARM: 7},
    what=(
        "~{child} was in a scuffle at the bus stop {when} with two from the year above.",
        "~{child} and another child have been sending each other unkind messages.",
        "!{child} has been touching other children in a way that is not right for {his} age.",
        "!{child} was beaten by a group on the way home {when}, and it was filmed.",
        "!{child} brought a kitchen knife to school and said it was for the walk home.",
        "{child} hit {carer} {when} and {carer} has had to lock {cp} bedroom door.",
        "!{child} told {his} teacher that an older boy made {him} do something {he} did not want to.",
    ),
    by_police=(
        "{child} was involved in a fight in the town centre {when} and was taken home. {carer_full} was spoken to.",
        (
            "Damage to a bus shelter reported {when}; {child} was among the group. {carer_full} informed, words of "
            "advice given."
        ),
        (
            "{carer_full} rang {when}: {child} had smashed {his} bedroom and threatened {co} with a chair leg. Calm"
            " on arrival."
        ),
    ),
    more=(
        "A safety plan is in place at school.",
        "{carer} says {he} is not like this at home.",
        "The other child's parents have been told.",
        "{He} has been excluded for {days} days.",
        "{carer} says {cs} cannot cope with {him} any more.",
    ),
    child=(
        "{He} is sorry, and did not seem to know what was wrong.",
        "{He} would not talk about it.",
        "!{He} is afraid of the walk home.",
        "!{He} said someone had done it to {him} first.",
    ),
    mild=("school has it in hand with both families", "it was a scuffle among friends and nobody was hurt"),
    grave=(
        "what {he} knows is not what a child of {his} age should know",
        "it is getting worse, and {he} is afraid",
    ),
    worries=(
        "~That it turns into something worse.",
        "~Whether {he} will come in tomorrow.",
        "!Where {he} has learnt this.",
        "!Somebody is going to be badly hurt.",
        "{carer} is afraid of {cp} own child.",
    ),
    high_risk=("scapegoat", "earlier-abuse"),
    underlying=("past-domestic-abuse", "child-disability", "parent-mental-health"),
    strengths=("trusted-adult", "accepts-concerns", "attendance"),
    said=("!Everyone carries one.", "He started it.", "!I only did what he showed me."),
)

EXTREME_VIEWS = Kind(
    "extreme_views",
    "other",
    TEEN,
    {SLIGHT: 35, ELSEWHERE: 65},
    what=(
        "{child} has been drawing symbols on {his} books and says certain people should be shot.",
        "{child} watches hours of videos by a banned group and repeats them word for word.",
        "{child} told {his} class that {he} will travel to join a fight when {he} is old enough.",
    ),
    more=(
        "{He} used to have friends of every background and has dropped them.",
        "{carer} is worried and has asked for advice.",
        "{He} spends all night online.",
    ),
    child=("{He} is lonely and flattered by the attention.", "{He} laughed it off when asked."),
    mild=("it was said for effect and the school has dealt with it",),
    grave=("{he} is in touch with adults who feed it",),
    worries=("Who is behind the screen.", "That {he} acts on it."),
    high_risk=("person-of-risk",),
    underlying=("isolation", "discrimination"),
    strengths=("protective-adult", "trusted-adult"),
    said=("It's just what everyone's too scared to say.",),
    elsewhere={CHANNEL: 1},
)

OUT_OF_SCHOOL = Kind(
    "out_of_school",
    "behaviour",
    SCHOOL,
    {SLIGHT: 58, SUPPORT: 33, NEED: 9},
    what=(
        "{child}'s attendance has fallen to {percent}% and {carer} does not answer.",
        "!{child} was taken off roll to be taught at home and nobody has seen {him} since.",
        "!{child} has not been in since {weekday}; a visit found nobody in and the curtains drawn.",
        "{child} says {he} is kept off to mind {sibling_or_self} while {carer} works.",
    ),
    more=(
        "{days} letters have gone unanswered.",
        "A fine was sent and not paid.",
        "{carer} says {he} is bullied and nothing was done.",
        "The family may have moved.",
        "A home visit is booked for {weekday}.",
    ),
    child=(
        "{He} is bright and well liked.",
        "{He} was last seen well, in the corner shop.",
        "{He} finds mornings hard.",
    ),
    mild=("it is a school matter and the attendance team is on to it",),
    grave=("nobody outside the home has seen this child for weeks",),
    worries=("Nobody sees {him}.", "{He} is falling behind and nobody is fighting for {him}."),
    high_risk=("avoidance",),
    underlying=("isolation", "parent-mental-health", "child-disability"),
    strengths=("trusted-adult", "wider-family"),
    said=("I want to come but Mum says not yet.", "I've got no shoes for it."),
)

KINDS = (MISSING_CHILD, EXPLOITED, ONLINE, SELF_HARM, BETWEEN_CHILDREN, EXTREME_VIEWS, OUT_OF_SCHOOL)
