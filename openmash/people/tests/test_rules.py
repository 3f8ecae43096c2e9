"""What searching, comparing and reading of rows do with what people really write."""

import io
from datetime import date

import pytest

from openmash.base.csvfiles import open_csv
from openmash.base.errors import RuleBroken
from openmash.people import rules
from openmash.people.rules import Particulars
from openmash.people.rules.days import months_after
from openmash.people.rules.indexrows import check_columns
from openmash.people.rules.names import Likeness, likeness, loose_likeness
from openmash.people.rules.numbers import nhs_passes

TODAY = date(2026, 11, 23)
ALED = Particulars(given="Aled", family="Example", date_of_birth=date(2015, 3, 4), postcode="PR1 2AB", nhs="9990000018")


@pytest.mark.parametrize(
    ("given", "family", "also", "wanted"),
    [
        pytest.param("Aled", "Example", "", "aled example", id="in-one-case"),
        pytest.param("Siobhán", "O'Brien", "", "siobhán o'brien siobhan obrien", id="accents-and-apostrophe"),
        pytest.param(
            "Anne-Marie", "Łuc", "Nan", "anne-marie łuc nan annemarie anne marie luc", id="hyphen-and-letters"
        ),
        pytest.param("ليلى", "Example", "", "ليلى example", id="right-to-left"),
        pytest.param("Star 🌟", "", "", "star 🌟", id="emoji"),
        pytest.param("", "", "", "", id="nothing"),
    ],
)
def test_names_are_searched_in_every_way_to_write_them(given, family, also, wanted):
    assert rules.search_text(given, family, also) == wanted


def test_a_very_long_name_is_searched_by_its_beginning():
    assert len(rules.search_text("A" * 120, "é" * 120, "o'" * 100)) <= 400


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param("O’Brien", "obrien", Likeness.SAME, id="apostrophe"),
        pytest.param("Zoë", "Zoe", Likeness.SAME, id="diaeresis"),
        pytest.param("Example-Sample", "Sample", Likeness.ALIKE, id="half-of-a-double-name"),
        pytest.param("Exampel", "Example", Likeness.ALIKE, id="letters-transposed"),
        pytest.param("Sam", "Samuel", Likeness.ALIKE, id="shortened"),
        pytest.param("Aled", "Bryn", Likeness.DIFFERENT, id="different"),
        pytest.param("🌟", "🌟", Likeness.SAME, id="emoji"),
    ],
)
def test_two_names_compare(one, other, found):
    assert likeness(one, other) is found


def test_typed_words_may_be_the_beginning_of_a_name():
    assert loose_likeness("ex al", "Aled Example") is Likeness.ALIKE
    assert loose_likeness("example aled", "Aled Example") is Likeness.SAME
    assert loose_likeness("bryn", "Aled Example") is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("change", "certain"),
    [
        pytest.param({}, True, id="everything-agrees"),
        pytest.param({"given": "Al", "postcode": ""}, True, id="nhs-number-and-date"),
        pytest.param({"nhs": ""}, True, id="names-date-and-postcode"),
        pytest.param({"nhs": "", "given": "Bryn"}, False, id="another-first-name"),
        pytest.param({"nhs": "", "postcode": "PR1 2AD"}, False, id="another-postcode"),
        pytest.param({"nhs": "", "date_of_birth": None}, False, id="no-date"),
        pytest.param({"nhs": "9990000026"}, False, id="another-sound-nhs-number"),
        pytest.param({"nhs": "", "estimated": True}, False, id="estimated-date"),
        pytest.param({"nhs": "", "postcode": "pr12ab", "family": "EXAMPLE"}, True, id="written-otherwise"),
        pytest.param({"nhs": "1234567890", "given": ""}, False, id="failing-nhs-number"),
    ],
)
def test_certainty_needs_whole_agreement(change, certain):
    other = Particulars(**{**ALED.__dict__, **change})

    assert rules.same_person_certain(ALED, other) is certain


@pytest.mark.parametrize(
    ("asked", "row", "reason"),
    [
        pytest.param({"date_of_birth": date(2015, 3, 4)}, {}, "same date of birth", id="date"),
        pytest.param(
            {"date_of_birth": date(2015, 4, 3)}, {}, "same date of birth with day and month swapped", id="swapped-date"
        ),
        pytest.param({"date_of_birth": date(2016, 3, 4)}, {}, "date of birth differs in one digit", id="digit"),
        pytest.param({"postcode": "pr1 2ab"}, {}, "same postcode", id="postcode"),
        pytest.param({"postcode": "PR1"}, {}, "postcode begins alike", id="half-a-postcode"),
        pytest.param({"family": "Exampel"}, {}, "surname alike", id="surname"),
        pytest.param({"given": "Example", "family": "Aled"}, {}, "same names in the other order", id="swapped-names"),
        pytest.param({"age": 12}, {}, "age fits, give or take one", id="age-give-or-take-one"),
        pytest.param({"age": 14}, {}, "age does not fit", id="age"),
        pytest.param({"sex": "M"}, {"sex": "F"}, "different sex", id="sex"),
        pytest.param(
            {"given": "Bryn", "family": "Example", "postcode": "PR1 2AB"},
            {},
            "different first name: may be a sibling",
            id="sibling",
        ),
        pytest.param(
            {"postcode": "PR1 2AB", "address": "12 High Street"}, {"address": "12, High St"}, "same address", id="house"
        ),
        pytest.param({"upn": "A1"}, {"upn": "a1"}, "same pupil number", id="pupil-number"),
        pytest.param({"nhs": "999 000 0018"}, {}, "same NHS number", id="nhs-number"),
    ],
)
def test_reasons_are_words(asked, row, reason):
    found = rules.agreement_in_words(Particulars(**asked), Particulars(**{**ALED.__dict__, **row}), today=TODAY)

    assert reason in found


def test_a_twin_is_less_likely_than_the_child_with_a_slip_of_the_pen():
    child = Particulars(given="Aled", family="Exampel", date_of_birth=date(2015, 3, 4), postcode="PR1 2AB")
    twin = Particulars(given="Bryn", family="Example", date_of_birth=date(2015, 3, 4), postcode="PR1 2AB")

    row = Particulars(**{**ALED.__dict__, "nhs": ""})
    likely, unlikely = (rules.probability(rules.compare(asked, row, today=TODAY)) for asked in (child, twin))

    assert likely > 0.9
    assert unlikely < 0.2


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        pytest.param("aled ex 11 pr1", Particulars(loose="aled ex", age=11, postcode="PR1"), id="as-on-the-telephone"),
        pytest.param("O'Brien pr1 2ab", Particulars(loose="O'Brien", postcode="PR1 2AB"), id="postcode-lower-case"),
        pytest.param("aled PRI 2AB", Particulars(loose="aled", postcode="PR1 2AB"), id="letter-for-a-digit"),
        pytest.param("4/3/2015", Particulars(date_of_birth=date(2015, 3, 4)), id="date-alone"),
        pytest.param("999 000 0018", Particulars(nhs="9990000018"), id="nhs-number"),
        pytest.param("aled aged 6", Particulars(loose="aled", age=6), id="aged"),
        pytest.param("ليلى 🌟", Particulars(loose="ليلى 🌟"), id="right-to-left-and-emoji"),
        pytest.param("12 high street", Particulars(address="12 high street"), id="house-and-street"),
        pytest.param("31/02/2015 aled", Particulars(loose="aled"), id="a-date-that-does-not-exist"),
        pytest.param("", Particulars(), id="nothing"),
    ],
)
def test_one_box_is_read(typed, wanted):
    assert rules.read_question(typed, today=TODAY) == wanted


@pytest.mark.parametrize(
    ("born", "unborn", "refused"),
    [
        pytest.param(TODAY, False, False, id="born-today"),
        pytest.param(date(2026, 11, 24), False, True, id="tomorrow"),
        pytest.param(date(2027, 9, 23), True, False, id="unborn-within-ten-months"),
        pytest.param(date(2027, 9, 24), True, True, id="unborn-beyond-ten-months"),
        pytest.param(date(1899, 12, 31), False, True, id="before-1900"),
    ],
)
def test_a_date_of_birth_has_bounds(born, unborn, refused):
    assert bool(rules.birth_date_problem(born, TODAY, unborn=unborn)) is refused


def test_ten_months_after_the_end_of_a_month_is_the_end_of_a_shorter_one():
    assert months_after(date(2026, 4, 30), 10) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("pr12ab", "PR1 2AB"),
        ("PR1 2AB", "PR1 2AB"),
        ("PRI 2AB", "PR1 2AB"),
        ("PR1 2A8", "PR1 2A8"),
        ("BB1O 1AB", "BB10 1AB"),
        ("bb1 oab", "BB1 0AB"),
        ("not known", "not known"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("OL11 1AA", "OL11 1AA"),
        ("", ""),
    ],
)
def test_a_postcode_is_tidied_or_kept(given, kept):
    assert rules.tidy_postcode(given) == kept


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("12 High Street, Preston", "12, high st", True),
        ("Flat 2, 12 High Street", "Flat 3, 12 High Street", False),
        ("12 High Street", "14 High Street", False),
        ("Rose Cottage", "rose cottage, Preston", True),
        ("", "", False),
    ],
)
def test_houses_are_told_apart(one, other, same):
    assert rules.same_house(one, "PR1 2AB", other, "pr12ab") is same


def test_nhs_numbers_of_one_repeated_digit_are_not_sound():
    assert nhs_passes("999 000 0018")
    assert not nhs_passes("9999999999")
    assert not nhs_passes("9990000019")


ROW = {"record_id": "1", "given_name": "Aled", "family_name": "Example"}


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        pytest.param({"record_id": ""}, "record_id", id="no-id"),
        pytest.param({"record_id": "9" * 61}, "record_id", id="id-too-long"),
        pytest.param({"given_name": "", "family_name": ""}, "given_name", id="no-name"),
        pytest.param({"date_of_birth": "2015-02-30"}, "date_of_birth", id="date-that-does-not-exist"),
        pytest.param({"date_of_birth": "03/04/15"}, "date_of_birth", id="two-digit-year"),
        pytest.param({"date_of_birth": "soon"}, "date_of_birth", id="no-date"),
        pytest.param({"date_of_birth": "2027-01-01"}, "date_of_birth", id="date-ahead-of-a-named-child"),
        pytest.param({"date_of_birth": "2028-01-01", "given_name": "Unborn"}, "date_of_birth", id="unborn-too-far"),
        pytest.param({"date_of_birth": "1899-12-31"}, "date_of_birth", id="before-1900"),
        pytest.param({"since": "2027-01-01"}, "since", id="since-ahead"),
        pytest.param({"updated_on": "1890-01-01"}, "updated_on", id="updated-before-1900"),
    ],
)
def test_a_row_is_refused(cells, column):
    read = rules.read_row({**ROW, **cells}, today=TODAY)

    assert [refused for refused, _ in read.refused] == [column]


@pytest.mark.parametrize(
    ("cells", "column", "kept"),
    [
        pytest.param({"sex": "sometimes"}, "sex", "U", id="unknown-word-for-sex"),
        pytest.param({"postcode": "nowhere"}, "postcode", "nowhere", id="malformed-postcode"),
        pytest.param({"nhs_number": "123 456 7890"}, "nhs_number", "1234567890", id="failing-nhs-number"),
        pytest.param({"age": "old"}, "age", None, id="age-in-words"),
        pytest.param({"age": "300"}, "age", None, id="age-of-300"),
        pytest.param({"date_of_birth": "04/03/2015"}, "date_of_birth", date(2015, 3, 4), id="british-date"),
        pytest.param({"flags": "x" * 300}, "flags", "x" * 200, id="too-long"),
    ],
)
def test_doubtful_values_are_kept_and_told(cells, column, kept):
    read = rules.read_row({**ROW, **cells}, today=TODAY)

    assert read.refused == []
    assert [noted for noted, _ in read.notes] == [column]
    assert read.values[column] == kept


@pytest.mark.parametrize(
    ("cells", "column", "kept"),
    [
        ({"sex": "Girl"}, "sex", "F"),
        ({"age": "6 weeks"}, "age", 0),
        ({"age": "about 11"}, "age", 11),
        ({"postcode": "pr12ab"}, "postcode", "PR1 2AB"),
        ({"date_of_birth": "2027-03-01", "given_name": "Unborn"}, "date_of_birth", date(2027, 3, 1)),
        ({"date_of_birth": "2015-03-04T00:00:00"}, "date_of_birth", date(2015, 3, 4)),
        ({"given_name": "Si\x00obhán"}, "given_name", "Siobhán"),
    ],
)
def test_words_for_codes_are_understood(cells, column, kept):
    read = rules.read_row({**ROW, **cells}, today=TODAY)

    assert (read.refused, read.notes) == ([], [])
    assert read.values[column] == kept


@pytest.mark.parametrize(
    ("status", "until", "still"),
    [
        ("Open", None, True),
        ("", None, True),
        ("Closed", None, False),
        ("Case closed - NFA", None, False),
        ("Open", date(2026, 11, 22), False),
        ("Open", TODAY, True),
    ],
)
def test_an_involvement_is_open_until_it_ends(status, until, still):
    assert rules.is_open(status, until, TODAY) is still


def test_a_file_without_the_needed_columns_cannot_be_used():
    with pytest.raises(RuleBroken, match="record_id"):
        check_columns(["given_name"])
    with pytest.raises(RuleBroken, match="name"):
        check_columns(["record_id", "age"])
    with pytest.raises(RuleBroken, match="twice"):
        check_columns(["record_id", "given_name", "given_name"])


def test_unknown_columns_are_told_and_optional_ones_may_be_missing():
    unknown, missing = check_columns(["record_id", "family_name", "shoe_size"])

    assert unknown == ["shoe_size"]
    assert "since" in missing


def test_a_first_line_of_a_million_columns_is_refused_at_once():
    with pytest.raises(RuleBroken, match="1000000 columns; 1000 can be read"):
        check_columns([f"c{number}" for number in range(1_000_000)])


def test_a_first_line_that_is_no_line_of_names_is_told_and_no_fault():
    with pytest.raises(RuleBroken, match="first line cannot be read"):
        open_csv(io.BytesIO(b"record_id," + b"z" * 300_000 + b"\n1,2\n"))


@pytest.mark.parametrize("cut", [1, 3, 31])
def test_a_utf_16_file_cut_short_is_told_by_its_row(cut):
    whole = "record_id,given_name\nr1,Aled\nr2,Cari\n".encode("utf-16")
    with pytest.raises(
        RuleBroken, match=r"From row \d on the file cannot be read: its letters are not those of UTF-16"
    ):
        list(open_csv(io.BytesIO(whole[:-cut])).rows())
