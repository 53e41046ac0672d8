"""Which figures of a one-way breakdown can be shown: the threshold, and what else is hidden for its sake."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

THRESHOLD: Final = 5
"""The smallest count that is shown unless told otherwise. Source: local; the floor that universities' feedback uses."""

LOWEST_THRESHOLD: Final = 3
"""Nobody may set the threshold below this. Source: local, as the common frequency rule."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One count as it may be shown.

    Attributes:
        value: the count; None when it is masked. Why it is masked is not told: "smaller than 5" beside "hidden for
            another's sake" would narrow both.
    """

    key: str
    value: int | None

    @property
    def is_masked(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Figures:
    """A breakdown as it may be shown, in the order it was told, and its total when that can be shown too."""

    cells: tuple[Figure, ...]
    total: Figure
    threshold: int

    def of(self, key: str) -> Figure:
        """The figure of a key.

        Raises:
            KeyError: there is none.
        """
        found = next((one for one in self.cells if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def published(counts: Mapping[str, int], threshold: int = THRESHOLD, *, hides_zeros: bool = False) -> Figures:
    """The counts of one breakdown with their total, masked where somebody could be recognised.

    Primary: a count above zero and below the threshold is masked; zeros are shown, or masked as well. Complement: while
    the masked counts can be worked out from the total too closely, the smallest count still shown is masked as well.
    When that does not help, the total is masked instead. A reader knows the rule, so a masked count is known to be at
    least 1, or at least 0: the masked ones are safe when each may still lie anywhere in a span at least a threshold
    wide that reaches the threshold.

    Args:
        counts: whole numbers, at least 0, that do not overlap.
        threshold: the smallest count shown; at least 3.
        hides_zeros: nobody looks like few: a masked count may then be 0.

    Raises:
        ValueError: the threshold is below 3, or a count is negative.

    Source: docs/rules/numbers.md, rules 1–4.
    """
    if threshold < LOWEST_THRESHOLD:
        msg = f"A threshold below {LOWEST_THRESHOLD} exposes people."
        raise ValueError(msg)
    if any(value < 0 for value in counts.values()):
        msg = "A count can't be negative."
        raise ValueError(msg)
    least = 0 if hides_zeros else 1
    primary = {key for key, value in counts.items() if least <= value < threshold}
    masked = set(primary)
    shown = sorted((key for key, value in counts.items() if value >= threshold), key=lambda key: (counts[key], key))
    while masked and not is_safe([counts[key] for key in masked], threshold, least) and shown:
        masked.add(shown.pop(0))
    total = sum(counts.values())
    left = [counts[key] for key in masked]
    hides_total = 0 < total < threshold or (bool(masked) and not is_safe(left, threshold, least))
    if hides_total:
        masked = primary
    cells = tuple(Figure(key, None if key in masked else value) for key, value in counts.items())
    return Figures(cells, Figure("", None if hides_total else total), threshold)


def is_safe(masked: list[int], threshold: int, least: int = 1) -> bool:
    """Whether no masked count of a breakdown with a known total can be told closely.

    Each is known to be at least so many, and all together are known: one may be as much as the sum less the least of
    every other.
    """
    if len(masked) < 2:
        return False
    highest = sum(masked) - least * (len(masked) - 1)
    return highest - least >= threshold and highest >= threshold
