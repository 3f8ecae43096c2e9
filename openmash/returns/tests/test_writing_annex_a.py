"""An Annex A is written: to the layout of January 2024, read back to the same facts, with nothing that a spreadsheet works out."""

from datetime import date, datetime, timezone

import pytest
import python_calamine

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases.models import Correction, Fact
from openmash.people.models import Person
from openmash.returns.rules.annexa.layout import LISTS
from openmash.returns.services import annexa
from openmash.returns.services.writingannexa import write_annex_a
from openmash.returns.tests.annexa import cells_of, row_of, whole_book, write_book

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("test")


@pytest.fixture(autouse=True)
def lancashire(db):
    load_lancashire()


@pytest.fixture
def write(tmp_path):
    def run(*, by=MACHINE, start=date(2026, 5, 1), end=date(2026, 10, 31)):
        out = tmp_path / "written.xlsx"
        with request_transaction(by):
            return write_annex_a(actor=by, start=start, end=end, out=out, now=NOW), out

    return run


def read(path):
    return annexa.read_annex_a(actor=MACHINE, path=path, name=path.name, now=NOW)


def cells(path, name):
    return list(python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).iter_rows())


def test_what_is_written_is_read_back_to_the_same_facts(write, tmp_path):
    read(whole_book(tmp_path / "given.xlsx"))
    rows, out = write()

    again, book = read(out)

    assert rows == {layout.name: 1 for layout in LISTS.values()}
    assert (again.new, again.changed) == (0, 0)
    assert all((held.total, len(held.rows), held.noted) == (1, 1, []) for held in book.lists.values())
    assert (book.layout, [held.unknown for held in book.lists.values()]) == ("January 2024", [[]] * 11)
    with request_transaction(MACHINE):
        assert (Person.objects.count(), Correction.objects.count()) == (1, 0)


def test_codes_are_written_as_ofsted_writes_them_and_days_as_days(write, tmp_path):
    read(whole_book(tmp_path / "given.xlsx"))
    _, out = write()

    heads, row = cells(out, "List 7")
    said = dict(zip(heads, row, strict=True))
    assert said["Ethnicity"] == "a) WBRI"
    assert said["Age"] == 12
    assert said["Child Protection Plan Start Date"] == date(2026, 6, 26)
    assert said["Latest Category of Abuse"] == "d) Emotional abuse"
    assert said["Was the Child Seen Alone?"] == "a) Yes"


def test_a_period_holds_what_happened_in_it_and_what_went_on(write, tmp_path):
    read(whole_book(tmp_path / "given.xlsx"))

    rows, _ = write(start=date(2026, 8, 1), end=date(2026, 8, 31))

    assert {name: number for name, number in rows.items() if number} == {
        "List 6": 1, "List 7": 1, "List 10": 1, "List 11": 1,
    }  # fmt: skip


@pytest.mark.parametrize("words", ["=1+1", "+44", "-2", "@SUM(A1)", '=HYPERLINK("http://example.org")'])
def test_words_that_could_be_a_formula_are_none(write, tmp_path, words):
    read(write_book(tmp_path / "given.xlsx", {"List 3": cells_of(3, [row_of(3, worker=f"'{words}")])}))

    _, out = write()
    again, _ = read(out)

    assert cells(out, "List 3")[1][-1] == f"'{words}"
    assert again.changed == 0
    with request_transaction(MACHINE):
        assert Fact.objects.get(kind="referral").worker == words


def test_restricted_children_are_in_it_by_their_number(write, tmp_path):
    read(whole_book(tmp_path / "given.xlsx"))
    with request_transaction(MACHINE):
        Person.objects.update(restricted=True, given_name="Aled", family_name="Example")

    rows, out = write()

    assert rows["List 8"] == 1
    assert cells(out, "List 8")[1][0] == "4711"


def test_nothing_is_left_of_a_workbook_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with request_transaction(MACHINE), pytest.raises(RuleBroken, match="cannot be written"):
        write_annex_a(
            actor=MACHINE, start=date(2026, 1, 1), end=date(2026, 2, 1), out=tmp_path / "file" / "book.xlsx", now=NOW
        )


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.MASH_MANAGER])
def test_only_an_analyst_has_it_written(write, role):
    by = somebody(role, "central-social-work" if role == Role.SOCIAL_WORKER else "mash-management")
    with pytest.raises(Denied):
        write(by=by)
