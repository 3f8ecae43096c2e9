"""All measures, one measure and the scorecard: what each reader sees, what is hidden, and what cannot be asked."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.conftest import MACHINE, act_as, pack  # noqa: F401 - the fixtures
from openmash.indicators import queries
from openmash.indicators.engine import keeping
from openmash.indicators.queries import behind, measured, measures, series
from openmash.indicators.rules.periods import add_months
from openmash.indicators.tests.cases_world import Child, Happened, on, write_children
from openmash.indicators.tests.counted_world import NOW
from openmash.indicators.tests.test_case_measures import CHILDREN
from openmash.indicators.tests.test_front_door_golden import counted  # noqa: F401 - the fixture
from openmash.indicators.tests.test_front_door_pages import reader  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db
MEASURES, SCORECARD = reverse("indicators:measures"), reverse("indicators:scorecard")
UNTIL_OCTOBER = {"until": "2026-10"}


def page_of(code):
    return reverse("indicators:measure", kwargs={"measure": code})


def assessed(month: int, late: int) -> list[Child]:
    """Return 25 children assessed in a month of the last two years, so many of them late."""
    first = add_months(date(2024, 11, 1), month)
    ends = [first + timedelta(days=one) for one in range(25)]
    return [
        Child(
            on(3, 4, 2015),
            [
                Happened(
                    "assessment",
                    first - timedelta(days=40),
                    day,
                    due=day - timedelta(days=1) if n < late else day,
                )
            ],
            team="north-social-work",
        )
        for n, day in enumerate(ends)
    ]


@pytest.fixture(autouse=True)
def one_extract(fresh_extracts, monkeypatch):
    """Take one extract in a test, at the first question: what these tests write stands before it."""
    held = []

    def data_now(now, *, fresh=False):
        if not held:
            held.append(keeping.extract(now=now, whole=True))
        return held[0]

    for module in (measured, series, behind, measures):
        monkeypatch.setattr(module, "data_now", data_now)


@pytest.fixture
def cases(reader):  # noqa: F811
    with request_transaction(MACHINE):
        write_children(CHILDREN)
    return reader


@pytest.fixture
def two_years(reader):  # noqa: F811
    """Assessments of 24 months: in the last eight more of them late than on the average of all."""
    with request_transaction(MACHINE):
        for month in range(24):
            write_children(
                assessed(month, late=(8, 10)[month % 2] if month >= 16 else (0, 4)[month % 2]), first=1000 + 100 * month
            )
    return reader


def test_a_manager_reads_every_measure_by_theme_and_what_nobody_recorded_is_said(cases):
    page = cases(Role.MASH_MANAGER).get(MEASURES, UNTIL_OCTOBER).content.decode()

    assert "1 November 2025 to 31 October 2026" in page
    for title in ("Front door", "Early help", "Child protection", "Looked-after children", "Care leavers", "Missing"):
        assert title in page
    assert "1 of 3 within twelve months of an earlier one; too few for a percentage" in page
    assert "Not recorded here yet, so there is no figure" in page and "a case holds no record of this yet" in page
    assert "extract " in page and "20 November 2026 at 10:00" in page


def test_a_board_member_reads_no_number_from_one_to_five(cases):
    board, manager = cases(Role.BOARD_MEMBER), cases(Role.MASH_MANAGER)
    whole, guarded = (
        one.get(page_of("protection_plans_begun"), UNTIL_OCTOBER).content.decode() for one in (manager, board)
    )
    listed = board.get(MEASURES, UNTIL_OCTOBER).content.decode()

    assert "2 child protection plans begun" in whole and "2 child protection plans begun" not in guarded
    assert "c child protection plans begun; too small to publish" in guarded
    assert "c of c" in listed and "1 of 2 " not in listed
    own_choice = manager.get(page_of("protection_plans_begun"), UNTIL_OCTOBER | {"as": "published"}).content.decode()
    assert "too small to publish" in own_choice


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(
            {"locality": "East"}, "Localities stand side by side on the scorecard", id="one-locality-by-itself"
        ),
        pytest.param({"until": "2026-09"}, "two that overlap would give away", id="a-year-that-overlaps-another"),
        pytest.param({"known": "2026-11-02"}, "shown to those who work with the records", id="as-known-on-another-day"),
    ],
)
def test_who_reads_no_small_number_asks_for_nothing_that_is_part_of_something_else(cases, asked, said):
    board, manager = cases(Role.BOARD_MEMBER), cases(Role.MASH_MANAGER)
    href = page_of("contacts_received")
    plain, part = (board.get(href, query).content.decode() for query in (UNTIL_OCTOBER, asked))

    assert said in part and said not in plain
    assert "1 November 2025 to 31 October 2026" in part
    assert said not in manager.get(href, asked).content.decode()
    form = {"measure": "contacts_received", "form": "json"}
    files = [
        board.get(reverse("indicators:measure_file", kwargs=form), query).json() for query in (UNTIL_OCTOBER, asked)
    ]
    assert files[0]["figures"] == files[1]["figures"]


def test_who_reads_no_small_number_chooses_among_years_that_do_not_overlap(cases):
    page = cases(Role.BOARD_MEMBER).get(MEASURES).content.decode()

    assert "October 2025</option>" in page and "September 2026</option>" not in page
    assert 'name="locality"' not in page
    assert (
        "1 November 2024 to 31 October 2025"
        in cases(Role.BOARD_MEMBER).get(MEASURES, {"until": "2025-10"}).content.decode()
    )


def test_the_chart_says_since_when_and_the_scorecard_tells_it_as_an_exception(two_years):
    manager = two_years(Role.MASH_MANAGER)
    page = manager.get(page_of("assessments_in_45_days"), UNTIL_OCTOBER).content.decode()
    card = manager.get(SCORECARD, UNTIL_OCTOBER).content.decode()

    assert "220 of 300" in page and "authorised within 45 working days" in page
    assert "8 months running below the average, since March 2026" in page
    assert "special cause: eight points below the mean since March 2026, not as hoped" in card
    assert "by chance" in card and "ranking" not in card
    assert "England, 2021/22: 84.5%" in page and "the localities against England" in page
    assert "Complete the child and family assessment" in page  # its clock
    assert page.count("<svg") == 2


def test_the_cases_behind_a_measure_are_children_without_names_and_a_shorter_list_says_why(cases):
    href = reverse("indicators:cases", kwargs={"measure": "protection_plans_open"})
    asked = {"from": "2026-10-01", "to": "2026-11-19", "which": "counted"}
    manager, locality = cases(Role.MASH_MANAGER), cases(Role.LOCALITY_MANAGER)
    cleared = manager.get(href, asked).content.decode()
    own = locality.get(href, asked).content.decode()

    assert "P-W1<" in cleared and "P-W3<" in cleared and "Nia" not in cleared
    assert (
        "P-W1<" not in own and "2 are behind the figure; 2 of them are not on the list: restricted, or of a team" in own
    )
    assert cases(Role.BOARD_MEMBER).get(href, asked).status_code == 403


def test_a_measure_is_taken_away_as_it_may_be_published(cases):
    for form in ("json", "pdf", "docx", "html"):
        href = reverse("indicators:measure_file", kwargs={"measure": "protection_plans_begun", "form": form})
        answer = cases(Role.MASH_MANAGER).get(href, UNTIL_OCTOBER)
        assert answer.status_code == 200 and f".{form}" in answer["Content-Disposition"]
        if form == "json":
            assert answer.json()["figures"][0]["numerator"] == "c" and answer.json()["published"] is True


def test_a_figure_is_shown_as_it_was_known_on_a_day(cases):
    page = cases(Role.MASH_MANAGER).get(page_of("referrals"), UNTIL_OCTOBER | {"known": "2026-11-01"}).content.decode()

    assert "As it was known on 1 November 2026 at 23:59" in page
    assert "4 referrals" in page and "what was known, decided and corrected by then" in page  # the withdrawn one stood


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        pytest.param({"until": "2026-13"}, "The month is not one that exists.", id="no-month"),
        pytest.param({"until": "0001-01"}, "The month lies too far back.", id="far-back"),
        pytest.param({"locality": "Atlantis"}, "There is no such locality.", id="another-locality"),
        pytest.param({"known": "soon"}, "The day is not a date that exists.", id="no-day"),
        pytest.param({"known": "2027-01-01"}, "Choose a day that is over", id="a-day-ahead"),
    ],
)
def test_what_cannot_be_asked_is_said_and_the_last_year_shown(cases, asked, words):
    manager = cases(Role.MASH_MANAGER)

    for href in (MEASURES, SCORECARD, page_of("referrals")):
        page = manager.get(href, asked)
        assert (page.status_code, words in page.content.decode()) == (200, True), href


def test_an_unknown_measure_and_form_are_not_found(cases):
    manager = cases(Role.MASH_MANAGER)

    assert manager.get(page_of("happiness")).status_code == 404
    assert manager.get(page_of("referrals") + "exe/").status_code == 404


def test_every_measure_of_the_pack_has_a_page_and_none_published_has_a_small_number(cases):
    period = queries.year_until(NOW)
    for entry in queries.measures_in_force(NOW):
        made = queries.measure_report(entry.code, period, guarded=True, now=NOW)
        assert made.figures, entry.code
        shown = [one.numerator_shown for one in made.figures if not one.is_median and not one.lacking]
        assert all(one in ("0", "c") or int(one.replace(",", "")) > 5 for one in shown), entry.code
