"""`luukku worker`: the jobs."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Run the jobs that pages leave behind: mail, reminders, PDFs, nightly work."
example = "luukku worker --jobs 4"
role: DatabaseRole | None = DatabaseRole.APP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=4, help="jobs at once (default: 4)")
    parser.add_argument("--until-empty", action="store_true", help="stop when nothing is left to do")


def run(options: argparse.Namespace) -> int:
    import asyncio

    from luukku.project import worker

    if options.until_empty:
        asyncio.run(worker.work(concurrency=options.jobs, wait=False))
    else:
        asyncio.run(worker.keep_working(concurrency=options.jobs, own_signals=True))
    return 0
