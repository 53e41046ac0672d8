"""Backups by PostgreSQL's own programs, as the owner role. Secrets are not in them: keep those elsewhere."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg

from luukku.project import databases
from luukku.project.databases import Urls
from luukku.project.postgres import PostgresError, programs


def backup(file: Path) -> int:
    """Write the whole database into a file that only we may read; it appears whole or not at all. Returns its bytes.

    Raises:
        PostgresError: pg_dump failed, or none fits the server.
    """
    owner = Urls.from_environment().owner
    unfinished = file.with_name(f"{file.name}.part")
    unfinished.touch(mode=0o600)
    _run("pg_dump", owner, "--format=custom", "--compress=6", "--no-owner", "--no-privileges", f"--file={unfinished}")
    unfinished.replace(file)
    return file.stat().st_size


def restore(file: Path, *, force: bool) -> None:
    """Put a backup in the database's place, once it is whole: migrated, with its rights, and its trail unbroken.

    Until then, and if anything fails, the present database stays as it is.

    Raises:
        PostgresError: the present database has content and `force` is False; or a step failed.
    """
    server = Urls.from_environment()
    name = unquote(urlsplit(server.owner).path.lstrip("/"))
    if not force and databases.exists(server, name) and not is_empty(server.owner):
        msg = f"The database {name} has content. With --force the backup takes its place, and the content is gone."
        raise PostgresError(msg)
    beside = f"{name}_restoring"
    databases.drop(server, beside)
    made = databases.create(server, beside)
    _run("pg_restore", made.owner, "--no-owner", "--no-privileges", "--exit-on-error", str(file))
    for words in (["migrate", "--quiet", "--schema-only"], ["check", "trail"]):
        _luukku(words, made)
    databases.drop(server, name)
    databases.rename(server, beside, name)


def is_empty(url: str) -> bool:
    with psycopg.connect(url, connect_timeout=10) as connection:
        found = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
    return found is None


def _luukku(words: list[str], urls: Urls) -> None:
    command = [sys.executable, "-m", "luukku.project.cli", *words]
    done = subprocess.run(command, env=os.environ | urls.as_environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        msg = f"`luukku {' '.join(words)}` failed on the restored copy:\n{done.stdout}{done.stderr}"
        raise PostgresError(msg)


def _run(program: str, url: str, *arguments: str) -> None:
    """Run a client program; the password goes by the environment, where other users can't see it."""
    parts = urlsplit(url)
    account, _at, place = parts.netloc.rpartition("@")
    user, _colon, password = account.partition(":")
    open_url = urlunsplit(parts._replace(netloc=f"{user}@{place}"))
    command = [_program(program, url), f"--dbname={open_url}", *arguments]
    done = subprocess.run(
        command, env=os.environ | {"PGPASSWORD": unquote(password)}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        msg = f"{program} failed:\n{done.stderr}"
        raise PostgresError(msg)


def _program(name: str, url: str) -> str:
    """The program of the wheel, or of the machine when the server is newer than the wheel."""
    with psycopg.connect(url, connect_timeout=10) as connection:
        server = connection.info.server_version // 10_000
    candidates = [shutil.which(name)]
    with suppress(PostgresError):  # an operator with a server of their own may have no wheel
        candidates.insert(0, str(programs() / name))
    for candidate in filter(None, candidates):
        told = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=True).stdout
        if int(told.split()[2].split(".")[0]) >= server:
            return candidate
    msg = f"No {name} of PostgreSQL {server} or newer is here. Mended by: apt install postgresql-client-{server}"
    raise PostgresError(msg)
