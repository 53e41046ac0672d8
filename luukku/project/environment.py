"""What the settings read, filled in for whoever has not set it: folders, secrets, and the embedded PostgreSQL.

Everything here goes through environment variables, so the settings need to know nothing of it:

DATABASE_URL, DATABASE_OWNER_URL, DATABASE_READ_URL   the database as each of its three roles
LUUKKU_SECRET_KEY, LUUKKU_TRAIL_KEY, LUUKKU_FIELD_KEY  secrets: sessions and tokens, the trail's seal, encrypted fields
LUUKKU_DATA     folder of the embedded database, secrets and built files
LUUKKU_STATIC   folder of the collected style sheets and fonts
"""

import atexit
import os
from enum import StrEnum
from functools import cache
from pathlib import Path

import luukku
from luukku.project.databases import Urls
from luukku.project.postgres import Server, kept_secrets

SECRETS = {"LUUKKU_SECRET_KEY": 48, "LUUKKU_TRAIL_KEY": 32, "LUUKKU_FIELD_KEY": 32}
"""Bytes of each."""


class DatabaseRole(StrEnum):
    """As which of its roles a process enters the database."""

    OWNER = "DATABASE_OWNER_URL"
    APP = "DATABASE_URL"
    READ = "DATABASE_READ_URL"


class MissingSettingError(Exception):
    """Something the operator must set is missing. The text says what."""


def checkout() -> Path | None:
    """The folder of the source tree, when this is run from one."""
    folder = Path(luukku.__file__).resolve().parent.parent
    return folder if (folder / "pyproject.toml").exists() else None


def data_dir() -> Path:
    """Where everything that is made while running lies."""
    if told := os.environ.get("LUUKKU_DATA"):
        return Path(told).absolute()
    if folder := checkout():
        return folder / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "luukku"


@cache
def embedded_server() -> Server:
    """The one this process uses; given back when the process ends."""
    server = Server(data_dir() / "postgres", durable=os.environ.get("LUUKKU_DURABLE") != "0")
    atexit.register(server.leave)
    return server


def uses_embedded_server() -> bool:
    """Whether the database is the one that Luukku brings along (also in the processes that another one started)."""
    return "DATABASE_URL" not in os.environ or os.environ.get("LUUKKU_EMBEDDED") == "1"


def prepare(role: DatabaseRole = DatabaseRole.APP, *, start: bool = True) -> None:
    """Fill the environment for `django.setup()`; what is set already stays.

    Args:
        role: the role that Django's database connection gets.
        start: False only works the addresses out, for a process that may never need the database.

    Raises:
        PostgresError: the embedded PostgreSQL can't be started.
        MissingSettingError: a database is given, but not what must come with it.
    """
    if uses_embedded_server():
        server = embedded_server()
        _set_database(server.ensure_running() if start else server.urls())
        os.environ["LUUKKU_EMBEDDED"] = "1"
    _set_secrets()
    os.environ.setdefault("LUUKKU_STATIC", str(data_dir() / "static"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luukku.project.settings")
    if role is not DatabaseRole.APP:
        os.environ["DATABASE_URL"] = address_of(role)


def _set_database(urls: Urls) -> None:
    os.environ.setdefault("DATABASE_URL", urls.app)
    os.environ.setdefault("DATABASE_OWNER_URL", urls.owner)
    os.environ.setdefault("DATABASE_READ_URL", urls.read)


def address_of(role: DatabaseRole) -> str:
    """The database's address as a role. Raises MissingSettingError when nobody has told it."""
    if role not in os.environ:
        msg = f"{role} must be set as well as DATABASE_URL; `luukku roles` prints the roles that each needs."
        raise MissingSettingError(msg)
    return os.environ[role]


def _set_secrets() -> None:
    missing = [name for name in SECRETS if name not in os.environ]
    if not missing:
        return
    if not uses_embedded_server() and os.environ.get("LUUKKU_DEMO") != "1":
        msg = (
            f"With DATABASE_URL set, {', '.join(missing)} must be set too: long random values, the same on every node,"
            " kept where backups of the database are not."
        )
        raise MissingSettingError(msg)
    kept = kept_secrets(data_dir() / "secrets.json", SECRETS)
    for name in missing:
        os.environ[name] = kept[name]
