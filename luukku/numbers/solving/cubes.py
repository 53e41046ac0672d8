"""Ways along which cells of one table move in whole numbers, found without any programme: corners of a box.

In two dimensions a rectangle, in three a box: its corners, one up, the next down, leave every sum as it is. With a
total among them the codes above move along. A hidden cell on a box whose corners are all hidden, with counts large
enough, is safe; so are the others on it. Source: the hypercube method of Repsilber, here as evidence too.
"""

from collections.abc import Collection
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from luukku.numbers.rules.systems import System

MOST_MOVES: Final = 40
"""So many ways are tried along one dimension."""

MOST_BOXES: Final = 40_000
ENDLESS: Final = 10**12
SHOWN: Final = 1e9

Codes = NDArray[np.int64]


class Boxes:
    """The boxes of a table."""

    def __init__(self, system: System, grid: tuple[tuple[int, ...], ...]) -> None:
        self.system = system
        self.shape = tuple(len(parents) for parents in grid)
        self._values = np.array(system.values, dtype=np.int64)
        self._moves = [_moves(parents) for parents in grid]
        safety = system.safety
        self._need = max(safety.width + 1 + safety.least, safety.threshold + 1)
        self._prices = 1.0 + self._values / (1.0 + self._values.sum())
        self._prices[list(system.shown)] = SHOWN

    def settled(self, hidden: Collection[int], known: Collection[int] = ()) -> set[int]:
        """Hidden cells that are safe on boxes of hidden cells, beside those known to be safe."""
        costs = np.where(np.isin(np.arange(len(self._values)), list(hidden)), 0.0, SHOWN)
        found: set[int] = set()
        for cell in hidden:
            if cell not in found and cell not in known and (box := self._cheapest(cell, costs, 0.0)):
                found |= box
        return found

    def pattern(self, hidden: frozenset[int]) -> frozenset[int]:
        """The cells with a box for each of them, the cheapest beside what is hidden already."""
        costs = self._prices.copy()
        costs[list(hidden)] = 0.0
        found, settled = set(hidden), set[int]()
        for cell in sorted(hidden, key=lambda one: (-self.system.values[one], one)):
            if cell not in settled and (box := self._cheapest(cell, costs, SHOWN / 2)):
                found |= box
                settled |= box
                costs[list(box)] = 0.0
        return frozenset(found)

    def _cheapest(self, cell: int, costs: NDArray[np.float64], most: float) -> set[int] | None:
        """The cells of the cheapest box with a cell on it; None when none costs so little."""
        place = np.unravel_index(cell, self.shape)
        moves = [self._moves[number][int(code)] for number, code in enumerate(place)]
        while np.prod([len(codes) for codes, _signs in moves]) > MOST_BOXES:
            longest = max(range(len(moves)), key=lambda number: len(moves[number][0]))
            codes, signs = moves[longest]
            moves[longest] = codes[::2], signs[::2]
        numbers, signs = self._corners(moves)
        is_corner = signs != 0
        cost = np.where(is_corner, costs[numbers], 0.0).sum(axis=1)
        values = self._values[numbers]
        up = np.where(signs < 0, values, ENDLESS).min(axis=1)
        down = np.where(signs > 0, values, ENDLESS).min(axis=1)
        cost = np.where(up + down >= self._need, cost, np.inf)
        best = int(np.argmin(cost))
        if cost[best] > most:
            return None
        return {int(number) for number in numbers[best][is_corner[best]]}

    def _corners(self, moves: list[tuple[Codes, Codes]]) -> tuple[Codes, Codes]:
        """For each choice of a move in each dimension the cells of the box, and whether they go up (1) or down (-1)."""
        numbers: Codes = np.zeros((1, 1), dtype=np.int64)
        signs: Codes = np.ones((1, 1), dtype=np.int64)
        for size, (codes, ways) in zip(self.shape, moves, strict=True):
            numbers = numbers[:, np.newaxis, :, np.newaxis] * size + codes[np.newaxis, :, np.newaxis, :]
            signs = signs[:, np.newaxis, :, np.newaxis] * ways[np.newaxis, :, np.newaxis, :]
            boxes, corners = numbers.shape[0] * numbers.shape[1], numbers.shape[2] * numbers.shape[3]
            numbers, signs = numbers.reshape(boxes, corners), signs.reshape(boxes, corners)
        return numbers, signs


def _moves(parents: tuple[int, ...]) -> list[tuple[Codes, Codes]]:
    """For each code the ways in which it goes up along one dimension: codes and their signs, 0 where there is none."""
    leaves = sorted(set(range(len(parents))) - set(parents))
    above = {leaf: _upwards(parents, leaf) for leaf in leaves}
    found = []
    for code in range(len(parents)):
        below = [leaf for leaf in leaves if code in above[leaf]]
        ways = [dict.fromkeys(above[leaf], 1) for leaf in below]
        pairs = sorted(product(below, leaves), key=lambda pair: len(set(above[pair[0]]) ^ set(above[pair[1]])))
        for one, other in pairs:
            if code not in above[other]:
                up, down = set(above[one]), set(above[other])
                ways.append(dict.fromkeys(up - down, 1) | dict.fromkeys(down - up, -1))
        found.append(_as_arrays(ways[: len(below) + MOST_MOVES]))
    return found


def _upwards(parents: tuple[int, ...], code: int) -> list[int]:
    found = [code]
    while parents[found[-1]] >= 0:
        found.append(parents[found[-1]])
    return found


def _as_arrays(ways: list[dict[int, int]]) -> tuple[Codes, Codes]:
    longest = max(len(way) for way in ways)
    codes = np.zeros((len(ways), longest), dtype=np.int64)
    signs = np.zeros((len(ways), longest), dtype=np.int64)
    for row, way in enumerate(ways):
        codes[row, : len(way)] = list(way)
        signs[row, : len(way)] = list(way.values())
    return codes, signs
