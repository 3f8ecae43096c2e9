"""Lancashire's pack, a household with a mother who is hiding, and people of the front door and of adult social care."""

from datetime import date, datetime, timezone

import pytest

from openmash.adults import services
from openmash.adults.rules import ConcernDecision
from openmash.adults.services import DangerGiven, Incident, PersonHere, Wanted
from openmash.agencies.choices import Role
from openmash.agencies.models import Team
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.release.queries import Known

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
STORY = "He held her by the throat while both children watched from the stairs."
EVERYBODY = (("adult_safeguarding", ""), ("marac", ""), ("adviser", "SAFE-HOMES"), ("housing", "EXAMPLE-HOUSING"))


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def worker(lancashire):
    return somebody(Role.SCREENING_WORKER, "east-central-triage", name="P Haslam")


@pytest.fixture
def manager(lancashire):
    return somebody(Role.MASH_MANAGER, "mash-management", name="M Manager")


@pytest.fixture
def adult_duty(lancashire):
    return somebody(Role.ADULT_DUTY_WORKER, "adult-duty", name="V Ashcombe")


@pytest.fixture
def household(lancashire):
    """Two children; their mother, whose address is protected; and her partner."""
    rows = (
        ("P1", "Aled", date(2015, 3, 4), "12 High Street", False),
        ("P2", "Cari", date(2020, 5, 6), "12 High Street", False),
        ("P3", "Mair", date(1990, 1, 2), "12 High Street", True),
        ("P4", "Dai", date(1988, 7, 8), "4 Other Road", False),
    )
    with request_transaction(Actor.machine("test")):
        return [
            Person.objects.create(
                reference=reference,
                given_name=given,
                family_name="Example",
                date_of_birth=born,
                address=address,
                postcode="PR1 8XJ",
                address_protected=hidden,
                created_at=NOW,
            )
            for reference, given, born, address, hidden in rows
        ]


@pytest.fixture
def tell(worker, household):
    """Tell others of an incident about the mother; change what is not as usual."""

    def make(*wanted, by=None, subject="C-1", now=NOW, restricted=False, about="P3", **more):
        actor = by or worker
        given = {
            "household": [PersonHere(one, one.reference in ("P1", "P2"), "mother") for one in household],
            "story": STORY,
            "category": "domestic-abuse",
            "category_words": "Domestic abuse at home",
            "rag": "red",
            "lawful_bases": ("public-task",),
            "safe_contact": "Her sister, mornings",
            "must_not_be_told": "Dai must not learn of this",
            "known": [
                Known(one.reference, one.full_name, True, one.address, one.postcode, one.address_protected)
                for one in household
            ],
        }
        with request_transaction(actor):
            return services.tell_others(
                actor=actor,
                subject_kind="contact",
                subject=subject,
                team=Team.objects.get(code="east-central-triage"),
                wanted=[Wanted(kind, about, agency) for kind, agency in wanted or EVERYBODY],
                incident=Incident(**(given | more)),
                restricted=restricted,
                now=now,
            )

    return make


def decision(**more):
    """Return a whole decision: an enquiry, with the adult's own wishes."""
    given = {
        "answers": {"needs": "yes", "at_risk": "yes", "cannot_protect": "yes"},
        "asked": True,
        "wishes": "She wants him to leave.",
        "difficulty": "no",
        "decision": "enquiry",
        "reason": "She depends on him for her care.",
    }
    return ConcernDecision(**(given | more))


def danger(yes=0, *, held, **more):
    """Return answers about danger with so many yes, the rest no."""
    answers = {one.code: "yes" if number < yes else "no" for number, one in enumerate(held.questions)}
    given = {"answers": answers, "aware": "yes", "judgement": "as_band", "judgement_reason": ""}
    return DangerGiven(**(given | more))
