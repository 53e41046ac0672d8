"""The process that solves: one system on standard input, answers on standard output, a line each, the last the best.

Every line is a whole answer that was audited; whoever waits may end this process at any moment and take the last one.
"""

import json
import os
import sys
from typing import Final

from luukku.numbers.rules import wire
from luukku.numbers.rules.answers import Answer
from luukku.numbers.solving.answering import solve

NICENESS: Final = 10
"""Of work for which nobody waits."""


def tell(answer: Answer) -> None:
    sys.stdout.write(json.dumps(answer.as_data()) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    if asked["gives_way"]:
        os.nice(NICENESS)
    try:
        solve(wire.from_data(asked["system"]), asked["seconds"], tell, only_fast=asked["only_fast"])
    except ArithmeticError as error:  # the solver gave up: what was told until now holds
        sys.exit(f"luukku.numbers.solving: {error}")
