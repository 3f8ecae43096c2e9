"""A census file read: what is taken, what is refused and why, and files that are none."""

from datetime import date
from pathlib import Path

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases.models import Correction, Fact
from openmash.people.models import IndexRecord, Person
from openmash.returns.services import openingxml, readingcin
from openmash.returns.services.readingcin import read_census
from openmash.returns.services.writingcin import write_census
from openmash.returns.tests.area import build
from openmash.returns.tests.conftest import MACHINE, NOW, YEAR
from openmash.trail.models import Entry

HEAD = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate>"
    "</CollectionDetails><Source><LEA>888</LEA><DateTime>2026-05-20T09:00:00</DateTime></Source></Header>"
)
WHO = (
    "<ChildIdentifiers><LAchildID>{name}</LAchildID><UPNunknown>UN4</UPNunknown><PersonBirthDate>{born}</PersonBirthDate>"
    "<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>"
    "<Disability>NONE</Disability></Disabilities></ChildCharacteristics>"
)
CASE = (
    "<CINdetails><CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>2A</ReferralSource>"
    "<PrimaryNeedCode>N1</PrimaryNeedCode>{more}<ReferralNFA>0</ReferralNFA>{plans}</CINdetails>"
)
ASSESSED = (
    "<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>{authorised}</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
    "<AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"
)
ENQUIRED = (
    "<Section47><S47ActualStartDate>2025-06-05</S47ActualStartDate><DateOfInitialCPC>2025-06-25</DateOfInitialCPC>"
    "<ICPCnotRequired>0</ICPCnotRequired></Section47>"
)
PLANNED = (
    "<ChildProtectionPlans><CPPstartDate>2025-06-25</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP><Reviews>"
    "<CPPreviewDate>2025-09-15</CPPreviewDate></Reviews></ChildProtectionPlans>"
)


FOLLOWED = ASSESSED.format(authorised="2025-07-10") + ENQUIRED


def child(name="C000001", born="2014-03-27", more=FOLLOWED, plans=PLANNED):
    return f"<Child>{WHO.format(name=name, born=born)}{CASE.format(more=more, plans=plans)}</Child>"


def census(*children, year=2026, head=HEAD):
    return f"<Message>{head.format(year=year)}<Children>{''.join(children)}</Children></Message>"


@pytest.fixture
def read(lancashire, tmp_path):
    """Read a census given as text or bytes."""

    def taken(words, by=MACHINE):
        path = tmp_path / "in.xml"
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return read_census(actor=by, path=path, now=NOW)

    return taken


@pytest.fixture
def held(lancashire):
    """Return what is known of cases, in the order of kinds and days."""

    def facts():
        with request_transaction(MACHINE):
            return list(Fact.objects.select_related("person").order_by("kind", "variety", "began_on"))

    return facts


def test_a_child_becomes_a_person_with_what_happened(read, held):
    said = read(census(child())).as_data()

    assert [(one.kind, one.variety, one.began_on, one.ended_on) for one in held()] == [
        ("assessment", "", date(2025, 6, 3), date(2025, 7, 10)),
        ("conference", "initial", date(2025, 6, 25), None),
        ("conference", "review", date(2025, 9, 15), None),
        ("plan", "cp", date(2025, 6, 25), None),
        ("referral", "", date(2025, 6, 2), None),
        ("section-47", "", date(2025, 6, 5), date(2025, 6, 25)),
    ]
    plan = held()[3]
    assert (plan.category, plan.details) == ("NEG", {"latest_category": "EMO", "previous_plans": 1})
    assert held()[4].details == {"source": "2A", "need": "N1", "no_action": False}
    assert (plan.source, plan.source_at.isoformat()) == ("cin", "2026-05-20T08:00:00+00:00")
    assert (plan.person.sex, plan.person.ethnicity, plan.person.disabilities) == ("F", "WBRI", ["NONE"])
    assert said["layout"] == "cin-2026"
    assert {name: (one["rows"], one["accepted"]) for name, one in said["lists"].items()} == {
        "Child": (1, 1),
        "CINdetails": (1, 1),
        "Assessments": (1, 1),
        "CINPlanDates": (0, 0),
        "Section47": (1, 1),
        "ChildProtectionPlans": (1, 1),
        "Reviews": (1, 1),
    }


def test_the_index_of_social_care_knows_the_child_by_the_councils_number(read, held):
    read(census(child()))

    with request_transaction(MACHINE):
        row = IndexRecord.objects.get(index="social_care", record_id="C000001")
    assert row.person_id == held()[0].person_id


def test_the_same_file_again_adds_nothing(read, held):
    read(census(child()))
    before = [one.pk for one in held()]

    again = read(census(child()))

    assert [one.pk for one in held()] == before
    assert (again.facts, again.changed) == (6, 0)


def test_what_a_later_file_says_otherwise_is_a_correction(read, held):
    read(census(child()))
    read(census(child(more=ASSESSED.format(authorised="2025-07-17") + ENQUIRED)))

    assert held()[0].ended_on == date(2025, 7, 17)
    with request_transaction(MACHINE):
        assert list(Correction.objects.values_list("field", "before", "after")) == [
            ("ended_on", "2025-07-10", "2025-07-17")
        ]


def test_a_child_of_whom_one_day_cannot_be_is_refused_whole_and_the_others_are_taken(read, held):
    bad = child("C000002", more=ASSESSED.format(authorised="2025-02-30") + ENQUIRED)

    said = read(census(child(), bad)).as_data()["lists"]

    assert {one.person.known_by for one in held()} == {"C000001"}
    assert said["Assessments"]["refused"] == [
        {
            "row": 2,
            "column": "AssessmentAuthorisationDate",
            "reason": "This is not a date that exists, written as YYYY-MM-DD.",
        }
    ]
    assert said["Child"] | {"columns_missing": []} == {
        "rows": 2,
        "accepted": 1,
        "refused": [{"row": 2, "column": "", "reason": "belongs to child 2, who was refused"}],
        "columns_missing": [],
        "columns_unknown": [],
    }
    assert all(one["accepted"] == 1 for one in said.values() if one["rows"])


@pytest.mark.parametrize(
    ("words", "table", "column"),
    [
        pytest.param(child(born="2099-01-01"), "Child", "PersonBirthDate", id="born-far-ahead"),
        pytest.param(child(name="C-1"), "Child", "LAchildID", id="a-number-with-a-hyphen"),
        pytest.param(child(name=""), "Child", "LAchildID", id="no-number"),
        pytest.param(child().replace("2A", "2Z"), "CINdetails", "ReferralSource", id="no-such-source"),
        pytest.param(child().replace("2025-06-02", "2030-06-02"), "CINdetails", "CINreferralDate", id="ahead"),
        pytest.param(child().replace("2025-06-02", ""), "CINdetails", "CINreferralDate", id="no-referral-date"),
        pytest.param(child().replace("<ReferralNFA>0", "<ReferralNFA>maybe"), "CINdetails", "ReferralNFA", id="maybe"),
        pytest.param(child(more=ASSESSED.format(authorised="2025-06-01")), "Assessments", "AssessmentAuthorisationDate", id="ends-first"),
        pytest.param(child().replace(">1</NumberOf", ">many</NumberOf"), "ChildProtectionPlans", "NumberOfPreviousCPP", id="many"),
        pytest.param(child().replace("2025-09-15", "soon"), "Reviews", "CPPreviewDate", id="soon"),
    ],
)  # fmt: skip
def test_what_refuses_a_child_is_said_by_row_and_column(read, held, words, table, column):
    said = read(census(child("C000009"), words)).as_data()["lists"]

    assert [(one["row"], one["column"]) for one in said[table]["refused"] if one["column"]] == [(2, column)]
    assert {one.person.known_by for one in held()} == {"C000009"}


def test_the_same_number_twice_in_a_file_is_one_child_and_a_refusal(read, held):
    said = read(census(child(), child(born="2015-01-01"))).as_data()["lists"]["Child"]

    assert said["refused"] == [
        {"row": 2, "column": "LAchildID", "reason": "Another child of this file has the same LAchildID."}
    ]
    assert held()[0].person.date_of_birth == date(2014, 3, 27)


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_until_2024_a_census_asked_for_a_gender_by_number(read, held, year):
    old = census(
        child().replace("<Sex>F</Sex>", "<GenderCurrent>1</GenderCurrent>").replace("2025-", f"{year - 1}-"), year=year
    )

    said = read(old).as_data()

    assert said["layout"] == f"cin-{year}"
    assert held()[0].person.sex == "M"
    assert "Sex" not in said["lists"]["Child"]["columns_missing"]


def test_a_file_with_an_address_for_its_vocabulary_is_read_all_the_same(read):
    words = census(child()).replace("<Message>", '<Message xmlns="http://example.org/cin">')

    assert read(words).children == 1


def test_what_is_not_known_here_is_said_and_not_lost_silently(read):
    said = read(census(child(more="<PreProceedings><PPStartDate>2025-06-06</PPStartDate></PreProceedings>"))).as_data()

    assert said["lists"]["CINdetails"]["columns_unknown"] == ["PreProceedings"]
    assert "CINclosureDate" in said["lists"]["CINdetails"]["columns_missing"]


ENTITY = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>'
FILE_OF_OURS = '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param("", "not a file of XML", id="empty"),
        pytest.param("PK\x03\x04 a workbook", "not a file of XML", id="a-workbook"),
        pytest.param(census(child(), child("C2"))[:-400], "cut off", id="cut-in-half"),
        pytest.param(ENTITY + census(child()), "defines entities", id="entities"),
        pytest.param(FILE_OF_OURS + census(child()), "defines entities", id="entities-from-elsewhere"),
        pytest.param("<html><body/></html>", "does not begin with Message", id="a-page"),
        pytest.param(census(child(), year=2019), "of the year 2019", id="too-old"),
        pytest.param(census(child(), year=2031), "of the year 2031", id="ahead"),
        pytest.param(census(child()).replace("2026-03-31", "2025-03-31"), "ReferenceDate", id="two-years"),
        pytest.param(census(child()).replace(">CIN<", ">CLA<"), "another collection", id="another-collection"),
        pytest.param(census(), "no child", id="nobody"),
        pytest.param(census(child()).encode("utf-16")[:-3], "not a file of XML", id="half-a-letter"),
        pytest.param(b"<?xml version='1.0' encoding='klingon'?>" + census(child()).encode(), "cannot be read|not a file", id="klingon"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_leaves_nothing_and_is_told_in_a_sentence(read, held, words, why):
    with pytest.raises(RuleBroken, match=why) as refused:
        read(words)

    assert refused.value.reason.endswith((".", "taken."))
    assert held() == []
    with request_transaction(MACHINE):
        assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param("<a>" * 30_000, "larger than any child", id="nested-without-end"),
        pytest.param("<Children>" + "<b/>" * 30_000, "larger than any child", id="wide-without-end"),
        pytest.param("<Children><a>" + "x" * 3_000_000, "larger than any child", id="one-endless-word"),
        pytest.param('<Children><a b="' + "x" * 3_000_000, "larger than any child", id="one-endless-attribute"),
    ],
)
def test_a_file_of_one_endless_piece_is_left_before_it_fills_the_memory(read, words, why):
    with pytest.raises(RuleBroken, match=why):
        read("<Message>" + words)


def test_a_file_larger_than_any_census_is_not_read_to_its_end(read, monkeypatch):
    monkeypatch.setattr(openingxml, "MOST_BYTES", 5_000)

    with pytest.raises(RuleBroken, match="larger than"):
        read(census(*(child(f"C{number}") for number in range(20))))


def test_more_children_than_any_authority_has_are_not_taken(read, held, monkeypatch):
    monkeypatch.setattr(readingcin, "MOST_CHILDREN", 2)

    with pytest.raises(RuleBroken, match="more than 2 children"):
        read(census(*(child(f"C{number}") for number in range(3))))

    assert held() == []


def test_a_file_that_is_not_there_is_said(lancashire, tmp_path):
    with pytest.raises(RuleBroken, match="cannot be opened"):
        read_census(actor=MACHINE, path=tmp_path / "no.xml", now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ANALYST, Role.ADMINISTRATOR}])
def test_who_may_not_take_a_file_in(read, somebody_as, role):
    with pytest.raises(Denied, match="performance analyst"):
        read(census(child()), by=somebody_as(role))


def test_the_trail_says_who_read_it_and_how_much(read):
    read(census(child()))

    entry = Entry.objects.get(kind="return.read")
    assert (entry.actor, entry.details["layout"], entry.details["children"]) == (MACHINE.reference, "cin-2026", 1)


def test_what_we_write_says_the_same_when_it_is_read_and_written_again(read, tmp_path):
    build(120, seed=5, now=NOW)
    first, second = tmp_path / "first.xml", tmp_path / "second.xml"
    with request_transaction(MACHINE):
        write_census(actor=MACHINE, start=YEAR[0], end=YEAR[1], out=first, now=NOW)
        Fact.objects.all().delete()
        IndexRecord.objects.all().delete()
        Person.objects.all().delete()

    said = read(first.read_bytes()).as_data()
    with request_transaction(MACHINE):
        told = write_census(actor=MACHINE, start=YEAR[0], end=YEAR[1], out=second, now=NOW)

    assert all(one["refused"] == [] for one in said["lists"].values())
    assert _children(second) == _children(first)
    assert told.tables["Child"] > 30
    again = read(second.read_bytes())
    assert (again.changed, again.facts) == (0, said["facts"])


def _children(path: Path) -> list[str]:
    return sorted(line for line in path.read_text().splitlines() if line.startswith("<Child>"))
