"""`luukku assets`: copy other people's style sheets and fonts into the package."""

import argparse
from pathlib import Path

from luukku.project.environment import DatabaseRole

help = "Copy style sheets and fonts from node_modules into the package (part of `make install`)."
example = "luukku assets"
role: DatabaseRole | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--modules", type=Path, default=Path("node_modules"), help="default: node_modules")


def run(options: argparse.Namespace) -> int:
    from luukku.project import assets

    count = assets.copy_vendor(options.modules)
    print(f"{count} files copied.")
    return 0
