"""What one may not know of answers as what never was: the same words, and the same questions to the database, so in the same time.

A clock would tell the two apart only by chance; what the server does for each can be compared exactly. Every address that is
to answer 404 for somebody else's record is asked once for that record, and once for a reference that nobody has.
"""

import re
from collections.abc import Iterator

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from openmash.agencies.choices import Role
from openmash.base import access, clock
from tests.promises.asking import SCOPED, Asker, undone
from tests.promises.test_access_matrix import Line, matrix

KEY = "0b0c5f0e-7a3c-4a53-9d5e-3c1f6f0e8a11"
ABSENT = "Y"  # the records are marked A to D
MARK = re.compile(r"/([A-Z]{1,2})-[A-D](?=[\d/-]|$)")
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b|s\d+_x\d+")
OF_ONE_REQUEST = re.compile(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|value="[0-9a-f-]{36}"')


def hidden() -> Iterator[Line]:
    """Yield one line an address and place, of a role that may use the address and is to be told 404."""
    seen = set()
    for line in matrix():
        row = access.row_of(line["address"])
        by_record = row.record != "none" and line["scope"] != access.OWN and row.roles & {line["role"], "any"}
        if line["answer"] == "404" and by_record and (key := (line["address"], line["scope"])) not in seen:
            seen.add(key)
            yield line


def told(asker: Asker, line: Line, address: str, method: str = "GET") -> tuple[int, str, list[str]]:
    """Return how an address answers somebody: status, words without the address, and what the database was asked."""
    client = asker.client(line["role"], SCOPED[line["scope"]][0])
    reset_queries()  # the log has an end
    with undone(), CaptureQueriesContext(connection) as asked:
        response = client.get(address) if method == "GET" else client.post(address, {"idempotency_key": KEY})
    words = OF_ONE_REQUEST.sub("", response.content.decode(errors="replace")).replace(address, "")
    return response.status_code, MARK.sub("", words), [VALUES.sub("?", one["sql"]) for one in asked.captured_queries]


def test_a_hidden_record_answers_as_one_that_never_was(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, compared, at = [], 0, clock.now()
    monkeypatch.setattr(clock, "now", lambda: at)  # a page may say how long ago something was
    for line in hidden():
        row = access.row_of(line["address"])
        address = asker.address(row, line["role"], SCOPED[line["scope"]][1])
        if (absent := MARK.sub(rf"/\1-{ABSENT}", address)) == address:
            continue
        for method in asker.methods(row.name):
            told(asker, line, absent, method)  # what is asked once in a process is asked here
            there, never = told(asker, line, address, method), told(asker, line, absent, method)
            compared += 1
            if there != never:
                wrong.append(f"{method} {row.name} as {line['role']}, {line['scope']}: {differing(there, never)}")

    assert not wrong, f"{len(wrong)} of {compared}:\n" + "\n".join(wrong)
    assert compared > 100


def differing(there: tuple[int, str, list[str]], never: tuple[int, str, list[str]]) -> str:
    """Return how two answers differ."""
    if there[0] != never[0]:
        return f"{there[0]}, not {never[0]}"
    if there[1] != never[1]:
        return "other words"
    return f"{len(there[2])} questions to the database, not {len(never[2])}, or other ones"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/people/P-A1/", id="a-person-who-is-shown"),
        pytest.param("/contacts/C-A/", id="a-contact-that-is-shown"),
    ],
)
def test_the_guard_sees_a_record_that_is_told_apart(asker: Asker, address: str) -> None:
    line = {"role": Role.SCREENING_WORKER, "scope": access.OWN}

    assert told(asker, line, address) != told(asker, line, MARK.sub(rf"/\1-{ABSENT}", address))
