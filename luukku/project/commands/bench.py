"""`luukku bench`: how fast it is, by a fixed definition."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Measure: `pages` times every important page at 1,000 and 200,000 families."
example = "luukku bench pages --json"
role: DatabaseRole | None = DatabaseRole.OWNER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["pages"], help="what to measure")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--families", type=int, nargs=2, default=[1000, 200_000], metavar=("SMALL", "LARGE"))


def run(options: argparse.Namespace) -> int:
    from importlib import import_module

    bench = import_module(f"luukku.project.bench_{options.what}")
    return int(bench.run(sizes=tuple(options.families), as_json=options.json))
