"""The national list and calendars from files, whole and hostile; key adults; who may keep them."""

import io
import json
from datetime import date, timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.schools import queries, services
from openmash.schools.models import Calendar, CalendarDates, RegisterLoad, School
from openmash.schools.rules.days import Dates
from openmash.schools.services import KeyAdultGiven
from openmash.schools.tests.conftest import MACHINE, NOW, email_of

pytestmark = pytest.mark.django_db

HEADER = "URN,EstablishmentName,EstablishmentStatus (name),OpenDate,CloseDate,Street,Town,Postcode,TelephoneNum"
BAY = "100001,Bay Example Primary School,Open,01-09-1999,,1 Bay Street,Lancaster,LA1 1AA,1632960151"
OLD = "100002,Old Example School,Closed,,31-08-2015,2 Old Road,Preston,PR1 1AA,"
TERMS = "kind,first_day,last_day,name\nterm,2026-09-01,2026-10-23,Autumn\nterm,2026-11-02,2026-12-18,Autumn\n"


def load(*lines, content=None, actor=MACHINE, name="edubasealldata.csv"):
    content = "\n".join([HEADER, *lines]).encode() if content is None else content
    with request_transaction(actor):
        return services.load_register(actor=actor, file=io.BytesIO(content), name=name, now=NOW)


def schools():
    with request_transaction(MACHINE):
        return {one.urn: one for one in School.objects.all()}


def test_the_national_list_is_loaded(db):
    loaded = load(BAY, OLD)

    assert (loaded.rows, loaded.accepted, loaded.new, loaded.refused) == (2, 2, 2, [])
    assert {urn: one.status for urn, one in schools().items()} == {"100001": "open", "100002": "closed"}
    assert schools()["100001"].address == "1 Bay Street, Lancaster"


def test_the_same_file_again_changes_nothing(db):
    load(BAY, OLD)
    before = {urn: one.version for urn, one in schools().items()}
    loaded = load(BAY, OLD)

    assert (loaded.accepted, loaded.new, loaded.changed) == (2, 0, 0)
    assert {urn: one.version for urn, one in schools().items()} == before


def test_a_school_that_closes_is_changed_and_keeps_what_the_council_added(guild, head):
    loaded = load("100001,Guild Example High School,Closed,,31-08-2026,,Preston,PR1 1AA,")

    assert loaded.changed == 1
    with request_transaction(MACHINE):
        school = queries.school_by_urn("100001")
        assert (school.status, school.agency.code) == ("closed", "SCHOOL-GUILD")
        assert len(queries.key_adults_of(school, on=NOW.date())) == 2


def test_columns_in_any_order_and_columns_nobody_knows(db):
    loaded = load(
        content=b"Town,Wisdom,EstablishmentStatus (code),EstablishmentName,URN\nLeyland,x,1,Ley Example,100003\n"
    )

    assert loaded.accepted == 1 and schools()["100003"].address == "Leyland"


@pytest.mark.parametrize(
    ("encoding", "remark"),
    [
        pytest.param("utf-8", "", id="utf-8"),
        pytest.param("utf-8-sig", "", id="utf-8-with-its-mark"),
        pytest.param("cp1252", "Windows-1252", id="as-the-list-comes"),
        pytest.param("utf-16", "UTF-16", id="utf-16"),
    ],
)
def test_every_encoding_is_read(db, encoding, remark):
    line = "100004,St Hélène’s Example School,Open,,,,,,"
    loaded = load(content=f"{HEADER}\n{line}\n".encode(encoding))

    assert schools()["100004"].name == "St Hélène’s Example School"
    assert any(remark in one for one in loaded.remarks) if remark else loaded.remarks == []


def test_bad_rows_are_refused_with_their_row_and_column_and_the_good_ones_stay(db):
    loaded = load(BAY, "x,No Number,Open,,,,,,", "100006,,Open,,,,,,", "100007,Late,Open,31-02-2020,,,,,", OLD)

    assert [(one["row"], one["column"]) for one in loaded.refused] == [
        (2, "URN"),
        (3, "EstablishmentName"),
        (4, "OpenDate"),
    ]
    assert set(schools()) == {"100001", "100002"}


def test_a_school_that_is_there_twice_is_kept_once(db):
    loaded = load(BAY, BAY, BAY.replace("Primary", "Infant"))

    assert (loaded.rows, loaded.accepted, loaded.new) == (3, 2, 1)
    assert loaded.refused == [
        {
            "row": 3,
            "column": "URN",
            "reason": "100001 is there twice, and says something else in row 1. That one is kept.",
        }
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b"name,town\nx,y\n", "edubasealldata.csv: This is not the national list", id="another-list"),
        pytest.param(b"PK\x03\x04" + bytes(300), "not a CSV file", id="a-workbook"),
        pytest.param(b"%PDF-1.7\n", "not a CSV file", id="a-pdf"),
        pytest.param(f"{HEADER},URN\n{BAY},1\n".encode(), "“urn” is there twice", id="a-column-twice"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_the_register_as_it_was(db, content, why):
    with pytest.raises(RuleBroken, match=why):
        load(content=content)

    assert schools() == {}
    with request_transaction(MACHINE):
        assert RegisterLoad.objects.count() == 0


def test_a_null_and_a_row_that_is_too_long_are_refused_alone(db):
    loaded = load(BAY, "100010,Nu\0ll,Open,,,,,,", f"{OLD},too,many,cells")

    assert [one["row"] for one in loaded.refused] == [2, 3] and set(schools()) == {"100001"}


def test_an_open_quotation_mark_swallows_no_school_in_silence(db):
    loaded = load(BAY, '100008,"Never ends,Open,,,,,,', OLD)

    assert [(one["row"], one["column"]) for one in loaded.refused] == [(2, "establishmentname")]
    assert "not closed" in loaded.refused[0]["reason"] and set(schools()) == {"100001"}


def test_a_name_like_a_formula_is_a_name(db):
    load('100011,"=HYPERLINK(""http://x"")",Open,,,,,,')

    assert schools()["100011"].name == '=HYPERLINK("http://x")'


def test_a_large_list_is_loaded_in_seconds(db):
    rows = [f"{200000 + number},School {number},Open,,,,Town,PR1 1AA," for number in range(5000)]
    loaded = load(*rows)

    assert loaded.new == 5000


def test_a_school_is_found_by_name_number_town_and_postcode(db):
    load(BAY, OLD)
    with request_transaction(MACHINE):
        for words in ("bay primary", "100001", "LANCASTER", "la11aa", "bay la1"):
            assert [one.urn for one in queries.schools_like(words)] == ["100001"], words
        assert queries.schools_like("bay preston") == []
        assert [urn for urn, _ in queries.school_choices("example")] == ["100001"]  # a closed one is not offered


@pytest.mark.parametrize(
    ("role", "team"),
    [
        (Role.SCREENING_WORKER, "east-central-triage"),
        (Role.MASH_MANAGER, "mash-management"),
        (Role.PARTNER, "guild-high"),
    ],
)
def test_only_an_administrator_keeps_the_register(lancashire, role, team):
    actor = somebody(role, team)
    with pytest.raises(Denied):
        load(BAY, actor=actor)
    with request_transaction(actor), pytest.raises(Denied):
        services.load_calendar(actor=actor, file=io.BytesIO(TERMS.encode()), file_name="x", name="x", now=NOW)


def test_a_partner_sees_no_register_no_key_adult_and_no_calendar(guild, head):
    with request_transaction(head):
        assert School.objects.count() == 0 and queries.calendars() == []


# -- the command ---------------------------------------------------------------------------------------------------


def test_the_command_says_what_became_of_the_file(db, tmp_path, capsys):
    from openmash.schools.commands import load_schools

    file = tmp_path / "schools.csv"
    file.write_text(f"{HEADER}\n{BAY}\nx,No,Open,,,,,,\n", encoding="cp1252")
    said = load_schools(type("Options", (), {"file": file})())

    assert (said["rows"], said["accepted"], said["new"]) == (2, 1, 1)
    assert json.dumps(said["refused"]) == json.dumps(
        [{"row": 2, "column": "URN", "reason": "“x” is not the number of a school: it has five or six digits."}]
    )


# -- calendars -----------------------------------------------------------------------------------------------------


def calendar(actor, text=TERMS, name="County", **more):
    with request_transaction(actor):
        return services.load_calendar(
            actor=actor, file=io.BytesIO(text.encode()), file_name="calendar.csv", name=name, now=NOW, **more
        )


def test_the_first_calendar_is_that_of_the_councils_schools(administrator):
    first, second = calendar(administrator), calendar(administrator, name="Own")

    assert (first.is_default, second.is_default) == (True, False)
    with request_transaction(administrator):
        services.make_default(actor=administrator, calendar=second, now=NOW)
        assert [one.name for one in queries.calendars() if one.is_default] == ["Own"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("kind,first_day,last_day\n", "no term dates", id="no-lines"),
        pytest.param("kind,first_day,last_day\ninset,2026-09-01,\n", "no term dates", id="no-terms"),
        pytest.param("kind,first_day,last_day\nterm,,\n", "Row 1, first_day: The first day is missing", id="no-days"),
        pytest.param("name,date\nx,y\n", "does not name kind and first_day", id="another-file"),
        pytest.param(f"{TERMS}feast,2026-12-24,\n", "Row 3, kind: “feast”", id="one-bad-line"),
        pytest.param(f"{TERMS}term,2026-12-01,2026-12-20\n", "begins before the one that ends", id="overlapping"),
        pytest.param(TERMS + "inset,2026-11-23,,\n" * 501, "more than 500 lines", id="without-end"),
    ],
)
def test_a_calendar_that_is_wrong_is_refused_whole_with_a_sentence(administrator, text, why):
    with pytest.raises(RuleBroken, match=why) as refused:
        calendar(administrator, text)

    assert refused.value.reason.startswith("calendar.csv was not loaded.")
    with request_transaction(MACHINE):
        assert (Calendar.objects.count(), CalendarDates.objects.count()) == (0, 0)


def test_the_same_calendar_again_changes_nothing(administrator):
    first = calendar(administrator)
    again = calendar(administrator, calendar=first)
    other = calendar(administrator, TERMS.replace("12-18", "12-17"), calendar=first)

    assert (again.version, other.version) == (1, 2)


def test_lines_are_added_and_taken_out_and_a_calendar_is_never_left_without_terms(administrator):
    held = calendar(administrator)
    day = date(2026, 11, 23)
    with request_transaction(administrator):
        services.add_dates(actor=administrator, calendar=held, dates=Dates("inset", day, day), now=NOW)
        with pytest.raises(RuleBroken, match="already"):
            services.add_dates(actor=administrator, calendar=held, dates=Dates("inset", day, day), now=NOW)
        with pytest.raises(RuleBroken, match="begins before"):
            services.add_dates(actor=administrator, calendar=held, dates=Dates("term", day, day), now=NOW)
        with pytest.raises(NotFound):
            services.remove_dates(actor=administrator, calendar=held, number=9, now=NOW)
        services.remove_dates(actor=administrator, calendar=held, number=1, now=NOW)
        with pytest.raises(RuleBroken, match="no term dates"):
            services.remove_dates(actor=administrator, calendar=held, number=1, now=NOW)
        assert [one.kind for one in queries.lines_of(held)] == ["term", "inset"]


# -- key adults ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "why"),
    [
        pytest.param({"name": " "}, "Write the name", id="nobody"),
        pytest.param({"email": "nowhere"}, "Write the e-mail address", id="no-address"),
        pytest.param({"email": "HEAD@guild.example"}, "already", id="there-already"),
    ],
)
def test_a_key_adult_needs_a_name_and_an_address_of_their_own(guild, administrator, given, why):
    with request_transaction(administrator), pytest.raises(RuleBroken, match=why):
        services.add_key_adult(
            actor=administrator,
            school=guild,
            given=KeyAdultGiven(**({"name": "New Head", "email": "new@guild.example"} | given)),
            now=NOW,
        )


def test_a_key_adult_ends_on_a_day_and_not_before_they_began(guild, manager):
    with request_transaction(manager):
        first, _ = queries.key_adults_of(guild, on=NOW.date())
        with pytest.raises(RuleBroken, match="before it begins"):
            services.end_key_adult(actor=manager, key_adult=first, until=date(2025, 1, 1), now=NOW)
        services.end_key_adult(actor=manager, key_adult=first, until=NOW.date(), now=NOW)
        assert [one.name for one in queries.key_adults_of(guild, on=NOW.date() + timedelta(days=1))] == ["Dai Deputy"]
        with pytest.raises(RuleBroken, match="already"):
            services.end_key_adult(actor=manager, key_adult=first, until=NOW.date(), now=NOW)


def test_a_screening_worker_and_a_partner_keep_no_key_adults(guild, worker, head):
    for actor in (worker, head):
        with request_transaction(actor), pytest.raises(Denied):
            services.add_key_adult(
                actor=actor, school=guild, given=KeyAdultGiven(name="X", email="x@example.org"), now=NOW
            )


def test_an_agency_signs_in_for_one_school(guild, bay, administrator):
    with request_transaction(administrator), pytest.raises(RuleBroken, match="another school"):
        services.set_up_school(actor=administrator, school=bay, agency_code="SCHOOL-GUILD", calendar_code="", now=NOW)


def test_who_of_a_school_raises_worries_and_reads_nothing_here_is_sent_a_link(guild, administrator):
    raises = somebody(Role.REFERRER, "guild-high", "ria@guild.example", "Ria Raises")
    given = KeyAdultGiven(name=raises.name, email=email_of(raises), place=2, since=date(2026, 1, 1))
    with request_transaction(administrator):
        services.add_key_adult(actor=administrator, school=guild, given=given, now=NOW)
        adults = queries.adults_of(guild, on=NOW.date())

    assert [(one.name, one.user_id is not None, one.by_link) for one in adults] == [
        ("Hattie Head", True, False),
        ("Dai Deputy", True, False),
        ("Ria Raises", False, True),
    ]
