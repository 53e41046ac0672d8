"""What can be drawn: published figures with the words beside them, already in the reader's language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Hidden(Enum):
    """A figure that is not shown for the sake of the people in it. It carries nothing that could tell it."""

    HIDDEN = "hidden"


HIDDEN: Final = Hidden.HIDDEN

Amount = float | int | Hidden | None
"""A figure: shown, hidden, or none at all because nothing was counted there."""


@dataclass(frozen=True)
class Words:
    """How figures are said.

    Attributes:
        write: a shown figure as the reader writes it, with its unit.
        hidden: stands for a hidden figure, everywhere the same.
        missing: stands where there is none.
    """

    write: Callable[[float], str]
    hidden: str
    missing: str = "–"

    def say(self, amount: Amount) -> str:
        if amount is None:
            return self.missing
        return self.hidden if isinstance(amount, Hidden) else self.write(amount)


@dataclass(frozen=True)
class Frame:
    """What stands around every chart.

    Attributes:
        key: letters, digits and hyphens; begins the ids, so it is told apart from the page's other charts.
        title: the answer as a sentence.
        about: what is drawn, with its unit.
        description: the chart in words, for whoever does not see it.
        notes: where the figures come from and of when, and what hidden ones mean.
        language: as HTML tells it.
        highest: where the scale ends when that is known beforehand, as 100 for shares.
    """

    key: str
    title: str
    about: str
    description: str
    words: Words
    notes: tuple[str, ...] = ()
    language: str = "fi"
    right_to_left: bool = False
    highest: float | None = None


@dataclass(frozen=True)
class Row:
    """Figures under one name."""

    name: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Bars:
    """One figure for each name, as bars."""

    frame: Frame
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Lines:
    """Figures over time.

    Attributes:
        times: each point's name, in order.
        rows: one line each, as many amounts as there are times.
    """

    frame: Frame
    times: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Heat:
    """A table of figures whose height is seen at a glance."""

    frame: Frame
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Chart = Bars | Lines | Heat


def order_of(amounts: Sequence[Amount]) -> list[int]:
    """Places from the highest on; hidden ones after all that are shown, and those without a figure last, as they stood.

    The order follows what is shown alone, so the place of a hidden figure tells nothing of it.
    """

    def rank(place: int) -> tuple[int, float]:
        amount = amounts[place]
        if amount is None:
            return (2, 0)
        return (1, 0) if isinstance(amount, Hidden) else (0, -amount)

    return sorted(range(len(amounts)), key=rank)
