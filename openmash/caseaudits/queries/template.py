"""The workbook in which audits made elsewhere are written down, with the questions and lists of the pack in force."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openmash.agencies import queries as agencies
from openmash.caseaudits.rules.elsewhere import COLUMNS
from openmash.caseaudits.rules.template import HOW, SHEET, Question, lists_of, questions_of

ROWS_WITH_LISTS = 5000
NARROW, WIDE, WIDEST = 16, 28, 90


def audit_template(today: date) -> bytes:
    """Return an Excel workbook: a sheet to fill in, with lists to choose from, how that is done, and every question."""
    import xlsxwriter

    toolkits = agencies.pack_in_force(today).in_force("audit_toolkits", today)
    lists, out = lists_of(toolkits), BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        strong = book.add_format({"bold": True, "bottom": 1})
        _sheet_to_fill(book, lists, strong)
        _how(book)
        _questions(book, questions_of(toolkits), strong)
        _lists(book, lists, strong)
    return out.getvalue()


def _sheet_to_fill(book: Any, lists: Mapping[str, Sequence[str]], strong: Any) -> None:
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 1)
    sheet.write_row(0, 0, COLUMNS, strong)
    text = book.add_format({"num_format": "@"})
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDE if column in ("section", "question") else NARROW, text)
        if column in lists:
            at = list(lists).index(column)
            letter = chr(ord("A") + at)
            source = f"=Lists!${letter}$2:${letter}${len(lists[column]) + 1}"
            sheet.data_validation(
                1, place, ROWS_WITH_LISTS, place,
                {"validate": "list", "source": source, "error_title": "Not in the list",
                 "error_message": "Choose one of the list, or leave it empty."},
            )  # fmt: skip


def _how(book: Any) -> None:
    sheet = book.add_worksheet("How to fill it in")
    sheet.set_column(0, 0, WIDEST, book.add_format({"text_wrap": True}))
    sheet.write_column(0, 0, HOW)


def _questions(book: Any, questions: Sequence[Question], strong: Any) -> None:
    sheet = book.add_worksheet("Questions")
    sheet.write_row(0, 0, ("cohorts", "section", "question", "what it asks"), strong)
    sheet.set_column(0, 2, WIDE)
    sheet.set_column(3, 3, WIDEST)
    for row, one in enumerate(questions, start=1):
        sheet.write_row(row, 0, (one.cohorts, one.section, one.code, one.words))


def _lists(book: Any, lists: Mapping[str, Sequence[str]], strong: Any) -> None:
    sheet = book.add_worksheet("Lists")
    for place, (column, values) in enumerate(lists.items()):
        sheet.write(0, place, column, strong)
        sheet.write_column(1, place, values)
    sheet.set_column(0, len(lists), WIDE)
