"""Writing SVG: across in parts of the width, down in lines of text, so that a drawing fits any screen and letter size.

On a page the drawing is as wide as its place: across is written in percents, down in `em`. In a file it is as wide as
told: the same drawing in plain units. Right to left is a mirror: every place across and every anchor turns, the letters
do not.
"""

from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

Anchor = Literal["start", "middle", "end"]

LETTER: Final = 16.0
"""An `em` in a file, in its units."""

_TURNED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
_RLI, _PDI = "\u2067", "\u2069"

SHAPES: Final = (
    "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z",
    "M-5 -5H5V5H-5Z",
    "M0 -6.5L6 5H-6Z",
    "M0 -7L7 0L0 7L-7 0Z",
)
"""Marks on lines: a disc, a square, a triangle, a diamond."""


@dataclass
class Canvas:
    """A drawing on its way.

    Attributes:
        wide: its width in a file; None on a page.
    """

    right_to_left: bool = False
    wide: float | None = None
    pieces: list[str] = field(default_factory=list)

    @property
    def letters(self) -> int:
        """How long a name may be on one line: on a page so that a figure fits beside it on the narrowest phone."""
        return 22 if self.wide is None else 70

    def across(self, part: float) -> str:
        """A place from 0 (where reading begins) to 1."""
        place = 1 - part if self.right_to_left else part
        return f"{number(100 * place)}%" if self.wide is None else number(self.wide * place)

    def down(self, lines: float) -> str:
        return f"{number(lines)}em" if self.wide is None else number(LETTER * lines)

    def box(self, begin: float, end: float, top: float, height: float, kind: str, fill: str = "") -> None:
        """A box between two places across; `fill` names a pattern that is painted over it."""
        width = f"{number(100 * (end - begin))}%" if self.wide is None else number(self.wide * (end - begin))
        place = self.across(end if self.right_to_left else begin)
        paint = f' fill="url(#{escape(fill)})"' if fill else ""
        self.pieces.append(
            f'<rect class="{kind}" x="{place}" y="{self.down(top)}" width="{width}"'
            f' height="{self.down(height)}"{paint}/>'
        )

    def line(self, begin: tuple[float, float], end: tuple[float, float], kind: str) -> None:
        self.pieces.append(
            f'<line class="{kind}" x1="{self.across(begin[0])}" y1="{self.down(begin[1])}"'
            f' x2="{self.across(end[0])}" y2="{self.down(end[1])}"/>'
        )

    def mark(self, part: float, top: float, shape: int, kind: str) -> None:
        """A mark of a line at a point. Its size is that of a finger's tip on any screen."""
        self.pieces.append(
            f'<svg x="{self.across(part)}" y="{self.down(top)}" overflow="visible">'
            f'<path class="{kind}" d="{SHAPES[shape % len(SHAPES)]}"/></svg>'
        )

    def text(
        self, part: float, top: float, words: str, kind: str = "ch-text", anchor: Anchor = "start", shift: float = 0
    ) -> None:
        """One line of text whose feet stand at `top`; `shift` moves it on in reading direction, in `em`."""
        turned = _TURNED[anchor] if self.right_to_left else anchor
        moved = -shift if self.right_to_left else shift
        beside = f' dx="{self.down(moved)}"' if moved else ""
        said = f"{_RLI}{words}{_PDI}" if self.right_to_left else words
        self.pieces.append(
            f'<text class="{kind}" x="{self.across(part)}" y="{self.down(top)}"{beside} text-anchor="{turned}">'
            f"{escape(said)}</text>"
        )


def number(value: float) -> str:
    """A number as SVG reads it, no longer than needed."""
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")


def wrapped(words: str, most: int) -> list[str]:
    """Words in lines of at most so many letters; a longer word stands alone on its line."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
