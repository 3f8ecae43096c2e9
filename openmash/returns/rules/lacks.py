"""What a record can lack for the children in need census, in the words that a worker reads. No rule of the census is named
without what to do about it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What becomes of it in the return: written as not known, or as far as it is known here; left out, or all of the child is."""

    SAID = "said"
    OURS = "ours"
    PART = "part"
    EPISODE = "episode"
    CHILD = "child"


EFFECT_WORDS: dict[str, str] = {
    Effect.SAID: "The return says that it is not known.",
    Effect.OURS: "The return has what is known here.",
    Effect.PART: "This is left out of the return.",
    Effect.EPISODE: "The whole referral is left out of the return.",
    Effect.CHILD: "The child is left out of the return.",
}


@dataclass(frozen=True)
class Kind:
    """One thing that can be missing: its title for a manager's list, what to do for a worker, what becomes of it, and the
    rules of the census that would fail.
    """

    code: str
    title: str
    words: str
    effect: Effect
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lack:
    """What one child's record lacks. `fact`: the reference of the fact that it is about; empty: it is about the child."""

    kind: Kind
    fact: str = ""

    @property
    def words(self) -> str:
        """What to do about it, and what becomes of it meanwhile."""
        return f"{self.kind.words} {EFFECT_WORDS[self.kind.effect]}"


S, K, P, E, C = Effect.SAID, Effect.OURS, Effect.PART, Effect.EPISODE, Effect.CHILD
KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        # -- about the child
        Kind(
            "child-id", "Number that a return cannot carry",
            "Social care’s number of the child is not letters and digits, 20 at most: our own reference is written.",
            K, ("8500", "1570", "1580"),
        ),
        Kind(
            "disability", "Disability not recorded",
            "Record the child’s disability, or that there is none.",
            C, ("8540",),
        ),
        Kind(
            "disability-none-and-some", "A disability and none, both recorded",
            "Either there is no disability, or there is: untick one. The disability is written, and not “none”.",
            P, ("8790",),
        ),
        Kind(
            "ethnicity", "Ethnicity not recorded",
            "Record the ethnicity that the child or their family gives.",
            S, ("4220",),
        ),
        Kind(
            "sex", "Sex not recorded",
            "Record the child’s sex.",
            S, ("4180",),
        ),
        Kind(
            "born", "Date of birth not known",
            "Record the date of birth, or the expected one of an unborn child.",
            S, ("8525Q",),
        ),
        Kind(
            "born-later", "Born after the period of the return",
            "The child was not yet born on the last day, so the date of birth is not written.",
            P, ("8520",),
        ),
        Kind(
            "upn", "No pupil number, and no reason",
            "Record the pupil number, or why there is none.",
            S, ("8770Q",),
        ),
        Kind(
            "upn-wrong", "Pupil number that cannot be right",
            "The pupil number does not pass its own check: compare it with the school’s.",
            P, ("1510", "1530", "1540", "1550"),
        ),
        Kind(
            "upn-twice", "Pupil number that somebody else has",
            "Another record has the same pupil number: one is wrong, or it is the same child.",
            P, ("1520",),
        ),
        Kind(
            "upn-reason", "Reason for no pupil number that does not hold",
            "“Referral with no further action” is no reason where a referral went on.",
            P, ("8772",),
        ),
        # -- about a referral
        Kind(
            "source", "Who referred is not recorded",
            "Record who referred the child.",
            S, ("8866",),
        ),
        Kind(
            "need", "Primary need not recorded",
            "Record the child’s primary need.",
            S, ("8610",),
        ),
        Kind(
            "no-action-open", "Not said whether anything followed",
            "Record what was decided about the referral, or whether it was one with no further action.",
            E, ("8568",),
        ),
        Kind(
            "closure-reason", "Closed without a reason",
            "Record why the case was closed.",
            E, ("8805",),
        ),
        Kind(
            "referral-within", "Referral while the case was open",
            "The case was open already: this is no new referral. Withdraw it, or correct the days.",
            E, ("8820", "8815", "8816"),
        ),
        Kind(
            "long-before-birth", "Referral long before birth",
            "It lies more than 40 weeks before the birth: check both dates.",
            E, ("8606",),
        ),
        Kind(
            "after-death", "After the day of death",
            "It lies after the day on which the child died: check both dates.",
            P, ("4008", "8915", "8920"),
        ),
        # -- about what followed
        Kind(
            "outside", "In no referral",
            "It lies within no referral: record the referral that it belongs to, or correct the day.",
            P, ("1103", "2889", "1105", "4015"),
        ),
        Kind(
            "after-no-action", "Followed a referral with no further action",
            "The referral is recorded as one with no further action: correct that, or this.",
            P, ("8831", "8832", "4000"),
        ),
        Kind(
            "after-closure", "Goes on after the case was closed",
            "It ends after the case was closed: correct one of the days.",
            P, ("8565",),
        ),
        Kind(
            "closed-after-assessment", "More than an assessment",
            "The case was closed as “closed after assessment”, but this was recorded too: correct the reason for closing.",
            P, ("2990",),
        ),
        Kind(
            "assessment-open", "Assessment still open at closing",
            "The case is closed and this assessment was not authorised: record when it was.",
            P, ("8867",),
        ),
        Kind(
            "assessment-old", "Assessment open for over a year",
            "It began before the year of the return and was not authorised: record when it was.",
            P, ("8736",),
        ),
        Kind(
            "assessments-open", "Two open assessments",
            "Another assessment is open too: record when this one was authorised.",
            P, ("8896",),
        ),
        Kind(
            "factors-none", "No factor, and factors",
            "“No factors identified” stands beside others: untick it. The others are written.",
            P, ("8869",),
        ),
        Kind(
            "enquiry-open", "Enquiry still open at closing",
            "The case is closed and this enquiry has no conference and no word that none was needed: record which.",
            P, ("8868",),
        ),
        Kind(
            "enquiry-old", "Enquiry open for over a year",
            "It began before the year of the return: record its conference, or that none was needed.",
            P, ("8740",),
        ),
        Kind(
            "enquiries-overlap", "Two enquiries at once",
            "Another enquiry goes on at the same time: record the conference, or that none was needed.",
            P, ("8839", "8890"),
        ),
        Kind(
            "conference-weekend", "Conference on a Saturday or Sunday",
            "The initial conference lies on a weekend: check the day.",
            P, ("8875",),
        ),
        Kind(
            "conference-second", "Conference that belongs to no enquiry",
            "There is another initial conference, and no enquiry that this one follows: record the enquiry.",
            P, ("2884",),
        ),
        Kind(
            "plan-category", "Protection plan without a category",
            "Record the category of abuse of the plan.",
            P, ("8905", "8910"),
        ),
        Kind(
            "plan-conference", "Protection plan without its conference",
            "No initial conference was recorded on the day on which the plan began.",
            P, ("2885", "2883"),
        ),
        Kind(
            "plan-one-day", "Protection plan of one day",
            "The plan starts and ends on one day: check both.",
            P, ("8840",),
        ),
        Kind(
            "plans-overlap", "Two protection plans at once",
            "Another protection plan began before this one ended: record when this one did.",
            P, ("8935", "8940"),
        ),
        Kind(
            "plan-number", "Number of earlier plans not recorded",
            "Record how many protection plans the child had before.",
            K, ("8730",),
        ),
        Kind(
            "review-outside", "Review conference outside a plan",
            "No protection plan went on when this review was held: check the day, or record the plan.",
            P, ("8841",),
        ),
        Kind(
            "need-plans-overlap", "Two child in need plans at once",
            "Another child in need plan began before this one ended: record when this one did.",
            P, ("4004", "4014"),
        ),
        Kind(
            "need-plan-beside", "Child in need plan beside a protection plan",
            "A child has one or the other: record when this one ended.",
            P, ("4001", "4003", "4016", "4017"),
        ),
    )
}  # fmt: skip


def lack(code: str, fact: str = "") -> Lack:
    """Return that a record lacks something."""
    return Lack(KINDS[code], fact)
