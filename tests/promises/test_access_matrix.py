"""Every address is asked as everybody, for records in every place, and answers as the access matrix says.

GET and, where something is done, POST; as each role and as nobody; for a record of one's own, of another team and
locality, of another agency, and for a restricted one. Where the gate turns a role away before it looks at any record,
every role asks for its own record, and one role an address, in turn, for those in the other places.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from django.http import HttpResponseBase

from openmash.agencies.choices import CLEARED_ROLES, OUTSIDE_ROLES
from openmash.base import access
from openmash.base.actors import BY_LINK
from openmash.people.permissions import ASK_WHY
from tests.promises.asking import Asker
from tests.promises.records import FAMILY

Line = dict[str, str]
ROLES = sorted({role for row in access.matrix().values() for role in row.roles} - {"any", "anonymous", BY_LINK})


def matrix() -> list[Line]:
    return access.answers(outside=OUTSIDE_ROLES, cleared=CLEARED_ROLES)


def to_ask(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines to ask: all but those that the gate answers alike for one role after the other."""
    alike: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if by_the_gate_alone(line):
            alike.setdefault((line["address"], line["scope"]), []).append(line)
        else:
            yield line
    for turn, same in enumerate(alike.values()):
        yield same[turn % len(same)]


def by_the_gate_alone(line: Line) -> bool:
    """Whether a role is turned away before any record is looked at, from a record that is not its own."""
    if line["scope"] == access.ANOTHER_AGENCY:
        return line["role"] not in OUTSIDE_ROLES
    roles = access.row_of(line["address"]).roles
    return line["scope"] in (access.ELSEWHERE, access.RESTRICTED) and not roles & {line["role"], "any"}


def asks_why(response: HttpResponseBase) -> bool:
    """Whether what was sent is given back to be sent again with a purpose, as whoever only looks is led to the page that asks."""
    return response.status_code == 403 and ASK_WHY in getattr(response, "content", b"").decode(errors="replace")


def answered(response: HttpResponseBase) -> str:
    """Return an answer in the words of the matrix. To be asked why one needs a record is no refusal."""
    sent_to_sign_in = response.status_code == 302 and "/account/login/?next=" in response.headers["Location"]
    if sent_to_sign_in or response.status_code == 401:
        return "sign-in"
    if response.status_code in (403, 404) and not asks_why(response):
        return str(response.status_code)
    return "open" if response.status_code < 500 else "failed"


def faults(response: HttpResponseBase, expected: str) -> Iterator[str]:
    """Yield what is wrong with an answer: another one than expected, a name in a refusal, no reason, a weak policy."""
    got = answered(response)
    if got != expected:
        yield f"{got} ({response.status_code}), not {expected}"
    words = getattr(response, "content", b"").decode(errors="replace")
    if (got != "open" or asks_why(response)) and FAMILY in words:
        yield "a refusal that names somebody"
    if got in ("403", "404") and not re.search(r"<h1|\"error\"", words):
        yield "a refusal without a reason"
    policy = response.headers.get("Content-Security-Policy", "")
    if not policy.startswith("default-src 'none'; script-src 'self'") or "unsafe" in policy:
        yield f"the policy {policy!r}"
    if "style=" in words and re.search(r"<[^>]+\sstyle=", words):
        yield "a style that the policy refuses"


def test_every_address_answers_everybody_as_the_matrix_says(asker: Asker) -> None:
    wrong = []
    for line in to_ask(matrix()):
        for method in asker.methods(line["address"]):
            response = asker.ask(access.row_of(line["address"]), line["role"], line["scope"], method)
            where = f"{method} {line['address']} as {line['role']}, {line['scope']}"
            wrong += [f"{where}: {fault}" for fault in faults(response, line["answer"])]

    assert not wrong, f"{len(wrong)} answers:\n" + "\n".join(wrong)


def test_a_role_of_the_council_is_worth_nothing_in_another_agency(asker: Asker) -> None:
    for role in set(ROLES) - OUTSIDE_ROLES:
        assert asker.records.actor(role, "another agency").roles == frozenset()
        assert answered(asker.ask(access.row_of("people:search"), role, access.ANOTHER_AGENCY, "GET")) == "403"


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        pytest.param("web:child", {"elsewhere": {"mash_manager": "404"}}, "open (200), not 404", id="too-open"),
        pytest.param("web:child", {"restricted": "open"}, "404 (404), not open", id="too-strict"),
        pytest.param("web:board", {"roles": ["partner"]}, "403 (403), not open", id="another-role"),
    ],
)
def test_the_guard_sees_a_page_that_does_otherwise(asker: Asker, name: str, change: dict, fault: str) -> None:
    true = access.row_of(name)
    said = replace(true, **{key: frozenset(value) if key == "roles" else value for key, value in change.items()})
    seen = []
    for role in ROLES:
        for scope in access.scopes(said, role, outside=role in OUTSIDE_ROLES):
            told = access.answer(said, role, scope, outside=role in OUTSIDE_ROLES, cleared=role in CLEARED_ROLES)
            seen += faults(asker.ask(true, role, scope, "GET"), told)

    assert fault in seen


def test_the_guard_sees_a_refusal_that_names_somebody(asker: Asker) -> None:
    response = asker.ask(access.row_of("web:child"), "partner", access.OWN, "GET")
    response.content += FAMILY.encode()

    assert list(faults(response, "403")) == ["a refusal that names somebody"]
