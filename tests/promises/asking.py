"""Ask every address as everybody: in one transaction, each request undone again."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base import access, clock
from openmash.trail.models import Entry
from tests.promises.auditing import of_audits
from tests.promises.records import AFTER, ASKED_OF, FAMILY, HEALTH, POLICE, TOKEN, Records, Worry
from tests.promises.returning import KINDS
from tests.promises.telling import of_schools

SCOPED = {
    access.OWN: ("own", "own"),
    access.ELSEWHERE: ("own", "elsewhere"),
    access.ANOTHER_AGENCY: ("another agency", "own"),
    access.RESTRICTED: ("own", "restricted"),
    access.NO_RECORD: ("own", "own"),
    access.SOMEBODY_ELSES: ("own", "elsewhere"),
}
# Under which name the records hold the number that an address names.
NUMBERS = {
    "frontdoor:notice_file": "notice_file",
    "people:index_load": "index_load",
    "schools:register_load": "register_load",
    "web:retry_job": "job",
    "caseaudits:file_read": "audit_file",
    "boards:end_seat": "seat",
}
# Which of a worry's documents at the gate an address is asked about: one to read, one that is released, else one that waits.
PACKAGES = {
    "frontdoor:change_package": "T",
    "frontdoor:print_package": "L",
    "frontdoor:statement": "S",
    "frontdoor:print_statement": "Z",
}
# Which of a worry's branches an address is asked about: one in the state that it is for.
BRANCHES = {"adults:end_enquiry": "BE", "frontdoor:weigh_danger": "BW", "frontdoor:hear_conference": "BH"}


class Undone(Exception):
    """Raised to undo what a request did."""


@contextmanager
def undone() -> Iterator[None]:
    """Run what is inside, and take back whatever it changed."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


class Asker:
    """Signed-in clients for every user of the records, and the addresses of their records."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.views = dict(_views(get_resolver()))
        self._cookies: dict[tuple[str, str], str] = {}

    def client(self, role: str, where: str) -> Client:
        if role == "anonymous":
            return Client()
        user = self.records.users[role, where]
        if (role, where) not in self._cookies:
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            session = client.session
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [
                {"method": "password", "at": clock.now().timestamp() + 3600, "reauthenticated": True}
            ]
            session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
            session.save()
            self._cookies[role, where] = client.cookies.output(header="")
        client = Client()
        client.cookies = SimpleCookie(self._cookies[role, where])
        return client

    def methods(self, name: str) -> list[str]:
        """Return how an address can be asked: GET, and POST where something is done there."""
        view = getattr(self.views[name], "view_class", None)
        allowed = {method for method in view.http_method_names if hasattr(view, method)} if view else {"get"}
        return [method.upper() for method in ("get", "post") if method in allowed]

    def address(self, row: access.Row, role: str, place: str) -> str:
        """Return the address of a record in a place, with whatever else the address names."""
        if row.name == "frontdoor:raised_contact" and role == Role.EARLY_HELP_OFFICER and place == "own":
            place = "raised"
        worry, numbers = self.records.worries[place], self.records.numbers
        mark = worry.contact.reference[2:]
        reference = {
            **dict.fromkeys(("person", "child", "statement", "case_fact"), worry.person.reference),
            "household": worry.household.reference,
            "request": self.request_for(role, place, worry),
            "action": self.of_agency("AC", role, place, worry),
            "escalation": self.of_agency("PD", role, place, worry),
            "concern": f"{BRANCHES.get(row.name, 'B')}-{mark}",
            **self.by_mark(role, place, mark),
            "school_notice": of_schools(mark)["school_notice"],
        }.get(row.record, worry.contact.reference)
        planned = row.name.startswith("improvement:")
        reference = self.records.register.get("plan" if planned else row.record, reference)
        given = {
            "reference": reference,
            "child": self.child_for(row, role, worry),
            "place": worry.place.reference,
            "record": worry.record.record_id,
            "number": numbers.get(NUMBERS.get(row.name, ""), 1),
            "key": self.confirmation(role) if row.name == "account_confirm_email" else "x",
            "which": "mine",
            "measure": "contacts_received",
            "message": f"M-{worry.contact.reference[2:]}",
            "dispatch": f"{'W' if row.record == 'notice' else 'D'}-{worry.contact.reference[2:]}",
            "package": f"{PACKAGES.get(row.name, 'K')}-{worry.contact.reference[2:]}",
            "branch": f"{BRANCHES.get(row.name, 'BC')}-{mark}",
            "asked": self.request_for("", place, worry),
            "file": self.request_for("" if row.name.startswith("frontdoor:") else role, place, worry).replace(
                "Q-", "F-"
            ),
            "kind": KINDS.get(row.name, "strategy-discussion"),
            "fact": f"CF-{mark}",
            **of_schools(mark),
            "meeting": f"MT-{reference}"[:20] if row.record == "allegation" else f"MT-{mark}",
            "action": f"AC-{reference}"[:20] if row.record == "allegation" else self.action_for(role, worry),
            "escalation": self.of_agency("PD", "", place, worry),
            "act": AFTER.get(role, "screen") if place != "elsewhere" else "screen",
            "form": "json",
            "part": "compliance",
            "given": self.request_for("", place, worry).replace("Q-", "R-"),
            "token": f"{TOKEN}-A-{POLICE}",
            "uidb36": "x",
            "pk": self.key_of(role if place == "own" else somebody_else(role)),
        }
        return _reverse(row.name, given)

    @staticmethod
    def by_mark(role: str, place: str, mark: str) -> dict[str, str]:
        """Return the meeting about a worry, the opening of a record of which a role's team was told, the check that met it.

        And the worry about a worker that somebody of this role recorded; in every other place somebody else.
        """
        social = role == Role.SOCIAL_WORKER and place != "elsewhere"
        recorded = role if place == "own" else somebody_else(role)
        return of_audits(role, mark) | {
            "allegation": f"A-{mark}-{recorded}"[:20],
            "meeting": f"MT-{mark}",
            "opening": f"G-{mark}{'-S' if social else ''}",
            "check": f"K-{mark}",
        }

    @staticmethod
    def of_agency(kind: str, role: str, place: str, worry: Worry) -> str:
        """Return what a role's agency has to do, or disagrees with, about a worry; elsewhere health alone does."""
        asked = HEALTH if place == "elsewhere" else ASKED_OF.get(role, POLICE)
        return f"{kind}-{worry.contact.reference[2:]}-{asked}"

    @staticmethod
    def action_for(role: str, worry: Worry) -> str:
        """Return what the council's team of a role has to do about a worry."""
        kinds: dict[str, str] = {Role.EARLY_HELP_OFFICER: "early_help", Role.ADULT_DUTY_WORKER: "adult_duty"}
        return f"AC-{worry.contact.reference[2:]}-{kinds.get(role, 'assessment')}"

    @staticmethod
    def request_for(role: str, place: str, worry: Worry) -> str:
        """Return what the agency of a role was asked about a worry; of one elsewhere, health alone was."""
        asked = HEALTH if place == "elsewhere" else ASKED_OF.get(role, POLICE)
        return f"Q-{worry.contact.reference[2:]}-{asked}"

    @staticmethod
    def child_for(row: access.Row, role: str, worry: Worry) -> str:
        """Return the child whose decision waits for somebody in that role: the pack names a role for each decision."""
        overseen = row.name in ("frontdoor:countersign_decision", "frontdoor:return_decision")
        return (worry.sibling if overseen and role == Role.LOCALITY_MANAGER else worry.person).reference

    def key_of(self, role: str) -> int:
        """Return the number of somebody's security key."""
        return Authenticator.objects.get(user=self.user_of(role), type="webauthn").pk

    def confirmation(self, role: str) -> str:
        """Return what a message to somebody holds, with which an address is confirmed."""
        return EmailConfirmationHMAC(EmailAddress.objects.get(user=self.user_of(role))).key

    def user_of(self, role: str) -> User:
        return self.records.users[Role.PARTNER if role == "anonymous" else role, "own"]

    def look(self, row: access.Row, role: str) -> tuple[str, set[str]]:
        """Return the words of a page about one's own record, and whom the trail says that it showed."""
        query = {"q": FAMILY} if row.name in ("people:search", "people:found") else {}
        client, address = self.client(role, "own"), self.address(row, role, "own")
        with undone():
            before = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            response = client.get(address, query)
            return (response.content.decode(errors="replace"), set(shown_after(before)))

    def ask(self, row: access.Row, role: str, scope: str, method: str) -> HttpResponseBase:
        """Return what the server answers; nothing that it did stays."""
        where, place = SCOPED[scope]
        client, address = self.client(role, where), self.address(row, role, place)
        with undone():
            if method == "GET":
                return client.get(address)
            return client.post(address, {"idempotency_key": str(uuid.uuid4())})
        raise AssertionError("not reached")


def shown_after(key: int) -> Iterator[str]:
    """Yield the references of whoever was opened or found, by the entries of the trail after one."""
    for entry in Entry.objects.filter(pk__gt=key, kind="opened"):
        yield entry.subject
        yield from entry.details.get("found", [])


def somebody_else(role: str) -> str:
    return Role.PARTNER if role != Role.PARTNER else Role.REFERRER


def _reverse(name: str, given: dict[str, Any]) -> str:
    """Return an address, filled from what the records have. Fails for a parameter that they do not have."""
    space, _, last = name.rpartition(":")
    resolver = get_resolver().namespace_dict[space][1] if space else get_resolver()
    possible = resolver.reverse_dict.getlist(last)[0][0]
    return reverse(name, kwargs={key: given[key] for key in possible[0][1]})


def _views(resolver: Any, space: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _views(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern.callback
