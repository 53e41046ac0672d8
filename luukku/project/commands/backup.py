"""`luukku backup`: the whole database in one file."""

import argparse
from pathlib import Path

from luukku.project.environment import DatabaseRole, address_of, prepare

help = "Write the whole database into one file. The secrets are not in it: keep them elsewhere."
example = "luukku backup /srv/backups/luukku-2026-11-21.dump"
role: DatabaseRole | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="is replaced when it exists")


def run(options: argparse.Namespace) -> int:
    from luukku.project.backup import backup

    prepare()
    address_of(DatabaseRole.OWNER)
    size = backup(options.file)
    print(f"{options.file}: {size / 2**20:.1f} MB.")
    print("Not inside: LUUKKU_SECRET_KEY, LUUKKU_TRAIL_KEY, LUUKKU_FIELD_KEY. Without the last two a restored")
    print("database has an unprovable trail and unreadable fields. Keep them, apart from backups.")
    return 0
