"""The embedded database: shared, brought back after a crash, and closed to everyone without a password."""

import os
import shutil
import signal
import tempfile
from pathlib import Path
from types import SimpleNamespace

import psutil
import psycopg
import pytest

from openmash.main.postgres import DatabaseProblem, address_for, open_database
from openmash.main.postgres.addresses import secret, socket_folder
from openmash.main.postgres.door import connect, problems, revive_database
from openmash.main.postgres.server import EmbeddedServer


@pytest.fixture(autouse=True)
def embedded(monkeypatch):
    for name in ("OPENMASH_DATABASE_URL", "OPENMASH_DATABASE_APP_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def data():
    """A data folder whose server is stopped between tests. Not among pytest's own, which it closes to other users."""
    with tempfile.TemporaryDirectory(prefix="openmash-test-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
        EmbeddedServer(folder).stop()


def postmaster(data) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def test_the_last_to_leave_stops_the_server(data):
    first = open_database(data)
    second = open_database(data)

    second.close()
    still_there = EmbeddedServer(data).is_running
    first.close()

    assert still_there
    assert not EmbeddedServer(data).is_running


def test_what_was_committed_outlives_a_kill_of_the_server(data):
    lease = open_database(data)
    with connect(address_for(data, "owner")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")

    process = psutil.Process(postmaster(data))
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    again = open_database(data)

    with again, lease, connect(address_for(data, "app")) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_left_over_file_that_names_another_process_is_no_server(data):
    open_database(data).close()
    path = data / "postgres" / "postmaster.pid"
    path.write_text(f"{os.getpid()}\n{data / 'postgres'}\n1\n5432\n\n\n\n\n")

    with open_database(data):
        assert postmaster(data) != os.getpid()


def test_the_database_is_safe_to_serve_from(data):
    with open_database(data):
        assert problems(data) == []


def test_the_serving_role_may_not_make_tables_but_may_use_the_owners(data):
    with open_database(data):
        with connect(address_for(data, "owner")) as owner:
            owner.execute("CREATE TABLE IF NOT EXISTS shown (words text)")
        with connect(address_for(data, "app")) as app:
            app.execute("INSERT INTO shown VALUES ('x')")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("CREATE TABLE mine (words text)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("ALTER TABLE shown DISABLE ROW LEVEL SECURITY")


def test_a_sort_and_a_search_do_not_depend_on_the_machine(data):
    with open_database(data), connect(address_for(data, "app")) as app:
        row = app.execute("SELECT lower('ÉLODIE'), unaccent('Élodie'), similarity('Elodie', 'Elody') > 0.4").fetchone()

    assert row == ("élodie", "Elodie", True)


def test_nobody_comes_in_without_the_password(data):
    with open_database(data):
        address = address_for(data, "server")
        with pytest.raises(DatabaseProblem, match="did not answer"):
            connect(type(address)(address.host, address.port, "postgres", "postgres", "guessed"))


def test_keys_are_for_their_owner_only(data):
    secret(data, "postgres-app")

    assert {path.stat().st_mode & 0o777 for path in (data / "keys").iterdir()} == {0o600}


def test_a_secret_is_made_once(tmp_path):
    assert secret(tmp_path, "key") == secret(tmp_path, "key")
    assert secret(tmp_path, "key") != secret(tmp_path, "other")


def test_data_of_another_release_of_postgresql_is_refused_with_what_to_do(data):
    open_database(data).close()
    version = data / "postgres" / "PG_VERSION"
    kept = version.read_text()
    version.write_text("14\n")

    with pytest.raises(DatabaseProblem, match=r"made by PostgreSQL 14 and this is PostgreSQL \d+.*restore the backup"):
        open_database(data)

    version.write_text(kept)


def test_a_full_disk_is_said_before_anything_is_started(data, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1024))

    with pytest.raises(DatabaseProblem, match="less than 200 MB"):
        open_database(data)


def test_a_long_path_gets_a_short_place_for_its_socket(tmp_path):
    assert socket_folder(tmp_path / ("long" * 30)).as_posix().startswith("/tmp/openmash-")


def test_a_server_of_ones_own_is_set_up_through_its_address(data, tmp_path, monkeypatch):
    with open_database(data):
        server = address_for(data, "server")
        monkeypatch.setenv(
            "OPENMASH_DATABASE_URL", f"postgresql://postgres:{server.password}@/template1?host={server.host}"
        )

        lease = open_database(tmp_path)
        app = address_for(tmp_path, "app")

        assert (app.user, app.host, app.name) == ("openmash_app", server.host, "template1")
        with lease, connect(app) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("openmash_app",)
        monkeypatch.delenv("OPENMASH_DATABASE_URL")
        with connect(server, name="postgres") as connection:  # the folder's own password again
            connection.execute(f"ALTER ROLE openmash_app PASSWORD '{address_for(data, 'app').password}'")


def test_a_role_that_may_not_set_up_is_told_what_an_administrator_does(data, tmp_path, monkeypatch):
    with open_database(data):
        owner = address_for(data, "owner")
        monkeypatch.setenv(
            "OPENMASH_DATABASE_URL", f"postgresql://{owner.user}:{owner.password}@/openmash?host={owner.host}"
        )

        with pytest.raises(DatabaseProblem, match="Let an administrator create"):
            open_database(tmp_path)


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host", "nonsense"])
def test_an_address_that_is_none_is_refused(url, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENMASH_DATABASE_URL", url)

    with pytest.raises(DatabaseProblem, match="must look like"):
        address_for(tmp_path, "owner")


def test_a_server_that_dies_under_those_who_use_it_is_started_again(data):
    lease = open_database(data)
    try:
        died = psutil.Process(postmaster(data))
        died.send_signal(signal.SIGKILL)
        died.wait(10)

        revive_database(data)

        with connect(address_for(data, "app")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        again = postmaster(data)
        revive_database(data)
        assert postmaster(data) == again, "one that works is left alone"
    finally:
        lease.close()
    assert not EmbeddedServer(data).is_running
