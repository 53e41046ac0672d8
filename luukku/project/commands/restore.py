"""`luukku restore`: a backup back in its place."""

import argparse
from pathlib import Path

from luukku.project.environment import DatabaseRole, address_of, prepare

help = "Put a backup in the database's place, bring it up to this version and check its trail."
example = "luukku restore /srv/backups/luukku-2026-11-21.dump"
role: DatabaseRole | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--force", action="store_true", help="although the present database has content")


def run(options: argparse.Namespace) -> int:
    from luukku.project.backup import restore

    prepare()
    address_of(DatabaseRole.OWNER)
    restore(options.file, force=options.force)
    print("Restored: migrated to this version, rights given, trail unbroken.")
    return 0
