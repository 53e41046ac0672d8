"""What is read of the copies: titles for lists, one text, what changed."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from luukku.portal import policies
from luukku.portal.models import Entry
from luukku.portal.rules import shown_language

_HEADING = ("id", "source_id", "language", "title", "summary", "languages", "kind")


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of a list: a title and where it leads, in the page's language or the one that stands in for it."""

    title: str
    summary: str
    language: str
    url: str


def headings(language: str, *, need: str = "") -> list[Heading]:
    """The titles of all texts, or of those behind one door. One query at any size."""
    rows = policies.public_entries()
    rows = rows.for_need(need) if need else rows
    by_source: dict[UUID, dict[str, Entry]] = {}
    for row in rows.only(*_HEADING).order_by("title", "id"):
        by_source.setdefault(row.source_id, {})[row.language] = row
    best = [versions[shown_language(language, versions)] for versions in by_source.values()]
    best.sort(key=lambda row: (row.language != language, row.title.casefold()))
    return [
        Heading(row.title, row.summary, row.language, reverse("portal:page", args=[language, row.source_id]))
        for row in best
    ]


def entry(source_id: UUID, language: str) -> Entry | None:
    """One text in the language, or in the one that stands in for it."""
    rows = {row.language: row for row in policies.public_entries().filter(source_id=source_id)}
    return rows[shown_language(language, rows)] if rows else None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since an edition, a part at a time.

    Attributes:
        entries: each text in the language, or in the one that stands in for it. gone: ids of what is no longer there.
        after: where the next part begins; None at the end.
    """

    entries: list[Entry]
    gone: list[UUID]
    after: tuple[int, UUID] | None


def changes(language: str, since: int, after: tuple[int, UUID] | None, most: int) -> Changes:
    """Texts that changed in any language after an edition, in the order of change. Two queries.

    A text changes for every reader when one of its translations does: it tells in which languages it can be read, and
    where one is missing another stands in. Whoever has nothing yet hears of no tombstones.
    """
    rows = policies.changed_entries() if since else policies.public_entries()
    part = list(rows.sources_since(since, after)[: most + 1])
    more = len(part) > most
    part = part[:most]
    versions: dict[UUID, dict[str, Entry]] = {}
    for row in policies.public_entries().filter(source_id__in=[pk for pk, _number in part]):
        versions.setdefault(row.source_id, {})[row.language] = row
    there = [versions[pk] for pk, _number in part if pk in versions]
    return Changes(
        entries=[rows_of[shown_language(language, rows_of)] for rows_of in there],
        gone=[pk for pk, _number in part if pk not in versions],
        after=(part[-1][1], part[-1][0]) if more else None,
    )


def with_cards() -> set[UUID]:
    """Texts that show services or contacts: these change without the text. One query."""
    return set(policies.public_entries().with_cards().values_list("source_id", flat=True))


def pictures() -> dict[UUID, int]:
    """The pictures that stand in texts, the same in each language, with their size in bytes. One query."""
    rows = policies.public_entries().with_pictures().order_by("source_id", "language").distinct("source_id")
    blocks = [block for told in rows.values_list("blocks", flat=True) for block in told]
    return {UUID(one["ref"]): one.get("bytes", 0) for one in blocks if one["kind"] == "picture" and one.get("ref")}


@dataclass(frozen=True, slots=True)
class Size:
    """How many texts there are to keep, and about how many bytes they take on a phone."""

    texts: int
    bytes: int


AROUND_BYTES: Final = 3500
"""About what a kept page takes beside its text: its buttons, the languages, its place in the store."""


def size_of(language: str) -> Size:
    """Of all texts, in the language or in the one that stands in. One query."""
    lengths: dict[UUID, dict[str, int]] = {}
    for pk, code, length in policies.public_entries().lengths():
        lengths.setdefault(pk, {})[code] = length
    best = [found[shown_language(language, found)] for found in lengths.values()]
    return Size(len(best), sum(best) + AROUND_BYTES * len(best))
