"""From a postcode to a locality: every one of them, however it is typed, and never a guess."""

import gzip
import time
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.agencies.packs import SHIPPED, read_pack
from openmash.agencies.routing import (
    PostcodeTable,
    UnknownPostcode,
    authority_of,
    district_name,
    readings,
    route,
    shipped_table,
)
from openmash.agencies.routing.postcodes import SHIPPED_TABLE
from openmash.agencies.routing.writing import write_table

DAY = date(2026, 3, 6)
PACK = read_pack(SHIPPED / "lancashire")
BY_DISTRICT = {
    "E07000117": 3493, "E07000118": 4103, "E07000119": 3178, "E07000120": 2627, "E07000121": 5563, "E07000122": 4330,
    "E07000123": 6152, "E07000124": 2702, "E07000125": 3167, "E07000126": 4291, "E07000127": 3810, "E07000128": 4058,
    "E06000008": 5115, "E06000009": 5120,
}  # fmt: skip


def test_every_postcode_resolves():
    found = Counter(route(postcode, on=DAY, pack=PACK).gss for postcode, _ in shipped_table())

    assert found == BY_DISTRICT
    assert found.total() == 57_709


def test_every_postcode_resolves_with_letters_for_digits_and_without_its_space():
    table = shipped_table()
    wrong = [
        postcode
        for postcode, district in table
        if table.find(postcode.replace("0", "o").replace("1", "i").replace(" ", "").lower()) != (postcode, district)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "postcode", "district", "locality", "authority"),
    [
        pytest.param("PR1 8XJ", "PR1 8XJ", "Preston", "Central", "Lancashire", id="as-printed"),
        pytest.param("pr18xj", "PR1 8XJ", "Preston", "Central", "Lancashire", id="lower-case-no-space"),
        pytest.param("  pr1  8xj ", "PR1 8XJ", "Preston", "Central", "Lancashire", id="spaces"),
        pytest.param("PR1-8XJ.", "PR1 8XJ", "Preston", "Central", "Lancashire", id="hyphen-and-full-stop"),
        pytest.param("ＰＲ１ ８ＸＪ", "PR1 8XJ", "Preston", "Central", "Lancashire", id="wide-letters"),
        pytest.param("PR1\u00a08XJ", "PR1 8XJ", "Preston", "Central", "Lancashire", id="space-that-does-not-break"),
        pytest.param("bb1o 1aa", "BB10 1AA", "Burnley", "East", "Lancashire", id="letter-o-for-zero"),
        pytest.param("0L13 0AA", "OL13 0AA", "Rossendale", "East", "Lancashire", id="zero-for-letter-o"),
        pytest.param("LAI 1AA", "LA1 1AA", "Lancaster", "North", "Lancashire", id="letter-i-for-one"),
        pytest.param("LAl 1AA", "LA1 1AA", "Lancaster", "North", "Lancashire", id="small-l-for-one"),
        pytest.param("FY1 1AA", "FY1 1AA", "Blackpool", None, "Blackpool", id="blackpool"),
        pytest.param("BBO 1GR", "BB0 1GR", "Blackburn with Darwen", None, "Blackburn with Darwen", id="blackburn"),
    ],
)
def test_a_postcode_leads_to_its_locality_however_it_is_typed(typed, postcode, district, locality, authority):
    found = route(typed, on=DAY, pack=PACK)

    assert (found.postcode, found.district, found.locality, found.authority) == (
        postcode,
        district,
        locality,
        authority,
    )
    assert found.is_ours is (authority == "Lancashire")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "PR1",
        "PR1 8X",
        "PR1 8XJJ",
        "SW1A 1AA",
        "ZZ1 1AA",
        "PR1 8XJ, Preston",
        "PR1 8CI",
        "١PR 8XJ",
        "x" * 10_000,
        "\x00",
    ],
)
def test_what_is_not_known_is_never_guessed(typed):
    with pytest.raises(UnknownPostcode) as refusal:
        route(typed, on=DAY, pack=PACK)

    assert len(str(refusal.value)) < 120


def test_an_outward_code_that_lies_in_two_authorities_is_told_apart_by_the_whole_postcode():
    districts = {postcode: district for postcode, district in shipped_table() if postcode.startswith("BB2 ")}

    assert len(set(districts.values())) > 1


@given(st.text(max_size=12) | st.from_regex(r"[A-Z0-9 ]{4,9}", fullmatch=True))
def test_any_text_is_a_known_postcode_or_refused(typed):
    table = shipped_table()
    found = table.find(typed)

    assert found is None or table.district(found[0].replace(" ", "")) == found[1]


def test_a_reading_never_differs_where_what_was_typed_could_be_a_postcode():
    assert list(readings("L1 0AA")) == [["L10AA"]]
    assert [sorted(alike) for alike in readings("BBO OAA")] == [["BB00AA"]]


@pytest.mark.parametrize(
    ("service", "locality"),
    [("children_social_care", "Central"), ("police", "South"), ("education", "North"), ("health", None)],
)
def test_each_service_has_its_own_locality_for_a_postcode(service, locality):
    chorley = next(postcode for postcode, district in shipped_table() if district == "E07000118")

    assert route(chorley, service=service, on=DAY, pack=PACK).locality == locality


def test_before_a_grouping_began_a_postcode_has_no_locality():
    found = route("PR1 8XJ", on=date(2010, 1, 1), pack=PACK)

    assert (found.district, found.locality) == ("Preston", None)


def test_a_look_up_with_the_opening_of_the_table_takes_milliseconds():
    start = time.perf_counter()
    found = PostcodeTable.open(SHIPPED_TABLE).find("pr1 8xj")

    assert found == ("PR1 8XJ", "E07000123")
    assert time.perf_counter() - start < 0.06


# --- making a table


@pytest.fixture
def extract(tmp_path):
    path = tmp_path / "extract.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("PCDS,oseast1m,LAUA\nZE1 0AA,1,S12000027\nPR1 8XJ,2,E07000123\n")
    return path


def test_a_table_is_made_from_any_extract_of_the_national_directory(tmp_path, extract):
    table = tmp_path / "table.dat"

    assert write_table(extract, table) == 2
    opened = PostcodeTable.open(table)
    assert list(opened) == [("PR1 8XJ", "E07000123"), ("ZE1 0AA", "S12000027")]
    assert route("ze1 oaa", on=DAY, pack=PACK, table=opened).authority == "S12000027"


def test_an_extract_without_its_columns_or_against_itself_is_refused(tmp_path):
    path = tmp_path / "extract.csv"
    path.write_text("code,laua\nPR1 8XJ,E07000123\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no column of postcodes"):
        write_table(path, tmp_path / "table.dat")

    path.write_text("pcd,laua\nPR1 8XJ,E07000123\nPR18XJ,E07000118\n", encoding="utf-8")
    with pytest.raises(ValueError, match="two districts"):
        write_table(path, tmp_path / "table.dat")


def test_a_file_that_is_no_table_is_refused(tmp_path):
    path = tmp_path / "table.dat"
    path.write_bytes(b"something else\n123456789")

    with pytest.raises(ValueError, match="is not a table of postcodes"):
        PostcodeTable.open(path)


def test_districts_and_authorities_have_their_names():
    assert district_name("E07000123") == "Preston"
    assert authority_of("E07000123") == ("E10000017", "Lancashire")
    assert authority_of("E06000009").name == "Blackpool"
    assert district_name("E07999999") is None
