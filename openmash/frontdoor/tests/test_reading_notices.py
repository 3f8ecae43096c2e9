"""Files of notices as they come: good, bad and odd."""

from datetime import datetime, timezone

import pytest

from openmash.frontdoor.rules.notices import CannotRead, read_notices

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
HEADER = "reference,received_at,given_name,family_name,date_of_birth,age,sex,postcode,concern\n"


def read(*rows, header=HEADER):
    return read_notices((header + "\n".join(rows)).encode(), now=NOW)


def test_all_rows_of_a_reference_are_one_incident():
    found = read("A1,2026-11-20T10:00,Aled,Example,2015-03-04,,M,PR1 8XJ,Shouting", "A1,,Mum,Example,,34,F,,")

    assert [incident.reference for incident in found.incidents] == ["A1"]
    assert found.incidents[0].rows == (1, 2)
    assert found.incidents[0].received_at == datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)


def test_one_bad_row_refuses_its_whole_incident_and_no_other():
    found = read("A1,,Aled,Example,2015-02-30,,,,", "A1,,Mum,Example,,34,,,", "A2,,Cari,Example,,6,,,")

    assert [incident.reference for incident in found.incidents] == ["A2"]
    assert [(row["row"], row["column"]) for row in found.refused] == [(1, "date_of_birth"), (2, "reference")]
    assert str(found.refused[1]["reason"]).startswith("belongs to A1")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        pytest.param("A1,,Aled,Example,2015-02-30,,,,", "date_of_birth", id="a-day-that-does-not-exist"),
        pytest.param("A1,,Aled,Example,04/03/2015,,,,", "date_of_birth", id="not-an-iso-date"),
        pytest.param("A1,,Aled,Example,15-03-04,,,,", "date_of_birth", id="a-two-digit-year"),
        pytest.param("A1,,Aled,Example,1899-12-31,,,,", "date_of_birth", id="before-1900"),
        pytest.param("A1,,Aled,Example,2027-12-01,,,,", "date_of_birth", id="more-than-ten-months-ahead"),
        pytest.param("A1,2026-11-24T10:00,Aled,Example,,,,,", "received_at", id="received-tomorrow"),
        pytest.param("A1,yesterday,Aled,Example,,,,,", "received_at", id="received-in-words"),
        pytest.param(",,Aled,Example,,,,,", "reference", id="no-reference"),
        pytest.param("A1,,,,,,,,", "given_name", id="nobody"),
        pytest.param("A1,,Aled,Example,,,,,one,two", "", id="more-values-than-columns"),
    ],
)
def test_rows_that_cannot_be_used_are_refused_with_their_column(row, column):
    found = read(row)

    assert not found.incidents
    assert found.refused[0]["column"] == column


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("A1,,Zoë,O’Example-Ó,,6,,,", id="apostrophes-and-diacritics"),
        pytest.param("A1,,علي,مثال,,6,,,", id="right-to-left"),
        pytest.param("A1,,Sky 🌈,Example,,6,,,", id="emoji"),
        pytest.param("A1,,Aled,Example,2027-05-01,,,,", id="an-unborn-child"),
        pytest.param("A1,,Aled,Example,,about six,,pr1 8xj,", id="odd-age-and-lower-case-postcode"),
        pytest.param("A1,,Aled,Example,,6,,NOT A ONE,", id="unknown-postcode"),
    ],
)
def test_odd_but_honest_rows_are_accepted_as_given(row):
    assert len(read(row).incidents) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(HEADER.encode("utf-16"), "not a text file", id="utf-16"),
        pytest.param(HEADER.encode() + b"A1,,Zo\xeb,Example,,,,,", "Line 2", id="latin-1"),
        pytest.param(b"name,age\nAled,6", "first line must name", id="wrong-header"),
        pytest.param(b"reference,reference,given_name\n1,2,3", "twice", id="a-column-twice"),
    ],
)
def test_files_that_cannot_be_read_say_why(content, words):
    with pytest.raises(CannotRead, match=words):
        read_notices(content, now=NOW)


def test_the_same_rows_in_another_order_are_the_same_incident():
    rows = ["A1,,Aled,Example,,6,,,", "A1,,Cari,Example,,9,,,"]

    assert read(*rows).incidents[0].content_hash == read(*reversed(rows)).incidents[0].content_hash
    assert read(*rows).incidents[0].content_hash != read(rows[0]).incidents[0].content_hash
