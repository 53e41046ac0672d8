"""`luukku plain`: what makes a text hard to read, and where."""

import argparse
import json
import sys
import time
from pathlib import Path

from luukku.project.environment import DatabaseRole

help = "Check how plain a text is (Finnish; Swedish and English in part): findings with their places, and a score."
example = "luukku plain letter.txt --json"
role: DatabaseRole | None = None

MOST_BYTES = 20_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a text in UTF-8; - reads standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--lang", choices=["fi", "sv", "en"], default="", help="of the text (default: guessed)")
    parser.add_argument("--explain", choices=["fi", "sv", "en"], default="fi", help="of the advice (default: fi)")


def run(options: argparse.Namespace) -> int:
    from luukku.language.plain import check
    from luukku.language.plain.telling import as_json, as_lines

    text = _read(options.file)
    if text is None:
        return 2
    began = time.perf_counter()
    report = check(text, options.lang)
    seconds = time.perf_counter() - began
    if not report.is_whole:
        print("luukku plain: Voikko is missing, so only the rules that need no word forms were asked.", file=sys.stderr)
    if options.json:
        print(json.dumps(as_json(report, seconds, options.explain), ensure_ascii=False))
    else:
        print("\n".join(as_lines(report, options.explain)))
    return 0


def _read(name: str) -> str | None:
    """The text with every character in its place; None, and a line that says why, when it can't be had."""
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else _read_file(Path(name))
    except OSError as error:
        print(f"luukku plain: {name} can't be read: {error.strerror}.", file=sys.stderr)
        return None
    if len(raw) > MOST_BYTES:
        print(f"luukku plain: {name} is larger than {MOST_BYTES // 1_000_000} megabytes.", file=sys.stderr)
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        print(f"luukku plain: {name} is no text in UTF-8 (byte {error.start}). Save it as UTF-8.", file=sys.stderr)
        return None


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
