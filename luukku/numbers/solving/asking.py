"""Asks the solving process, with a limit that holds: the one module here that pages and jobs reach."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from tempfile import TemporaryFile
from typing import Final

from luukku.numbers.rules import wire
from luukku.numbers.rules.answers import Answer, everything_hidden
from luukku.numbers.rules.systems import System

GRACE_SECONDS: Final = 2.0
"""HiGHS looks at its clock between steps, and a step can be long; after this the process is ended."""


def solve(system: System, seconds: float, *, only_fast: bool = False, gives_way: bool = False) -> Answer:
    """The best audited pattern that is found in the time; when there is none, everything hidden.

    Args:
        seconds: until the answer, the start of the process included; it may take `GRACE_SECONDS` more.
        only_fast: the first safe pattern is enough.
        gives_way: nobody waits for it: whoever needs the processor goes first.
    """
    began = time.monotonic()
    asked = json.dumps(
        {"system": wire.as_data(system), "seconds": seconds, "only_fast": only_fast, "gives_way": gives_way}
    )
    with TemporaryFile("w+") as answers:  # a pipe would be read by nobody while the process is waited for
        process = subprocess.Popen(
            [sys.executable, "-m", "luukku.numbers.solving"], stdin=subprocess.PIPE, stdout=answers, text=True
        )
        try:
            process.communicate(asked, timeout=seconds + GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            pass  # what it wrote until now is taken
        finally:
            process.kill()
            process.wait()
        answers.seek(0)
        lines = [line for line in answers.read().splitlines(keepends=True) if line.endswith("\n")]
    best = Answer.from_data(json.loads(lines[-1])) if lines else everything_hidden(system)
    return replace(best, seconds=time.monotonic() - began)
