"""`luukku clocks`: the night's run over all dates, by hand."""

import argparse
import sys
import time

from luukku.project.environment import DatabaseRole

help = "Run the clocks as each night: start what time starts, tell who is late. Goes on where it was stopped."
example = "luukku clocks run"
role: DatabaseRole | None = DatabaseRole.APP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["run"], help="what to do")
    parser.add_argument("--batch", type=int, default=5000, metavar="N", help="cases in one transaction (default: 5000)")


def run(options: argparse.Namespace) -> int:
    from luukku.casework import services
    from luukku.core.actor import SystemActor

    began = time.monotonic()
    told = sys.stderr.isatty()
    done = services.run_clocks(
        SystemActor.now(), batch=options.batch, note=lambda cases: print(f"  {cases:,}", file=sys.stderr) if told else 0
    )
    state = "had been done today already" if done.was_finished else f"{time.monotonic() - began:.1f} s"
    print(f"{done.cases:,} cases, {done.started:,} dates started, {done.told:,} workers told ({state}).")
    return 0
