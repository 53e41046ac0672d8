"""`luukku reindex`: make the search index anew."""

import argparse
import sys

from luukku.project.environment import DatabaseRole

help = "Make the search index anew from what is published; searches go on meanwhile. Safe to repeat."
example = "luukku reindex"
role: DatabaseRole | None = DatabaseRole.APP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace) -> int:
    from luukku.core.actor import SystemActor
    from luukku.language import morphology
    from luukku.portal.services import publishing
    from luukku.search import services

    if not morphology.is_available():
        print("Voikko is missing: Finnish is read with a larger and poorer dictionary.", file=sys.stderr)
    count = services.rebuild(SystemActor.now(), tell=lambda done: print(f"  {done} documents …", file=sys.stderr))
    print(f"{count} documents can be found")
    print(f"{publishing.rebuild(SystemActor.now())} public texts brought up to date")
    return 0
