"""What may stand in a package of shared models: which fields, how long, and nothing that a browser would run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from luukku.core.text import clean

MOST_ROWS: Final = 500
"""Of any list. The longest list of a page, its blocks, has at most 300."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
_MARKUP: Final = re.compile(r"<[a-z/!?]|\b(?:java|vb)script\s*:|\bdata:text/html", re.IGNORECASE)
ID: Final = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
LICENCES: Final = frozenset({"CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"})


class Kind(StrEnum):
    """What a part of a package is."""

    MODEL = "model"
    TOOLKIT = "toolkit"
    CRITERIA = "criteria"
    ADOPTION = "adoption"


class Wrong(StrEnum):
    """Why a package is refused whole."""

    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    PATH = "path"
    SCHEMA = "schema"
    SHAPE = "shape"
    TAMPERED = "tampered"
    MARKUP = "markup"


class Refused(ValueError):  # noqa: N818 - what is wrong with a file, not with us
    """Nothing of the package is taken in. `place` is where it was seen."""

    def __init__(self, wrong: Wrong, place: str = "") -> None:
        super().__init__(f"{wrong.value}: {place}")
        self.wrong = wrong
        self.place = place


@dataclass(frozen=True, slots=True)
class Text:
    """Words of at most so many characters; `pattern` when they must look in one way."""

    most: int
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day as 2026-11-22, of years in which months can be counted on."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text by the code of its language."""

    most: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A list."""

    of: "Shape"


@dataclass(frozen=True, slots=True)
class Maybe:
    """This, or null."""

    of: "Shape"


Shape = Text | Whole | Day | Words | Rows | Maybe | Mapping[str, Any]

_LINE, _LONG, _CODE = Text(200), Text(8000), Text(40, r"[a-z0-9_-]+")
_ID = Text(36, ID)
MODEL_LINES: Final = ("place", "area", "funder", "whole")
MODEL_BLOCKS: Final = (
    "environment", "needs", "target_group", "change", "measuring", "idea", "conditions", "evidence",
)  # fmt: skip
"""The parts in which Innokylä describes an operating model, and what is known of its effects."""
INDICATOR: Final[Shape] = {
    "text": Text(4000), "unit": Text(40), "direction": Text(4, "up|down|keep"), "definition": Text(2000),
    "data_source": Text(300), "quality_note": Text(1000), "figure": Text(60),
}  # fmt: skip
SHAPES: Final[dict[Kind, Shape]] = {
    Kind.MODEL: {
        "language": Text(2, "fi|sv|en"), "title": _LINE, "summary": Text(500),
        **dict.fromkeys(MODEL_LINES, _LINE), **dict.fromkeys(MODEL_BLOCKS, _LONG),
        "contact_name": _LINE, "contact_email": Text(254, r"([^\s@<>]+@[^\s@<>]+)?"),
        "licence": Text(20, "|".join(map(re.escape, sorted(LICENCES)))), "published_on": Day(),
        "based_on": Maybe({"id": _ID, "version": Whole(1, 100_000)}),
        "parts": Rows({"kind": Text(8, "toolkit|criteria"), "id": _ID, "title": _LINE}),
        "indicators": Rows(INDICATOR),
    },
    Kind.TOOLKIT: {
        "language": Text(8, r"[a-z-]{2,8}"), "title": _LINE, "summary": Text(500), "kind": _CODE, "audience": _CODE,
        "sectors": Rows(_CODE), "themes": Rows(_CODE), "age_groups": Rows(_CODE),
        "law_references": Rows(Text(40)), "review_months": Whole(1, 36), "origin": _LINE, "edited_on": Day(),
        "blocks": Rows(
            {
                "id": Text(40, r"[0-9a-zA-Z_-]+"), "kind": _CODE, "text": Text(10_000), "level": Whole(2, 3),
                "tone": _CODE, "url": Text(500), "ref": Text(36, f"({ID})?"), "alt": Text(10_000), "law": Text(40),
            }
        ),
        "files": Rows(
            {
                "id": _ID, "title": _LINE, "alt": Text(500), "language": Text(8), "name": Text(150),
                "sha256": Text(64, "[0-9a-f]{64}"),
            }
        ),
    },
    Kind.CRITERIA: {
        "key": Text(60, r"[a-zA-Z0-9_-]+"), "number": Whole(1, 999), "titles": Words(500), "intros": Words(4000),
        "origin": _LINE,
        "criteria": Rows(
            {
                "key": Text(40, r"[a-zA-Z0-9_-]+"), "names": Words(500), "texts": Words(4000),
                "levels": Rows(Words(2000)), "required_level": Whole(0, 3), "evidence_kinds": Rows(_CODE),
                "evidence_months": Whole(1, 600), "act": Text(20), "section": Text(40),
            }
        ),
    },
    Kind.ADOPTION: {
        "model": _ID, "model_version": Whole(1, 100_000), "place": _LINE, "region": _LINE, "level": Whole(1, 4),
        "since_on": Day(), "adaptation": _LONG, "outcome": _LONG, "signed_on": Day(),
    },
}  # fmt: skip
MANIFEST: Final[Shape] = {
    "schema": Text(40), "id": _ID, "version": Whole(1, 100_000), "origin": _LINE, "licence": Text(20),
    "dependencies": Rows({"item": _ID, "needs": _ID}),
    "items": Rows(
        {
            "kind": Text(8, "|".join(Kind)), "id": _ID, "version": Whole(1, 100_000), "title": Text(500),
            "path": Text(100), "sha256": Text(64, "[0-9a-f]{64}"),
        }
    ),
    "files": Rows({"path": Text(100), "sha256": Text(64, "[0-9a-f]{64}")}),
}  # fmt: skip


def ensure_shape(told: Any, shape: Shape, place: str) -> None:
    """Refuse what has another shape, or holds markup.

    Raises:
        Refused: with the place where it was seen.
    """
    if isinstance(shape, Maybe):
        if told is not None:
            ensure_shape(told, shape.of, place)
    elif isinstance(shape, Rows):
        _ensure(isinstance(told, list) and len(told) <= MOST_ROWS, place)
        for number, one in enumerate(told):
            ensure_shape(one, shape.of, f"{place}[{number}]")
    elif isinstance(shape, Mapping):
        _ensure(isinstance(told, dict) and set(told) == set(shape), place)
        for name, inner in shape.items():
            ensure_shape(told[name], inner, f"{place}.{name}")
    else:
        _ensure_simple(told, shape, place)


def _ensure_simple(told: Any, shape: Text | Whole | Day | Words, place: str) -> None:
    if isinstance(shape, Text):
        _ensure_text(told, shape, place)
    elif isinstance(shape, Whole):
        _ensure(type(told) is int and shape.least <= told <= shape.most, place)
    elif isinstance(shape, Day):
        _ensure(isinstance(told, str) and _is_day(told), place)
    else:
        _ensure(isinstance(told, dict) and len(told) <= MOST_ROWS, place)
        for code, text in told.items():
            _ensure_text(code, Text(12, r"[a-z-]{2,12}"), place)
            _ensure_text(text, Text(shape.most), f"{place}.{code}")


def has_markup(text: str) -> bool:
    """Whether something in it could be taken for a tag or a script."""
    return _MARKUP.search(text) is not None


def _ensure_text(told: Any, shape: Text, place: str) -> None:
    _ensure(isinstance(told, str) and len(told) <= shape.most and clean(told) == told, place)
    _ensure(not shape.pattern or re.fullmatch(shape.pattern, told) is not None, place)
    if has_markup(told):
        raise Refused(Wrong.MARKUP, place)


def _is_day(told: str) -> bool:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return False
    return day.isoformat() == told and FIRST_YEAR <= day.year <= LAST_YEAR


def _ensure(is_right: bool, place: str) -> None:
    if not is_right:
        raise Refused(Wrong.SHAPE, place)
