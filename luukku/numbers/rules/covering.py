"""A fast pattern to begin with: every sum with something hidden in it hides enough to blur it."""

from luukku.numbers.rules.systems import System

ENOUGH = 2
"""So many cells of one sum are hidden, or none."""


def covered(system: System, hidden: frozenset[int], slack: int = 0) -> frozenset[int]:
    """The hidden cells and those hidden besides, until no sum by itself tells a hidden one closely.

    Greedy: of the sums that tell too much, the one that can be mended in the fewest ways is mended first, by the cell
    that mends most of the others and spoils fewest; then the smallest. Where nothing can be added, the sum stays.
    This looks at one sum at a time; whether several together tell too much is for the audit.

    Args:
        slack: more room in each sum than it needs: more cells, but cells that are soon shown to be safe.
    """
    found = set(hidden)
    waiting = {number for cell in found for number in system.lines[cell]}
    while waiting:
        lacking = sorted(
            (number for number in waiting if lacks(system, number, found, slack)),
            key=lambda one: _ways(system, one, found),
        )
        if not lacking:
            break
        spoiled = set(lacking)
        changed: set[int] = set()
        for number in lacking:
            if not lacks(system, number, found, slack):
                continue
            cell = _best(system, number, found, spoiled)
            if cell is not None:
                found.add(cell)
                changed.update(system.lines[cell])
        waiting = changed | (waiting & spoiled if changed else set())
    return frozenset(found)


def lacks(system: System, number: int, hidden: set[int] | frozenset[int], slack: int = 0) -> bool:
    """Whether one sum by itself tells a hidden cell too closely.

    A hidden total is safe in its own parts as soon as one of them is hidden; see `room` for a shown one.
    """
    total, parts = system.sums[number]
    inside = [part for part in parts if part in hidden]
    if total in hidden:
        return not inside
    return bool(inside) and (len(inside) < ENOUGH or room(system, inside) < needed(system) + slack)


def room(system: System, inside: list[int]) -> int:
    """How far a part can lie from its lowest, when it is known what the hidden parts add up to.

    Who is counted in one of the parts knows that it isn't zero; a reader who knows that of all has one less for each.
    """
    known = len(inside) if system.safety.least else 1
    return sum(system.values[part] for part in inside) - known


def needed(system: System) -> int:
    """How much room a sum needs: for the width, and for a part known to be `least` to reach the threshold."""
    return max(system.safety.width, system.safety.threshold - system.safety.least)


def _ways(system: System, number: int, hidden: set[int]) -> tuple[int, int]:
    total, parts = system.sums[number]
    return sum(1 for part in (total, *parts) if part not in hidden and part not in system.shown), number


def _best(system: System, number: int, hidden: set[int], spoiled: set[int]) -> int | None:
    """The cell that mends most sums for the fewest new ones; of equals the smallest."""
    total, parts = system.sums[number]
    choices = [cell for cell in (*parts, total) if cell not in hidden and cell not in system.shown]
    if not choices:
        return None

    def worth(cell: int) -> tuple[int, int, int]:
        lines = system.lines[cell]
        mended = sum(1 for line in lines if line in spoiled)
        touched = sum(1 for line in lines if line not in spoiled and not _is_touched(system, line, hidden))
        return touched - mended, system.values[cell], cell

    return min(choices, key=worth)


def _is_touched(system: System, number: int, hidden: set[int]) -> bool:
    total, parts = system.sums[number]
    return total in hidden or any(part in hidden for part in parts)
