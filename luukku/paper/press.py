"""The press: the typst compiler in a process of its own, `python -m luukku.paper.press`; `engine` starts and feeds it.

It reads one order a line from standard input and answers on standard output as `wire` tells, with the PDF or the
picture, or with what went wrong. It ends when its input does. It knows nothing of Django.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import typst

from luukku.paper.wire import FAILED, MADE, answer

_TEMPLATES = Path(__file__).parent / "templates" / "paper"
_NOWHERE = str(_TEMPLATES / "no-packages")
"""A folder that does not exist: the templates use no packages, so none can be fetched."""

FORGET_AFTER = 100_000
"""Letters of text after which the compiler is made to forget; some ten letters to families."""

_GENERATIONS = 12
"""typst keeps what it worked out until ten later runs have not needed it."""


class Press:
    """One compiler for each template and set of fonts, closed to files and network."""

    def __init__(self) -> None:
        self._compilers: dict[tuple[str, tuple[str, ...]], typst.Compiler] = {}
        self._seen = 0

    def print(self, order: dict[str, Any]) -> bytes:
        """A tagged PDF/UA-1 file or a picture; see `engine.compile_pdf` and `compile_png` for what an order holds."""
        self._forget_now_and_then(len(order["data"]))
        compiler = self._compiler(order["template"], tuple(order["fonts"]))
        inputs = {"data": order["data"]}
        made = (
            compiler.compile(format="png", sys_inputs=inputs, ppi=order["ppi"], timestamp=order["at"])
            if "ppi" in order
            else compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=order["at"])
        )
        if not isinstance(made, bytes):
            msg = "The compiler gave no single file."
            raise TypeError(msg)
        return made

    def _forget_now_and_then(self, size: int) -> None:
        """Keep the memory small by running empty pages, a millisecond each.

        Without it forty long tables leave 170 MB behind (measured with typst 0.15), with it 40.
        """
        self._seen += size
        if self._seen > FORGET_AFTER:
            empty = self._compiler("empty.typ", ())
            for _ in range(_GENERATIONS):
                empty.compile(format="pdf")
            self._seen = 0

    def _compiler(self, template: str, fonts: tuple[str, ...]) -> typst.Compiler:
        key = (template, fonts)
        if key not in self._compilers:
            self._compilers[key] = typst.Compiler(
                input=str(_TEMPLATES / template),
                root=str(_TEMPLATES),
                font_paths=_fonts(fonts),
                ignore_system_fonts=True,
                package_path=_NOWHERE,
                package_cache_path=_NOWHERE,
            )
        return self._compilers[key]


@cache
def _fonts(paths: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(paths))


def main() -> None:
    press = Press()
    answers = sys.stdout.buffer
    for line in sys.stdin.buffer:
        try:
            kind, body = MADE, press.print(json.loads(line))
        except Exception as error:  # the next order may well be printable
            kind, body = FAILED, str(error).encode()
        answers.write(answer(kind, body))
        answers.flush()


if __name__ == "__main__":
    main()
