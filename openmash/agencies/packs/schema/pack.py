"""The whole pack: every section, and how to ask it for what is in force on a day."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from json import dumps
from typing import Any, Literal, cast, get_args

from openmash.agencies.packs.schema.caseaudit import AuditTheme, AuditToolkit, CaseAudits
from openmash.agencies.packs.schema.clocks import Clock, Event, RagPolicy, RagUse
from openmash.agencies.packs.schema.entry import Code, Confidence, Entry, Part, Undated, Words
from openmash.agencies.packs.schema.governance import (
    Benchmark,
    DataItem,
    Duty,
    FrontDoor,
    LawfulBasis,
    Measure,
    Purpose,
    Receives,
    Retention,
    Template,
    TemplateUse,
)
from openmash.agencies.packs.schema.hub import AgencyClock, Hub, QuestionSet, Suggestion
from openmash.agencies.packs.schema.leaving import FamilyPaper, Notice, NoticeUse, PaperUse, Recipient
from openmash.agencies.packs.schema.meetings import EscalationStage, MeetingKind, MeetingQuestion, MustAttend
from openmash.agencies.packs.schema.places import (
    AddressQueue,
    Agency,
    Authority,
    District,
    Locality,
    Named,
    Offer,
    OpeningTimes,
    OperatingModel,
    OutsideAuthority,
    QueueReason,
    SchoolYear,
    Team,
    TeamKind,
)
from openmash.agencies.packs.schema.practice import (
    CodeList,
    ContactSource,
    NeedScheme,
    Outcome,
    Oversight,
    Prompt,
)
from openmash.agencies.packs.schema.pulse import PulseSurvey
from openmash.agencies.packs.schema.reading import Reading
from openmash.agencies.packs.schema.schools import TellingSchools
from openmash.agencies.packs.schema.thinkfamily import Branch, Checklist
from openmash.agencies.packs.schema.words import (
    Category,
    Language,
    Reason,
    ReasonGroup,
    Relationship,
    RiskHeading,
    SafetyWarning,
)
from openmash.base.worktime import Calendar, ClockRule, SchoolCalendar, england


class NotInPack(LookupError):
    """The pack has no such entry, or none in force on that day. The message is a sentence."""


class About(Part):
    """What a pack is called and what it stands on."""

    name: Code
    title: Words
    version: Code
    extends: Code | Literal[""] = ""
    replaces: tuple[str, ...] = ()
    description: str = ""
    layers: tuple[str, ...] = ()


class Pack(Part):
    """A practice pack, whole: the local one laid over the one it extends. Never changed once loaded.

    New sections and fields are added with a default, so that a version stored years ago still reads.
    """

    about: About
    authority: Authority | None = None
    front_door: FrontDoor | None = None
    hub: Hub | None = None
    reading: Reading | None = None
    schools: TellingSchools | None = None
    case_audits: CaseAudits | None = None

    services: tuple[Named, ...] = ()
    districts: tuple[District, ...] = ()
    localities: tuple[Locality, ...] = ()
    outside_authorities: tuple[OutsideAuthority, ...] = ()
    agency_kinds: tuple[Named, ...] = ()
    agencies: tuple[Agency, ...] = ()
    team_kinds: tuple[TeamKind, ...] = ()
    teams: tuple[Team, ...] = ()
    opening_times: tuple[OpeningTimes, ...] = ()
    school_years: tuple[SchoolYear, ...] = ()
    address_queues: tuple[AddressQueue, ...] = ()
    operating_models: tuple[OperatingModel, ...] = ()
    offers: tuple[Offer, ...] = ()

    events: tuple[Event, ...] = ()
    clocks: tuple[Clock, ...] = ()
    rag_policies: tuple[RagPolicy, ...] = ()

    contact_sources: tuple[ContactSource, ...] = ()
    code_lists: tuple[CodeList, ...] = ()
    need_schemes: tuple[NeedScheme, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    oversight: tuple[Oversight, ...] = ()
    risk_headings: tuple[RiskHeading, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    reasons: tuple[Reason, ...] = ()
    contact_categories: tuple[Category, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    safety_warnings: tuple[SafetyWarning, ...] = ()
    languages: tuple[Language, ...] = ()

    lawful_bases: tuple[LawfulBasis, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    retention: tuple[Retention, ...] = ()
    data_items: tuple[DataItem, ...] = ()
    receives: tuple[Receives, ...] = ()
    duties: tuple[Duty, ...] = ()
    templates: tuple[Template, ...] = ()
    measures: tuple[Measure, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()

    question_sets: tuple[QuestionSet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    agency_clocks: tuple[AgencyClock, ...] = ()

    pulse_surveys: tuple[PulseSurvey, ...] = ()
    notices: tuple[Notice, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    family_papers: tuple[FamilyPaper, ...] = ()
    meeting_kinds: tuple[MeetingKind, ...] = ()
    must_attend: tuple[MustAttend, ...] = ()
    meeting_questions: tuple[MeetingQuestion, ...] = ()
    escalation_stages: tuple[EscalationStage, ...] = ()
    branches: tuple[Branch, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    worker_thresholds: tuple[Named, ...] = ()
    audit_toolkits: tuple[AuditToolkit, ...] = ()
    audit_themes: tuple[AuditTheme, ...] = ()

    # --- any section ---------------------------------------------------------------------

    def section(self, name: str) -> tuple[Entry, ...]:
        """Return all entries of a section, past ones included. Raises NotInPack."""
        if name not in SECTIONS:
            raise NotInPack(f"A pack has no section “{name}”.")
        return cast("tuple[Entry, ...]", getattr(self, name))

    def in_force(self, name: str, on: date) -> tuple[Any, ...]:
        """Return the entries of a section that hold on a day, in the pack's order."""
        return tuple(entry for entry in self.section(name) if entry.in_force(on))

    def one(self, name: str, code: str, on: date | None = None) -> Any:
        """Return an entry by its code: the one in force on a day, or without a day the latest.

        Without a day withdrawn codes stay readable. Raises NotInPack with a sentence.
        """
        found = [entry for entry in self.section(name) if entry.code == code and (on is None or entry.in_force(on))]
        if not found:
            when = f" on {on}" if on else ""
            raise NotInPack(f"The pack {self.about.name} has no “{code}” in {name}{when}.")
        return max(found, key=lambda entry: entry.since)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield every entry with the name of its section."""
        for name in SECTIONS:
            for entry in self.section(name):
                yield name, entry

    @property
    def size(self) -> int:
        """Return how many entries the pack holds."""
        return sum(1 for _ in self.entries())

    @property
    def content_hash(self) -> str:
        """Return a hash of everything the pack says: equal hashes, equal packs."""
        plain = dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return sha256(plain.encode()).hexdigest()

    # --- what the front door asks most ----------------------------------------------------

    @property
    def door(self) -> FrontDoor:
        """Return what the front door runs on. Raises NotInPack for a pack that has no front door."""
        if self.front_door is None:
            raise NotInPack(f"The pack {self.about.name} describes no front door.")
        return self.front_door

    @property
    def asking(self) -> Hub:
        """Return what the asking of agencies runs on. Raises NotInPack for a pack that has no hub."""
        if self.hub is None:
            raise NotInPack(f"The pack {self.about.name} does not say how agencies are asked.")
        return self.hub

    @property
    def record_reading(self) -> Reading:
        """Return what the reading of people's records runs on. Raises NotInPack for a pack that has no front door.

        A pack of an earlier release does not say it: then what is strict holds, by the clock of a decision.
        """
        decision = self.door.decision_clock
        return self.reading or Reading(
            days_after=90,
            hours=4,
            notice_clock=decision,
            review_clock=decision,
            check_clock=decision,
            review_team=self.door.emergency_team,
            source="The product's own proposal, for packs that do not say",
            confidence=Confidence.LOCAL_CONFIG,
        )

    @property
    def telling_schools(self) -> TellingSchools:
        """Return what the telling of schools runs on. Raises NotInPack for a pack that does not say."""
        if self.schools is None:
            raise NotInPack(f"The pack {self.about.name} does not say how schools are told.")
        return self.schools

    @property
    def auditing(self) -> CaseAudits:
        """Return what case-file audit runs on. Raises NotInPack for a pack that does not say."""
        if self.case_audits is None:
            raise NotInPack(f"The pack {self.about.name} does not say how case files are audited.")
        return self.case_audits

    def audit_toolkit(self, cohort: str, on: date) -> AuditToolkit:
        """Return what is asked about a case file of a cohort on a day. Raises NotInPack."""
        for toolkit in self.in_force("audit_toolkits", on):
            if cohort in toolkit.cohorts:
                return cast("AuditToolkit", toolkit)
        raise NotInPack(f"The pack {self.about.name} has no audit toolkit for {cohort}.")

    def answer_policy(self, on: date) -> RagPolicy:
        """Return how soon agencies answer, by colour. Raises NotInPack."""
        return self.rag_policy(on, use=RagUse.AGENCY_ANSWER)

    @property
    def home(self) -> Authority:
        """Return the authority. Raises NotInPack for a pack that is nobody's, such as england."""
        if self.authority is None:
            raise NotInPack(f"The pack {self.about.name} belongs to no authority.")
        return self.authority

    def clock(self, code: str, on: date | None = None) -> Clock:
        """Return a clock. Raises NotInPack."""
        return cast("Clock", self.one("clocks", code, on))

    def clock_rule(self, code: str, on: date | None = None) -> ClockRule:
        """Return a clock as working time counts it. Raises NotInPack."""
        return self.clock(code, on).rule()

    def clocks_started_by(self, event: str, on: date) -> tuple[Clock, ...]:
        """Return the clocks that an event starts on a day."""
        return tuple(clock for clock in self.in_force("clocks", on) if clock.start == event)

    def calendar(self, on: date | None = None) -> Calendar:
        """Return the calendar: England's bank holidays, this pack's opening times and terms."""
        hours = {
            entry.code: entry.hours()
            for entry in sorted(self.opening_times, key=lambda entry: entry.since)
            if on is None or entry.in_force(on)
        }
        years = [year.calendar() for year in self.school_years]
        schools = SchoolCalendar(
            terms=tuple(term for year in years for term in year.terms),
            closed=frozenset(day for year in years for day in year.closed),
        )
        calendar = england().with_hours(hours)
        return calendar.with_schools(schools) if years else calendar

    def rag_policy(self, on: date, use: RagUse = RagUse.DECISION) -> RagPolicy:
        """Return the RAG policy in force. Raises NotInPack."""
        for policy in self.in_force("rag_policies", on):
            if policy.use is use:
                return cast("RagPolicy", policy)
        raise NotInPack(f"The pack {self.about.name} has no RAG policy for {use.value} on {on}.")

    def need_scheme(self, on: date) -> NeedScheme:
        """Return the Continuum of Need in force. Raises NotInPack."""
        for scheme in self.in_force("need_schemes", on):
            return cast("NeedScheme", scheme)
        raise NotInPack(f"The pack {self.about.name} has no Continuum of Need on {on}.")

    def locality_of(self, district: str, *, service: str, on: date) -> Locality | None:
        """Return the locality of a district (GSS code) for a service on a day, or None."""
        for locality in self.in_force("localities", on):
            if locality.service == service and district in locality.districts:
                return cast("Locality", locality)
        return None

    def operating_model(self, locality: str, *, service: str, on: date) -> OperatingModel:
        """Return who screens a locality's contacts on a day. Raises NotInPack."""
        for model in self.in_force("operating_models", on):
            if model.service == service and model.locality == locality:
                return cast("OperatingModel", model)
        raise NotInPack(f"No operating model is set for {locality} on {on}.")

    def address_queue(self, why: QueueReason, on: date) -> AddressQueue:
        """Return the queue for an address that leads nowhere. Raises NotInPack."""
        for queue in self.in_force("address_queues", on):
            if why in queue.when:
                return cast("AddressQueue", queue)
        raise NotInPack(f"The pack {self.about.name} has no queue for {why.value}.")

    def teams_for(
        self, kind: str, on: date, *, locality: str | None = None, district: str | None = None
    ) -> tuple[Team, ...]:
        """Return the teams of a kind that cover a place; a team without places covers them all.

        The closest fit comes first: by district, then by locality, then for the whole area.
        """
        fits = [
            (team, fit)
            for team in self.in_force("teams", on)
            if team.kind == kind and (fit := _fit(team, locality, district)) is not None
        ]
        return tuple(team for team, _ in sorted(fits, key=lambda pair: pair[1]))

    def outcome(self, code: str, on: date | None = None) -> Outcome:
        """Return an outcome. Raises NotInPack."""
        return cast("Outcome", self.one("outcomes", code, on))

    def reasons_for(self, group: ReasonGroup, on: date) -> tuple[Reason, ...]:
        """Return the reasons that can be chosen in one place of the work."""
        return tuple(reason for reason in self.in_force("reasons", on) if reason.group is group)

    def template(self, use: TemplateUse, on: date) -> Template:
        """Return the fixed message for a use. Raises NotInPack."""
        for template in self.in_force("templates", on):
            if template.use is use:
                return cast("Template", template)
        raise NotInPack(f"The pack {self.about.name} has no message for {use.value}.")

    def notice(self, use: NoticeUse, on: date) -> Notice:
        """Return the fixed notice for a use. Raises NotInPack."""
        for notice in self.in_force("notices", on):
            if notice.use is use:
                return cast("Notice", notice)
        raise NotInPack(f"The pack {self.about.name} has no notice for {use.value}.")

    def family_paper(self, use: PaperUse, on: date) -> FamilyPaper:
        """Return the paper for families for a use. Raises NotInPack."""
        for paper in self.in_force("family_papers", on):
            if paper.use is use:
                return cast("FamilyPaper", paper)
        raise NotInPack(f"The pack {self.about.name} has no paper for families for {use.value}.")

    def recipient_of(self, agency_kind: str, on: date) -> Recipient:
        """Return what an agency of a kind may be told: where none names its kind, the least. Raises NotInPack."""
        held = self.in_force("recipients", on)
        found = next((one for one in held if agency_kind in one.agency_kinds), None)
        return found or cast("Recipient", self.one("recipients", "another-service", on))

    def code_list(self, code: str) -> CodeList:
        """Return a national code list. Raises NotInPack."""
        return cast("CodeList", self.one("code_lists", code))


def _fit(team: Team, locality: str | None, district: str | None) -> int | None:
    if district and district in team.districts:
        return 0
    if locality and locality in team.localities:
        return 1
    return None if team.districts or team.localities else 2


def _sections() -> dict[str, type[Entry]]:
    found = {}
    for name, field in Pack.model_fields.items():
        held = get_args(field.annotation)
        if held and isinstance(held[0], type) and issubclass(held[0], Entry):
            found[name] = held[0]
    return found


SECTIONS = _sections()
"""The lists of a pack, by name, with what each holds."""

SINGLES: dict[str, type[Undated]] = {
    "authority": Authority,
    "front_door": FrontDoor,
    "hub": Hub,
    "reading": Reading,
    "schools": TellingSchools,
    "case_audits": CaseAudits,
}
"""What a pack says once."""

__all__ = ["SECTIONS", "SINGLES", "About", "NotInPack", "Pack"]
