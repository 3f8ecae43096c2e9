"""Reading a CSV of facts of our own: what is kept, what is refused with whom, and files that are none."""

import json
from argparse import Namespace
from datetime import date

import pytest

from openmash.agencies.tests.lancashire import load_lancashire
from openmash.base.actors import Actor
from openmash.base.commandline import COMMANDS, CannotDo
from openmash.base.transactions import request_transaction
from openmash.cases.models import Correction, Fact
from openmash.returns import commands

HEAD = "child_id,kind,began_on,variety,ended_on,need,team,date_of_birth,sex"
REFERRAL = "11,referral,2026-05-04,,,N1,North 1,2015-03-04,F"
PLAN = "11,Plan,2026-06-01,Child protection plan,,,,,"
OTHER = "12,referral,2026-05-06,,,Abuse or neglect,,2016-01-02,M"
SAME_CHILD = "11,visit,2026-06-09,cp,,,,,"


@pytest.fixture(autouse=True)
def lancashire(db):
    load_lancashire()


@pytest.fixture
def read(tmp_path):
    """Read lines, or bytes, as the command does, and return what it tells."""

    def run(*lines, as_of=None):
        path = tmp_path / "facts.csv"
        path.write_bytes(lines[0] if isinstance(lines[0], bytes) else "\n".join(lines).encode())
        return json.loads(json.dumps(commands.read_facts(Namespace(file=path, as_of=as_of)), default=str))

    return run


def kept():
    with request_transaction(Actor.machine("test")):
        return list(Fact.objects.select_related("person").order_by("began_on", "pk"))


def test_codes_and_plain_words_become_facts_with_their_source(read):
    said = read(HEAD, REFERRAL, PLAN, as_of=date(2026, 6, 30))

    assert (said["rows"], said["accepted"], said["refused"], said["new"], said["children"]) == (2, 2, [], 2, 1)
    referral, plan = kept()
    assert (referral.kind, referral.details["need"], referral.team) == ("referral", "N1", "North 1")
    assert (plan.kind, plan.variety, plan.source, plan.source_at.date()) == ("plan", "cp", "csv", date(2026, 6, 30))
    assert (plan.person.date_of_birth, plan.person.sex, plan.person.known_by) == (date(2015, 3, 4), "F", "11")


def test_the_same_file_again_adds_nothing_and_another_answer_is_a_correction(read):
    read(HEAD, REFERRAL, PLAN)

    again = read(HEAD, REFERRAL, PLAN)
    otherwise = read(HEAD, REFERRAL.replace("North 1", "North 2"), PLAN)

    assert (again["accepted"], again["new"], again["changed"]) == (2, 0, 0)
    assert (otherwise["new"], otherwise["changed"]) == (0, 1)
    with request_transaction(Actor.machine("test")):
        assert [(one.field, one.before, one.after) for one in Correction.objects.all()] == [
            ("team", "North 1", "North 2")
        ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        pytest.param("11,referral,2026-02-30,,,,,,", "began_on", "This date does not exist. Write it as YYYY-MM-DD.", id="no-such-day"),
        pytest.param("11,referral,2090-01-01,,,,,,", "began_on", "This date lies ahead.", id="ahead"),
        pytest.param("11,referral,,,,,,,", "began_on", "The row says nothing without its day.", id="no-day"),
        pytest.param("11,picnic,2026-05-04,,,,,,", "kind", "There is nothing of this kind in a case.", id="no-such-kind"),
        pytest.param("11,plan,2026-05-04,secret,,,,,", "variety", "A fact of this kind has no such sub-kind.", id="no-such-sub-kind"),
        pytest.param("11,plan,2026-05-04,,,,,,", "variety", "Choose which it was.", id="which-plan"),
        pytest.param("11,plan,2026-05-04,cp,2026-05-01,,,,", "ended_on", "It cannot have ended before it began.", id="ends-first"),
        pytest.param("11,referral,2026-05-04,,,,,2090-01-01,", "date_of_birth", "The expected date lies", id="born-ahead"),
        pytest.param(",referral,2026-05-04,,,,,,", "child_id", "The row has no number of the child.", id="no-child"),
        pytest.param("11,referral,2026-05-04,,,,,,,more", "", "The row has more cells than the first line has columns.", id="too-wide"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_with_its_column(read, row, column, reason):
    said = read(HEAD, OTHER, row)

    assert (said["rows"], said["accepted"], said["new"]) == (2, 1, 1)
    (refused,) = said["refused"]
    assert (refused["row"], refused["column"]) == (2, column)
    assert reason in refused["reason"]


def test_the_sound_rows_of_a_refused_child_are_listed_with_it_and_nobody_elses(read):
    said = read(HEAD, REFERRAL, OTHER, "11,plan,2026-06-01,,,,,,", SAME_CHILD)

    because = "belongs to a child of whom row 3 is refused"
    assert [(one["row"], one["reason"]) for one in said["refused"]] == [
        (1, because), (3, "Choose which it was."), (4, because),
    ]  # fmt: skip
    assert (said["accepted"], [fact.person.known_by for fact in kept()]) == (1, ["12"])


def test_an_answer_that_is_not_known_is_left_out_and_told(read):
    said = read(HEAD + ",seen,shoe_size", "11,referral,2026-05-04,,,N99,,,purple,yes,44")

    assert (said["accepted"], said["columns_unknown"]) == (1, ["shoe_size"])
    assert [(one["row"], one["column"]) for one in said["noted"]] == [(1, "sex"), (1, "need"), (1, "seen")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "The file is empty", id="nothing"),
        pytest.param(f"{REFERRAL}\n{PLAN}".encode(), "no column child_id", id="no-header"),
        pytest.param(b"child_id,kind\n1,referral", "no column began_on", id="a-column-missing"),
        pytest.param(b"child_id,kind,began_on,kind\n1,referral,2026-01-01,plan", "has the column kind twice", id="twice"),
        pytest.param(HEAD.encode(), "no row of data", id="header-alone"),
        pytest.param(f'{HEAD}\n11,"referral,2026-05-04\n{PLAN}'.encode() + b"\nx" * 40, "a quotation mark is opened", id="quotation-mark"),
        pytest.param(f"{HEAD}\n{REFERRAL}\n".encode("utf-16")[:-1], "may have been cut short", id="cut-within-a-letter"),
        pytest.param(b"PK\x03\x04more", "This is not a CSV file", id="workbook"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_in_a_sentence_and_leaves_nothing(read, content, sentence):
    with pytest.raises(CannotDo) as told:
        read(content)

    assert sentence in told.value.reason
    assert kept() == []


@pytest.mark.parametrize(
    ("content", "accepted", "refused"),
    [
        pytest.param(f"{HEAD}\n{REFERRAL}".replace(",", ";").encode(), 1, 0, id="semicolons"),
        pytest.param(b"\xef\xbb\xbf" + f"{HEAD}\n{REFERRAL}".encode(), 1, 0, id="byte-order-mark"),
        pytest.param(f"{HEAD}\n{REFERRAL}".replace("North 1", "Caf\xe9").encode("cp1252"), 1, 0, id="windows-1252"),
        pytest.param(f"{HEAD}\n{HEAD}\n{REFERRAL}".encode(), 1, 1, id="header-a-second-time"),
        pytest.param(f"{HEAD}\n{REFERRAL}\n12,referral,2026-0".encode(), 1, 1, id="cut-in-a-row"),
    ],
)
def test_files_as_offices_save_them_are_read(read, content, accepted, refused):
    said = read(content)

    assert (said["accepted"], len({one["row"] for one in said["refused"]})) == (accepted, refused)
    assert len(kept()) == accepted


def test_a_day_ahead_as_the_day_of_the_file_is_refused(read):
    with pytest.raises(CannotDo, match="lies ahead"):
        read(HEAD, REFERRAL, as_of=date(2090, 1, 1))


def test_it_needs_the_data_folder():
    assert COMMANDS["returns read-facts"].needs_data
