"""`luukku manage`: Django's own commands, with Luukku's environment."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Django's own commands (makemigrations, shell, …), as the owner of the database."
example = "luukku manage makemigrations plans"
role: DatabaseRole | None = DatabaseRole.OWNER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, help="the command and its arguments, as Django takes them")


def run(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["luukku manage", *(options.words or ["help"])])
    return 0
