"""How a workbook is understood: which sheet, which heading, which day, which code, and what refuses a row."""

from datetime import date

import pytest

from openmash.base.workbooks import Sheet
from openmash.returns.rules.annexa.book import read_book
from openmash.returns.rules.annexa.cells import code_of, day_of
from openmash.returns.rules.annexa.headings import list_named
from openmash.returns.rules.annexa.layout import EARLIER, LATER, LISTS
from openmash.returns.tests.annexa import cells_of, row_of, sheet

TODAY = date(2026, 11, 23)


def read(*sheets, said=None, from_1904=False):
    return read_book(sheets, said=said or {}, today=TODAY, from_1904=from_1904)


def refusals(book):
    return {
        (name.layout.name, one.row): (one.column, one.reason) for name in book.lists.values() for one in name.refused
    }


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("List 3", 3),
        ("List_3", 3),
        ("list 03", 3),
        ("LIST-11 Adopters", 11),
        ("3. List 3 (Referrals)", 3),
        ("Listing 3", None),
        ("List 12", None),
        ("Guidance", None),
    ],
)
def test_a_sheet_names_its_list(name, number):
    assert list_named(name) == number


@pytest.mark.parametrize("layout", [EARLIER, LATER])
def test_every_list_of_each_layout_is_understood_to_the_last_column(layout):
    book = read(*(sheet(number, row_of(number), layout=layout) for number in LISTS))

    assert book.layout == layout
    assert {number: (held.total, len(held.rows)) for number, held in book.lists.items()} == dict.fromkeys(LISTS, (1, 1))
    assert [(held.missing, held.unknown) for held in book.lists.values()] == [([], [])] * len(LISTS)


def test_sheets_in_any_order_with_mixed_names_and_a_title_above_the_headings():
    titled = [["List 3: Referral", ""], [], *sheet(3, row_of(3)).rows]

    book = read(Sheet("List_3", titled), Sheet("Guidance", [["Read this"]]), sheet(1, row_of(1)))

    assert sorted(book.lists) == [1, 3]
    assert (book.lists[3].rows[0].number, book.lists[3].rows[0].line) == (1, 4)


def test_a_list_is_known_by_its_headings_where_no_name_says_it():
    book = read(sheet(7, row_of(7), name="CP cases at September"))

    assert [held.layout.name for held in book.lists.values()] == ["List 7"]


def test_headings_are_matched_whatever_their_case_apostrophes_and_ends():
    rows = sheet(8, row_of(8)).rows
    odd = [heading.upper().replace("'", "’") + " " for heading in rows[0]]

    book = read(Sheet("List 8", [odd, rows[1]]))

    assert (book.lists[8].missing, book.lists[8].unknown) == ([], [])


def test_what_a_heading_means_is_remembered_once_somebody_has_said_it():
    rows = sheet(3, row_of(3)).rows
    heads = ["Patch" if one == "Allocated Team" else one for one in rows[0]] + ["Colour"]
    book = Sheet("List 3", [heads, [*rows[1], "blue"]])

    before = read(book).lists[3]
    after = read(book, said={3: {"patch": "team", "colour": ""}}).lists[3]

    assert (before.missing, before.unknown) == (["Allocated Team"], ["Patch", "Colour"])
    assert (after.missing, after.unknown) == ([], [])
    assert after.rows[0].values["team"] == "Team East"


@pytest.mark.parametrize(
    ("answer", "said", "code"),
    [
        ("source", "q) 6: Police", "6"),
        ("source", "6: Police", "6"),
        ("source", "Police", "6"),
        ("source", "3B - Health visitor", "3B"),
        ("source", "School", "2A"),
        ("sex", "F", "F"),
        ("sex", "2", "F"),
        ("sex", "Male", "M"),
        ("ethnicity", "WBRI", "WBRI"),
        ("ethnicity", "a) wbri", "WBRI"),
        ("ethnicity", "s) REFU", "REFU"),
        ("ethnicity", "s) NOBT", "NOBT"),
        ("ethnicity", "(A.A1) White - British", "WBRI"),
        ("need", "N1 - Abuse or Neglect", "N1"),
        ("need", "Abuse or neglect", "N1"),
        ("category", "Physical abuse", "PHY"),
        ("category", "d) Emotional Abuse", "EMO"),
        ("legal", "C2: FCO", "C2"),
        ("legal", "Placement order granted", "E1"),
        ("placement", "U6 - Foster placement", "U6"),
        ("placement", "z) T3: Temporary placement - carer holiday", "T3"),
        ("provider", "[PR4] Private provision", "PR4"),
        ("care_ended", "h) E41: Residence order granted", "E41"),
        ("closure", "RC7", "RC7"),
        ("status", "CLA", "Looked after child"),
        ("activity", "G5: Not in education, employment or training - other", "G5"),
        ("yes_no", "a) Yes", True),
        ("yes_no", "N", False),
        ("yes_no", "0", False),
        ("suitable", "b) Unsuitable", False),
        ("touch", "e) NREQ", "not_required"),
        ("eligibility", "Former relevant child", "former"),
        ("source", "a passing cloud", None),
        ("need", "PSRMEM - Support with memory", None),
    ],
)
def test_an_answer_is_understood_with_and_without_its_letter_and_in_words(answer, said, code):
    assert code_of(answer, said) == code


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        pytest.param("\x012026-09-01", date(2026, 9, 1), id="a-date"),
        pytest.param("01/09/2026", date(2026, 9, 1), id="day-before-month"),
        pytest.param("1.9.2026", date(2026, 9, 1), id="points"),
        pytest.param("2026-09-01 00:00:00", date(2026, 9, 1), id="with-a-time"),
        pytest.param("1-Sep-2026", date(2026, 9, 1), id="month-in-letters"),
        pytest.param("1st September 2026", date(2026, 9, 1), id="in-words"),
        pytest.param(46266.0, date(2026, 9, 1), id="a-serial-number"),
        pytest.param("46266", date(2026, 9, 1), id="a-serial-number-as-text"),
        pytest.param("30/02/2026", None, id="a-day-that-does-not-exist"),
        pytest.param("01/09/26", None, id="two-digits-of-a-year"),
        pytest.param("soon", None, id="words"),
        pytest.param(3.0, None, id="a-small-number"),
    ],
)
def test_a_day_is_read_as_a_date_a_serial_number_or_text(cell, day):
    assert day_of(cell)[0] == day


def test_serial_numbers_count_from_1904_where_the_workbook_says_so():
    rows = sheet(1, row_of(1, began=44804.0)).rows

    book = read(Sheet("List 1", rows), from_1904=True)

    assert book.lists[1].rows[0].values["began"] == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        pytest.param({"child": ""}, "Child Unique ID", "The row has no number of the child", id="no-child"),
        pytest.param({"began": ""}, "Date of Referral", "The row says nothing without it.", id="no-day"),
        pytest.param({"began": "31/06/2026"}, "Date of Referral", "This date does not exist.", id="no-such-day"),
        pytest.param({"began": date(2027, 1, 1)}, "Date of Referral", "This date lies ahead.", id="a-day-ahead"),
        pytest.param(
            {"began": "#N/A"}, "Date of Referral", "The cell holds the error #N/A.", id="an-error-of-a-formula"
        ),
        pytest.param(
            {"date_of_birth": "01/01/1850"}, "Date of Birth", "The date of birth lies before 1900.", id="too-old"
        ),
        pytest.param({"began": date(2012, 1, 1)}, "Date of Referral", "This day lies long before", id="before-birth"),
    ],
)
def test_a_row_is_refused_with_its_column_and_a_sentence(changed, column, reason):
    book = read(sheet(3, row_of(3), row_of(3, **({"child": "5"} | changed))))

    held = book.lists[3]
    assert (held.total, len(held.rows)) == (2, 1)
    assert [(one.row, one.column) for one in held.refused] == [(2, column)]
    assert held.refused[0].reason.startswith(reason)


def test_an_end_before_the_start_refuses_the_row():
    book = read(sheet(4, row_of(4, ended=date(2026, 6, 1))))

    assert refusals(book)["List 4", 1] == (
        "Continuous Assessment Date of Authorisation",
        "It cannot have ended before it began.",
    )


def test_a_child_of_whom_one_row_is_refused_is_refused_whole():
    book = read(sheet(1, row_of(1), row_of(1, child="5")), sheet(3, row_of(3, began="soon")), sheet(11, row_of(11)))

    assert refusals(book) == {
        ("List 1", 1): ("Child Unique ID", "belongs to a child of whom row 1 of List 3 is refused"),
        ("List 3", 1): ("Date of Referral", "This is not a date. Write it as DD/MM/YYYY."),
    }
    assert [row.values["child"] for row in book.lists[1].rows] == ["5"]
    assert len(book.lists[11].rows) == 1


def test_an_answer_that_is_not_known_is_left_out_and_told_and_refuses_nothing():
    book = read(sheet(3, row_of(3, source="a passing cloud", earlier="several")))

    held = book.lists[3]
    assert len(held.rows) == 1
    assert [(one.row, one.column) for one in held.noted] == [
        (1, "Referral Source"),
        (1, "Number of Referrals in Last 12 Months"),
    ]


def test_an_error_of_a_formula_where_no_day_stands_is_left_out_and_told():
    book = read(sheet(6, row_of(6, team="#N/A", worker="#REF!")))

    held = book.lists[6]
    assert "team" not in held.rows[0].values
    assert [(one.column, one.reason) for one in held.noted] == [
        ("Allocated Team", "The cell holds the error #N/A. It was left out."),
        ("Allocated Worker", "The cell holds the error #REF!. It was left out."),
    ]


def test_empty_rows_are_no_rows_of_data():
    rows = cells_of(1, [row_of(1), {}, row_of(1, child="5")])
    rows[1][5] = rows[3][5] = "\x012026-06-01"
    rows[1][3] = rows[3][3] = ""

    book = read(Sheet("List 1", rows))

    assert [(row.number, row.line) for row in book.lists[1].rows] == [(1, 2), (2, 4)]


def test_a_sheet_that_names_a_list_and_has_no_headings_is_said():
    book = read(Sheet("List 1", [[1, 2, 3], [4, 5, 6]]), sheet(3, row_of(3)))

    assert sorted(book.lists) == [3]
    assert book.remarks == ["The sheet List 1 has no row of headings that is known, so nothing of it was read."]


def test_a_list_without_the_column_that_it_lives_by_is_refused_row_by_row():
    rows = [[cell for place, cell in enumerate(row) if place != 5] for row in sheet(3, row_of(3)).rows]

    book = read(Sheet("List 3", rows))

    assert refusals(book)["List 3", 1][0] == "Date of Referral"
    assert book.lists[3].missing == ["Date of Referral"]
