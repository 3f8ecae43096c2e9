"""Who came by an e-mailed link has one record, and every other address of the product is shut: for every kind of record."""

import pytest
from django.http import HttpResponseBase
from django.test import Client

from openmash.agencies.choices import Role
from openmash.base import access, clock, sessions
from openmash.base.actors import BY_LINK
from openmash.base.transactions import request_transaction
from openmash.links.models import AnswerLink
from openmash.links.services import opened_by_links
from tests.promises.asking import Asker, undone
from tests.promises.records import FAMILY, HEALTH, MACHINE, POLICE

HERS = f"A-{POLICE}"
# Of each kind of record that links open: the link to one, its page, and every address that the link opens.
KINDS = {
    "request": (
        f"L-{HERS}",
        f"/requests/Q-{HERS}/",
        {
            "enquiries:request",
            "enquiries:answer_request",
            "enquiries:return_file",
            "enquiries:decline_request",
            "enquiries:ask_for_more_time",
        },
    ),
    "school_notice": ("L-SN-A", "/school-notices/SN-A/", {"schools:own_notice"}),
}


def came_by_link(kind: str, /, **more: object) -> Client:
    """Return the browser of somebody who opened the link to one record of a kind with its code."""
    now, link = clock.now(), KINDS[kind][0]
    with request_transaction(MACHINE):
        AnswerLink.objects.filter(reference=link).update(**({"used_at": now} | more))
    client = Client()
    session = client.session
    session[sessions.LINK], session[sessions.LAST_INPUT] = link, now.timestamp()
    session.save()
    return client


def opens(response: HttpResponseBase) -> bool:
    return response.status_code < 300


def test_every_kind_of_record_that_links_open_is_asked_here() -> None:
    assert len(KINDS) == len(opened_by_links())


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_opens_one_record_and_no_other_address(asker: Asker, kind: str) -> None:
    wrong, opened = [], set()
    with undone():
        client = came_by_link(kind)
        for row in access.matrix().values():
            if (
                ":" not in row.name
                or "anonymous" in row.roles
                or "get" not in [m.lower() for m in asker.methods(row.name)]
            ):
                continue
            for place in ("own", "elsewhere", "restricted", "raised"):
                response = client.get(asker.address(row, Role.PARTNER, place))
                meant = BY_LINK in row.roles and row.record == kind and place == "own"
                words = getattr(response, "content", b"").decode(errors="replace")
                if opens(response):
                    opened.add(row.name)
                if opens(response) != meant or (not meant and FAMILY in words):
                    wrong.append(f"{row.name}, {place}: {response.status_code}")

    assert not wrong, "\n".join(wrong)
    assert opened == KINDS[kind][2]


def test_a_link_opens_nothing_of_another_agency_about_the_same_family(asker: Asker) -> None:
    with undone():
        client = came_by_link("request")

        assert client.get("/requests/Q-A-LCC-EARLY-HELP/").status_code == 404
        assert FAMILY in client.get(f"/requests/Q-{HERS}/").content.decode()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"used_at": None}, id="never-opened-with-its-code"),
        pytest.param({"over": "taken_back"}, id="taken-back"),
        pytest.param({"over": "replaced"}, id="a-newer-one-was-used"),
        pytest.param({"kind": "something_else"}, id="for-another-kind-of-record"),
        pytest.param({"record": f"Q-B-{HEALTH}"}, id="for-another-record"),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_link_that_is_not_open_for_this_lets_nobody_in(asker: Asker, kind: str, change: dict[str, object]) -> None:
    with undone():
        response = came_by_link(kind, **change).get(KINDS[kind][1])

        assert response.status_code in (401, 404)
        assert FAMILY not in response.content.decode()
