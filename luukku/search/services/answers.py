"""What a question to the index is narrowed to, and what it is answered with."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from luukku.search.rules.asking import How

MOST_PLACES: Final = 3
"""With more, the names of the municipalities would hide the result."""


@dataclass(frozen=True, slots=True)
class Why:
    """One word of the question and how it was found in a document."""

    asked: str
    found: str
    how: How


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found, in the language of whoever asked when it exists in it."""

    type: str
    id: UUID
    source_id: str
    title: str
    summary: str
    text: str
    language: str
    url: str
    places: tuple[str, ...]
    published_on: date | None
    score: float
    why: tuple[Why, ...]

    @property
    def is_widespread(self) -> bool:
        """Whether it is in so many municipalities that this is said instead of their names."""
        return len(self.places) > MOST_PLACES


@dataclass(frozen=True, slots=True)
class Choice:
    """One value by which results can be narrowed, with how many there would be."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody has narrowed the results to; empty means everything."""

    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


EVERYTHING: Final = Filters()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question.

    Attributes:
        hits: how many things were found; only so many are looked at (`finding.MOST_CANDIDATES`).
        meant: the question as it was probably meant, when a word was mended and that found something; else empty.
        choices: by "type", "language" and "place", what the results can be narrowed to.
        says_nothing: there was no word in the question. is_cut: only its beginning was looked at.
        is_far: nothing has the words; what was found only looks a little like them.
    """

    results: list[Result] = field(default_factory=list)
    hits: int = 0
    meant: str = ""
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    says_nothing: bool = False
    is_cut: bool = False
    is_far: bool = False
