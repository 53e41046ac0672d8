"""`luukku suppress`: which cells of a table have to be hidden so that nobody can be told from it."""

import argparse
import json
import sys
from pathlib import Path

from luukku.project.environment import DatabaseRole

help = "Make a table of counts safe to publish: what to hide, how closely it can still be placed, whether all is safe."
example = "luukku suppress table.json --json"
role: DatabaseRole | None = None

MOST_BYTES = 50_000_000
SECONDS = 50.0
LEAST_SECONDS, MOST_SECONDS = 1.0, 86_400.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the table as JSON (docs/numbers.md); - reads standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument(
        "--seconds", type=_seconds, default=SECONDS, metavar="N", help=f"at most (default: {SECONDS:.0f})"
    )
    parser.add_argument("--fast", action="store_true", help="the first safe pattern, without looking for the best")


def _seconds(told: str) -> float:
    found = float(told)
    if not LEAST_SECONDS <= found <= MOST_SECONDS:
        msg = f"{told} is not between {LEAST_SECONDS:.0f} and {MOST_SECONDS:.0f} seconds"
        raise argparse.ArgumentTypeError(msg)
    return found


def run(options: argparse.Namespace) -> int:
    from luukku.numbers.rules.answers import as_told
    from luukku.numbers.rules.reading import table_from_text
    from luukku.numbers.rules.systems import system_of
    from luukku.numbers.rules.tables import TableError
    from luukku.numbers.solving.asking import solve

    try:
        system = system_of(table_from_text(_read(options.file)))
    except TableError as error:
        print(f"luukku suppress: {options.file}: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"luukku suppress: {options.file} can't be read: {error.strerror}.", file=sys.stderr)
        return 2
    told = as_told(system, solve(system, options.seconds, only_fast=options.fast))
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for cell in told["cells"]:
        shown = "-" if cell["published"] is None else cell["published"]
        print(f"{' × '.join(cell['key']):<60} {shown:>10}  {cell['reason'] or ''}")
    print(", ".join(f"{name} {value}" for name, value in told["summary"].items()))
    return 0


def _read(name: str) -> str:
    from luukku.numbers.rules.tables import TableError

    raw = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else _read_file(Path(name))
    if len(raw) > MOST_BYTES:
        msg = f"The file is larger than {MOST_BYTES // 1_000_000} megabytes."
        raise TableError(msg)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"This is no text in UTF-8 (byte {error.start})."
        raise TableError(msg) from error


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
