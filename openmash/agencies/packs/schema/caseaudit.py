"""Case-file audit: what each toolkit asks, section by section, and what the rounds run on."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Undated, Words

OWN_SECTIONS = frozenset({"compliance", "overall", "impact"})


class AuditGrade(StrEnum):
    """The four grades, the best first."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"


class AuditCohort(StrEnum):
    """Whom a toolkit is for."""

    CIN = "CIN"
    CP = "CP"
    CLA = "CLA"
    LC = "LC"
    EH = "EH"
    CONTACT = "CONTACT"


class AuditQuestion(Part):
    """One question that is answered yes, no or not applicable. `knows`: which facts of the case are shown beside it."""

    code: Code
    words: Words
    hint: str = ""
    dated: bool = False
    knows: tuple[Code, ...] = ()
    cohorts: tuple[AuditCohort, ...] = ()

    def asked_of(self, cohort: str) -> bool:
        """Whether it is asked about a child of a cohort; a question without cohorts is asked of all."""
        return not self.cohorts or cohort in self.cohorts


class AuditSection(Part):
    """A part of the file that is graded by its quality. Where `each_plan_item`, its questions are asked of each item of a plan.

    `answers` names the question of compliance that is yes only where every item of the plan is.
    """

    code: Code
    title: Words
    words: Words
    questions: tuple[AuditQuestion, ...] = ()
    each_plan_item: bool = False
    answers: Code | None = None
    cohorts: tuple[AuditCohort, ...] = ()

    def asked_of(self, cohort: str) -> bool:
        """Whether the section is read of a child of a cohort; a section without cohorts is read of all."""
        return not self.cohorts or cohort in self.cohorts


class AuditPrompt(Part):
    """A rule of thumb that the auditor is shown, and may answer with a reason: no grade is ever changed by it.

    Where the section is graded as given or worse, the whole is expected to be no better than `whole_at_best`.
    """

    section: Code
    graded: AuditGrade
    whole_at_best: AuditGrade
    words: Words


class AuditToolkit(Entry):
    """What is asked about a case file of these cohorts: compliance apart, then sections of quality."""

    cohorts: Annotated[tuple[AuditCohort, ...], Field(min_length=1)]
    words: Words
    months_judged: Annotated[int, Field(ge=1, le=36)]
    compliance: Annotated[tuple[AuditQuestion, ...], Field(min_length=1, max_length=30)]
    sections: Annotated[tuple[AuditSection, ...], Field(min_length=1, max_length=20)]
    prompts: tuple[AuditPrompt, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        sections = [section.code for section in self.sections]
        asked = [question.code for question in self.compliance]
        for codes in (sections, asked, *([one.code for one in section.questions] for section in self.sections)):
            if len(codes) != len(set(codes)):
                raise ValueError("names the same section or question twice")
        if taken := OWN_SECTIONS & set(sections):
            raise ValueError(f"{', '.join(sorted(taken))}: every toolkit has this, it is not named again")
        for section in self.sections:
            if section.each_plan_item and not section.questions:
                raise ValueError(f"section “{section.code}” asks nothing of the items of a plan")
            if section.answers is not None and section.answers not in asked:
                raise ValueError(f"section “{section.code}” answers “{section.answers}”, which compliance does not ask")
        if missing := {prompt.section for prompt in self.prompts} - set(sections):
            raise ValueError(f"has a prompt on {', '.join(sorted(missing))}, which is no section of it")
        return self

    @property
    def key(self) -> str:
        """Return its cohorts: one toolkit at a time for each set of them."""
        return ",".join(sorted(self.cohorts))

    def section(self, code: str) -> AuditSection:
        """Return a section by its code. Raises KeyError."""
        return {one.code: one for one in self.sections}[code]


class AuditTheme(Entry):
    """What an audit can be about beyond its grades, so that learning can be counted."""


class CaseAudits(Undated):
    """What rounds of audits run on: whose work they are, the clocks, and the numbers an area decides for itself."""

    team: Code
    escalation_team: Code
    finish_clock: Code
    allocate_clock: Code
    escalation_clock: Code
    danger_clock: Code
    agree_clock: Code
    look_again_clock: Code
    remind_days: Annotated[int, Field(ge=1, le=30)]
    read_twice_one_in: Annotated[int, Field(ge=1, le=50)]
    again_after_weeks: Annotated[int, Field(ge=1, le=52)]
    again_within_weeks: Annotated[int, Field(ge=1, le=52)]
    compared_after_days: Annotated[int, Field(ge=1, le=366)]
    fewest_for_agreement: Annotated[int, Field(ge=2, le=200)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.again_within_weeks < self.again_after_weeks:
            raise ValueError("an audit again is due before it may begin")
        return self
