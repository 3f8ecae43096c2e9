"""Worries about who looks after a child: parents at odds, harsh words, somebody unsafe in the house, private fostering."""

from openmash.demo.rules.codes import PRIVATE_FOSTERING
from openmash.demo.rules.kinds.model import ANY, ELSEWHERE, HARM, NEED, SLIGHT, SUPPORT, Kind

PARENTS_AT_ODDS = Kind(
    "parents_at_odds",
    "family-conflict",
    ANY,
    {SLIGHT: 76, SUPPORT: 17, NEED: 7},
    what=(
        "{ex_or_relative} says {carer} is drinking and leaves {kids} with strangers.",
        (
            "{ex_or_relative} says {carer} has stopped the weekend visits again and is turning {child} against "
            "{his} family."
        ),
        "{ex_or_relative} says {child} came back {day} with a scratch and that {carer} cannot explain it.",
        "{ex_or_relative} says there is mould in {child}'s room and that {carer}'s new friend shouts at {him}.",
    ),
    more=(
        "The case is back in the family court {day}.",
        "The caller rang twice last month with the same worry.",
        "The caller has not seen {child} for {weeks} weeks.",
        "The caller wants it in writing that we have been told.",
        "School has no worry about {child}.",
        "There is a child arrangements order from last year.",
    ),
    child=(
        "{child} was not spoken to about it.",
        "{child} was seen at school and is well.",
        "{child} says {he} is fed up with being asked.",
    ),
    mild=(
        "nobody else who knows the child shares the worry, and the court is dealing with contact",
        "school and health visitor were asked and see a child who is doing well",
    ),
    grave=("whatever lies between the parents, {child} describes being frightened",),
    worries=(
        "{He} should be living with me.",
        "Nobody listens until something happens.",
        "What {he} hears about {his} other parent.",
    ),
    high_risk=("minimising",),
    underlying=("isolation", "parents-childhood"),
    strengths=("attendance", "wider-family", "protective-adult"),
    said=("I love them both.", "I wish they'd stop asking me.", "Dad says I have to tell you about the kitchen."),
)

HARSH_WORDS = Kind(
    "harsh_words",
    "emotional-abuse",
    ANY,
    {SLIGHT: 55, SUPPORT: 27, NEED: 15, HARM: 3},
    what=(
        "{carer} screams at {kids} through the wall every morning and swears at them.",
        "!{carer} told {child} in front of others that {he} was a mistake.",
        "!{child} is made to eat alone in {his} room and gets the blame for everything.",
        "{carer} said on the doorstep that {cs} wishes {child} would go and live with {his} father.",
        "!{child} is called names at home about {his} weight and repeats them about {himself}.",
    ),
    more=(
        "It has been going on since the summer.",
        "!{sibling_or_others} {is_or_are} treated quite differently.",
        "{carer} says it is only how they talk.",
        "{carer} was in tears afterwards and said {cs} is worn out.",
        "Doors are slammed until late.",
    ),
    child=(
        "{child} says sorry all the time.",
        "!{child} is watchful and very polite.",
        "{kids} {were} heard crying.",
        "!{child} has begun to wet {himself} at school.",
    ),
    mild=("it is a hard patch in a family that is otherwise warm", "what was heard was once, through a wall"),
    grave=("one child alone is blamed and kept apart", "it is said to {him} every day and {he} has come to believe it"),
    worries=(
        "~That somebody helps {carer} before it gets worse.",
        "~The children hear all of it.",
        "!What {he} thinks of {himself}.",
        "!The way {he} is spoken to is never going to stop by itself.",
        "!{He} is the one who always gets it.",
    ),
    high_risk=("scapegoat", "minimising"),
    underlying=("parents-childhood", "parent-mental-health", "isolation", "discrimination"),
    strengths=("trusted-adult", "accepts-concerns", "attendance"),
    said=(
        "~She says sorry after.",
        "~Mornings are shouty.",
        "!I'm the naughty one.",
        "She doesn't mean it when she's not tired.",
        "!I try to be small.",
    ),
)

UNSAFE_ADULT = Kind(
    "unsafe_adult",
    "sexual-abuse",
    (3, 15),
    {SLIGHT: 22, SUPPORT: 10, NEED: 24, HARM: 44},
    what=(
        "~Somebody on the street says that a new visitor to the house is known to the police. Nobody can say who or why.",
        "~{child} used a word that surprised the staff; {carer} says it came from a cousin's video.",
        "~A message is going round among parents about a man who visits the house.",
        "!{child} said something about {other_or_carer} that worried the adult who heard it, and then would not go on.",
        "!Somebody who is not allowed near children has been staying at {child}'s house.",
        "!{child} knows words and things that a child of {age} should not know.",
        "!{carer} has a new partner, who is on the register and has not told {co}.",
        "!{child} said there is a secret at home that {he} must not tell.",
    ),
    more=(
        "~Nobody has seen anything themselves.",
        "~{carer} was asked, and explained it at once.",
        "!What {he} said was written down word for word and nothing was asked.",
        "!{carer} does not know yet.",
        "!Police have been told and will take part in a strategy discussion.",
        "!{carer} says the person has changed and is good with the children.",
        "{sibling_or_others} {is_or_are} in the house as well.",
    ),
    child=(
        "!{He} asked whether {he} was in trouble.",
        "!{He} has begun to be afraid of the bathroom.",
        "{He} went back to playing.",
    ),
    mild=(
        "the words came from a programme, and the parents explained it at once",
        "the person was checked and is not who the caller thought",
    ),
    grave=(
        "{child} has begun to tell, and the person lives in the house",
        "somebody who is a risk to children has been alone with {him}",
    ),
    worries=(
        "~That something is missed.",
        "~Better to ring once too often.",
        "!That {he} is alone with this person tonight.",
        "!That {he} will be told to take it back.",
    ),
    high_risk=("person-of-risk", "minimising", "earlier-abuse"),
    underlying=("parents-childhood", "parent-learning-disability", "isolation"),
    strengths=("protective-adult", "trusted-adult"),
    said=("!I'm not allowed to say.", "!It's a secret.", "!Can I stay here tonight?"),
)

LIVING_WITH_OTHERS = Kind(
    "living_with_others",
    "alone-in-country",
    (5, 15),
    {SLIGHT: 12, SUPPORT: 10, NEED: 8, ELSEWHERE: 70},
    what=(
        "{child} has been living with a friend's family for {weeks} weeks; {carer} has gone abroad.",
        "{child} came from overseas to go to school here and is staying with a family who are not relatives.",
        "{child} moved in with a neighbour after falling out with {carer}, and it looks set to stay so.",
    ),
    more=(
        "Nobody had told the council.",
        "The people are kind and {he} is well.",
        "{carer} sends money and rings on Sundays.",
        "It is not clear who can sign for {him}.",
    ),
    child=("{He} is settled and in school.", "{He} misses {his} sister.", "{He} shares a room with their son."),
    mild=("the carer is an aunt, so it is not private fostering",),
    grave=("nobody with parental responsibility can be reached",),
    worries=("Nobody has looked at where {he} lives.", "Who decides if {he} is taken ill."),
    high_risk=("avoidance",),
    underlying=("isolation", "poverty"),
    strengths=("wider-family", "attendance"),
    said=("It's quieter here.", "I can go home when I want. I don't want to."),
    elsewhere={PRIVATE_FOSTERING: 1},
)

ASKS_FOR_HELP = Kind(
    "asks_for_help",
    "family-conflict",
    ANY,
    {SLIGHT: 52, SUPPORT: 43, NEED: 5},
    what=(
        "{carer} asks for help with {child}'s behaviour: {he} will not go to bed, to school, or to the table.",
        "{carer} has been on {cp} own since {other} left and asks what there is in the way of help.",
        "{carer} says the family has had a bereavement and {kids} {are} not coping.",
        "{carer} would like somebody to talk to about being firm without shouting.",
    ),
    more=(
        "{carer} has read about the children and family wellbeing service.",
        "{carer} has tried the school nurse.",
        "{carer} says money is tight.",
        "They have the support of a grandmother.",
    ),
    child=(
        "{kids} {are} said to be well in themselves.",
        "{child} is anxious at night.",
        "{child} is fine at school and explodes at home.",
    ),
    mild=("the family asks for help early and is able to use it",),
    grave=("things are worse at home than they are being told",),
    worries=("That it gets worse if nobody helps now.", "{carer} is worn out."),
    high_risk=("minimising",),
    underlying=("isolation", "poverty", "parent-mental-health"),
    strengths=("accepts-concerns", "uses-help", "wider-family"),
    said=("I get cross and I don't know why.", "I miss Grandad."),
)

KINDS = (PARENTS_AT_ODDS, HARSH_WORDS, UNSAFE_ADULT, LIVING_WITH_OTHERS, ASKS_FOR_HELP)
