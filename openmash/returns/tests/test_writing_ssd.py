"""The standard safeguarding dataset: every table and field of it, filled as far as anything is known."""

import csv
import json
from datetime import date, datetime, timezone

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.returns.rules import ssd
from openmash.returns.services.writingssd import tables, write_ssd
from openmash.returns.tests.area import build
from openmash.returns.tests.conftest import MACHINE, NOW, YEAR


@pytest.fixture
def write(analyst, tmp_path):
    """Write the dataset of a year; return the rows of each table, and what was counted."""

    def written(start=YEAR[0], end=YEAR[1], by=None):
        out = tmp_path / "ssd"
        with request_transaction(by or analyst):
            counted = write_ssd(actor=by or analyst, start=start, end=end, out=out, now=NOW)
        return {path.stem: list(csv.DictReader(path.open(encoding="utf-8"))) for path in out.iterdir()}, counted

    return written


def test_every_table_is_there_with_exactly_its_fields(protected, write, tmp_path):
    write()

    written = {path.stem: next(csv.reader(path.open())) for path in (tmp_path / "ssd").iterdir()}
    assert written == {name: list(fields) for name, fields in tables().items()}
    assert len(written) == 48


def test_a_case_is_told_table_by_table_and_its_parts_name_each_other(protected, write):
    told, counted = write()

    (plan,) = told["ssd_cp_plans"]
    (conference,) = told["ssd_initial_cp_conference"]
    (enquiry,) = told["ssd_s47_enquiry"]
    (referral,) = told["ssd_cin_episodes"]
    assert referral["cine_referral_source_desc"] == "School"
    assert plan["cppl_cp_plan_initial_category"] == "Neglect"
    assert conference["icpc_cp_plan_id"] == plan["cppl_cp_plan_id"]
    assert conference["icpc_s47_enquiry_id"] == enquiry["s47e_s47_enquiry_id"]
    assert plan["cppl_referral_id"] == referral["cine_referral_id"]
    assert {row["cppr_cp_plan_id"] for row in told["ssd_cp_reviews"]} == {plan["cppl_cp_plan_id"]}
    assert json.loads(told["ssd_assessment_factors"][0]["cinf_assessment_factors_json"]) == ["16A", "3B"]
    assert {name: len(rows) for name, rows in told.items()} == counted


def test_nothing_is_written_that_the_dataset_does_not_know(lancashire, write):
    build(60, seed=3, now=datetime(2026, 11, 18, tzinfo=timezone.utc))

    told, _ = write()

    assert len(told["ssd_person"]) > 20
    assert {row["pers_person_id"] for row in told["ssd_person"]} >= {
        row["cinp_person_id"] for row in told["ssd_cin_plans"]
    }


def test_of_a_restricted_person_there_is_no_name_number_or_place(protected, write):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=protected.pk).update(restricted=True, nhs_number="9990000018", address="1 High Street")

    told, _ = write()

    (row,) = told["ssd_person"]
    assert (row["pers_person_id"], row["pers_forename"], row["pers_common_child_id"]) == (protected.reference, "", "")
    assert told["ssd_address"] == []


def test_a_protected_address_does_not_leave(protected, write):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=protected.pk).update(address="1 High Street", address_protected=True)

    told, _ = write()

    assert told["ssd_person"][0]["pers_forename"] == "Aled"
    assert told["ssd_address"] == []


def test_no_cell_is_a_formula(child, happened, write):
    person = child(given='=HYPERLINK("http://x.example","x")')
    happened(person, "worker", date(2025, 6, 2), worker="+Sol Social", team="-Team")

    told, _ = write()

    assert told["ssd_person"][0]["pers_forename"].startswith("'=")
    assert told["ssd_professionals"][0]["prof_professional_name"] == "'+Sol Social"
    assert told["ssd_department"][0]["dept_team_name"] == "'-Team"


def test_a_worker_is_named_in_one_table_alone(child, happened, write):
    happened(child(), "worker", date(2025, 6, 2), worker="Sol Social", team="Central")

    told, _ = write()

    (row,) = told["ssd_involvements"]
    assert (
        row["invo_professional_id"]
        == told["ssd_professionals"][0]["prof_professional_id"]
        == ssd.worker_id("Sol Social")
    )
    assert "Sol Social" not in row.values()


def test_a_period_that_ends_before_it_begins_is_refused_and_nothing_is_left(protected, write, tmp_path):
    with pytest.raises(RuleBroken, match="before the first"):
        write(YEAR[1], YEAR[0])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANALYST])
def test_nobody_but_the_analyst_writes_it(protected, write, somebody_as, role):
    with pytest.raises(Denied, match="performance analyst"):
        write(by=somebody_as(role))
