"""One row of a file of questions: who is looked for."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openmash.base.errors import RuleBroken
from openmash.people.rules.indexrows import COLUMNS, NAMES, read_row

ASKED = ("given_name", "family_name", "also_known_as", "date_of_birth", "age", "sex", "address", "postcode",
         "nhs_number", "upn")  # fmt: skip


@dataclass
class Query:
    """A question: its id, what is looked for, and what is wrong or doubtful about it."""

    query_id: str
    asked: dict[str, Any] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def check_question_columns(columns: list[str]) -> list[str]:
    """Return the unknown columns of a file of questions. Raises RuleBroken when it cannot be used."""
    if "query_id" not in columns:
        raise RuleBroken("The file has no column query_id. The first line must name the columns.")
    if not set(ASKED) & set(columns):
        raise RuleBroken(f"The file has no column to look for. Known are: {', '.join(ASKED)}.")
    return [column for column in columns if column and column not in {"query_id", *COLUMNS}]


def read_query_row(cells: dict[str, str], *, today: date) -> Query:
    """Return what one row asks. Impossible dates refuse it; doubtful words never do, and a name need not be there."""
    read = read_row({**cells, "record_id": "-"}, today=today)
    query = Query(" ".join(cells.get("query_id", "").split()), notes=read.notes)
    query.refused = [problem for problem in read.refused if problem[1] != "The row has no name."]
    if not query.query_id:
        query.refused.append(("query_id", "The row has no query_id."))
    if "sex" in {column for column, _ in read.notes}:
        read.values["sex"] = ""
    values = read.values
    given = values["given_name"] or ("" if values["family_name"] else values[NAMES[2]])
    query.asked = {
        "given": given,
        "family": values["family_name"],
        "dob": values["date_of_birth"],
        "age": values["age"],
        "sex": values["sex"],
        "address": values["address"],
        "postcode": values["postcode"],
        "nhs": values["nhs_number"],
        "upn": values["upn"],
    }
    return query
