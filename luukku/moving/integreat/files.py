"""Files of a region: JSON as the interface answered it, XLIFF, pictures; in a folder, packed, or one by one.

The names of JSON files do not matter: each object tells what it is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from luukku.files.unpacking import Fault, Fits, Unopened, unpacked
from luukku.moving.integreat.records import Row

MOST_BYTES: Final = 40 * 1024 * 1024
"""Of one file. The pages of a large city in Arabic, with every letter escaped, are 7 megabytes."""
MOST_TOGETHER: Final = 300 * 1024 * 1024
MOST_FILES: Final = 5_000
MOST_ROWS: Final = 100_000
TEXTS: Final = (".json",)
OFFICE: Final = (".xliff", ".xlf")
PICTURES: Final = (".jpg", ".jpeg", ".png", ".webp")
DEEPEST: Final = 4


class UnreadableError(ValueError):
    """Nothing of it is brought in. The message says which file, and why."""

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(f"{name}: {why}" if name else why)


@dataclass(slots=True)
class Loaded:
    """What lay in the files.

    Attributes:
        office: XLIFF files by name; pictures: by the path inside the folder.
    """

    rows: list[Row] = field(default_factory=list)
    office: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


def load(place: Path) -> Loaded:
    """Everything in a folder, a packed file, or one file.

    Raises:
        UnreadableError: a file is too large, cut short or in another encoding, or there is nothing of Integreat in it.
        OSError: there is no such place.
    """
    loaded = Loaded()
    left = MOST_TOGETHER
    for name, content in _contents(place):
        left -= len(content)
        if left < 0:
            msg = "together the files are more than 300 MB"
            raise UnreadableError(msg)
        _take(loaded, name, content)
    if not loaded.rows and not loaded.office:
        msg = "there are no pages, places, events or XLIFF files of Integreat in it"
        raise UnreadableError(msg, str(place))
    return loaded


def _take(loaded: Loaded, name: str, content: bytes) -> None:
    end = Path(name).suffix.lower()
    if end in OFFICE:
        loaded.office[name] = content
    elif end in PICTURES:
        loaded.pictures[name] = content
    else:
        loaded.rows += rows(content, name)
    if len(loaded.rows) > MOST_ROWS:
        msg = "there are more objects than any region has"
        raise UnreadableError(msg, name)


def _contents(place: Path) -> Iterator[tuple[str, bytes]]:
    if place.is_dir():
        yield from _of_folder(place)
        return
    content = _sized(place)
    if content.startswith(b"PK\x03\x04"):
        yield from _unpacked(content, place.name)
    else:
        yield place.name if place.suffix.lower() in OFFICE else f"{place.name}.json", content


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    wanted = [one for one in sorted(folder.rglob("*")) if one.suffix.lower() in (*TEXTS, *OFFICE, *PICTURES)]
    if len(wanted) > MOST_FILES:
        msg = "there are too many files in the folder: at most 5,000"
        raise UnreadableError(msg, str(folder))
    for one in wanted:
        if one.is_file() and one.resolve().is_relative_to(folder.resolve()):
            yield one.relative_to(folder).as_posix(), _sized(one)


def _sized(place: Path) -> bytes:
    if place.stat().st_size > MOST_BYTES:
        msg = "the file is larger than 40 MB; ask for the region in parts"
        raise UnreadableError(msg, place.name)
    return place.read_bytes()


_FITS: Final = Fits(MOST_TOGETHER, MOST_BYTES, MOST_FILES, (*TEXTS, *OFFICE, *PICTURES))
_WHY: Final = {
    Fault.TOO_MANY: "there are too many files in it: at most 5,000",
    Fault.TOO_LARGE: "it would be too large when unpacked",
    Fault.DAMAGED: "the packed file is damaged or closed with a password",
}


def _unpacked(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Each file of a packed one, never more than fits."""
    try:
        yield from unpacked(content, _FITS)
    except Unopened as error:
        raise UnreadableError(_WHY[error.fault], name) from error


def rows(content: bytes, name: str) -> list[Row]:
    """The objects of one JSON text. Lists and objects that hold lists are opened.

    Raises:
        UnreadableError: it is no whole JSON in UTF-8 or UTF-16.
    """
    return list(_objects(parsed(content, name)))


def parsed(content: bytes, name: str) -> Any:
    """Raises UnreadableError: it is no whole JSON in UTF-8 or UTF-16."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return json.loads(content.decode(encoding))
    except UnicodeDecodeError as error:
        msg = "it is not written in UTF-8"
        raise UnreadableError(msg, name) from error
    except RecursionError as error:
        msg = "it is nested too deep"
        raise UnreadableError(msg, name) from error
    except ValueError as error:
        msg = "it is not whole JSON; perhaps it was cut short"
        raise UnreadableError(msg, name) from error


def _objects(told: Any, depth: int = 0) -> Iterator[Row]:
    if isinstance(told, list) and depth < DEEPEST:
        for one in told:
            yield from _objects(one, depth + 1)
    elif isinstance(told, dict):
        lists = [value for value in told.values() if isinstance(value, list)]
        if lists and not ({"title", "name", "code"} & set(told)):
            for one in lists:
                yield from _objects(one, depth + 1)
        else:
            yield told
