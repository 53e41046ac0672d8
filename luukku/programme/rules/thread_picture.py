"""Where everything stands in the picture of a thread: strands, beads, holes and words, without a collision.

Lengths are in units of the drawing, 1280 of which are as wide as a page. A right-to-left picture is the mirror of the
other. Letters are measured by their usual widths, rather too wide than too narrow.
"""

import itertools
import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

WIDTH: Final = 1255
HEADINGS_AT: Final = 48
FIRST_LANE: Final = 78
"""Where the first lane begins, below the headings."""
DOOR: Final = 78
"""The middle of the door from which all strands come."""
CENTRED_SPREAD: Final = (118, 172, 232)
LISTED_SPREAD: Final = (118, 164, 212)
"""Along which the strands part from each other: from where, half-way, to where they lie level."""
CENTRED_COLUMNS: Final = (336, 536, 736, 936, 1136)
"""The columns when each holds one thing, its words centred below it."""
LISTED_COLUMNS: Final = (290, 484, 678, 872, 1066)
"""The columns when each may hold several things, one under the other."""
CENTRED_TEXT: Final = 186
LISTED_TEXT: Final = 160
NAME_TEXT: Final = 960
ROOT_TEXT: Final = 156
LINE: Final = 23
SMALL_LINE: Final = 20
BELOW_BEAD: Final = 36
BELOW_HOLE: Final = 52
BESIDE: Final = 6
LEFT: Final = 9
"""Where a bead begins, seen from its middle."""
INDENT: Final = 20
BETWEEN_BEADS: Final = 30
BETWEEN_LANES: Final = 28
ABOVE_LANE: Final = 52
"""From the top of a lane to its strand: the lane's name stands there."""
CENTRED_LINES: Final = 2
LISTED_LINES: Final = 4
ABOVE_STRAND: Final = 31
"""So far above its strand a lane's name stands, clear of a hole."""
HOLE: Final = 25
FRAY: Final = 62
"""So far before a hole the strand ends."""
TEXT: Final = 18.0
SMALL: Final = 15.0
NAME: Final = 22.0
"""Bold letters of 20 are as wide as plain ones of 22."""
ELLIPSIS: Final = "…"
HYPHEN: Final = "-"
LEAST: Final = 3
"""So many letters stand before a break at least."""

_NARROW: Final = frozenset("iljtfrI.,:;'|!()[]-– ")
_VOWELS: Final = frozenset("aeiouyäöå")
_WIDE: Final = frozenset("mwMW@%—ÅÄÖOQGD")


class Mark(StrEnum):
    """What stands at a place of a strand."""

    LINKED = "linked"
    """Something that belongs to the thread."""
    FOLLOWS = "follows"
    """Something to which what belongs to it leads."""
    LAPSED = "lapsed"
    """Something that belongs to it and for which nobody answers any more."""
    MISSING = "missing"
    """A hole."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing at a stage of a lane, with its words; `small` is a line below them."""

    mark: Mark
    text: str
    small: str = ""
    is_ours: bool = False
    """Whether the words are the product's, in the language of the page; others are Finnish."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One strand: its name and what stands at each stage."""

    name: str
    cells: tuple[tuple[Item, ...], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A line of words. `kind`: heading, name, text, small, question; `anchor` as in SVG."""

    x: float
    y: float
    text: str
    kind: str
    anchor: str = "middle"
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Bead:
    """A sign on a strand; `kind` is a mark, or "empty" for a stage that nobody has come to."""

    x: float
    y: float
    kind: str


@dataclass(slots=True)
class Picture:
    """Everything that is drawn; paths are SVG path data."""

    height: float = 0
    width: float = WIDTH
    is_mirrored: bool = False
    root: tuple[float, float] = (0, 0)
    strands: list[str] = field(default_factory=list)
    hanging: list[str] = field(default_factory=list)
    frays: list[str] = field(default_factory=list)
    ghosts: list[str] = field(default_factory=list)
    beads: list[Bead] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def width_of(text: str, size: float) -> float:
    """How wide a line of text is at a size."""
    return sum(0.36 if sign in _NARROW else 0.92 if sign in _WIDE else 0.6 for sign in text) * size


def wrap(text: str, room: float, size: float, most: int = LISTED_LINES) -> list[str]:
    """The text in at most so many lines, cut with an ellipsis when it is longer; a long word is broken."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        if width_of(line, size) > room:
            line, rest = _broken(line, room, size)
            words.insert(0, rest)
        while words and width_of(f"{line} {words[0]}", size) <= room and not line.endswith(HYPHEN):
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] = _cut(lines[-1], room, size)
    return lines


def _broken(word: str, room: float, size: float) -> tuple[str, str]:
    """A word too long for a line in two: before a consonant that a vowel follows, where Finnish syllables begin."""
    fits = max((n for n in range(1, len(word)) if width_of(f"{word[:n]}{HYPHEN}", size) <= room), default=1)
    low = word.lower()
    syllables = [
        n for n in range(LEAST, fits + 1) if low[n] not in _VOWELS and low[n + 1 : n + 2] and low[n + 1] in _VOWELS
    ]
    at = syllables[-1] if syllables else fits
    return f"{word[:at]}{HYPHEN}", word[at:]


def _cut(line: str, room: float, size: float) -> str:
    """The line with an ellipsis at its end, shortened until that fits."""
    kept = line.rstrip(f" ,.;:{HYPHEN}")
    while width_of(f"{kept}{ELLIPSIS}", size) > room and len(kept) > 1:
        kept = kept[:-1].rstrip(" ,.;:")
    return f"{kept}{ELLIPSIS}"


def draw(headings: tuple[str, ...], root: str, lanes: list[Lane], *, centred: bool, mirrored: bool = False) -> Picture:
    """The picture of these lanes.

    Args:
        headings: of the columns, as many as each lane has cells.
        centred: one thing in each cell, its words centred below it; otherwise cells are lists.
        mirrored: from right to left.
    """
    pen = _Pen(centred, mirrored)
    for x, heading in zip(pen.columns, headings, strict=True):
        pen.write(x if centred else x - LEFT, HEADINGS_AT, heading, "heading", starts=not centred, is_ours=True)
    top = float(FIRST_LANE)
    for lane in lanes:
        top = pen.lane(lane, top)
    pen.plant(root, (pen.levels[0] + pen.levels[-1]) / 2 if lanes else FIRST_LANE + ABOVE_LANE)
    lowest = max(word.y for word in pen.picture.words)
    pen.picture.height = round(max(top, lowest + 10), 1)
    return pen.picture


class _Pen:
    """Draws lane after lane, from the top down."""

    def __init__(self, centred: bool, mirrored: bool) -> None:
        self.centred, self.mirrored = centred, mirrored
        self.columns = CENTRED_COLUMNS if centred else LISTED_COLUMNS
        self.room = CENTRED_TEXT if centred else LISTED_TEXT
        self.spread = CENTRED_SPREAD if centred else LISTED_SPREAD
        self.picture = Picture(is_mirrored=mirrored)
        self.levels: list[float] = []
        self._waves: list[list[tuple[float, float]]] = []

    def x(self, x: float) -> float:
        return round(float(WIDTH - x if self.mirrored else x), 1)

    def write(self, x: float, y: float, text: str, kind: str, *, starts: bool = False, is_ours: bool = False) -> None:
        """A line whose middle, or whose beginning, stands at x."""
        anchor = ("end" if self.mirrored else "start") if starts else "middle"
        self.picture.words.append(Word(self.x(x), round(y, 1), text, kind, anchor, is_ours))

    def lane(self, lane: Lane, top: float) -> float:
        """Draw one lane; returns where the next may begin."""
        level = top + ABOVE_LANE
        self.levels.append(level)
        begins = self.columns[0] - (self.room / 2 if self.centred else LEFT)
        for line in wrap(lane.name, NAME_TEXT, NAME, 1):
            self.write(begins, level - ABOVE_STRAND, line, "name", starts=True)
        self._strand(lane, level)
        below = [self._cell(x, level, cell) for x, cell in zip(self.columns, lane.cells, strict=True)]
        return max([level + BELOW_BEAD, *below]) + BETWEEN_LANES

    def plant(self, root: str, middle: float) -> None:
        """Where all strands come from, with its name; then the strands, drawn from there."""
        self.picture.root = (self.x(DOOR), round(middle, 1))
        for place, line in enumerate(wrap(root, ROOT_TEXT, NAME)):
            self.write(DOOR, middle + 62 + place * 26, line, "name")
        for level, wave in zip(self.levels, self._waves, strict=True):
            near, half, far = self.spread
            path = f"M{self.x(near)} {middle:.1f}C{self.x(half)} {middle:.1f} {self.x(half)} {level:.1f}"
            path += f" {self.x(far)} {level:.1f}" + "".join(self._wave(wave))
            self.picture.strands.append(path)

    def _wave(self, wave: list[tuple[float, float]]) -> list[str]:
        """Gently up and down from bead to bead, as a thread lies."""
        parts, lift = [], 7
        for (x, y), (to, _same) in itertools.pairwise(wave):
            third = (to - x) / 3
            parts.append(
                f"C{self.x(x + third)} {y + lift:.1f} {self.x(to - third)} {y - lift:.1f} {self.x(to)} {y:.1f}"
            )
            lift = -lift
        return parts

    def _strand(self, lane: Lane, level: float) -> None:
        """The strand as far as it holds; after a hole only dots lead on."""
        filled = [place for place, cell in enumerate(lane.cells) if cell]
        hole = next((place for place in filled if lane.cells[place][0].mark is Mark.MISSING), None)
        held = [place for place in filled if hole is None or place < hole]
        wave = [(float(self.spread[2]), level), *((float(self.columns[place]), level) for place in held)]
        if hole is not None:
            self._hole(wave, self.columns[hole], level)
            self._ghost(hole, lane, level)
        self._waves.append(wave)

    def _hole(self, wave: list[tuple[float, float]], x: float, level: float) -> None:
        """The strand frays before the hole."""
        end = x - FRAY
        wave.append((end, level))
        hairs = ((8, -1, 13, -7, 21, -13), (9, 0, 16, 1, 24, -2), (8, 1, 12, 7, 18, 13))
        for ax, ay, bx, by, cx, cy in hairs:
            points = f"{self.x(end + ax)} {level + ay:.1f} {self.x(end + bx)} {level + by:.1f}"
            self.picture.frays.append(f"M{self.x(end - 1)} {level:.1f}C{points} {self.x(end + cx)} {level + cy:.1f}")

    def _ghost(self, hole: int, lane: Lane, level: float) -> None:
        """Dots from the hole on, with small empty beads where nobody has come yet."""
        later = range(hole + 1, len(self.columns))
        if later:
            begins, ends = self.columns[hole] + HOLE + 9, self.columns[-1]
            self.picture.ghosts.append(f"M{self.x(begins)} {level:.1f}H{self.x(ends)}")
        empty = [self.columns[place] for place in later if not lane.cells[place]]
        self.picture.beads += [Bead(self.x(x), round(level, 1), "empty") for x in empty]

    def _cell(self, x: float, level: float, cell: tuple[Item, ...]) -> float:
        """What stands at one stage, from the strand down; returns where it ends."""
        y, end = level, level
        for place, item in enumerate(cell):
            self.picture.beads.append(Bead(self.x(x), round(y, 1), item.mark.value))
            end = self._words(x, y, item, hangs=place > 0)
            if place > 0:
                self.picture.hanging.append(f"M{self.x(x)} {level:.1f}V{y:.1f}")
            y = end + BETWEEN_BEADS
        return end

    def _words(self, x: float, y: float, item: Item, *, hangs: bool) -> float:
        is_hole = item.mark is Mark.MISSING
        kind = "question" if is_hole else "text"
        at = y + (BESIDE if hangs and not is_hole else BELOW_HOLE if is_hole else BELOW_BEAD)
        left = x if self.centred else x - LEFT if is_hole else x + INDENT
        lines = wrap(item.text, self.room, TEXT, CENTRED_LINES if self.centred else LISTED_LINES)
        for place, line in enumerate(lines):
            self.write(left, at + place * LINE, line, kind, starts=not self.centred, is_ours=item.is_ours or is_hole)
        at += (len(lines) - 1) * LINE
        for line in wrap(item.small, self.room, SMALL, 1):
            at += SMALL_LINE
            self.write(left, at, line, "small", starts=not self.centred, is_ours=True)
        return math.ceil(at)
