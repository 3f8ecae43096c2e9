"""Worries about care: neglect, housing, substance use, a parent's mental health, a child who cares, a baby on its way."""

from openmash.demo.rules.codes import ADULT, NO_FUNDS
from openmash.demo.rules.kinds.model import ANY, ELSEWHERE, HARM, NEED, SLIGHT, SUPPORT, UNBORN, Kind

NEGLECT = Kind(
    "neglect",
    "neglect",
    (0, 13),
    {SLIGHT: 38, SUPPORT: 25, NEED: 28, HARM: 9},
    what=(
        "{kids} {have} been coming out in the same dirty clothes for weeks and {are} always hungry.",
        "The house was cold and there was hardly any food when a worker called {when}.",
        "!{child} has been collected late {days} times this month, once by a stranger.",
        "{child} has missed {days} appointments for {his} teeth and is in pain.",
        "!{kids} {were} left alone {when} while {carer} went to the shops and did not come back for two hours.",
        "!There is dog mess on the floor and {child} was crawling through it.",
        "{child} has had head lice since September, and {carer} does not answer the letters.",
        "!{kids} {were} seen playing out after ten at night, {child} without shoes.",
    ),
    by_police=(
        "~Officers called about a car {when}. The house was untidy, with washing on every chair; {kids} {were} clean and had eaten.",
        "~{child} was found at the corner shop {when}, having gone out without a word. {carer_full} was already looking for {him}.",
        (
            "!Officers attended {place} {when} on another matter. The kitchen was unusable and {kids} {were} asleep "
            "on a bare mattress."
        ),
        (
            "!Report {when} that {kids} {had} been left alone. {carer_full} returned while officers were present and"
            " said {cs} had been at a neighbour's."
        ),
        "!{child} was found alone in the street {when}, in pyjamas. {carer_full} was asleep and had not noticed.",
    ),
    by_school=(
        "!{child} falls asleep in lessons and asks for food before nine. Attendance is {percent}%.",
        "!{child} came in {day} smelling strongly of urine; other children have begun to move away from {him}.",
        "{child} has worn shoes two sizes too small since half term, although we gave {him} a pair.",
    ),
    by_health=(
        "{child} was not brought to {days} appointments in a row and {carer} does not answer the telephone.",
        (
            "!At the home visit {day} the bottles were unwashed and {child} had a raw nappy rash; weight has dropped"
            " two centiles."
        ),
    ),
    more=(
        "{carer} says the money has not come through.",
        "{carer} says {cs} is on top of things now and does not want anybody interfering.",
        "!There is no cooker, only a microwave.",
        "{carer} is on {cp} own with the children and nobody near helps.",
        "!It has been up and down for a year: better when somebody visits, worse when they stop.",
        "{other} works away and sends money now and then.",
        "The washing machine broke {weeks} weeks ago.",
        "The upstairs toilet has not worked since the summer.",
    ),
    child=(
        "~{child} is cheerful and has friends.",
        "~{child} came in with wet hair and a smile.",
        "!{child} is small for {his} age and very quiet.",
        "!{child} looks after {sibling_or_self} in the mornings.",
        "!{child} helps {himself} from other children's lunch boxes.",
        "{kids} {are} affectionate with {carer} all the same.",
        "!{child} never speaks about home.",
    ),
    mild=(
        "the house has been cleared since and the family takes the help that school offers",
        "it was a bad patch and things are better since",
        "nobody else who knows the family shares the worry",
    ),
    grave=(
        "it has gone on for more than a year and nothing offered has made a lasting difference",
        "a young child is losing weight",
        "the children were left alone at night",
    ),
    worries=(
        "~{He} could do with some more looking after.",
        "~That it slips, if nobody says anything.",
        "!Nobody is looking after these children day to day.",
        "!It gets better for a fortnight and then it slips again.",
        "{He} is hungry.",
        "!That it becomes normal, because it is never one big thing.",
    ),
    high_risk=("avoidance", "earlier-abuse", "minimising"),
    underlying=("poverty", "housing", "parents-childhood", "parent-learning-disability", "isolation"),
    strengths=("accepts-concerns", "uses-help", "attendance"),
    said=(
        "We have toast for tea. I can make it myself.",
        "!I don't mind, I like sleeping in my coat.",
        "Can I take this home for {sibling}?",
        "Mum's tired.",
        "!I'm in charge when she's out.",
    ),
)

HOUSING = Kind(
    "housing",
    "money-housing",
    ANY,
    {SLIGHT: 55, SUPPORT: 30, NEED: 8, ELSEWHERE: 7},
    what=(
        "The family must leave {their} house {day} and {have} nowhere to go.",
        "{carer} and {kids} have been sleeping on a friend's settee for {weeks} weeks.",
        "There is black mould in {child}'s bedroom and {he} has been to the emergency department with {his} chest.",
        "The electricity is off; {carer} has no credit and no food until the end of the week.",
        "{carer}'s visa does not allow {co} to claim, and the sister they stayed with has asked them to leave.",
        "Bailiffs came {when} and took the cooker and the car.",
    ),
    more=(
        "{carer} has been to the housing office twice and was told to come back.",
        "{carer} lost {cp} job {weeks} weeks ago.",
        "A food parcel was given {day}.",
        "The landlord does not answer.",
        "{carer} asked for help {co}self and was embarrassed to.",
        "There are rent arrears of several months.",
    ),
    child=(
        "{kids} {are} in school every day.",
        "{child} shares a bed with {carer}.",
        "{child} is worried about where {his} things will go.",
        "{kids} {are} said to be well otherwise.",
    ),
    mild=(
        "it is a matter for the housing office, and the family is in touch with it",
        "the family asks for practical help and the children are well cared for",
    ),
    grave=("the family will be on the street tonight", "the child's chest is getting worse in that room"),
    worries=(
        "Where they will sleep this weekend.",
        "{carer} is doing {cp} best but cannot see a way out.",
        "The baby's chest in that damp.",
    ),
    high_risk=("cannot-tell",),
    underlying=("poverty", "housing", "isolation", "discrimination"),
    strengths=("accepts-concerns", "uses-help", "wider-family", "attendance"),
    said=("I've got my things in a bag.", "It smells funny in my room.", "When are we going home?"),
    elsewhere={NO_FUNDS: 1},
)

SUBSTANCE_USE = Kind(
    "substance_use",
    "parent-substance-use",
    ANY,
    {SLIGHT: 44, SUPPORT: 20, NEED: 27, HARM: 9},
    what=(
        "~{carer} had been drinking at a family party, and {kids} {were} up late in the garden.",
        "~A smell of cannabis comes from the house at weekends.",
        "~{carer} says {cs} is drinking more than {cs} likes and would like to talk to somebody.",
        "!{carer} came to collect {child} {when} smelling of drink and unsteady on {cp} feet.",
        "!{other_or_carer} is using again, and people come to the house at all hours.",
        (
            "!{carer} was found asleep on the settee in the afternoon with {kids} about, and could not be woken for "
            "some minutes."
        ),
        "Cannabis is smoked in the house all day and {child}'s clothes smell of it.",
        "!{carer} told {cp} worker that {cs} has started drinking in the mornings.",
        "!{child} found a wrap under the settee and showed it to {his} friend.",
    ),
    by_police=(
        "~Noise complaint {when}: a party at {place}. {carer_full} had been drinking; a sober adult was with {kids}.",
        "~{carer_full} was spoken to {when} about cannabis in {cp} pocket. {kids} {were} at school.",
        (
            "!Warrant executed at {place} {when}. A small amount of class A drugs and scales were found within reach"
            " of {kids}."
        ),
        "!{carer_full} was stopped {when} driving over the limit, with {kids} in the car.",
        "!Officers attended {when} and found {carer_full} intoxicated and in sole charge of {kids}.",
    ),
    more=(
        "{carer} says it is only at weekends.",
        "!{carer} has been with the recovery service for {weeks} weeks and missed the last two appointments.",
        "!{other} takes the children to his mother's when it is bad.",
        "!The medicine is kept in a locked box, which was seen.",
        "!A neighbour took the children in for the night.",
        "!There is money for drink but not for the meter.",
    ),
    child=(
        "!{child} knows how to make {his} own tea and get {sibling_or_self} to school.",
        "!{child} was frightened and rang {his} grandmother.",
        "{kids} {were} fed and in bed when seen.",
        "!{child} said {he} tips it down the sink.",
    ),
    mild=(
        "{carer} sought help of {cp} own accord and another adult was sober and present",
        "it happened once, at a family party",
    ),
    grave=(
        "a small child is in the sole care of somebody who cannot be woken",
        "the use is daily and the help offered has been refused",
    ),
    worries=(
        "~What {kids} {have} to see and smell.",
        "~That it grows into more.",
        "!That there is a fire, or an accident, and nobody sober in the house.",
        "!The people who come to the house.",
        "!{child} is being the grown-up.",
    ),
    high_risk=("chaotic-substance-use", "minimising", "avoidance", "person-of-risk"),
    underlying=("parent-substance-use", "poverty", "criminal-history", "parent-mental-health"),
    strengths=("uses-help", "protective-adult", "wider-family", "change-held"),
    said=(
        "~They were all singing.",
        "~I went to bed when I was told.",
        "!When she's poorly I sort {sibling} out.",
        "!It's her special juice.",
        "!I don't bring friends home.",
    ),
)

PARENT_MENTAL_HEALTH = Kind(
    "parent_mental_health",
    "parent-mental-health",
    ANY,
    {SLIGHT: 44, SUPPORT: 24, NEED: 22, HARM: 5, ELSEWHERE: 5},
    what=(
        "~{carer} asked the practice for help with low mood, since the bereavement.",
        "~{carer} has been signed off work and finds the mornings hard.",
        "!{carer} told the practice {cs} cannot go on and does not trust {co}self with {kids}.",
        "!{carer} has hardly been out of bed for {weeks} weeks and {child} has not been in school.",
        "!{carer} believes the neighbours are listening and has covered the windows with foil.",
        "!{carer} took more tablets than {cs} should have {when} and was brought in by ambulance.",
        "{carer} rang in tears: {cs} has not slept since the baby came and is frightened of {cp} own thoughts.",
        "!{carer} has stopped {cp} medicine and is talking very fast.",
    ),
    by_police=(
        "!{carer_full} was detained under section 136 {when}. {kids} {were} left with a neighbour.",
        (
            "Welfare check at {place} {when}: {carer_full} was distressed and had told a friend {cs} did not want "
            "to be here."
        ),
    ),
    more=(
        "!The crisis team is to ring {co} this afternoon.",
        "{other} has taken leave from work and is with them.",
        "{carer} says {cs} would never hurt the children.",
        "{carer} has been well for two years until now.",
        "!No adult is at home besides {carer}.",
        "A grandmother has the children for the moment.",
    ),
    child=(
        "!{child} checks on {carer} during the night.",
        "{kids} {were} said to be safe and with family.",
        "{child} does not know what is wrong and thinks it is {his} fault.",
        "{child} is worried and keeps asking to ring home.",
    ),
    mild=(
        "{carer} has sought help early and another adult is with the children",
        "the mental health service is seeing {co} and has no worry about the children",
    ),
    grave=(
        "{carer}'s illness has drawn the children in",
        "nobody else is at home and {carer} says {cs} does not trust {co}self",
    ),
    worries=(
        "~That it gets worse before the appointment comes.",
        "~{carer} is trying to do it all alone.",
        "!What {carer} may do tonight.",
        "!{child} is holding the house together.",
        "!That nobody is there but the children.",
    ),
    high_risk=("acute-mental-illness", "threats", "cannot-tell"),
    underlying=("parent-mental-health", "isolation", "past-domestic-abuse", "poverty"),
    strengths=("accepts-concerns", "protective-adult", "wider-family", "uses-help"),
    said=("I make her a brew and sit with her.", "Is it because of me?", "She's different when she's on her tablets."),
    elsewhere={ADULT: 1},
)

YOUNG_CARER = Kind(
    "young_carer",
    "other",
    (8, 16),
    {SLIGHT: 40, SUPPORT: 45, NEED: 11, ELSEWHERE: 4},
    what=(
        "{child} does the shopping, the cooking and {carer}'s medicine before school.",
        "!{child} has missed {days} days this half term because {carer} could not get up without {him}.",
        "{child} gets {sibling_or_self} ready every morning, since {carer}'s illness got worse.",
        "{child} translates at all of {carer}'s appointments, the ones about {cp} health as well.",
    ),
    more=(
        "{carer} has a degenerative illness and no carer of {cp} own.",
        "{carer} is afraid that the children will be taken if anybody knows.",
        "An adult care assessment was offered last year and not taken up.",
        "{carer} would accept help.",
    ),
    child=(
        "{He} never complains and is always tired.",
        "{He} has dropped out of football.",
        "{He} is proud of it and does not want to be called a carer.",
    ),
    mild=("the child is supported at school and the family asks only for a break now and then",),
    grave=("the child gives intimate care and medicine, and has stopped going to school",),
    worries=("{He} is a child and has no time to be one.", "What happens if {carer} falls and only {he} is there."),
    high_risk=("avoidance",),
    underlying=("isolation", "child-disability", "poverty"),
    strengths=("attendance", "trusted-adult", "accepts-concerns"),
    said=("Someone has to do it.", "I'd like to go to the club on Thursdays.", "I set an alarm for her tablets."),
    elsewhere={ADULT: 1},
)

UNBORN_BABY = Kind(
    "unborn_baby",
    "unborn",
    UNBORN,
    {SLIGHT: 20, SUPPORT: 26, NEED: 38, HARM: 16},
    what=(
        "~{carer} is {pregnant} weeks pregnant, booked late because {cs} moved, and now comes to everything.",
        "!{carer} is {pregnant} weeks pregnant and has booked late; an older child does not live with {co}.",
        "{carer} is {pregnant} weeks pregnant and has missed {days} appointments.",
        "!{carer} is expecting in {month} and {other} is not allowed unsupervised contact with children.",
        "!{carer}, who is {pregnant} weeks pregnant, told the midwife {cs} still uses cannabis and sometimes more.",
        "{carer} is {pregnant} weeks pregnant and has moved {days} times since booking.",
    ),
    more=(
        "{carer} was in care herself and has not had good experiences of social workers.",
        "{carer} is living in one room at {cp} mother's.",
        "There is nothing ready for the baby yet.",
        "{carer} is pleased about the baby and comes to every scan now.",
        "!{other} answers all the questions for {co}.",
    ),
    child=("The scans are normal.", "The baby is small for dates.", "Movements are felt and the heartbeat is good."),
    mild=("care has been taken up since and the family around her is strong",),
    grave=(
        "an earlier child was removed and the same person is in the house",
        "there has been hardly any care and the baby is due soon",
    ),
    worries=(
        "That the baby comes before anybody has made a plan.",
        "!Who will be in the house when the baby comes home.",
    ),
    high_risk=("earlier-abuse", "person-of-risk", "avoidance", "cannot-tell"),
    underlying=("very-young-parent", "parents-childhood", "housing", "parent-substance-use"),
    strengths=("attendance", "wider-family", "accepts-concerns"),
)

DISABILITY = Kind(
    "disabled_child",
    "disability",
    ANY,
    {SLIGHT: 34, SUPPORT: 44, NEED: 22},
    what=(
        "{carer} asks for a break: {child} does not sleep and {carer} has been up every night for {weeks} weeks.",
        "{child}'s school place has broken down and {he} is at home all day with {carer}.",
        "{child} ran into the road twice this week; {carer} can no longer hold {him}.",
        "The short-break hours have been cut and {carer} cannot work and manage {child} as well.",
    ),
    more=(
        "A diagnosis of autism was given last year.",
        "{carer} is exhausted and says so.",
        "The wait for the assessment is more than a year.",
        "{other} has moved out and {carer} is alone with it.",
    ),
    child=(
        "{He} is happy when {he} has {his} routine.",
        "{He} uses signs and a picture board.",
        "{He} bites {himself} when {he} is upset.",
    ),
    mild=("what the family needs is a short break and a school place, and both are in hand",),
    grave=("{carer} can no longer keep the child safe",),
    worries=("{carer} will not manage much longer.", "{He} will be hurt in traffic."),
    high_risk=("avoidance",),
    underlying=("child-disability", "isolation", "poverty"),
    strengths=("uses-help", "accepts-concerns", "attendance"),
    said=("(By signs) Home. Bed. Mum.", "I like the swings. I don't like the bus."),
)

KINDS = (NEGLECT, HOUSING, SUBSTANCE_USE, PARENT_MENTAL_HEALTH, YOUNG_CARER, UNBORN_BABY, DISABILITY)
