"""`luukku generate`: as many invented families as a benchmark needs."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Fill a database with invented families, for benchmarks and load tests."
example = "luukku generate --families 1000 --seed 1"
role: DatabaseRole | None = DatabaseRole.OWNER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--families", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same families (default: 1)")


def run(options: argparse.Namespace) -> int:
    from importlib import import_module

    generator = import_module("luukku.project.generator")
    return int(generator.run(families=options.families, seed=options.seed))
