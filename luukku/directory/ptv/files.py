"""Files of the catalogue: what was recorded from its interface, and what older tools made of it.

A file may be one JSON text, or a ZIP of such. What it holds is recognised by its names, object by object.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from luukku.directory.cleaning import line, named
from luukku.directory.ptv import older, v11, v12
from luukku.directory.ptv.records import Record, Unreadable

Row = dict[str, Any]
Mapper = Callable[[Row], Record]

MOST_BYTES = 300 * 1024 * 1024
"""Of one file, and of all that comes out of a packed one. The whole national catalogue is about a third of it."""
MOST_FILES = 200
MOST_OBJECTS = 300_000
MOST_SIGNS = 12_000_000
"""Brackets and commas of one JSON text: each becomes an object in memory, many times larger than the sign itself."""
TOO_LARGE, UNREADABLE = "too_large", "unreadable"
ORDER = ("provider", "general_description", "service", "channel", "connection", "unreadable")


class FileError(ValueError):
    """The file cannot be read at all. `code`: unreadable or too_large."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


def read(content: bytes) -> list[Record]:
    """Everything that a file tells, providers first and connections last.

    Raises:
        FileError: it is too large, cut short, in no known encoding, or holds nothing of the catalogue.
    """
    if len(content) > MOST_BYTES:
        raise FileError(TOO_LARGE, "more than 300 MB")
    found: list[Record] = []
    for text in _texts(content):
        for row, mapper in _objects(_parsed(text)):
            found.append(_mapped(row, mapper))
            if len(found) > MOST_OBJECTS:
                raise FileError(TOO_LARGE, "more objects than the whole catalogue has")
    if not any(one.kind_name != "unreadable" for one in found):
        raise FileError(UNREADABLE, "no service, channel, organisation or general description in it")
    return sorted(found, key=lambda one: ORDER.index(one.kind_name))


def _texts(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"PK\x03\x04"):
        yield content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from _unpacked(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileError(UNREADABLE, "the packed file is damaged or closed with a password") from error


def _unpacked(packed: zipfile.ZipFile) -> Iterator[bytes]:
    """Each JSON of a packed file, never more than fits: what a file says of its own size is not believed."""
    left = MOST_BYTES
    names = [one for one in packed.infolist() if one.filename.lower().endswith(".json")]
    if len(names) > MOST_FILES:
        raise FileError(TOO_LARGE, "too many files in the packed file")
    for one in names:
        with packed.open(one) as unpacked:
            told = unpacked.read(left + 1)
        left -= len(told)
        if left < 0:
            raise FileError(TOO_LARGE, "it would be more than 300 MB when unpacked")
        yield told


def _parsed(content: bytes) -> Any:
    if sum(map(content.count, (b"{", b"[", b","))) > MOST_SIGNS:
        raise FileError(TOO_LARGE, "it would take more memory than the whole catalogue does")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return json.loads(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise FileError(UNREADABLE, "it is not written in UTF-8") from error
    except RecursionError as error:
        raise FileError(UNREADABLE, "it is nested too deep") from error
    except ValueError as error:
        raise FileError(UNREADABLE, "it is not whole JSON; perhaps it was cut short") from error


def _objects(told: Any, *, depth: int = 0) -> Iterator[tuple[Row, Mapper | None]]:
    """Objects with the way to read each. Pages, lists and maps by id are opened, no deeper than they are made."""
    if depth > 3:
        return
    if isinstance(told, list):
        for one in told:
            yield from _objects(one, depth=depth + 1)
        return
    row = named(told)
    if (mapper := recognise(row)) is not None:
        yield row, mapper
        return
    inside: Iterable[Any] = [row[name] for name in ("items", "itemList") if isinstance(row.get(name), list)]
    inside = list(inside) or [value for value in row.values() if isinstance(value, dict)]
    if not inside and row:
        yield row, None
    for one in inside:
        yield from _objects(one, depth=depth + 1)


MARKS: tuple[tuple[frozenset[str], Mapper], ...] = (
    (frozenset({"serviceContentId", "channelContentId"}), v12.connection),
    (frozenset({"contentId", "serviceChannelType"}), v12.channel),
    (frozenset({"contentId", "organizationType"}), v12.provider),
    (frozenset({"contentId", "organizationContentId", "serviceType"}), v12.service),
    (frozenset({"contentId", "serviceType"}), v12.general_description),
    (frozenset({"id", "serviceChannelNames"}), v11.channel),
    (frozenset({"id", "organizationNames"}), v11.provider),
    (frozenset({"id", "serviceNames"}), v11.service),
    (frozenset({"id", "names", "descriptions"}), v11.general_description),
    (frozenset({"Id", "Name", "BackgroundDescription"}), older.general_description),
    (frozenset({"id", "name", "serviceToOrganization"}), older.service),
    (frozenset({"id", "name", "organizationType"}), older.provider),
    (frozenset({"id", "name", "phoneServiceChannelType"}), lambda row: older.channel("phone", row)),
    (frozenset({"id", "name", "links"}), lambda row: older.channel("form", row)),
    (frozenset({"id", "name", "requiresAuthentication"}), lambda row: older.channel("eservice", row)),
    (frozenset({"id", "name", "openingTimes", "organization"}), lambda row: older.channel("place", row)),
    (frozenset({"id", "name", "URL"}), lambda row: older.channel("web_page", row)),
)


def recognise(row: Row) -> Mapper | None:
    """How to read an object, by the names in it; the first mark that fits."""
    names = row.keys()
    return next((mapper for mark, mapper in MARKS if mark <= names), None)


def _mapped(row: Row, mapper: Mapper | None) -> Record:
    """The object as a record, or as one that could not be read: it never stops the others."""
    told = line(row.get("id") or row.get("contentId") or row.get("Id"), 200)
    if mapper is None:
        return Unreadable(told, "unknown")
    try:
        record = mapper(row)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return Unreadable(told, type(error).__name__)
    if not record.source_id.strip("/"):
        return Unreadable(told, "no_id")
    return record
