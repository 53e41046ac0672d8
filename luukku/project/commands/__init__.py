"""The `luukku` commands, one module each. To add one: write the module and name it in its group here.

A module has `help` (one line), `example` (one line), optionally `role` (the database role; None when it needs neither
database nor Django), `add_arguments(parser)` and `run(options) -> int`, the exit status. It imports Django and other
heavy things inside `run`, so that `luukku --help` is instant. A command with a role may name in `without_database`
those of its `what` that need none.
"""

import argparse
from importlib import import_module
from typing import Protocol, cast

from luukku.project.environment import DatabaseRole

GROUPS: dict[str, tuple[str, ...]] = {
    "Try it": ("demo", "generate"),
    "Run it": ("serve", "worker", "clocks", "import", "search", "migrate", "reindex", "refold_names", "manage"),
    "Keep it safe": ("check", "backup", "restore", "retention", "rotate_field_key", "roles"),
    "Try texts": ("plain",),
    "Try tables": ("suppress",),
    "Work on it": ("bench", "catalogues", "assets"),
}


class Command(Protocol):
    help: str
    example: str
    role: DatabaseRole | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def load(name: str) -> Command:
    return cast("Command", import_module(f"{__name__}.{name}"))
