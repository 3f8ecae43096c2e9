"""What an audit says in words: its sheet, the document that is taken away, and how far two readers agree."""

from datetime import date
from io import BytesIO

import pytest

from openmash.base.transactions import request_transaction
from openmash.caseaudits import presenters
from openmash.caseaudits.choices import AuditState
from openmash.caseaudits.models import AgreedGrade, Audit, Grade
from openmash.caseaudits.rules import Agreement
from openmash.caseaudits.tests.conftest import MACHINE, NOW
from openmash.caseaudits.views.audits import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed_audit(people, auditor, make_audit):
    """Return a finished audit whose whole was first good, and which two readers agreed to be less; before it was worse."""
    earlier = make_audit(people[0], state=AuditState.FINISHED, audited_on=date(2026, 8, 3))
    answers = {("compliance", "gp"): "no", ("plan", "specific", "CF-1"): "yes", ("plan", "timed", "CF-1"): "no"}
    audit = make_audit(
        people[0],
        auditor=auditor,
        state=AuditState.FINISHED,
        follows=earlier,
        grades={"overall": "good", "plan": "inadequate"},
        answers=answers,
        themes=["drift"],
    )
    with request_transaction(MACHINE):
        Grade.objects.filter(audit=audit, section="overall").update(previous_grade="inadequate", why="One sees it")
        AgreedGrade.objects.create(
            audit=audit,
            section="overall",
            before="good",
            second="requires_improvement",
            after="requires_improvement",
            reason="No days",
            agreed_at=NOW,
            agreed_by="user:1",
        )
        return Audit.objects.select_related("person", "contact", "follows").get(pk=audit.pk)


def rows_of(parts, title):
    part = next(one for one in parts if one["title"] == title)
    return part.get("tag"), {row["key"]: row["value"] for row in part["rows"]}


def test_the_sheet_says_what_holds_and_against_what_it_is_better(agreed_audit):
    with request_transaction(MACHINE):
        parts = sheet(agreed_audit)

    tag, rows = rows_of(parts, "The whole")
    assert tag["text"] == "Requires improvement to be good"
    assert rows["Agreed by two readers"] == "First graded good. No days"
    assert rows["Against the audit of 3 August 2026"] == "Improved: it was inadequate"
    assert rows_of(parts, "Plan")[1]["An item that has since ended"] == "Not timed"
    assert rows_of(parts, "Compliance")[1] == {"Is the GP recorded?": "No"}
    assert rows_of(parts, "What can be learned")[1] == {"Themes": "Drift and delay"}


def test_the_document_that_is_taken_away_holds_the_sheet_and_no_name(agreed_audit):
    import docx

    with request_transaction(MACHINE):
        parts = sheet(agreed_audit)

    content = presenters.as_word("Audit AU-2", ["Child protection"], parts)

    words = "\n".join(one.text for one in docx.Document(BytesIO(content)).paragraphs)
    assert "The whole: Requires improvement to be good" in words
    assert "No days" in words
    assert "Aled" not in words


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param(Agreement(0, 0, 0, 0, 0), "Nothing has been read twice yet", id="nothing"),
        pytest.param(Agreement(8, 6, 8, 2, 0), "cannot be said: fewer than 20", id="too-few"),
        pytest.param(Agreement(30, 30, 30, 0, 0), "the grades vary too little", id="one-grade-alone"),
        pytest.param(
            Agreement(30, 20, 29, 8, 2, 0.62, 0.41, 0.83),
            "20 of 30 grades are the same, 29 within one step; the first reader was milder in 8 and stricter in 2."
            " Weighted kappa 0.62 (0.41 to 0.83), which is called substantial.",
            id="said-with-its-interval",
        ),
    ],
)
def test_agreement_is_never_surer_than_its_data(found, said):
    assert said in presenters.agreement_words(found, 20)
