"""`luukku refold-names`: work out anew by what names are found."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Fold all names anew after an upgrade that changed how names are found; safe to repeat."
example = "luukku refold-names"
role: DatabaseRole | None = DatabaseRole.APP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace) -> int:
    from luukku.casework.services.upkeep import refold_names

    after, total = refold_names(None)
    while after is not None:
        after, count = refold_names(after)
        total += count
    print(f"{total} people are found by new keys")
    return 0
