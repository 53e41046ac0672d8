"""Asking an Integreat server for a region: patient when it is busy, and whole or not at all."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final
from urllib.parse import urljoin, urlsplit

from luukku.directory.cleaning import line, listed, named
from luukku.directory.ptv.client import Client, NotThereError, SourceAwayError
from luukku.moving.integreat import tongues
from luukku.moving.integreat.files import PICTURES, Loaded, UnreadableError
from luukku.moving.integreat.gathering import languages_listed
from luukku.moving.integreat.records import Row

MOST_PICTURES: Final = 1_000
LISTS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("pages", {}),
    ("locations", {}),
    ("events", {"combine_recurring": "1"}),
    ("imprint", {}),
)
MAY_LACK: Final = frozenset({"imprint", "offers", "events", "locations"})
"""What a region may have switched off."""

_PICTURE = re.compile(r"<img\s[^>]*?src=[\"']([^\"']{1,500})[\"']", re.IGNORECASE)

Tell = Callable[[str, int, int], None]


def load(
    client: Client, slug: str, *, languages: Sequence[str] = (), with_pictures: bool = False, tell: Tell | None = None
) -> Loaded:
    """Everything that a server tells of a region.

    Args:
        client: of the interface, e.g. of https://cms.example.org/api/v3
        languages: only these, by Integreat's codes or ours, and always the region's own.
        with_pictures: also the pictures in its texts that lie on the same server.

    Raises:
        UnreadableError: there is no such region.
        SourceAwayError: the server did not answer wholly.
    """
    if not slug:
        msg = f"choose the region with --region: {', '.join(_regions(client)[:40])}"
        raise UnreadableError(msg)
    try:
        told = client.get(f"{slug}/languages/", {})
    except NotThereError as error:
        msg = f"the server has no region {slug!r}"
        raise UnreadableError(msg) from error
    codes = _wanted([named(row) for row in listed(told)], languages)
    loaded = Loaded(rows=[named(row) for row in listed(told)])
    asked = [(f"{slug}/{code}/{name}/", name, query) for code in codes for name, query in LISTS]
    asked.append((f"{slug}/offers/", "offers", {}))
    for count, (path, name, query) in enumerate(asked, start=1):
        loaded.rows += _rows(client, path, name, query)
        if tell:
            tell(path, count, len(asked))
    if with_pictures:
        loaded.pictures = _pictures(client, loaded.rows, tell)
    return loaded


def _wanted(rows: Sequence[Row], languages: Sequence[str]) -> list[str]:
    known, _unknown = tongues.mapped([(line(row.get("code"), 20), line(row.get("bcp47_tag"), 20)) for row in rows])
    own = languages_listed(list(rows))[:1]
    return [code for code, ours in known.items() if not languages or code in (*languages, *own) or ours in languages]


def _regions(client: Client) -> list[str]:
    return sorted(
        found for row in listed(client.get("regions/", {})) if (found := line(named(row).get("path"), 100).strip("/"))
    )


def _rows(client: Client, path: str, name: str, query: dict[str, str]) -> list[Row]:
    try:
        told = client.get(path, query)
    except NotThereError:
        if name in MAY_LACK:
            return []
        raise
    if isinstance(told, dict):
        return [told]
    if not isinstance(told, list):
        msg = f"{path}: an answer without a list"
        raise SourceAwayError(msg)
    return [named(row) for row in told]


def _pictures(client: Client, rows: Iterable[Row], tell: Tell | None) -> dict[str, bytes]:
    """Pictures of the texts by their path; those of other servers, and those that are not there, are left."""
    host = urlsplit(client.address).netloc
    base = f"{urlsplit(client.address).scheme}://{host}/"
    found = [urljoin(base, source) for row in rows for source in _PICTURE.findall(str(row.get("content") or ""))]
    wanted = [
        url
        for url in dict.fromkeys(found)
        if urlsplit(url).netloc == host and urlsplit(url).path.lower().endswith(PICTURES)
    ]
    kept: dict[str, bytes] = {}
    for count, url in enumerate(wanted[:MOST_PICTURES], start=1):
        try:
            kept[urlsplit(url).path.strip("/")] = client.content(url)
        except NotThereError:
            continue
        if tell:
            tell("pictures", count, len(wanted))
    return kept
