"""The children in need census as XML: the head, one child after another, and the end. Text in the order of the schema."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from xml.sax.saxutils import escape

from openmash.returns.rules.census import Child, Episode, Period

# The tables that a return has, as both ways of it count them: by the names of the elements.
CHILD, DETAILS, ASSESSMENTS, NEED_PLANS = "Child", "CINdetails", "Assessments", "CINPlanDates"
ENQUIRIES, PROTECTION_PLANS, REVIEWS = "Section47", "ChildProtectionPlans", "Reviews"
TABLES = (CHILD, DETAILS, ASSESSMENTS, NEED_PLANS, ENQUIRIES, PROTECTION_PLANS, REVIEWS)
END = "</Children>\n</Message>\n"


def head(period: Period, *, authority: str, release: str, written_at: datetime) -> str:
    """Return everything before the first child. `authority`: the three figures of the DfE."""
    day = period.reference_day
    source = "".join(
        (
            "<SourceLevel>L</SourceLevel>",
            _tag("LEA", authority),
            "<SoftwareCode>OpenMASH</SoftwareCode>",
            _tag("Release", release),
            "<SerialNo>001</SerialNo>",
            _tag("DateTime", written_at.replace(microsecond=0, tzinfo=None).isoformat()),
        )
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<Message>\n<Header><CollectionDetails><Collection>CIN</Collection>'
        f"<Year>{day.year}</Year><ReferenceDate>{day}</ReferenceDate></CollectionDetails>"
        f"<Source>{source}</Source></Header>\n<Children>\n"
    )


def child_as_xml(child: Child) -> str:
    """Return one child on a line of their own."""
    return (
        f"<Child><ChildIdentifiers>{''.join(_identity(child))}</ChildIdentifiers>"
        f"<ChildCharacteristics>{_tag('Ethnicity', child.ethnicity)}{_disabilities(child)}</ChildCharacteristics>"
        f"{''.join(map(_episode, child.episodes))}</Child>\n"
    )


def rows_of(child: Child) -> Counter[str]:
    """Return how many rows of each table a child makes."""
    episodes = child.episodes
    return Counter(
        {
            CHILD: 1,
            DETAILS: len(episodes),
            ASSESSMENTS: sum(len(one.assessments) for one in episodes),
            NEED_PLANS: sum(len(one.plans) for one in episodes),
            ENQUIRIES: sum(len(one.enquiries) for one in episodes),
            PROTECTION_PLANS: sum(len(one.protections) for one in episodes),
            REVIEWS: sum(len(plan.reviews) for one in episodes for plan in one.protections),
        }
    )


def _tag(name: str, value: str | int | date | None) -> str:
    """Return an element; nothing for nothing."""
    return f"<{name}>{escape(str(value))}</{name}>" if value not in (None, "") else ""


def _flag(name: str, value: bool | None) -> str:
    return f"<{name}>{int(bool(value))}</{name}>"


def _identity(child: Child) -> Iterator[str]:
    yield _tag("LAchildID", child.child_id)
    yield _tag("UPN", child.upn)
    yield _tag("FormerUPN", child.former_upn)
    yield _tag("UPNunknown", child.upn_unknown)
    yield _tag("PersonBirthDate", child.born)
    yield _tag("ExpectedPersonBirthDate", child.expected)
    yield _tag("Sex", child.sex)
    yield _tag("PersonDeathDate", child.died)


def _disabilities(child: Child) -> str:
    if not child.disabilities:
        return ""
    return f"<Disabilities>{''.join(_tag('Disability', code) for code in child.disabilities)}</Disabilities>"


def _episode(episode: Episode) -> str:
    return f"<CINdetails>{''.join(_details(episode))}</CINdetails>"


def _details(episode: Episode) -> Iterator[str]:
    yield _tag("CINreferralDate", episode.referred)
    yield _tag("ReferralSource", episode.source)
    yield _tag("PrimaryNeedCode", episode.need)
    yield _tag("CINclosureDate", episode.closed)
    yield _tag("ReasonForClosure", episode.reason)
    yield _tag("DateOfInitialCPC", episode.conference)
    for one in episode.assessments:
        factors = "".join(_tag("AssessmentFactors", code) for code in one.factors)
        yield (
            f"<Assessments>{_tag('AssessmentActualStartDate', one.began)}"
            f"{_tag('AssessmentInternalReviewDate', one.reviewed)}{_tag('AssessmentAuthorisationDate', one.authorised)}"
            + (f"<FactorsIdentifiedAtAssessment>{factors}</FactorsIdentifiedAtAssessment>" if factors else "")
            + "</Assessments>"
        )
    for plan in episode.plans:
        yield f"<CINPlanDates>{_tag('CINPlanStartDate', plan.began)}{_tag('CINPlanEndDate', plan.ended)}</CINPlanDates>"
    for enquiry in episode.enquiries:
        yield (
            f"<Section47>{_tag('S47ActualStartDate', enquiry.began)}{_tag('InitialCPCtarget', enquiry.target)}"
            f"{_tag('DateOfInitialCPC', enquiry.conference)}{_flag('ICPCnotRequired', enquiry.not_required)}</Section47>"
        )
    yield _flag("ReferralNFA", episode.no_action)
    for protection in episode.protections:
        reviews = "".join(_tag("CPPreviewDate", day) for day in protection.reviews)
        yield (
            f"<ChildProtectionPlans>{_tag('CPPstartDate', protection.began)}{_tag('CPPendDate', protection.ended)}"
            f"{_tag('InitialCategoryOfAbuse', protection.first)}{_tag('LatestCategoryOfAbuse', protection.latest)}"
            f"{_tag('NumberOfPreviousCPP', protection.previous)}"
            + (f"<Reviews>{reviews}</Reviews>" if reviews else "")
            + "</ChildProtectionPlans>"
        )
