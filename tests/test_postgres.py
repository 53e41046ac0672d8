"""The PostgreSQL that Luukku brings along: it survives what happens to it."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from luukku.project import databases
from luukku.project.postgres import PostgresError, Server, kept_secrets, server_settings
from luukku.project.unprivileged import LONGEST_SOCKET_FOLDER, ServerUser, socket_folder


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with a name so long that the socket must find a shorter place."""
    folder = tmp_path_factory.mktemp("x" * 90)
    yield folder
    server = Server(folder)
    for made in (server.socket, server.base):
        shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def server(home):
    server = Server(home, durable=False)
    yield server
    server.leave()


def pid_of(server: Server) -> int:
    return int((server.cluster / "postmaster.pid").read_text().split()[0])


def test_its_three_roles_enter_the_database_and_only_the_owner_may_change_tables(server):
    urls = server.ensure_running()

    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE mine (id int)")
    for url in (urls.app, urls.read):
        with psycopg.connect(url) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute("CREATE TABLE yours (id int)")


def test_nobody_enters_without_a_password(server):
    urls = server.ensure_running()
    without = urls.app.replace(server.passwords["luukku_app"].replace("=", "%3D"), "guess")

    assert without != urls.app
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(without)


def test_it_never_runs_as_root_and_listens_on_no_network(server):
    server.ensure_running()

    with server.superuser() as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()
    assert listening == ("",)
    assert (server.cluster / "PG_VERSION").stat().st_uid != 0
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_after_it_was_killed_it_starts_again_with_its_data(home):
    server = Server(home, durable=True)
    urls = server.ensure_running()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 7 AS it")
    os.kill(pid_of(server), signal.SIGKILL)

    urls = server.ensure_running()

    with psycopg.connect(urls.owner) as owner:
        assert owner.execute("SELECT it FROM kept").fetchone() == (7,)
    server.leave()


def test_a_pid_file_whose_number_now_belongs_to_somebody_else_keeps_nobody_out(server):
    server.ensure_running()
    server.leave()
    (server.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{server.cluster}\n")

    server.ensure_running()

    assert pid_of(server) != os.getpid()


def test_the_last_one_to_leave_stops_it(server):
    server.ensure_running()
    another = Server(server.home, durable=False)
    another.ensure_running()

    assert server.leave() is False
    assert another.is_running()
    assert another.leave() is True
    assert not another.is_running()


def test_somebody_who_was_killed_holds_no_lease(server):
    code = (
        "import os, signal, sys; from pathlib import Path; from luukku.project.postgres import Server;"
        "Server(Path(sys.argv[1]), durable=False).ensure_running(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, server.home], check=False)
    assert server.is_running()

    server.ensure_running()

    assert server.leave() is True


def test_data_of_another_version_is_refused_with_what_to_do(server):
    server.ensure_running()
    server.leave()
    version = server.cluster / "PG_VERSION"
    ours = version.read_text()
    version.write_text("17\n")

    with pytest.raises(PostgresError, match=r"made by PostgreSQL 17.*luukku backup"):
        server.ensure_running()
    version.write_text(ours)


def test_a_copy_of_a_database_holds_what_the_template_held(server):
    urls = server.ensure_running()
    made = databases.create(urls, "first")
    with psycopg.connect(made.owner) as owner:
        owner.execute("CREATE TABLE copied AS SELECT 7 AS it")

    copy = databases.create(urls, "second", template="first")

    with psycopg.connect(copy.owner) as owner:
        assert owner.execute("SELECT it FROM copied").fetchone() == (7,)
    for name in ("second", "first"):
        databases.drop(urls, name)
    assert databases.names(urls, "second") == []


def test_nothing_that_people_typed_reaches_the_log_of_the_server(server):
    urls = server.ensure_running()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE people (name text PRIMARY KEY)")
        owner.execute("INSERT INTO people VALUES ('Aino Esimerkki')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO people VALUES (%s)", ["Aino Esimerkki"])

    told = server.log.read_text()

    assert "people_pkey" in told
    assert "Aino" not in told


def test_secrets_are_made_once_and_only_we_may_read_them(tmp_path):
    first = kept_secrets(tmp_path / "kept.json", {"one": 32})

    again = kept_secrets(tmp_path / "kept.json", {"one": 32, "two": 48})

    assert again["one"] == first["one"]
    assert len(again["two"]) == 64
    assert stat.S_IMODE((tmp_path / "kept.json").stat().st_mode) == 0o600


def test_a_long_path_gets_a_short_socket_folder_that_stays_the_same(tmp_path):
    us = ServerUser(os.geteuid(), os.getegid(), switch=False)
    natural = tmp_path / ("x" * 120) / "socket"
    natural.parent.mkdir()

    folder = socket_folder(natural, us)

    assert len(str(folder)) <= LONGEST_SOCKET_FOLDER
    assert folder == socket_folder(natural, us)
    folder.rmdir()


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path):
    us = ServerUser(os.geteuid() + 1, os.getegid(), switch=False)
    (tmp_path / "socket").symlink_to(tmp_path)

    with pytest.raises(PermissionError, match="belongs to somebody else"):
        socket_folder(tmp_path / "socket", us)


def test_data_is_safe_unless_a_test_says_otherwise():
    assert "fsync" not in server_settings(Path("/s"), durable=True)
    assert "fsync = off" in server_settings(Path("/s"), durable=False)
    assert "autovacuum = off" in server_settings(Path("/s"), durable=False)
