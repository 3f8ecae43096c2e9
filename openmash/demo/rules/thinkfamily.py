"""Who else is told of a domestic abuse incident of the story, and what they do with it. Plain values only.

Every hand-made one, and a few of the others: an adult with care needs, the conference, an adviser, housing.
"""

from dataclasses import dataclass

from openmash.demo.rules.chance import Chance

TOLD_ABOUT = "domestic-abuse"
SHARE = 0.12
ADULT, CONFERENCE, ADVISER, HOUSING = "adult_safeguarding", "marac", "adviser", "housing"
AGENCIES = {ADVISER: "SAFE-HOMES", HOUSING: "EXAMPLE-HOUSING"}
STORIES = (
    "He pushed her against the door and took her telephone. The children were upstairs and heard it.",
    "He shouted for an hour and broke a chair beside her. She has a stick and could not get to the stairs.",
    "He came back after she had told him to leave, and stood over her until the neighbours knocked.",
)
SAFE_CONTACT = ("Through her sister, in the mornings", "At work, before three o'clock", "By text, never a call")
WISHES = "She wants to stay in her own home, and for him not to have a key."
REASON = "She cannot dress or leave the house without help, and he is the one who helps her."
NOT_ASKED = "He answered the telephone each time. She is seen with her nurse tomorrow."
NO_NEEDS = "She is frightened and has no needs for care. An adviser can do more for her."
THEY_DO = {
    ADVISER: "They met her at her sister's and see her every week.",
    HOUSING: "The locks are changed on Friday, and the tenancy stays hers.",
}
BY_DOCUMENT = (ADVISER,)
"""Who is told by a document; the others are told by telephone."""
AGREED = "Police keep a marker on the address; the adviser sees her weekly; the health visitor asks each time, alone with her."
ENDED = "He has moved out, her care comes from others, and she says that she is safe. She knows whom to ring."


@dataclass(frozen=True)
class PlannedTelling:
    """Which branches, after how many open minutes; what is answered on them, and after how many more minutes."""

    after: int
    kinds: tuple[str, ...]
    story: str
    safe_contact: str
    yes: int
    judged: bool
    weighed_after: int
    has_needs: bool
    asked: bool
    decided_after: int
    read_after: int
    settled_after: int
    heard_after: int
    ended_after: int


def plan_telling(seed: int, key: str, *, category: str, named: bool) -> PlannedTelling | None:
    """Return who is told of a contact's incident, or None. The same contact always tells the same."""
    chance = Chance.named(seed, "others", key)
    if category != TOLD_ABOUT or not (chance.yes(SHARE) or named):
        return None
    kinds = [ADULT] if named or chance.yes(0.5) else []
    kinds += [CONFERENCE, ADVISER]
    if named or chance.yes(0.4):
        kinds.append(HOUSING)
    yes = chance.between(11, 17) if named else chance.between(4, 17)
    return PlannedTelling(
        after=chance.between(4, 12),
        kinds=tuple(kinds),
        story=chance.pick(STORIES),
        safe_contact=chance.pick(SAFE_CONTACT),
        yes=yes,
        judged=10 <= yes < 14,
        weighed_after=chance.between(5, 20),
        has_needs=chance.yes(0.75 if named else 0.5),
        asked=chance.yes(0.7),
        decided_after=chance.between(30, 400),
        settled_after=chance.between(60, 900),
        heard_after=chance.between(2500, 6000),
        ended_after=chance.between(4000, 9000),
        read_after=chance.between(10, 50),
    )
