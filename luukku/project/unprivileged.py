"""Which user the embedded PostgreSQL runs as, and where that user can reach files.

PostgreSQL refuses to run as root. As anybody else it runs as the person who started it; as root it runs as an
existing user without rights, who may be unable to enter the folders of root: then its files lie elsewhere.
"""

import hashlib
import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CANDIDATES = ("postgres", "nobody", "daemon")
SHELTER = Path("/var/lib/luukku")
LONGEST_SOCKET_FOLDER = 85
"""Bytes. A socket's whole path must fit into 107 bytes (103 on macOS), its name takes 14."""


class NoSuitableUserError(Exception):
    """Root started us, and the machine has no user whom PostgreSQL could run as."""


@dataclass(frozen=True, slots=True)
class ServerUser:
    """Whom PostgreSQL's programs run as. `switch` is False when that is us already."""

    uid: int
    gid: int
    switch: bool

    def process_options(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make a program run as this user, in a folder everybody may enter."""
        options: dict[str, Any] = {"cwd": "/"}
        if self.switch:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options

    def own(self, path: Path) -> None:
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Whether the user may enter every folder on the way to the path."""
        if not self.switch:
            return True
        return all(self._may_enter(folder) for folder in path.absolute().parents if folder.exists())

    def _may_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


def server_user(owned: Path) -> ServerUser:
    """The owner of the path when it exists, so that later users of the machine change nothing; else the first fit.

    Raises:
        NoSuitableUserError: we are root and none of the candidates exists.
    """
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid(), switch=False)
    if owned.exists() and owned.stat().st_uid != 0:
        return ServerUser(owned.stat().st_uid, owned.stat().st_gid, switch=True)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_uid, entry.pw_gid, switch=True)
    raise NoSuitableUserError


def short_name(path: Path) -> str:
    """Twelve characters that stand for a path: the same path always gives the same ones."""
    return hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:12]


def sheltered(path: Path) -> Path:
    """Where files for this path go when the server's user cannot reach it. Made on the way, root's own."""
    folder = SHELTER / short_name(path)
    folder.mkdir(parents=True, exist_ok=True)
    for made in (SHELTER, folder):
        made.chmod(0o711)
    return folder


def reachable_copy(source: Path, user: ServerUser) -> Path:
    """The folder itself, or a copy that the user can reach. The copy appears whole or not at all."""
    if user.reaches(source / "x"):
        return source
    target = sheltered(source) / f"{source.name}-{short_name(source.resolve())}"
    if not target.exists():
        unfinished = Path(tempfile.mkdtemp(dir=target.parent))
        shutil.copytree(source, unfinished / "copy", ignore=shutil.ignore_patterns("include", "*.a"))
        (unfinished / "copy").chmod(0o755)
        (unfinished / "copy").rename(target)
        unfinished.rmdir()
    return target


def socket_folder(natural: Path, user: ServerUser) -> Path:
    """A folder that only the server's user may enter, with a path short enough for a socket.

    Raises:
        PermissionError: somebody else has made a folder of that name.
    """
    folder = natural
    if len(os.fsencode(natural.absolute())) > LONGEST_SOCKET_FOLDER:
        folder = Path(tempfile.gettempdir()) / f"luukku-{user.uid}-{short_name(natural)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {user.uid, os.geteuid()}:
        msg = f"{folder} belongs to somebody else; remove it or set TMPDIR to a folder of your own."
        raise PermissionError(msg)
    user.own(folder)
    folder.chmod(0o700)
    return folder
