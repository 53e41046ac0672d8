"""Openings of public pages, counted without telling anything of who opens: in this process first, then a day's row."""

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final
from uuid import UUID

import structlog
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal.models import DirectoryKind
from luukku.toolkit.services import using

log = structlog.get_logger(__name__)

PATH: Final = re.compile(
    rf"/({'|'.join(FAMILY_LANGUAGES)})/(pages|places|services)"
    r"/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/"
)
WRITE_SECONDS: Final = 10.0
"""So often a process writes what it has counted: the first opening at once, those of a rush together."""
MOST_KEPT: Final = 5_000
"""So many different counts a process keeps while the database is away; what would be more is not counted."""

Opened = tuple[date, str, UUID, str]
"""The day, the kind of page, of what, in which language."""


@dataclass(slots=True)
class Counts:
    """What one process has counted and not written yet. Safe for several threads."""

    openings: "Counter[Opened]" = field(default_factory=Counter)
    written_at: float = float("-inf")
    lock: Lock = field(default_factory=Lock)

    def add(self, opened: Opened) -> None:
        with self.lock:
            if opened in self.openings or len(self.openings) < MOST_KEPT:
                self.openings[opened] += 1

    def take(self) -> "Counter[Opened]":
        """What is to be written now; empty when the last writing was a moment ago."""
        now = time.monotonic()
        with self.lock:
            if not self.openings or now - self.written_at < WRITE_SECONDS:
                return Counter()
            taken, self.openings, self.written_at = self.openings, Counter(), now
            return taken

    def give_back(self, taken: "Counter[Opened]") -> None:
        with self.lock:
            self.openings.update(taken)

    def forget(self) -> None:
        with self.lock:
            self.openings, self.written_at = Counter(), float("-inf")


COUNTS: Final = Counts()


def opened(path: str, day: date) -> bool:
    """Count the opening of a page that tells of one thing; other addresses are not counted. Whether this was one."""
    found = PATH.fullmatch(path)
    if found is None:
        return False
    language, kind, pk = found.groups()
    COUNTS.add((day, kind, UUID(pk), language))
    return True


def write() -> None:
    """Write what has been counted, if it is time. While the database is away it is kept for later."""
    taken = COUNTS.take()
    if not taken:
        return
    try:
        with transaction.atomic():
            for day in sorted({one[0] for one in taken}):
                _write_day(day, {one[1:]: number for one, number in taken.items() if one[0] == day})
    except DatabaseError as error:
        log.warning("openings_not_written", error=type(error).__name__, counts=len(taken))
        COUNTS.give_back(taken)


def _write_day(day: date, counts: dict[tuple[str, UUID, str], int]) -> None:
    texts = {(pk, language): number for (kind, pk, language), number in counts.items() if kind == "pages"}
    using.count_public_openings(texts, day=day)
    for kind, path, table in (
        (DirectoryKind.PLACE, "places", "directory_activity"),
        (DirectoryKind.SERVICE, "services", "directory_service"),
    ):
        rows = sorted((str(pk), language, number) for (one, pk, language), number in counts.items() if one == path)
        if rows:
            _add(kind, table, day, rows)


def _add(kind: str, table: str, day: date, rows: list[tuple[str, str, int]]) -> None:
    """One statement for all; what has gone from the directory meanwhile is left out."""
    ids, languages, numbers = (list(one) for one in zip(*rows, strict=True))
    statement = sql.SQL(
        "INSERT INTO portal_pagecount (id, kind, source_id, day, language, count, updated_at)"
        " SELECT gen_random_uuid(), %s, entry.id, %s, told.language, told.count, now()"
        " FROM unnest(%s::uuid[], %s::text[], %s::int[]) AS told (id, language, count)"
        " JOIN {} entry ON entry.id = told.id ORDER BY entry.id, told.language"
        " ON CONFLICT (kind, source_id, day, language)"
        " DO UPDATE SET count = portal_pagecount.count + excluded.count, updated_at = now()"
    ).format(sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(statement, [kind, day, ids, languages, numbers])
