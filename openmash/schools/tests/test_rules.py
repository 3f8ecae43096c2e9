"""For which children, whom of a school, what it says, when it is late; and the rows of the national list and of a calendar."""

from datetime import date, datetime, timezone

import pytest

from openmash.schools.choices import NoticeState
from openmash.schools.rules import calendarfile, listing, notices
from openmash.schools.rules.notices import (
    Adult,
    Involved,
    first_to_tell,
    lines_of,
    of_school_age,
    what_was_given,
    who_may_be_told,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.utc)
HEAD = Adult("KA-1", "Mrs Hélène Carter-Hale", "h.carter@school.example", "01632 960100", user_id=1)
DEPUTY = Adult("KA-2", "Tom Deputy", "t.deputy@school.example", user_id=2)
RUNG = Adult("KA-3", "Una Unknown", "u.unknown@school.example")
LINKED = Adult("KA-4", "Lena Lone", "lena@lone.example", by_link=True)


@pytest.mark.parametrize(
    ("born", "age", "on", "is_of_age"),
    [
        pytest.param((2022, 8, 31), None, (2026, 8, 31), False, id="four-but-reception-has-not-begun"),
        pytest.param((2022, 8, 31), None, (2026, 9, 1), True, id="four-and-in-reception"),
        pytest.param((2022, 9, 1), None, (2026, 9, 1), False, id="four-on-the-first-day-is-next-year"),
        pytest.param((2022, 9, 1), None, (2027, 9, 1), True, id="the-eldest-of-reception"),
        pytest.param((2008, 11, 24), None, (2026, 11, 23), True, id="the-day-before-eighteen"),
        pytest.param((2008, 11, 23), None, (2026, 11, 23), False, id="eighteen"),
        pytest.param(None, 3, (2026, 11, 23), False, id="about-three"),
        pytest.param(None, 17, (2026, 11, 23), True, id="about-seventeen"),
        pytest.param(None, None, (2026, 11, 23), True, id="nobody-knows"),
    ],
)
def test_a_school_is_told_of_children_from_reception_to_seventeen(born, age, on, is_of_age):
    found = of_school_age(born=date(*born) if born else None, age=age, on=date(*on), lowest=4, highest=17)

    assert found is is_of_age


@pytest.mark.parametrize(
    ("involved", "not_to", "told"),
    [
        pytest.param((), (), "KA-1", id="the-first"),
        pytest.param(
            (Involved("Helene Carter Hale"),), (), "KA-2", id="a-subject-of-the-same-name-whatever-its-accents"
        ),
        pytest.param((Involved("Nan", also_known_as="Hélène Carter-Hale"),), (), "KA-2", id="known-by-that-name"),
        pytest.param((Involved("Somebody Else", telephone="+44 1632 960100"),), (), "KA-2", id="the-same-telephone"),
        pytest.param((), ("KA-1",), "KA-2", id="said-to-be-related"),
        pytest.param((Involved("Hélène Other"), Involved("Carter")), (), "KA-1", id="half-a-name-is-nobody"),
        pytest.param((Involved("Helene Hale"), Involved("Tom Deputy")), (), None, id="nobody-left"),
    ],
)
def test_a_key_adult_who_belongs_to_the_family_is_never_told(involved, not_to, told):
    found = first_to_tell(who_may_be_told((HEAD, DEPUTY, RUNG), involved, not_to=not_to))

    assert (found.reference if found else None) == told


@pytest.mark.parametrize(
    ("adults", "involved", "told"),
    [
        pytest.param((RUNG,), (), None, id="neither-account-nor-link"),
        pytest.param((LINKED,), (), "KA-4", id="a-link"),
        pytest.param((RUNG, LINKED, HEAD), (), "KA-4", id="the-first-who-can-read-it-however"),
        pytest.param((HEAD, LINKED), (), "KA-1", id="the-first-signs-in"),
        pytest.param((LINKED,), (Involved("Lena Lone"),), None, id="no-link-to-the-family"),
    ],
)
def test_nobody_is_told_here_who_cannot_read_it_here(adults, involved, told):
    found = first_to_tell(who_may_be_told(adults, involved))

    assert (found.reference if found else None) == told


def lines(**more):
    given = {
        "reference": "P1", "name": "Aled Example", "born": "4 March 2015", "police_reference": "PVP-1", "when": "Saturday",
        "facts": {"present": "Yes", "place": "at home", "whereabouts": "with his aunt", "circumstances": "Shouting."},
        "protected": False,
    }  # fmt: skip
    return [line.field for line in lines_of(**(given | more))]


def test_what_leads_to_somebody_whose_address_is_protected_never_goes():
    assert {"incident_place", "whereabouts"} <= set(lines())
    assert not {"incident_place", "whereabouts"} & set(lines(protected=True))


def test_a_notice_says_nothing_where_nothing_is_known():
    assert lines(born="", police_reference="", facts={}) == ["names", "incident"]


@pytest.mark.parametrize(
    ("state", "raised", "is_due"),
    [
        pytest.param(NoticeState.TO_PREPARE, False, True, id="nobody-told"),
        pytest.param(NoticeState.READ, False, True, id="read-and-not-acknowledged"),
        pytest.param(NoticeState.READ, True, False, id="once"),
        pytest.param(NoticeState.ACKNOWLEDGED, False, False, id="acknowledged"),
        pytest.param(NoticeState.TOLD_OTHERWISE, False, False, id="told-by-telephone"),
        pytest.param(NoticeState.WITH_COUNCIL, False, False, id="in-no-school"),
    ],
)
def test_what_nobody_acknowledged_is_raised_once(state, raised, is_due):
    before = datetime(2026, 11, 23, 8, 30, tzinfo=timezone.utc)

    assert notices.is_to_be_raised(state=state, raise_at=before, raised=raised, now=NOW) is is_due
    assert not notices.is_to_be_raised(state=state, raise_at=NOW, raised=raised, now=before)


def test_a_notice_that_was_acknowledged_never_moves_on():
    assert not any(notices.may_move(NoticeState.ACKNOWLEDGED, after) for after in NoticeState)


GOOD = {"urn": "123456", "establishmentname": "Bay Example Primary", "establishmentstatus_(name)": "Open"}


@pytest.mark.parametrize(
    ("changed", "column", "why"),
    [
        pytest.param({"urn": ""}, "URN", "five or six digits", id="no-number"),
        pytest.param({"urn": "12345x"}, "URN", "five or six digits", id="letters-in-the-number"),
        pytest.param({"urn": "١٢٣٤٥٦"}, "URN", "five or six digits", id="digits-of-another-script"),
        pytest.param({"establishmentname": " "}, "EstablishmentName", "missing", id="no-name"),
        pytest.param({"establishmentname": "x" * 201}, "name", "201 characters", id="a-name-without-end"),
        pytest.param(
            {"establishmentstatus_(name)": "Perhaps"}, "EstablishmentStatus", "open or closed", id="no-status"
        ),
        pytest.param({"opendate": "31-02-2020"}, "OpenDate", "not a day that exists", id="no-such-day"),
        pytest.param(
            {"opendate": "01-09-2020", "closedate": "31-08-2019"}, "CloseDate", "before it opened", id="backwards"
        ),
        pytest.param({"statutorylowage": "four"}, "StatutoryLowAge", "not an age", id="no-age"),
        pytest.param({"statutoryhighage": "99"}, "StatutoryHighAge", "not an age", id="too-old"),
        pytest.param({"town": "Lan\0caster"}, "town", "no keyboard makes", id="a-null"),
    ],
)
def test_a_bad_row_of_the_list_says_its_column_and_why(changed, column, why):
    with pytest.raises(listing.RowRefused, match=why) as refused:
        listing.read_row(GOOD | changed)

    assert refused.value.column == column


def test_a_row_of_the_list_is_read_as_it_is_written():
    row = listing.read_row(
        GOOD
        | {
            "establishmentstatus_(name)": "",
            "establishmentstatus_(code)": "3",
            "opendate": "01-09-1900",
            "statutorylowage": "4",
            "statutoryhighage": "11",
            "street": "1 Bay  Street",
            "town": "Lancaster",
            "postcode": "la1 1aa",
            "telephonenum": "1632960151",
            "something_new": "x",
        }
    )

    assert (row.status, row.opened_on, row.address) == ("closing", date(1900, 9, 1), "1 Bay Street, Lancaster")
    assert (row.postcode, row.telephone, row.highest_age) == ("LA1 1AA", "01632960151", 11)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        pytest.param(("urn", "establishmentname", "establishmentstatus_(code)"), "", id="by-code"),
        pytest.param(("establishmentstatus_(name)", "establishmentname", "urn", "x"), "", id="in-any-order"),
        pytest.param(("name", "town"), "does not name URN, EstablishmentName, EstablishmentStatus", id="another-list"),
        pytest.param(("urn", "urn", "establishmentname"), "“urn” is there twice", id="twice"),
    ],
)
def test_a_first_line_says_what_it_lacks(columns, says):
    assert says in listing.what_is_missing(columns) if says else listing.what_is_missing(columns) == ""


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        pytest.param({"kind": "feast", "first_day": "2026-09-01"}, "kind", "term, holiday, inset", id="no-such-kind"),
        pytest.param({"kind": "term"}, "first_day", "missing", id="no-first-day"),
        pytest.param({"kind": "term", "first_day": "2026-09-01"}, "last_day", "missing", id="a-term-without-end"),
        pytest.param(
            {"kind": "inset", "first_day": "2026-02-30"}, "first_day", "not a day that exists", id="no-such-day"
        ),
        pytest.param(
            {"kind": "holiday", "first_day": "2026-09-02", "last_day": "2026-09-01"}, "last_day", "before", id="back"
        ),
    ],
)
def test_a_bad_line_of_a_calendar_says_its_column_and_why(cells, column, why):
    with pytest.raises(listing.RowRefused, match=why) as refused:
        calendarfile.read_line(cells)

    assert refused.value.column == column


def test_an_inset_day_is_a_single_day_unless_it_says_otherwise():
    line = calendarfile.read_line({"kind": "INSET day", "first_day": "04/01/2027", "last_day": "", "name": "Training"})

    assert (line.kind, line.first_day, line.last_day) == ("inset", date(2027, 1, 4), date(2027, 1, 4))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param({"present": "yes", "place": " at home "}, {"present": "yes", "place": "at home"}, id="tidied"),
        pytest.param({"place": "  ", "whereabouts": ""}, {}, id="what-is-empty-is-left-out"),
        pytest.param({"address": "3 Hidden Yard", "child_said": "No"}, {"child_said": "No"}, id="nothing-else-is-kept"),
        pytest.param({"circumstances": None, "present": 1}, {"present": "1"}, id="as-words"),
        pytest.param({}, {}, id="nothing"),
    ],
)
def test_of_what_is_given_a_notice_keeps_what_it_can_say(given, kept):
    assert what_was_given(given) == kept
