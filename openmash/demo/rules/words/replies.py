"""What is said to people: answers to referrers, second opinions, disagreements, handing over."""

from openmash.demo.rules import codes
from openmash.demo.rules.chance import Chance
from openmash.demo.rules.words.slots import Slots

TO_PROFESSIONAL: dict[str, tuple[str, ...]] = {
    codes.NFA: (
        (
            "Thank you. We read the history and do not need to do more this time. Please go on as you do and ring "
            "again if it changes."
        ),
        (
            "We looked at this together with what was known before. It does not call for us now. Do keep your own "
            "record of it."
        ),
    ),
    codes.ADVICE: (
        (
            "We think you are best placed to help. As discussed: talk with {carer}, and use the toolkit for neglect"
            " or conflict if it fits."
        ),
        (
            "Our advice is a conversation with the family first; your early-help lead can join you. Ring us if it "
            "does not go as hoped."
        ),
    ),
    codes.SIGNPOST: ("The family was given the numbers of services that can help without a referral.",),
    codes.EARLY_HELP: (
        "The family agrees to early help. The Children and Family Wellbeing Service will ring you about a plan.",
        "This is going to early help. Please come to the first meeting around the family if you can.",
    ),
    codes.OPEN: ("{child} has an allocated worker, who has what you told us and will ring you.",),
    codes.S17: (
        (
            "A social worker will assess. They will speak with you in the next days; please tell them what works "
            "for {child}."
        ),
        "This has become a referral. The locality's social work team has it, and will be in touch.",
    ),
    codes.STRATEGY: (
        (
            "A strategy discussion is being held and you may be asked to take part today. Please do not speak with "
            "the family about it yet."
        ),
        "We are making enquiries. Someone will ring you within the hour.",
    ),
    codes.IMMEDIATE: ("Police and a social worker are on their way. Please keep {child} with you until they arrive.",),
    codes.OTHER_AUTHORITY: (
        "The family lives in another council's area. We have passed everything to them and they have confirmed it.",
    ),
}
TO_PROFESSIONAL_ELSE = (
    "Another service leads on this and has what you told us. They will ring you.",
    "Passed today to the service that can act on it. Their number is on the acknowledgement.",
)
TO_PUBLIC = (
    (
        "Thank you for telling us. We have looked into it and are doing what we think is right. We cannot tell you "
        "more about a family."
    ),
    "Thank you. What you told us was read by a social worker and acted on. Please ring again if you are worried.",
    "We took what you said seriously. For the family's sake we cannot say what happens next. Do ring if you see more.",
)
OWN_RATIONALE: dict[str, tuple[str, ...]] = {
    codes.OPEN: (
        "{child} is open to social care. The worker has this and will weigh it within the plan.",
        "Passed to the allocated worker, who was told by telephone as well.",
    ),
    codes.OTHER_AUTHORITY: (
        "{child} lives outside this authority. Passed to the front door there, who confirmed receipt by telephone.",
    ),
}
DIFFERS_ELSEWHERE = (
    "{name} lives in the other household and was not there. The other parent has been given advice.",
    "Nothing reported touches {name}, who lives with the other parent and is seen by school every day.",
)
DIFFERS_HERE = (
    "{name} is older, was away at the time and has good support at school: advice is enough for {name}.",
    "{name}'s situation is different: the worry is about one child of the family. Advice given.",
)
COUNTERSIGNED = (
    "Read and agreed.",
    "I agree. The reasoning follows from the history and the level is right.",
    "Agreed, having read the earlier contacts as well.",
    "Agreed. Please make sure that the referrer hears today.",
)
TAKEN_UP = (
    "We have it. Allocated in the morning meeting.",
    "Taken up; first call to the family today.",
    "Received and read. Visit being arranged.",
)
LEVEL_TOO_LOW = (
    "We do not think advice is enough. This is the third time in a year, and each time it is looked at alone.",
    "In our view {child} needs a social worker. What we see every day is not in the answer.",
)
FACTS_MISSING = (
    "The answer does not mention that {carer} has had a new partner since the summer. I said so on the telephone.",
    "I have more to tell that I could not say with the family in the room.",
)
UPHELD = (
    "You are right that the contacts were weighed one by one. I have opened the decision again.",
    "Thank you for the further facts. They change the picture, and the decision has been opened again.",
)
NOT_UPHELD = (
    (
        "I have read it again as somebody who did not decide it. Early help is the right answer for now; I have "
        "asked for it to be offered by name."
    ),
    (
        "I understand the worry. On the facts the decision stands. You can raise it with my manager, whose number "
        "is below."
    ),
)
REOPENED = ("Opened again: there is more than was known.", "Opened again after a second reading of the whole history.")
HANDED_WARM = (
    "Put the caller through to {worker}, and stayed on the line until they were talking.",
    "Spoke with {worker} first, then connected the caller.",
)
HANDED_BY_MESSAGE = (
    "{worker} was not at the desk. Left a message with the team and sent what was told.",
    "Rang twice. Told the duty worker of the team, who will pass it on.",
)
HANDED_NOTICE = (
    "Police notice about a child who is open. Sent to {worker} to read with the plan.",
    "Read, and passed to {worker} together with the earlier notices.",
)
MALICIOUS = (
    "The caller has said the same three times since the court date, and nobody else who knows the child shares it.",
    "The caller told us that this would help in court. School and health visitor describe a well child.",
)


def to_professional(slots: Slots, outcome: str) -> str:
    return slots.pick(TO_PROFESSIONAL.get(outcome, TO_PROFESSIONAL_ELSE))


def to_public(chance: Chance) -> str:
    return chance.pick(TO_PUBLIC)


def rationale_of(slots: Slots, outcome: str) -> str:
    """Return the rationale of outcomes that have one of their own, else nothing."""
    own = OWN_RATIONALE.get(outcome)
    return slots.pick(own) if own else ""


def differs(chance: Chance, name: str, *, elsewhere: bool) -> str:
    return chance.pick(DIFFERS_ELSEWHERE if elsewhere else DIFFERS_HERE).format(name=name)
