"""The tests' databases; a pytest plugin of the whole tree.

A server of its own (quick, not durable) below the data folder. Per state of the migrations there is one template
database, made by `luukku migrate`; every pytest process works in a copy, as the role `luukku_app`: tests run under the
rights of production. Tests that need real commits ask for `committed`; afterwards the copy is made anew.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from luukku.project import databases, environment

PREFIX = "luukku_test_"
TEMPLATE_DAYS = 2
ROOT = Path(__file__).resolve().parent.parent
# what the template is made of; a change in any of these files makes a new one
INGREDIENTS = (
    "luukku/*/migrations/*.py",
    "luukku/*/reference/**/*",
    "luukku/*/data/**/*",
    "luukku/plans/content/**/*",
    "luukku/project/grants.py",
    "luukku/project/commands/migrate.py",
    "requirements/base.txt",
)

HOME = environment.data_dir()


class TestDatabase:
    """This process's copy of the template."""

    __test__ = False

    def __init__(self, worker: str):
        self.name = f"{PREFIX}{worker}_{os.getpid()}"
        self.template = f"{PREFIX}template_{_fingerprint()}"
        self.server = databases.Urls.from_environment()

    def make(self):
        with _one_at_a_time():
            _sweep(self.server, keep=self.template)
            if not databases.exists(self.server, self.template):
                _build_template(self.server, self.template)
            _stamp(self.template).touch()
            databases.create(self.server, self.name, self.template)

    def make_anew(self):
        """Forget everything that was committed."""
        from django.db import connections

        for connection in connections.all():
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]
        databases.drop(self.server, self.name)
        with _one_at_a_time():
            databases.create(self.server, self.name, self.template)

    def drop(self):
        databases.drop(self.server, self.name)

    @property
    def owner_url(self) -> str:
        return self.server.for_database(self.name).owner

    @property
    def read_url(self) -> str:
        return self.server.for_database(self.name).read


@pytest.fixture(scope="session")
def test_database(django_test_environment, django_db_blocker):
    """The copy that this process works in; `owner_url` enters it with all rights."""
    from django.conf import settings
    from django.db import connections
    from django.test import TransactionTestCase

    if environment.uses_embedded_server():
        environment.embedded_server().ensure_running()
    database = TestDatabase(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    database.make()
    settings.DATABASES["default"]["NAME"] = database.name
    connections["default"].settings_dict["NAME"] = database.name
    os.environ |= databases.Urls.from_environment().for_database(database.name).as_environment()

    # the application may not truncate, which is how Django would clean up
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.make_anew())
    yield database
    patch.undo()
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].close_pool()  # type: ignore[attr-defined]
    database.drop()


@pytest.fixture(scope="session")
def django_db_setup(test_database):
    """In place of pytest-django's own."""


@pytest.fixture
def committed(transactional_db):
    """For tests whose transactions must really commit: races, other processes, browsers."""


@pytest.fixture
def as_owner(test_database):
    """A connection that may do what the application may not, autocommitting. Use with `committed`."""
    import psycopg

    with psycopg.connect(test_database.owner_url, autocommit=True) as connection:
        yield connection


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in INGREDIENTS:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _one_at_a_time():
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build_template(server, name):
    unfinished = f"{PREFIX}unfinished"
    databases.drop(server, unfinished)
    made = databases.create(server, unfinished)
    command = [sys.executable, "-m", "luukku.project.cli", "migrate", "--quiet"]
    done = subprocess.run(
        command, env=os.environ | made.as_environment(), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.exit(f"`luukku migrate` failed, so there is no database to test in:\n{done.stdout}{done.stderr}", 3)
    databases.rename(server, unfinished, name)


def _sweep(server, keep):
    """Drop what killed processes left, and templates that nobody has used for days."""
    for name in databases.names(server, PREFIX):
        owner = re.fullmatch(rf"{PREFIX}[a-z0-9]+_(\d+)(_\w+)?", name)
        if name.startswith(f"{PREFIX}template_"):
            stamp = _stamp(name)
            used = stamp.stat().st_mtime if stamp.exists() else 0
            if name != keep and time.time() - used > TEMPLATE_DAYS * 86_400:
                databases.drop(server, name)
        elif owner and not _alive(int(owner[1])):
            databases.drop(server, name)


def _stamp(template: str) -> Path:
    return HOME / f"{template}.used"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def undone():
    """A transaction that Django takes for a test's own, so that what asks for one of its own goes on; undone after."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    with atomic:
        yield
        transaction.set_rollback(True)
