"""From single rows to a region: which rows are one page in several languages, and which page stands under which.

A text's id changes with every saving at Integreat, so languages are joined by the paths that each tells of the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from luukku.core.text import clean
from luukku.directory.cleaning import line, listed, moment, named
from luukku.moving.integreat import tongues
from luukku.moving.integreat.files import UnreadableError
from luukku.moving.integreat.records import Note, Page, PageKind, Placed, Region, Row, Text

LONGEST_HTML: Final = 2_000_000
"""Characters of one page. A page of ten thousand words has about a hundred thousand."""
DEEPEST_TREE: Final = 40
LONGEST_SLUG: Final = 100
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Moments of other years are mistakes."""


@dataclass(slots=True)
class _Sorted:
    """Rows by what they are."""

    languages: list[Row] = field(default_factory=list)
    pages: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    offers: list[Row] = field(default_factory=list)
    unknown: int = 0


def region(rows: Iterable[Row], *, slug: str = "", languages: Sequence[str] = (), own_language: str = "") -> Region:
    """A region from what was told of it, in any order.

    Args:
        slug: which region, when there may be several.
        languages: only these, by Integreat's codes or ours; empty brings all that we know.
        own_language: the language of the originals; the first that the region lists unless told.

    Raises:
        UnreadableError: there are several regions, or a language that was asked for is not there.
    """
    told = _sort(rows)
    if told.unknown and not any((told.languages, told.pages, told.places, told.events, told.offers)):
        msg = "there are no pages, places or events of Integreat in it"
        raise UnreadableError(msg)
    told = _of_region(told, slug)
    slug = slug or _first_slug(told)
    if len(slug) > LONGEST_SLUG:
        msg = "the name of the region is longer than 100 characters"
        raise UnreadableError(msg)
    known, unknown = tongues.mapped(_languages(told))
    notes = [Note("unknown_language", code) for code in unknown]
    own = _own_language(told, known, own_language)
    wanted = _wanted(known, languages, own)
    notes += [Note("unknown_row", str(told.unknown))] if told.unknown else []
    found = Region(slug, known.get(own, own), wanted, notes=notes)
    found.pages = _pages(told.pages, wanted, found.notes, found.told)
    found.pages += _offers(told.offers, slug, found.own_language, found.told)
    found.places = _placed(told.places, wanted, place_number)
    found.events = _placed(told.events, wanted, event_number)
    for kind, rows_of_kind, number in (("place", told.places, place_number), ("event", told.events, event_number)):
        if rows_of_kind:
            found.told[kind] = {number(row) for row in rows_of_kind}
    every = [*told.pages, *told.places, *told.events]
    found.hosts = {host for row in every if (host := urlsplit(line(row.get("url"), 600)).netloc)}
    _without_circles(found)
    return found


def path_of(row: Row) -> str:
    """Where a row stands: region, language, and what follows, without a slash at either end."""
    told = row.get("path") or urlsplit(str(row.get("url") or "")).path
    return normal_path(str(told))


def moment_of(raw: object) -> datetime | None:
    """A moment as rows tell it; nothing when it is none, or of a year that cannot be meant."""
    at = moment(raw)
    return at if at and FIRST_YEAR <= at.year <= LAST_YEAR else None


def normal_path(raw: str) -> str:
    return clean(unquote(raw))[:600].strip().strip("/")


def _sort(rows: Iterable[Row]) -> _Sorted:
    found = _Sorted()
    for row in rows:
        if "bcp47_tag" in row or "native_name" in row:
            found.languages.append(row)
        elif isinstance(row.get("event"), dict):
            found.events.append(row)
        elif "opening_hours" in row or "/locations/" in f"/{path_of(row)}/":
            found.places.append(row)
        elif "alias" in row and "post" in row:
            found.offers.append(row)
        elif "content" in row and "title" in row and path_of(row).count("/") >= 2:
            found.pages.append(row)
        else:
            found.unknown += 1
    return found


def _of_region(told: _Sorted, slug: str) -> _Sorted:
    groups = (told.pages, told.places, told.events)
    slugs = sorted({path_of(row).split("/")[0] for group in groups for row in group})
    if slug and slugs and slug not in slugs:
        msg = f"there is no region {slug!r} in it, but {', '.join(slugs[:10])}"
        raise UnreadableError(msg)
    if not slug and len(slugs) > 1:
        msg = f"there are several regions in it: {', '.join(slugs[:10])}. Choose one with --region"
        raise UnreadableError(msg)
    wanted = slug or (slugs[0] if slugs else "")
    kept = [[row for row in group if path_of(row).split("/")[0] == wanted] for group in groups]
    told.pages, told.places, told.events = kept
    return told


def _first_slug(told: _Sorted) -> str:
    row = next(iter([*told.pages, *told.places, *told.events]), None)
    return path_of(row).split("/")[0] if row else ""


def code_of(row: Row) -> str:
    parts = path_of(row).split("/")
    return parts[1] if len(parts) > 1 else ""


def _languages(told: _Sorted) -> list[tuple[str, str]]:
    """Codes and tags, the region's own order first, then what only paths tell."""
    listed_ones = [(line(row.get("code"), 20), line(row.get("bcp47_tag"), 20)) for row in told.languages]
    known = {code for code, _tag in listed_ones}
    rows = [*told.pages, *told.places, *told.events]
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[code_of(row)] += 1
    more = sorted((code for code in counts if code and code not in known), key=lambda code: (-counts[code], code))
    return [one for one in dict.fromkeys(listed_ones) if one[0]] + [(code, "") for code in more]


def _own_language(told: _Sorted, known: Mapping[str, str], wanted: str) -> str:
    if wanted:
        theirs = next((code for code, ours in known.items() if wanted in (code, ours)), "")
        if not theirs:
            msg = f"nothing in it is in the language {wanted!r}"
            raise UnreadableError(msg)
        return theirs
    return next((code for code, _tag in _languages(told) if code in known), "")


def _wanted(known: Mapping[str, str], languages: Sequence[str], own: str) -> dict[str, str]:
    missing = [one for one in languages if one not in known and one not in known.values()]
    if missing:
        msg = f"nothing in it is in the language {missing[0]!r}"
        raise UnreadableError(msg)
    chosen = {code: ours for code, ours in known.items() if not languages or code in languages or ours in languages}
    if own and own not in chosen:
        msg = f"the language of the originals, {own!r}, has to be among the languages"
        raise UnreadableError(msg)
    return dict(sorted(chosen.items(), key=lambda one: one[0] != own))


# ---------------------------------------------------------------- pages


@dataclass(slots=True)
class _Joined:
    """Paths that mean one page."""

    above: dict[str, str] = field(default_factory=dict)

    def find(self, path: str) -> str:
        self.above.setdefault(path, path)
        while self.above[path] != path:
            self.above[path] = self.above[self.above[path]]
            path = self.above[path]
        return path

    def join(self, one: str, other: str) -> None:
        self.above[self.find(one)] = self.find(other)


def _pages(rows: Sequence[Row], wanted: Mapping[str, str], notes: list[Note], told: dict[str, set[str]]) -> list[Page]:
    joined = _Joined()
    groups: dict[str, list[Row]] = defaultdict(list)
    numbers: dict[str, str] = {}
    for row in rows:
        for other in _other_paths(row):
            joined.join(path_of(row), other)
        above = named(row.get("parent"))
        if above.get("id") and above.get("path"):
            numbers[normal_path(str(above["path"]))] = line(str(above["id"]), 20)
    for row in rows:
        groups[joined.find(path_of(row))].append(row)
    paths: dict[str, set[str]] = defaultdict(set)
    for path in list(joined.above):
        paths[joined.find(path)].add(path)
    found = [_page(group, wanted, notes, paths[root], numbers) for root, group in groups.items()]
    for page in found:
        told.setdefault(page.kind, set()).update(page.paths)
    return sorted((page for page in found if page.texts), key=lambda page: (page.order, min(page.paths)))


def _page(
    rows: Sequence[Row], wanted: Mapping[str, str], notes: list[Note], paths: set[str], numbers: Mapping[str, str]
) -> Page:
    kind: PageKind = "imprint" if any(one.endswith(("/imprint", "/disclaimer")) for one in paths) else "page"
    page = Page(kind, paths=paths)
    page.number = next((numbers[path] for path in sorted(paths) if path in numbers), "")
    by_language: dict[str, Row] = {}
    for row in rows:
        ours = wanted.get(code_of(row))
        if ours is None:
            continue
        if ours in by_language:
            notes.append(Note("twice", path_of(row)))
            if _newness(row) <= _newness(by_language[ours]):
                continue
        by_language[ours] = row
    for ours in (one for one in wanted.values() if one in by_language):
        row = by_language[ours]
        if len(str(row.get("content") or "")) > LONGEST_HTML:
            notes.append(Note("too_long", path_of(row)))
            continue
        page.texts[ours] = _text(row)
        page.parent = page.parent or normal_path(str(named(row.get("parent")).get("path") or ""))
        page.order = page.order or (row["order"] if isinstance(row.get("order"), int) else 0)
        page.address = page.address or line(row.get("url"), 500)
    return page


def _text(row: Row) -> Text:
    return Text(
        title=line(row.get("title"), 1000),
        html=str(row.get("content") or ""),
        path=path_of(row),
        changed_at=moment_of(row.get("last_updated") or row.get("modified_gmt")),
    )


def _newness(row: Row) -> str:
    at = moment_of(row.get("last_updated") or row.get("modified_gmt"))
    return at.isoformat() if at else ""


def _other_paths(row: Row) -> list[str]:
    """Paths of the same page in other languages; one without an id is only a stand-in for a missing translation."""
    told = named(row.get("available_languages")).values()
    return [
        normal_path(str(one["path"])) for one in told if isinstance(one, dict) and one.get("id") and one.get("path")
    ]


def _offers(rows: Sequence[Row], slug: str, language: str, told: dict[str, set[str]]) -> list[Page]:
    """Offers are links to other services; each in the region's own language, and each once."""
    found = {}
    for row in rows:
        alias = line(row.get("alias"), 100)
        if alias and alias not in found and language:
            text = Text(title=line(row.get("name"), 300), html="", path=f"{slug}/offers/{alias}")
            found[alias] = Page("offer", texts={language: text}, paths={text.path}, address=line(row.get("url"), 500))
    if found:
        told["offer"] = {path for page in found.values() for path in page.paths}
    return list(found.values())


def _without_circles(region: Region) -> None:
    """A page that stands under itself stands at the top."""
    by_path = {path: page for page in region.pages for path in page.paths}
    for page in region.pages:
        if page.parent and page.parent not in by_path:
            region.notes.append(Note("parent_missing", page.name))
            page.parent = ""
        seen, above = {id(page)}, by_path.get(page.parent)
        while above is not None and len(seen) < DEEPEST_TREE:
            if id(above) in seen:
                region.notes.append(Note("circle", page.name))
                page.parent = ""
                break
            seen.add(id(above))
            above = by_path.get(above.parent)


# ---------------------------------------------------------------- places and events


def place_number(row: Row) -> str:
    return _number(row, named(row.get("location")).get("id"))


def event_number(row: Row) -> str:
    return _number(row, named(row.get("event")).get("id"))


def _number(row: Row, told: Any) -> str:
    """Its id, which stays; without one what stands last in its path, without the day of a repetition."""
    return line(str(told or ""), 40) or path_of(row).split("$", maxsplit=1)[0].split("/")[-1][:100]


def _placed(rows: Sequence[Row], wanted: Mapping[str, str], number: Callable[[Row], str]) -> list[Placed]:
    """Each with its rows by language. A repeated event has a row for each time, unless it was asked for combined."""
    found: dict[str, Placed] = {}
    for row in rows:
        told = number(row)
        ours = wanted.get(code_of(row))
        if ours is not None and told:
            found.setdefault(told, Placed(told)).rows.setdefault(ours, []).append(row)
    order = list(wanted.values())
    for one in found.values():
        one.rows = {language: one.rows[language] for language in order if language in one.rows}
    return list(found.values())


def languages_listed(raw: object) -> list[str]:
    """The codes of a language list as the interface answers it."""
    return [code for row in listed(raw) if (code := line(named(row).get("code"), 20))]
