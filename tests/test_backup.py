"""A backup brings everything back, and a bad one costs nothing."""

import stat

import psycopg
import pytest

from luukku.project import backup, databases
from luukku.project.postgres import PostgresError


@pytest.fixture
def place(test_database, monkeypatch):
    """A migrated database of its own, which the commands take for the site's."""
    name = f"{test_database.name}_site"
    databases.drop(test_database.server, name)
    urls = databases.create(test_database.server, name, test_database.template)
    for variable, url in urls.as_environment().items():
        monkeypatch.setenv(variable, url)
    yield urls
    for made in (name, f"{name}_restoring"):
        databases.drop(test_database.server, made)


def sessions(url):
    with psycopg.connect(url) as connection:
        return [key for (key,) in connection.execute("SELECT session_key FROM django_session")]


def keep(url, key):
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO django_session VALUES (%s, '', now())", [key])


def test_what_was_backed_up_comes_back_with_the_same_rights(place, tmp_path):
    keep(place.app, "kept")
    backup.backup(tmp_path / "luukku.dump")
    keep(place.app, "later")

    backup.restore(tmp_path / "luukku.dump", force=True)

    assert sessions(place.app) == ["kept"]
    with psycopg.connect(place.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("DELETE FROM audit_event")
    with psycopg.connect(place.read) as read, pytest.raises(psycopg.errors.InsufficientPrivilege):
        read.execute("SELECT * FROM django_session")


def test_a_database_with_content_is_replaced_only_by_force(place, tmp_path):
    backup.backup(tmp_path / "luukku.dump")
    keep(place.app, "present")

    with pytest.raises(PostgresError, match="--force"):
        backup.restore(tmp_path / "luukku.dump", force=False)
    assert sessions(place.app) == ["present"]


def test_a_broken_backup_leaves_the_present_data_as_they_are(place, tmp_path):
    backup.backup(tmp_path / "luukku.dump")
    whole = (tmp_path / "luukku.dump").read_bytes()
    (tmp_path / "luukku.dump").write_bytes(whole[: len(whole) // 2])
    keep(place.app, "present")

    with pytest.raises(PostgresError, match="pg_restore failed"):
        backup.restore(tmp_path / "luukku.dump", force=True)

    assert sessions(place.app) == ["present"]


def test_only_we_may_read_a_backup(place, tmp_path):
    size = backup.backup(tmp_path / "luukku.dump")

    assert size == (tmp_path / "luukku.dump").stat().st_size > 0
    assert stat.S_IMODE((tmp_path / "luukku.dump").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["luukku.dump"]
