"""Documents of a file taken into the search index: lines of JSON with id, lang, title, text and type.

They are for trying the search on. `luukku reindex` forgets those of a type that an app publishes too ("service"); those
of other types stay.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from luukku.language import languages
from luukku.search.services import NewDocument

_LONGEST_ID = 80
_LONGEST_TYPE = 20


class DocumentsFileError(ValueError):
    """A line can't be taken; the message names it and says what is wrong."""


def read(path: Path) -> Iterator[NewDocument]:
    """The documents of a file, line after line. A line that repeats id, type and language takes the earlier's place.

    Raises:
        DocumentsFileError: a line is no JSON object, or lacks something.
    """
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _document(line, number)


def _document(line: str, number: int) -> NewDocument:
    try:
        told = json.loads(line)
    except ValueError as error:
        msg = f"line {number} is not JSON: {error}"
        raise DocumentsFileError(msg) from error
    if not isinstance(told, dict):
        msg = f"line {number} is not an object with id, lang, title, text and type"
        raise DocumentsFileError(msg)
    source_id, language, kind = _word(told, "id", number), _word(told, "lang", number), _word(told, "type", number)
    if languages.find(language) is None:
        msg = f"line {number}: {language!r} is no language that we know"
        raise DocumentsFileError(msg)
    if len(source_id) > _LONGEST_ID or len(kind) > _LONGEST_TYPE:
        msg = f"line {number}: an id has at most {_LONGEST_ID} signs, a type at most {_LONGEST_TYPE}"
        raise DocumentsFileError(msg)
    return NewDocument(
        type=kind,
        source_id=source_id,
        language=language,
        title=str(told.get("title") or ""),
        text=str(told.get("text") or ""),
    )


def _word(told: dict[str, Any], name: str, number: int) -> str:
    value = str(told.get(name) or ("document" if name == "type" else "")).replace("\0", "").strip()
    if not value:
        msg = f"line {number} has no {name}"
        raise DocumentsFileError(msg)
    return value
