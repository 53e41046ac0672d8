"""Whether this very version of Luukku has brought the database up, told by a mark in the database itself.

Bringing up is safe to repeat, but it takes a process of its own that loads everything once more: half of what a start
takes. The mark is a comment on the table of migrations: it goes where the tables go, into a backup and back.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection

TABLE: Final = "django_migrations"
READ: Final = (".py", ".json", ".csv", ".toml", ".sql")
"""Endings of the files that what is brought up may depend on."""


def is_current() -> bool:
    """Whether these very files did it last. False when there is nothing yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [TABLE])
        (mark,) = cursor.fetchone()
    return bool(mark == _version())


def forget(cursor: Any) -> None:
    """Before anything is changed: what stops halfway must not pass for done. Only the tables' owner may."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [TABLE])
    (is_there,) = cursor.fetchone()
    if is_there:
        cursor.execute(f"COMMENT ON TABLE {TABLE} IS NULL")


def note(cursor: Any) -> None:
    """Everything is there. Only the tables' owner may tell."""
    cursor.execute(f"COMMENT ON TABLE {TABLE} IS '{_version()}'")


@cache
def _version() -> str:
    """Names, sizes and times of change of the package's files: a tenth of what reading them would take."""
    package = Path(settings.PACKAGE)
    files = sorted(path for path in package.rglob("*") if path.suffix in READ and "tests" not in path.parts)
    stats = ((path.relative_to(package).as_posix(), path.stat()) for path in files)
    told = "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
    return hashlib.sha256(told.encode()).hexdigest()
