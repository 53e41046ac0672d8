"""The picture of a list of places: the county with its towns, or what is near a place that was asked for.

Drawn here, so that nobody outside learns where a reader looks. Whoever keeps the site may put a tiled map under it.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings

from luukku.directory import geography
from luukku.directory.geography import Point
from luukku.directory.rules.picture import Frame, framed
from luukku.portal.services.nearby import Near

WIDTH: Final = 400.0
MARKED: Final = 9
"""So many of the nearest places get a number."""
LEAST_M: Final = 4_000
TOGETHER: Final = 16.0
"""Marks closer than this, in units of the picture, are drawn as one."""
RADIUS: Final = 13.0
"""Of a mark, as large as it is on a phone."""
LINE: Final = 18.0
"""The height of a name as large as it is on a phone."""
LETTER: Final = 10.0
"""The width of its letters, roughly."""


@dataclass(slots=True)
class Mark:
    """A dot with a word: the number of a place in the list, or how many places a town has."""

    x: float
    y: float
    text: str
    name: str = ""
    name_y: float = 0.0
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Town:
    """A town with places, and the address of the list as it is from there."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Image:
    """One square of a tiled map."""

    url: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn, in units of the picture.

    Attributes:
        land, waters: corners, as SVG tells them. here: the place that was asked for.
        tiles_by: whose map lies under it; empty for none.
    """

    width: float
    height: float
    land: str
    waters: tuple[str, ...]
    marks: tuple[Mark, ...]
    here: tuple[float, float] | None = None
    tiles: tuple[Image, ...] = ()
    tiles_by: str = ""


def towns(found: Sequence[Near]) -> list[Town]:
    """The towns with most places first."""
    counts: dict[str, int] = {}
    for one in found:
        if one.town:
            counts[one.town] = counts.get(one.town, 0) + 1
    names = sorted(counts, key=lambda name: (-counts[name], name.casefold()))
    return [Town(name, counts[name], f"?{urlencode({'near': name})}") for name in names]


def picture(found: Sequence[Near], near: Point | None) -> Picture | None:
    """The picture of a list; None when nobody knows where any of it is."""
    known = [one for one in found if one.point]
    if not known:
        return None
    return _around(known[:MARKED], near) if near else _county(known)


def _county(known: Sequence[Near]) -> Picture:
    frame = framed(geography.outline()["county"], width=WIDTH)
    by_town: dict[str, list[Point]] = {}
    for one in known:
        if one.point and frame.shows(one.point):
            by_town.setdefault(one.town, []).append(one.point)
    marks = []
    for name, points in by_town.items():
        x, y = frame.place(_middle(points))
        marks.append(Mark(x, y, str(len(points)), name))
    return _drawn(frame, _named(_apart(marks)))


def _around(nearest: Sequence[Near], near: Point) -> Picture:
    points = [one.point for one in nearest if one.point]
    frame = framed([near, *points], width=WIDTH, margin=0.12, least_m=LEAST_M)
    marks: list[Mark] = []
    for number, one in enumerate(nearest, 1):
        if one.point is None:
            continue
        x, y = frame.place(one.point)
        close = next((mark for mark in marks if abs(mark.x - x) + abs(mark.y - y) < TOGETHER), None)
        if close is None:
            marks.append(Mark(x, y, str(number)))
        else:
            close.text += f", {number}"
    return _drawn(frame, marks, frame.place(near))


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks of neighbouring towns side by side: each gives way by half of what is missing."""
    for one, other in itertools.combinations(marks, 2):
        across, down = other.x - one.x, other.y - one.y
        distance = math.hypot(across, down)
        missing = 2 * RADIUS - distance
        if missing > 0:
            way = (across / distance, down / distance) if distance else (1.0, 0.0)
            one.x, one.y = one.x - way[0] * missing / 2, one.y - way[1] * missing / 2
            other.x, other.y = other.x + way[0] * missing / 2, other.y + way[1] * missing / 2
    return marks


def _named(marks: list[Mark]) -> list[Mark]:
    """Each name beside its mark, where it covers neither another mark nor another name; lower down when it must."""
    taken = [Box(one.x - RADIUS, one.y - RADIUS, one.x + RADIUS, one.y + RADIUS) for one in marks]
    for mark in sorted(marks, key=lambda one: one.y):
        free = [
            (lines * LINE, is_left)
            for lines in range(len(marks))
            for is_left in (mark.x < WIDTH / 2, mark.x >= WIDTH / 2)
            if not any(_name_box(mark, lines * LINE, is_left=is_left).meets(one) for one in taken)
        ]
        lower, mark.is_left = free[0] if free else (0.0, mark.x < WIDTH / 2)
        mark.name_y = mark.y + lower
        taken.append(_name_box(mark, lower, is_left=mark.is_left))
    return marks


def _name_box(mark: Mark, lower: float, *, is_left: bool) -> Box:
    length = len(mark.name) * LETTER
    start = mark.x - RADIUS - length if is_left else mark.x + RADIUS
    return Box(start, mark.y + lower - LINE / 2, start + length, mark.y + lower + LINE / 2)


def _drawn(frame: Frame, marks: Sequence[Mark], here: tuple[float, float] | None = None) -> Picture:
    shapes = {name: _corners(frame, points) for name, points in geography.outline().items()}
    return Picture(
        width=frame.width,
        height=frame.height,
        land=shapes.pop("county"),
        waters=tuple(shapes.values()),
        marks=tuple(marks),
        here=here,
        tiles=tuple(_tiles(frame)),
        tiles_by=settings.LUUKKU_TILES_BY if settings.LUUKKU_TILES else "",
    )


def _tiles(frame: Frame) -> list[Image]:
    """The squares of the map that whoever keeps the site has chosen; none by default."""
    if not settings.LUUKKU_TILES:
        return []
    found = []
    for one in frame.tiles():
        url = settings.LUUKKU_TILES
        for word, number in (("{z}", one.step), ("{x}", one.column), ("{y}", one.row)):
            url = url.replace(word, str(number))
        found.append(Image(url, one.x, one.y, one.size))
    return found


def _corners(frame: Frame, points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in map(frame.place, points))


def _middle(points: Sequence[Point]) -> Point:
    return sum(one[0] for one in points) / len(points), sum(one[1] for one in points) / len(points)
