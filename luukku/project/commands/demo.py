"""`luukku demo`: the whole thing on one machine, with invented people."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Start a complete site with invented families on this machine: database, pages and jobs in one command."
example = "luukku demo --port 8000"
role: DatabaseRole | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="default: 8000, or the next free one")
    parser.add_argument("--once", action="store_true", help="make everything ready and stop before serving")


def run(options: argparse.Namespace) -> int:
    from luukku.project import demo_site

    return demo_site.run(port=options.port, once=options.once)
