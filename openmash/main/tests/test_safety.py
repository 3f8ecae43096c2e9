"""Serving for real refuses unsafe settings, naming each."""

import pytest

from openmash.main.safety import unsafe_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def safe(monkeypatch, settings, tmp_path):
    """A data folder and settings with which OpenMASH serves."""
    (tmp_path / "keys").mkdir(mode=0o700)
    for name, value in {
        "OPENMASH_HOSTS": "mash.example.org",
        "OPENMASH_MAIL_HOST": "mail.example.org",
        "OPENMASH_BACKUPS": "on",
    }.items():
        monkeypatch.setenv(name, value)
    settings.HTTPS, settings.DEBUG, settings.ALLOWED_HOSTS = True, False, ["mash.example.org"]
    return tmp_path


def test_safe_settings_are_served_with(safe):
    assert unsafe_settings(safe) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        pytest.param("HTTPS", False, "OPENMASH_HTTPS", id="no-tls"),
        pytest.param("DEBUG", True, "OPENMASH_DEBUG", id="debug"),
        pytest.param("ALLOWED_HOSTS", ["*"], "OPENMASH_HOSTS holds", id="any-host"),
    ],
)
def test_an_unsafe_setting_is_named(safe, settings, name, value, words):
    setattr(settings, name, value)

    assert any(words in sentence for sentence in unsafe_settings(safe))


@pytest.mark.parametrize("name", ["OPENMASH_HOSTS", "OPENMASH_MAIL_HOST", "OPENMASH_BACKUPS"])
def test_a_missing_setting_is_named(safe, monkeypatch, name):
    monkeypatch.delenv(name)

    assert any(name in sentence for sentence in unsafe_settings(safe))


def test_a_key_that_others_can_read_is_named(safe):
    (safe / "keys" / "secret-key").touch(mode=0o644)

    assert any("secret-key" in sentence for sentence in unsafe_settings(safe))


def test_a_demonstration_account_is_named(safe, django_user_model):
    django_user_model.objects.create_user("worker@demo.example", "made up words", name="Worker", is_demonstration=True)

    assert any("demo accounts" in sentence for sentence in unsafe_settings(safe))
