"""The pages of signing in: each opens in our look, says what to do, and loads nothing that the policy refuses."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground_floor_only")]

PHRASE = "a rather long phrase"
OPEN = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup", "account_inactive"]
OWN = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
]


@pytest.fixture
def signed_in(client: Client) -> Client:
    user = get_user_model().objects.create_user("jo@worker.example", PHRASE, name="Jo Worker")
    client.post(reverse("account_login"), {"login": user.email, "password": PHRASE})
    client.post(reverse("account_reauthenticate"), {"password": PHRASE})
    return client


def well_made(html: str) -> None:
    assert html.count("<h1") == 1
    assert "OpenMASH" in html
    assert re.search(r'<script(?![^>]*(src=|nonce=|type="application/json"|id="js_data"))', html) is None
    assert re.search(r'\sstyle="|src="data:|\son\w+="', html) is None


@pytest.mark.parametrize("name", OPEN)
def test_a_page_before_sign_in_is_in_our_look(client: Client, name: str) -> None:
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    well_made(answer.content.decode())


@pytest.mark.parametrize("name", OWN)
def test_a_page_of_ones_own_account_is_in_our_look(signed_in: Client, name: str) -> None:
    answer = signed_in.get(reverse(name))

    assert answer.status_code == 200
    well_made(answer.content.decode())


def test_a_wrong_password_is_answered_in_the_summary_of_problems(client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": "nobody@worker.example", "password": "wrong"})

    html = answer.content.decode()
    assert "There is a problem" in html
    assert html.count("<h1") == 1


def test_a_reset_link_that_was_used_says_so(client: Client) -> None:
    answer = client.get("/account/password/reset/key/1-set-password/")

    assert "This link no longer works" in answer.content.decode()
