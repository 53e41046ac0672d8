"""The typst compiler: one for each template and set of fonts, closed to files and network.

All of them work in one thread of the process: with a set in each of two threads a web worker holds 30 MB more, and two
papers at once would share the processor anyway.
"""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import typst

from luukku.paper import fonts

_TEMPLATES = Path(__file__).parent / "templates" / "paper"
_NOWHERE = str(_TEMPLATES / "no-packages")
"""A folder that does not exist: the templates use no packages, so none can be fetched."""

FORGET_AFTER = 100_000
"""Letters of text after which the compiler is made to forget; some ten letters to families."""

_GENERATIONS = 12
"""typst keeps what it worked out until ten later runs have not needed it."""

_press = ThreadPoolExecutor(max_workers=1, thread_name_prefix="paper")
_local = threading.local()


def compile_pdf(template: str, payload: dict[str, Any], *, at: int, with_cjk: bool) -> bytes:
    """A tagged PDF/UA-1 file; equal arguments give equal bytes.

    Args:
        template: file name in the templates' folder.
        payload: plain values; they travel as JSON and are never read as markup.
        at: moment of printing, in seconds since 1970.
        with_cjk: give the compiler the big font too.
    """
    return _press.submit(_compile, template, payload, at=at, with_cjk=with_cjk).result()


def _compile(template: str, payload: dict[str, Any], *, at: int, with_cjk: bool) -> bytes:
    data = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    _forget_now_and_then(len(data))
    made = _compiler(template, with_cjk=with_cjk).compile(
        format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=at
    )
    if not isinstance(made, bytes):
        msg = "The compiler gave no single file."
        raise TypeError(msg)
    return made


def _forget_now_and_then(size: int) -> None:
    """Keep the memory of a web worker small by running empty pages, a millisecond each.

    Without it forty long tables leave 170 MB behind (measured with typst 0.15), with it 40.
    """
    seen: int = _local.__dict__.get("seen", 0) + size
    if seen > FORGET_AFTER:
        empty = _compiler("empty.typ", with_cjk=False)
        for _ in range(_GENERATIONS):
            empty.compile(format="pdf")
        seen = 0
    _local.seen = seen


def _compiler(template: str, *, with_cjk: bool) -> typst.Compiler:
    compilers: dict[tuple[str, bool], typst.Compiler] = _local.__dict__.setdefault("compilers", {})
    key = (template, with_cjk)
    if key not in compilers:
        compilers[key] = typst.Compiler(
            input=str(_TEMPLATES / template),
            root=str(_TEMPLATES),
            font_paths=_fonts(with_cjk),
            ignore_system_fonts=True,
            package_path=_NOWHERE,
            package_cache_path=_NOWHERE,
        )
    return compilers[key]


@cache
def _fonts(with_cjk: bool) -> typst.Fonts:
    paths = fonts.CJK_PATHS if with_cjk else fonts.COMMON_PATHS
    return typst.Fonts(include_system_fonts=False, font_paths=list(paths))
