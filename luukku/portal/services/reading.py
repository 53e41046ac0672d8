"""What is read of the copies: titles for lists, one text, what changed."""

from dataclasses import dataclass
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
        number: the newest edition, to be asked about next time. gone: ids of what is no longer there.
        after: where the next part begins; None at the end.
    """

    number: int
    entries: list[Entry]
    gone: list[UUID]
    after: tuple[int, UUID] | None


def changes(language: str, since: int, after: tuple[int, UUID] | None, number: int, most: int) -> Changes:
    """Entries of one language that changed after an edition, in the order of change. One query."""
    rows = policies.changed_entries().in_language(language).since(since)
    if after is not None:
        rows = rows.after(*after)
    if since == 0:
        rows = rows.out()
    part = list(rows[: most + 1])
    more = len(part) > most
    part = part[:most]
    return Changes(
        number=number,
        entries=[row for row in part if not row.is_gone],
        gone=[row.source_id for row in part if row.is_gone],
        after=(part[-1].number, part[-1].pk) if more else None,
    )


def size_of(language: str) -> int:
    """About how many bytes the texts of a language take."""
    return policies.public_entries().in_language(language).bytes()
