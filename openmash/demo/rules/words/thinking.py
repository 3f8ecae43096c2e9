"""What a screening worker writes down: factors with evidence, ratings, levels, reasons and rationales."""

from datetime import timedelta

from openmash.demo.rules.codes import AMBER, GREEN, HIGH_RISK, RED, STRENGTH, UNDERLYING
from openmash.demo.rules.contacts.events import Factor
from openmash.demo.rules.kinds import ELSEWHERE, HARM, NEED, SLIGHT, SUPPORT, Kind
from openmash.demo.rules.words.slots import Slots

EVIDENCE: dict[str, tuple[str, ...]] = {
    "earlier-abuse": (
        "An earlier enquiry about a child of this family was substantiated.",
        "An older half-sibling was on a child protection plan.",
    ),
    "person-of-risk": (
        "An adult known to be a risk to children is in contact with {child}.",
        "Police hold information about an adult who visits the house.",
    ),
    "current-domestic-abuse": (
        "{other} is named as the aggressor in what was reported.",
        "{carer} describes being hurt or threatened by {other} now, not in the past.",
    ),
    "unexplained-injury": (
        "A mark was seen for which there is no explanation yet.",
        "The account of the injury changed between two tellings.",
        "Marks were seen on more than one occasion.",
        "It is the second injury reported within a year.",
    ),
    "chaotic-substance-use": (
        "Use is daily and in the house while caring for {kids}.",
        "{carer} could not be roused while in sole charge.",
    ),
    "acute-mental-illness": (
        "{carer}'s distress is acute and {kids} {are} drawn into it.",
        "{carer}'s beliefs now include the children.",
    ),
    "scapegoat": (
        "{child} alone is blamed and treated apart.",
        "{carer} speaks of {child} only as a problem.",
    ),
    "avoidance": (
        "Promised changes last as long as somebody visits.",
        "Appointments are agreed and then missed.",
        "Calls and visits were not answered in the last two months.",
        "{carer} refused to let a worker see {child}.",
    ),
    "minimising": (
        "{carer} calls it a misunderstanding; what was seen says otherwise.",
        "{other} denies that anything happened.",
    ),
    "cannot-tell": (
        "A baby who cannot move away lives in the house.",
        "{child} cannot speak or move by {himself}.",
    ),
    "threats": (
        "Something was said about ending life, with the child in mind.",
        "A threat was made in front of {kids}.",
    ),
    "missing-exploited": (
        "Missing more than twice within a month.",
        "Found more than once with people nobody can name.",
    ),
    "poverty": (
        "Benefit has been cut and the meter is empty.",
        "Food bank used several times this quarter.",
    ),
    "housing": (
        "Damp and overcrowding were seen.",
        "The family has moved three times in a year.",
    ),
    "isolation": (
        "No family nearby and few friends.",
        "{carer} says there is nobody {cs} can ring.",
    ),
    "parents-childhood": (
        "{carer} grew up in care and says so {co}self.",
        "{carer} speaks of a violent childhood.",
    ),
    "parent-learning-disability": (
        "{carer} needs things explained in steps.",
        "{carer} had support for learning at school.",
    ),
    "parent-mental-health": (
        "{carer} takes medicine for depression.",
        "{carer} was under the mental health team last year.",
    ),
    "parent-substance-use": (
        "Drinking at weekends is mentioned by two sources.",
        "Cannabis use is admitted.",
    ),
    "past-domestic-abuse": (
        "{carer} left an abusive partner some years ago.",
        "Earlier police notices name a former partner.",
    ),
    "very-young-parent": (
        "{carer} was under eighteen when the first child was born.",
        "Both parents are very young.",
    ),
    "criminal-history": (
        "An adult of the household has convictions.",
        "Probation works with {other}.",
    ),
    "discrimination": (
        "The family reports abuse in the street where they live.",
        "{child} is picked on for where {his} family comes from.",
    ),
    "child-disability": (
        "{child} has an education, health and care plan.",
        "{child} was born early and is still followed up.",
    ),
    "protective-adult": (
        "{carer} rang for help at once and kept {kids} away from it.",
        "A grandmother took the children in the same night.",
    ),
    "accepts-concerns": (
        "{carer} agrees that things must change.",
        "{carer} was open about what is hard.",
    ),
    "uses-help": (
        "{carer} has kept every appointment this term.",
        "The family came back to the centre by themselves.",
    ),
    "wider-family": (
        "Grandparents help several days a week.",
        "An aunt has {kids} at weekends.",
    ),
    "trusted-adult": (
        "{child} talks to {his} form tutor.",
        "{child} has an aunt {he} rings when {he} needs to.",
    ),
    "attendance": (
        "In school every day this half term.",
        "Attendance is above 96%.",
        "{child} is never late.",
    ),
    "change-held": (
        "No incident for seven months until now.",
        "Sober since the spring, as confirmed by the service.",
    ),
}
"""What was seen or said, by the pack's code of the indicator, factor or strength."""
EVIDENCE_OF_A_SMALL_CHILD: dict[str, tuple[str, ...]] = {
    "attendance": (
        "All checks and immunisations are up to date.",
        "Every clinic has been kept.",
        "Weighed every fortnight and thriving.",
    ),
    "discrimination": ("The family reports abuse in the street where they live.",),
    "child-disability": ("{child} was born early and is still followed up.",),
    "trusted-adult": (
        "{child} has settled with a key worker at nursery.",
        "A grandmother has {child} two days a week.",
    ),
}
"""What stands instead where a child is too young for school."""
EVIDENCE_OF_A_KIND: dict[tuple[str, str], tuple[str, ...]] = {
    ("adult_in_position_of_trust", "person-of-risk"): (
        "The adult sees children every week, {child} among them.",
        "An earlier note about the same adult was found at another club.",
    ),
    ("extreme_views", "person-of-risk"): ("{child} is in touch with adults who spread it.",),
    ("online", "person-of-risk"): ("The account that wrote to {child} is known to police.",),
    ("exploitation", "person-of-risk"): (
        "Police know the adult whom {child} was seen with.",
        "Somebody who buys {him} things has a record for supply.",
    ),
    ("missing", "person-of-risk"): ("Police know the address where {child} was found.",),
    **{
        (kind, "protective-adult"): (
            "{carer} knows where {child} is in the evenings and answers every call.",
            "{carer} rang for help by {co}self.",
            "A grandmother is there every afternoon.",
        )
        for kind in (
            "exploitation", "extreme_views", "online", "missing", "parent_mental_health", "self_harm", "housing",
            "parents_at_odds", "adult_in_position_of_trust", "between_children",
        )
    },
}  # fmt: skip
"""What fits a kind of worry better than what is said of the others."""
SOURCES_OF: dict[str, tuple[str, ...]] = {
    "criminal-history": ("police record",),
    "person-of-risk": ("police record", "our own record"),
    "earlier-abuse": ("our own record",),
    "past-domestic-abuse": ("police record", "our own record"),
    "parents-childhood": ("{carer}", "our own record"),
    "poverty": ("{carer}", "the caller", "housing"),
    "housing": ("the caller", "housing", "health visitor"),
    "isolation": ("{carer}", "the caller"),
    "accepts-concerns": ("the caller", "{carer}, by telephone"),
    "parent-mental-health": ("GP", "{carer}"),
    "acute-mental-illness": ("the caller", "mental health team"),
    "missing-exploited": ("police record", "the caller"),
    "attendance": ("school",),
    "very-young-parent": ("our own record", "health visitor"),
    "child-disability": ("school", "GP"),
}
"""Who would know, by the code of the factor; the caller and our own record for the rest."""
SOURCES = ("the caller", "the caller", "our own record")

SCHOOL_AGE = 4

COLOUR_WORDS: dict[str, tuple[str, ...]] = {
    RED: ("Rated red: {because}.", "Red until the child has been seen: {because}.", "Red. {Because}."),
    AMBER: (
        "Amber: {because}; more is needed from those who know the family.",
        "Amber. {Because}, and the picture is not complete.",
        "Amber for now: {because}.",
    ),
    GREEN: ("Green: {because}.", "Green. {Because}.", "Nothing here that cannot wait until tomorrow: {because}."),
}
LEVEL_WORDS: dict[int, tuple[str, ...]] = {
    1: ("Universal services are in touch and able to help.", "No need beyond what school and health offer everyone."),
    2: (
        "One service can help, with the family's agreement.",
        "Needs a little more than universal services, from one lead.",
    ),
    3: (
        "Several needs that call for a plan and a lead professional.",
        "A team around the family is what this asks for.",
    ),
    4: ("This cannot be answered without a social worker.", "Threshold for a statutory response is met in my view."),
}
OPENING_OF_RATIONALE = (
    "History of the child and household read.",
    "I read the record of the family and the earlier contacts.",
    "History read before anybody spoke to the family.",
    "Earlier contacts and the address were looked at.",
)
REPEATED = (
    "This is contact number {count} about this family in twelve months; taken together they say more than each alone.",
    "Earlier contacts within a year: {earlier}. I have weighed them together with this one.",
    "It has come back {earlier} times within a year, and that is what decides it for me.",
)
REPEATED_SLIGHT = (
    "Earlier contacts within a year: {earlier}. I read them side by side and they do not point the same way.",
    "This is contact number {count} in twelve months. The others were about something else, and that has ended.",
    "Earlier contacts within a year: {earlier}. Nothing grows from one to the next.",
)
FIRST = ("There is no earlier contact within a year.", "No contact about this family in the last twelve months.", "")
DECISION: dict[str, tuple[str, ...]] = {
    SLIGHT: (
        "On what is known it does not need us, because {mild}.",
        "I weighed what would make this wrong. I close it because {mild}.",
        "The level is met by those who already know the family: {mild}.",
        "No role for social care, since {mild}. The referrer knows to ring again if it changes.",
    ),
    SUPPORT: (
        "Help early is right here: the worry is real, but {mild}.",
        "A plan with a lead professional can answer this, since {mild}.",
        "The family should be offered help now, before it needs more.",
    ),
    NEED: (
        "A social worker should assess, because {grave}.",
        "The child's needs will not be met without an assessment: {grave}.",
        "What was offered so far has not been enough, and {grave}.",
    ),
    HARM: (
        "There is reason to believe the child is suffering or likely to suffer significant harm: {grave}.",
        "A strategy discussion is needed today, because {grave}.",
        "I cannot be satisfied that the child is safe: {grave}.",
    ),
    ELSEWHERE: (
        "Another service is the right one to lead, because {grave}.",
        "This belongs with a service that can act on it: {grave}.",
    ),
}
ANALYSIS_OF_THE_GRAVE = (
    "What weighs heaviest is that {grave}. What speaks for the family does not outweigh it.",
    "I looked for another way to read this and found none that fits: {grave}.",
    "The strengths are real, and yet {grave}.",
)
ANALYSIS_OF_THE_REST = (
    "On its face it worries; against that stands that {mild}.",
    "I hold two readings of this, and the likelier one is that {mild}.",
    "Nothing in the history makes it more than it seems: {mild}.",
)
LIVED = (
    "A day in {child}'s life at the moment: school is the steady part.",
    "Too early to say how {child} lives it; nobody has asked {him} yet.",
    "{child} is with friends most of the week and seems {himself} there.",
    "Most days are ordinary ones for {child}; the hard ones are about bedtime and money.",
    "{child} notices more than {he} says.",
    "School describes a child who laughs easily and tires by Friday.",
)
LIVED_GRAVE = (
    "For {child} this means not knowing what the evening will bring.",
    "{child} is likely to be listening and watching for the next time.",
    "{child} may feel responsible for what goes on between the grown-ups.",
    "Too early to say how {child} lives it; nobody has asked {him} yet.",
    "{child} has stopped bringing friends home.",
    "{child} has learned to be quiet, and that is not the same as being well.",
    "Home is where {he} watches; school is where {he} can be a child.",
)
LIVED_SMALL = (
    "{child} depends on {carer} for everything and cannot tell us how it is.",
    "{child} sleeps and feeds by whatever the house is like that day.",
    "Too small to be asked. The health visitor will look at how {child} settles and with whom.",
    "{child} reaches for {carer} and is comforted; that is what we know of {his} day.",
)
LIVED_UNBORN = ("The baby is not born yet; what counts is what will be in place on the first day at home.",)
NOT_KNOWN = (
    "Who else lives in the house.",
    "Whether {other} is back.",
    "What {child} would say if asked alone.",
    "How long it has been going on.",
    "What the health visitor or GP has seen.",
    "Where the children were at the time.",
)
WRONG_IF = (
    "If a second person who knows the family saw the same.",
    "If {child} said it was different from what we were told.",
    "If there were an earlier contact that we have not linked.",
    "If the caller has a reason to say this. School was asked for that reason.",
    "If the explanation were to change.",
)
WIDER_FAMILY = (
    "Nobody from the wider family has spoken to us yet.",
    "The grandmother was spoken to and shares the worry.",
    "An aunt has offered to have the children at weekends.",
    "{carer} asked that we do not ring {cp} family.",
    "The grandparents say they see a happy child.",
)


def factors_for(slots: Slots, kind: Kind, tier: str) -> tuple[Factor, ...]:
    """Return the entries of the Risk Sensible columns that go with how grave it is."""
    high, underlying, strengths = {
        SLIGHT: (0, 1, 2), SUPPORT: (0, 2, 2), NEED: (1, 2, 1), HARM: (2, 1, 1), ELSEWHERE: (1, 1, 1),
    }[tier]  # fmt: skip
    chance = slots.chance
    if tier == SLIGHT and chance.yes(0.08):
        high = 1
    columns = (
        (HIGH_RISK, kind.high_risk, high),
        (UNDERLYING, kind.underlying, underlying),
        (STRENGTH, kind.strengths, strengths),
    )
    small = slots.focus.age(slots.day) < SCHOOL_AGE
    return tuple(
        Factor(
            column,
            code,
            slots.pick(_evidence(kind, code, small=small)),
            _source(slots, code, small=small),
            slots.day - timedelta(days=chance.between(0, 9)),
        )
        for column, codes, count in columns
        for code in chance.some(codes, count)
    )


def _evidence(kind: Kind, code: str, *, small: bool) -> tuple[str, ...]:
    of_age = EVIDENCE_OF_A_SMALL_CHILD.get(code) if small else None
    return of_age or EVIDENCE_OF_A_KIND.get((kind.code, code)) or EVIDENCE[code]


def lived_impact(slots: Slots, tier: str) -> str:
    """Return what it means for the child: by age, and graver words only where it is grave."""
    if slots.focus.is_unborn(slots.day):
        return slots.pick(LIVED_UNBORN)
    if slots.focus.age(slots.day) < SCHOOL_AGE:
        return slots.pick(LIVED_SMALL)
    return slots.pick(LIVED_GRAVE if tier in (NEED, HARM) else LIVED)


def _source(slots: Slots, code: str, *, small: bool) -> str:
    source = slots.pick(SOURCES_OF.get(code, SOURCES))
    if small and source == "school":
        return "health visitor"
    return "the police notice" if source == "the caller" and slots.voice == "police" else source


def because(slots: Slots, kind: Kind, tier: str, colour: str) -> str:
    """Return the reason for a colour. A green is not given for what is grave, nor a red for what is not."""
    mild = colour == GREEN or (colour == AMBER and tier in (SLIGHT, SUPPORT))
    return slots.half((kind.mild if mild else kind.grave) or kind.grave or kind.mild)


def colour_words(slots: Slots, kind: Kind, tier: str, colour: str) -> str:
    words = because(slots, kind, tier, colour)
    return slots.chance.pick(COLOUR_WORDS[colour]).format(because=words, Because=words[0].upper() + words[1:])


def rationale(slots: Slots, kind: Kind, tier: str, earlier: int) -> str:
    """Return why it was decided so: history, what repeats, and the reason."""
    chance = slots.chance
    repeated = REPEATED_SLIGHT if tier in (SLIGHT, ELSEWHERE) else REPEATED[: 3 if earlier > 1 else 2]
    before = chance.pick(repeated).format(count=earlier + 1, earlier=earlier) if earlier else chance.pick(FIRST)
    mild, grave = slots.half(kind.mild), slots.half(kind.grave)
    decision = chance.pick(DECISION[tier]).format(mild=mild, grave=grave)
    return " ".join(part for part in (chance.pick(OPENING_OF_RATIONALE), before, decision) if part)


def analysis(slots: Slots, kind: Kind, tier: str) -> str:
    templates = ANALYSIS_OF_THE_REST if tier in (SLIGHT, SUPPORT) else ANALYSIS_OF_THE_GRAVE
    return slots.chance.pick(templates).format(mild=slots.half(kind.mild), grave=slots.half(kind.grave))
