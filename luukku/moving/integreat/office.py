"""XLIFF as Integreat gives it to translation offices: a file for each page, a unit for its title and one for its text.

The page is named by its own id, which stays; older files lead to it by its address.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from luukku.core.text import clean
from luukku.moving.integreat import tongues
from luukku.moving.integreat.files import UnreadableError
from luukku.moving.integreat.gathering import normal_path
from luukku.moving.integreat.records import Note, Page, Region, Text
from luukku.toolkit.exchange import xliff
from luukku.toolkit.exchange.xliff import NS2, NS12

MOST_PAGES: Final = 20_000
REASONS: Final = {
    xliff.Fault.NOT_XML: "it is not whole XML; perhaps it was cut short",
    xliff.Fault.DOCUMENT_TYPE: "it brings a document type of its own, so it is not opened",
}


@dataclass(frozen=True, slots=True)
class _Told:
    """One page in two languages."""

    number: str
    path: str
    source: tuple[str, str, str]
    target: tuple[str, str, str]


def add(region: Region, files: dict[str, bytes]) -> None:
    """Put the translations of XLIFF files to the region's pages; pages that it does not tell of stand alone.

    Raises:
        UnreadableError: a file is no whole XLIFF.
    """
    for name, content in files.items():
        for told in _read(name, content):
            _add(region, told)


def _add(region: Region, told: _Told) -> None:
    codes = [tongues.ours(code) for code, _title, _html in (told.source, told.target)]
    if not all(codes) or codes[0] == codes[1]:
        region.notes.append(Note("unknown_language", told.target[0] if codes[0] else told.source[0]))
        return
    source, target = (Text(line(title), html) for _code, title, html in (told.source, told.target))
    region.own_language = region.own_language or codes[0]
    page = _page_of(region.pages, told, codes[0], source)
    if page is None:
        page = Page("page", texts={codes[0]: source}, number=told.number, is_from_office=True)
        page.paths = {told.path} if told.path else set()
        region.pages.append(page)
    if target.title and codes[1] not in page.texts:
        page.texts[codes[1]] = target


def line(raw: str) -> str:
    return " ".join(clean(raw).split())[:1000]


def _page_of(pages: Iterable[Page], told: _Told, code: str, source: Text) -> Page | None:
    """The page by its id, by its address, or because it says the very same."""
    every = list(pages)
    for page in every:
        if (told.number and page.number == told.number) or (told.path and told.path in page.paths):
            return page
    same = [
        page
        for page in every
        if code in page.texts
        and page.texts[code].title == source.title
        and _bare(page.texts[code].html) == _bare(source.html)
    ]
    return same[0] if len(same) == 1 else None


def _bare(html: str) -> str:
    return "".join(html.split())


def _read(name: str, content: bytes) -> Iterator[_Told]:
    try:
        root = xliff.parsed(content)
    except xliff.Unreadable as error:
        raise UnreadableError(REASONS.get(error.fault, "it cannot be read"), name) from error
    space = next((one for one in (NS2, NS12) if root.tag == f"{{{one}}}xliff"), "")
    if not space:
        msg = "it is no XLIFF file"
        raise UnreadableError(msg, name)
    for count, file in enumerate(root.iter(f"{{{space}}}file")):
        if count > MOST_PAGES:
            msg = "there are more pages in it than any region has"
            raise UnreadableError(msg, name)
        yield _told(root, file, space)


def _told(root: "etree._Element", file: "etree._Element", space: str) -> _Told:
    unit = "unit" if space == NS2 else "trans-unit"
    words: dict[tuple[str, str], str] = {}
    for node in file.iter(f"{{{space}}}{unit}"):
        field = node.get("resname") or node.get("id") or ""
        for side in ("source", "target"):
            found = next(node.iter(f"{{{space}}}{side}"), None)
            words["content" if field == "body" else field, side] = (
                "".join(found.itertext()).strip() if found is not None else ""
            )
    if space == NS2:
        codes = (root.get("srcLang") or "", root.get("trgLang") or "")
    else:
        codes = (file.get("source-language") or "", file.get("target-language") or "")
    source, target = (
        (codes[place], words.get(("title", side), ""), words.get(("content", side), ""))
        for place, side in enumerate(("source", "target"))
    )
    outside = next(file.iter(f"{{{space}}}external-file"), None)
    path = normal_path(urlsplit(outside.get("href") or "").path) if outside is not None else ""
    number = (file.get("original") or "").strip()[:20]
    return _Told(number if number.isdigit() else "", path, source, target)
