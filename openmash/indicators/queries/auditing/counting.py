"""The audits of a period in their groups: how they were chosen, whom they are about, and the shares that are counted of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openmash.agencies import queries as agencies
from openmash.caseaudits.choices import COHORT_WORDS, COMPLIANCE, GRADE_WORDS, IMPACT, OVERALL, Cohort, Grade, Sampling
from openmash.caseaudits.queries import CountedAudit
from openmash.indicators.rules.figures import Figure, figure
from openmash.indicators.rules.periods import Period

# How audits were chosen, and what is called so. Each is a group of its own: they are never pooled.
SAMPLES: dict[str, str] = {
    Sampling.RANDOM: "Random sample",
    Sampling.STRATIFIED: "Stratified sample",
    Sampling.TARGETED: "Targeted sample",
    "": "How chosen not given",
}
ABOUT_SAMPLES: dict[str, str] = {
    Sampling.RANDOM: "Drawn at random: what is found here speaks for all such cases, within the intervals given.",
    Sampling.STRATIFIED: "As many from each group: each group can be read by itself; the whole leans to the small groups.",
    Sampling.TARGETED: "Chosen for a reason: what is found here says nothing of other cases, and is never added to the rest.",
    "": "It is not given how these were chosen, so it cannot be said for which cases they speak.",
}
GRADES = tuple(GRADE_WORDS.values())
ORDER = tuple(Grade)
YES, NO = "yes", "no"
VOICE = {
    "voice_heard": "The child was heard",
    "voice_recorded": "What the child says is recorded",
    "voice_acted_on": "It was acted on",
}

Said = Callable[[CountedAudit], bool | None]


@dataclass(frozen=True)
class Words:
    """What the pack calls questions, sections and themes, each by code in the toolkits' order."""

    compliance: Mapping[str, str]
    sections: Mapping[str, str]
    themes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, today: date) -> "Words":
        """Return the words of the toolkits in force."""
        pack = agencies.pack_in_force(today)
        compliance: dict[str, str] = {}
        sections = {OVERALL: "The whole", IMPACT: "Impact"}
        for toolkit in pack.in_force("audit_toolkits", today):
            for one in toolkit.compliance:
                compliance.setdefault(one.code, one.words)
            for part in toolkit.sections:
                sections.setdefault(part.code, part.title)
        sections[COMPLIANCE] = "Compliance"
        return cls(compliance, sections, {one.code: one.title for one in pack.in_force("audit_themes", today)})


@dataclass(frozen=True)
class Group:
    """The audits of one period that were chosen in one way, or some of them: `name` says which, and never two ways at once."""

    sample: str
    name: str
    audits: Sequence[CountedAudit]
    period: Period

    def of_cohort(self, cohort: str) -> "Group":
        """Return those about one cohort."""
        name = f"{self.name}, {COHORT_WORDS[cohort].lower()}"
        return Group(self.sample, name, [one for one in self.audits if one.cohort == cohort], self.period)

    @property
    def cohorts(self) -> list[str]:
        """Return the cohorts that are there, in order."""
        held = {one.cohort for one in self.audits}
        return [cohort for cohort in Cohort if cohort in held]

    def share(self, said: Said, *, measure: str, title: str, counted: str, whom: str = "audits that say") -> Figure:
        """Return the share of which `said` is true among those of which it is either: None is not given, and is left out."""
        answers = [answer for answer in map(said, self.audits) if answer is not None]
        left_out = len(self.audits) - len(answers)
        return figure(
            sum(answers),
            len(answers),
            measure=measure,
            title=title,
            period=self.period,
            cohort=f"{whom}, {self.name.lower()}",
            counted=counted,
            by=self.name.lower(),
            note=f"Not given of {left_out} more." if left_out else "",
        )


def answered(question: str) -> Said:
    """Return whether a question was answered yes, in whichever section; None where it was not, or does not apply."""

    def said(audit: CountedAudit) -> bool | None:
        answers = {answer for (_, asked), answer in audit.answers.items() if asked == question}
        return None if not answers & {YES, NO} else NO not in answers

    return said


def met(audit: CountedAudit) -> bool | None:
    """Return whether the auditor met the worker; None where that is not given."""
    return audit.social_worker_met


def fed_back(audit: CountedAudit) -> bool:
    """Return whether somebody of the family said what they think."""
    return bool(audit.feedback_from.strip())


def escalated(audit: CountedAudit) -> bool | None:
    """Return whether it was escalated; None where that is not given."""
    return audit.escalated


def steps(audit: CountedAudit, section: str = OVERALL) -> int | None:
    """Return how many grades better (above 0) or worse than in the earlier audit; None where one of the two is not given."""
    before, now = audit.previous.get(section), audit.grades.get(section)
    return ORDER.index(Grade(before)) - ORDER.index(Grade(now)) if before and now else None


def improved(audit: CountedAudit) -> bool | None:
    """Return whether the whole is graded better than in the earlier audit of the same child; None where that is not given."""
    taken = steps(audit)
    return None if taken is None else taken > 0


def groups_of(audits: Iterable[CountedAudit], period: Period) -> list[Group]:
    """Return the audits of a period by how they were chosen, those groups that are there."""
    held = [one for one in audits if one.audited_on in period]
    groups = [Group(code, name, [one for one in held if one.sample == code], period) for code, name in SAMPLES.items()]
    return [one for one in groups if one.audits]
