"""What other apps hand over to be found, and how a text becomes terms."""

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from luukku.core import text
from luukku.language import folding, wording

LONGEST_TITLE: Final = 300
LONGEST_CODE: Final = 20
MOST_WORDS: Final = 20_000
"""Of one document; a book is found by its first chapters."""
STRONG: Final = 5
"""A term that counts so much is what the document is about: twice in the text and once in the title."""
LONGEST_KEY: Final = 4_000
"""Signs of a text that are compared letter by letter: what it is about is told in its beginning."""
MOST_COUNT: Final = 255
"""More of the same says nothing more."""

_IN_TITLE, _IN_TAGS, _IN_TEXT = 3, 2, 1
_FORM: Final = range(3, 41)
"""Letters of a form worth keeping for mending what somebody types."""

TermsOf = Callable[[str, str], tuple[str, ...]]


class Audience(StrEnum):
    """Who may find a document."""

    PUBLIC = "public"
    STAFF = "staff"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """One language version of something that is published.

    Attributes:
        type: what it is, a short code of the app that publishes it: "service", "item", "place", "event" …
        source_id: which one; the versions of one thing in several languages share it.
        language: of the text, as in the reference of languages.
        summary: one or two sentences, shown among results.
        text: everything else that is to be found; plain text without markup.
        url: where it is read: "/toolkit/…", an address below a workplace, before which the pages put what they need.
        tags: words that describe it, in its own language.
        places: names of municipalities, for choosing by place.
        audience: who may find it. With ORGANISATIONS, `organisations` says whose workers.
        ends_on: the last day on which it is found, of an event that is over then; None: found until it is withdrawn.
        factor: how much it counts beside its like, over 0 and at most 1: less when it is past its review.
    """

    type: str
    source_id: str
    language: str
    title: str
    summary: str = ""
    text: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    audience: Audience = Audience.PUBLIC
    organisations: tuple[UUID, ...] = ()
    published_on: date | None = None
    ends_on: date | None = None
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document as the index has it.

    Attributes:
        counts: how much each term counts. title_terms: those of the title.
        forms: words as the text has them, each with its terms; for mending what somebody types.
    """

    counts: dict[str, int]
    title_terms: frozenset[str]
    forms: dict[str, tuple[str, ...]]

    @property
    def length(self) -> int:
        return sum(self.counts.values())

    @property
    def lexemes(self) -> list[str]:
        strong = [f"+{term}" for term, count in self.counts.items() if count >= STRONG]
        return [*self.counts, *(f"={term}" for term in self.title_terms), *strong]


def indexed(document: NewDocument, terms_of: TermsOf = wording.terms) -> Indexed:
    """The terms of a document: three times those of its title, twice its tags, once everything else."""
    counts: Counter[str] = Counter()
    forms: dict[str, tuple[str, ...]] = {}
    title_terms: set[str] = set()
    parts = (
        (_IN_TITLE, document.title),
        (_IN_TAGS, " ".join((*document.tags, *document.places))),
        (_IN_TEXT, f"{document.summary}\n{document.text}"),
    )
    for weight, written in parts:
        for word in folding.tokens(text.clean(written))[:MOST_WORDS]:
            found = terms_of(word, document.language)
            for term in found:
                counts[term] += weight
            if weight == _IN_TITLE:
                title_terms.update(found)
            low = word.lower()
            if len(low) in _FORM and found and found != (low,):
                forms[low] = found
    return Indexed(dict(counts), frozenset(title_terms), forms)


def mark(term: str) -> int:
    """A term as a number of 32 bits: quicker to look for among many. Two terms hardly ever share one."""
    return zlib.crc32(term.encode())


def packed(counts: Mapping[str, int]) -> bytes:
    """Terms with how much each counts, as one string of bytes: all their marks, then all their counts."""
    told = struct.pack(f"<{len(counts)}I", *map(mark, counts))
    return told + bytes(min(count, MOST_COUNT) for count in counts.values())


def counts_of(weights: bytes, wanted: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Of what `packed` made: for each of the wanted marks that is there what stands for it, and how much it counts."""
    size = len(weights) // 5
    marks = struct.unpack_from(f"<{size}I", weights)
    for found in wanted.keys() & marks:
        yield wanted[found], weights[4 * size + marks.index(found)]
