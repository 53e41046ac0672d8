"""What a region of Integreat tells, in one shape for all ways in which it tells it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Row = dict[str, Any]
PageKind = Literal["page", "imprint", "offer"]


@dataclass(frozen=True, slots=True)
class Text:
    """One page in one language.

    Attributes:
        path: where it stood, with its region and language first and without a slash at either end.
    """

    title: str
    html: str
    path: str = ""
    changed_at: datetime | None = None


@dataclass(slots=True)
class Page:
    """One page in all its languages, by our codes.

    Attributes:
        paths: every path it is known by, of languages that are not brought in too.
        number: its id at Integreat; empty when nothing tells it. The ids of its texts change with every saving there,
            so they say nothing.
        parent: a path of the page above it; empty at the top.
        is_from_office: it is known from XLIFF files alone: a translation, and the original as the office got it.
    """

    kind: PageKind
    texts: dict[str, Text] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)
    number: str = ""
    parent: str = ""
    order: int = 0
    address: str = ""
    is_from_office: bool = False

    def language(self, wanted: str) -> str:
        """The language that the page is written in: the region's own, or the first that it has."""
        return wanted if wanted in self.texts else next(iter(self.texts))

    @property
    def name(self) -> str:
        """For people who read what happened."""
        return next((text.title for text in self.texts.values() if text.title), self.number)


@dataclass(slots=True)
class Placed:
    """A place or an event in all its languages: the rows as they were told, by our codes."""

    number: str
    rows: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that whoever moves a region should know: what, and of which thing."""

    code: str
    about: str = ""


@dataclass(slots=True)
class Region:
    """All that was told.

    Attributes:
        slug: its name in addresses.
        own_language: the language that the others are translated from.
        languages: our codes that are brought in, by the code that Integreat uses.
        told: by kind, the paths or numbers of everything that was told, in languages that are not brought in too.
            A kind that is not among them was not told of at all.
        hosts: where the region's pages stand.
    """

    slug: str
    own_language: str
    languages: dict[str, str]
    pages: list[Page] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)
    events: list[Placed] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
