"""`luukku roles`: what a database administrator runs once."""

import argparse

from luukku.project.environment import DatabaseRole
from luukku.project.grants import roles_script
from luukku.project.postgres import DATABASE

help = "Print the SQL that makes the three database roles and the database, for a server of your own."
example = "luukku roles | psql -U postgres"
role: DatabaseRole | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", default=DATABASE, help=f"its name (default: {DATABASE})")


def run(options: argparse.Namespace) -> int:
    print(roles_script(options.database))
    return 0
