"""`luukku migrate`: bring the database up to this version of Luukku."""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

from luukku.project.environment import DatabaseRole
from luukku.project.postgres import OLDEST_MAJOR, PostgresError

help = "Bring the database up to this version: tables, roles' rights, reference data. Safe to repeat."
example = "luukku migrate"
role: DatabaseRole | None = DatabaseRole.OWNER

LOCK = 7_170_001
"""An advisory lock's number: of two nodes that start together, one migrates and the other waits."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("--schema-only", action="store_true", help="leave reference data alone (for restore and tests)")


def run(options: argparse.Namespace) -> int:
    began = time.monotonic()
    bring_up(quiet=options.quiet, reference=not options.schema_only)
    if not options.quiet:
        print(f"The database is up to date ({time.monotonic() - began:.1f} s).")
    return 0


def bring_up(*, quiet: bool = True, reference: bool = True) -> None:
    """Migrate, make the cache table, give the rights, load reference data; on the owner's connection."""
    from django.core.management import call_command
    from django.db import connection

    from luukku.project import brought_up, grants

    check_version()
    with _only_one():
        with connection.cursor() as cursor:
            brought_up.forget(cursor)
        call_command("migrate", interactive=False, verbosity=0 if quiet else 1)
        call_command("createcachetable", verbosity=0)
        grants.apply(connection)
        if reference:
            _load_reference()
            with connection.cursor() as cursor:
                brought_up.note(cursor)


def ensure_tables() -> None:
    """For a command that is the first on this machine: bring the embedded database up before it is used.

    A database of your own is brought up by `luukku migrate`, when you say so.
    """
    from django.db import connection

    from luukku.project.environment import uses_embedded_server

    if not uses_embedded_server():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('search_document')")
        (found,) = cursor.fetchone()
    if found is None:
        subprocess.run([sys.executable, "-m", "luukku.project.cli", "migrate", "--quiet"], check=True)


def check_version() -> None:
    """Raises PostgresError when the server is older than what Luukku needs."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        (number,) = cursor.fetchone()
    if number // 10_000 < OLDEST_MAJOR:
        msg = f"This server is PostgreSQL {number // 10_000}; Luukku needs {OLDEST_MAJOR} or newer."
        raise PostgresError(msg)


@contextmanager
def _only_one() -> Iterator[None]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _load_reference() -> None:
    if find_spec("luukku.accounts.reference"):
        import_module("luukku.accounts.reference").load()
    import_module("luukku.plans.services.templates").load_templates()
