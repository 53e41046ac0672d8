"""`luukku retention`: remove what may no longer be kept."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Remove what has been kept as long as the law says, whole cases too; without --apply only count it."
example = "luukku retention --apply"
role: DatabaseRole | None = DatabaseRole.OWNER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--apply", action="store_true", help="really remove")


def run(options: argparse.Namespace) -> int:
    from luukku.core.actor import SystemActor
    from luukku.project import retention

    for line in retention.run(SystemActor.now(), apply=options.apply):
        print(line)
    return 0
