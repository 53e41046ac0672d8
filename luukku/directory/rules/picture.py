"""Points on earth as points of a picture: the projection that all tiled maps share, and which tiles lie under it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Degrees = tuple[float, float]
"""Latitude and longitude (WGS 84)."""

EARTH_M: Final = 40_075_016.7
CLOSEST: Final = 17
"""The closest step of tiles that is asked for."""
TILES_ACROSS: Final = 3
"""At least so many tiles lie side by side under a picture, and at most twice as many and one."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of a tiled map, and where it lies in the picture."""

    step: int
    column: int
    row: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the earth a picture shows. West, north, east and south are parts of the whole square of the projection.

    Attributes:
        width: of the picture, in its own units; its height follows.
    """

    west: float
    north: float
    east: float
    south: float
    width: float

    @property
    def height(self) -> float:
        return round(self.width * (self.south - self.north) / (self.east - self.west), 1)

    def place(self, point: Degrees) -> tuple[float, float]:
        """Where a point lies in the picture; outside it too."""
        x, y = projected(point)
        scale = self.width / (self.east - self.west)
        return round((x - self.west) * scale, 1), round((y - self.north) * scale, 1)

    def shows(self, point: Degrees) -> bool:
        x, y = self.place(point)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def tiles(self) -> list[Tile]:
        """The squares of a tiled map that lie under the picture."""
        step = min(CLOSEST, max(0, math.ceil(math.log2(TILES_ACROSS / (self.east - self.west)))))
        number, scale = 2**step, self.width / (self.east - self.west)
        size = scale / number
        columns = range(math.floor(self.west * number), math.floor(self.east * number) + 1)
        rows = range(math.floor(self.north * number), math.floor(self.south * number) + 1)
        return [
            Tile(
                step,
                column,
                row,
                round((column / number - self.west) * scale, 1),
                round((row / number - self.north) * scale, 1),
                round(size, 1),
            )
            for row in rows
            for column in columns
        ]


def projected(point: Degrees) -> tuple[float, float]:
    """A point in the square of the spherical Mercator projection, from 0 to 1, north and west first."""
    latitude, longitude = math.radians(point[0]), point[1]
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(latitude)) / math.pi) / 2


def framed(points: Iterable[Degrees], *, width: float, margin: float = 0.06, least_m: float = 0.0) -> Frame:
    """The frame around some points.

    Args:
        width: of the picture. margin: left free on each side, as a part of the greater side.
        least_m: so many metres the picture shows at least from side to side.

    Raises:
        ValueError: there is no point.
    """
    spots = list(points)
    placed = [projected(one) for one in spots]
    if not placed:
        msg = "A picture is framed around something."
        raise ValueError(msg)
    xs, ys = [x for x, _y in placed], [y for _x, y in placed]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    least = least_m / (EARTH_M * math.cos(math.radians(spots[0][0])))
    across, down = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least)
    free = max(across, down) * margin
    half_across, half_down = across / 2 + free, down / 2 + free
    return Frame(middle[0] - half_across, middle[1] - half_down, middle[0] + half_across, middle[1] + half_down, width)
