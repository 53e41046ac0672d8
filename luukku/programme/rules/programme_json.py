"""A programme told as JSON (docs/programme-import.md). Every wrong thing is told with its place; nothing is guessed."""

import json
import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from luukku.core import text as texts
from luukku.programme.rules.partial_dates import FIRST_YEAR, LAST_YEAR
from luukku.programme.rules.rows import (
    FIELDS,
    LONGEST,
    LONGEST_CODE,
    LONGEST_TEXT,
    MOST_ROWS,
    Fault,
    Kind,
    LeftOut,
    Reading,
    Row,
    Wrong,
    homeless,
    without_repeats,
)

SCHEMAS: Final = frozenset({"luukku-seed-programme/1", "luukku-programme/1"})
MOST_BYTES: Final = 8_000_000
MOST_FAULTS: Final = 200
MOST_LEVELS: Final = 40
"""How deep lists may stand in lists: our own shape needs ten."""

DAYS: Final = frozenset({"starts_on", "ends_on", "held_on", "version_on"})
LISTS: Final = frozenset(
    {"goals", "refers_to", "depends_on", "parties", "items", "places", "partners", "sectors", "municipalities",
     "measures"}
)  # fmt: skip
TRUTHS: Final = frozenset({"is_tentative", "is_reference", "is_statutory", "is_derived", "is_short_derived"})
LEVELS: Final = frozenset({"national", "regional", "overall", "result"})

COMMON_KEYS: Final = {"en": "text_en", "sv": "text_sv", "src": "source", "note": "note", "tentative": "is_tentative"}
KEYS: Final[dict[Kind, dict[str, str]]] = {
    Kind.PROGRAMME: {
        "short_fi": "short_text", "region_fi": "region", "funding_fi": "funder", "start": "starts_on", "end": "ends_on",
    },
    Kind.SOURCE: {"file": "file_name"},
    Kind.THEME: {"short_fi": "short_text", "short_fi_derived": "is_short_derived"},
    Kind.MEETING: {"body_fi": "body", "date": "held_on", "time_fi": "time_text", "title_en": "text_en"},
    Kind.GOAL: {"level": "level", "parent": "parent"},
    Kind.VISION: {"question_fi": "question", "question_en": "question_en", "date": "held_on"},
    Kind.STATEMENT: {"municipality": "municipalities", "municipalities": "municipalities"},
    Kind.MEASURE: {
        "refers_to": "refers_to", "depends_on": "depends_on", "date_fi": "due", "period_fi": "due", "start_fi": "start",
        "municipality": "places", "municipalities": "places", "partners_fi": "partners", "sectors_fi": "sectors",
        "owner": "owner",
    },
    Kind.PASSAGE: {"date_fi": "due", "period_fi": "due", "sectors_fi": "sectors"},
    Kind.PARTY: {"valid_from": "starts_on", "valid_until": "ends_on", "valid_until_scope": "end_scope"},
    Kind.DUTY: {"statutory": "is_statutory"},
    Kind.OUTPUT: {
        "url": "url", "version_fi": "version_text", "version_date": "version_on", "sectors_fi": "sectors",
        "owner": "owner",
    },
    Kind.AGENDA: {"time": "time_text"},
    Kind.CORRECTION: {"from": "passage"},
    Kind.THREAD: {"pattern": "pattern", "derived": "is_derived", "items": "items"},
}  # fmt: skip
"""The keys of the JSON by the field that they tell. Anything else goes into `details` as it is."""

NEVER_KEPT: Final = frozenset({"gap", "value_derived", "verified_strings"})


def read(raw: bytes) -> Reading:
    """The rows of a file. It is brought in only when there is no fault."""
    reading = Reading()
    told = _parsed(raw, reading)
    if told is not None:
        _Reader(reading).whole(told)
        if told.get("programme") is None:
            reading.faults += homeless(reading)
        without_repeats(reading)
    if not reading.rows and not reading.faults:
        reading.faults.append(Fault(Wrong.EMPTY))
    if len(reading.rows) > MOST_ROWS:
        reading.faults.insert(0, Fault(Wrong.TOO_MANY, told={"rows": str(len(reading.rows)), "most": str(MOST_ROWS)}))
    del reading.faults[MOST_FAULTS:]
    return reading


def _parsed(raw: bytes, reading: Reading) -> dict[str, Any] | None:
    if len(raw) > MOST_BYTES:
        reading.faults.append(Fault(Wrong.TOO_BIG))
        return None
    try:
        told = json.loads(raw.decode("utf-8-sig" if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-16"))
    except UnicodeDecodeError:
        reading.faults.append(Fault(Wrong.NOT_TEXT))
        return None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        reading.faults.append(Fault(Wrong.NOT_JSON, place=str(line) if line else ""))
        return None
    told = _cleaned(told, "", 0, reading)
    meta = told.get("meta") if isinstance(told, dict) else None
    schema = meta.get("schema") if isinstance(meta, dict) else ""
    if not isinstance(told, dict) or not isinstance(schema, str) or schema not in SCHEMAS:
        place = "meta.schema" if isinstance(meta, dict) else "meta"
        reading.faults.append(Fault(Wrong.UNKNOWN_SHAPE, place, {"schema": str(schema)[:80]}))
        return None
    return told


def _cleaned(told: Any, place: str, level: int, reading: Reading) -> Any:
    """The same without signs that nobody sees and no database keeps; a number that is none is told with its place."""
    if isinstance(told, str):
        return texts.clean(told)
    if isinstance(told, float) and not math.isfinite(told):
        reading.faults.append(Fault(Wrong.NOT_A_NUMBER, place))
        return None
    if isinstance(told, dict | list) and level == MOST_LEVELS:
        reading.faults.append(Fault(Wrong.TOO_DEEP, place, {"most": str(MOST_LEVELS)}))
        return None
    if isinstance(told, list):
        return [_cleaned(one, f"{place}[{_mark(one, number)}]", level + 1, reading) for number, one in enumerate(told)]
    if isinstance(told, dict):
        keys = ((texts.clean(key), value) for key, value in told.items())
        return {key: _cleaned(value, f"{place}.{key}".lstrip("."), level + 1, reading) for key, value in keys}
    return told


def _mark(told: Any, number: int) -> str:
    """How one of a list is named in a place: by its id, or by its number when it has none."""
    code = told.get("id") if isinstance(told, dict) else None
    return texts.clean(code) if isinstance(code, str) else str(number)


class _Reader:
    """Walks the shape from top to bottom and notes a row for each thing that has an id."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.programme = ""

    def whole(self, told: dict[str, Any]) -> None:
        from luukku.programme.rules import programme_json_parts as parts  # noqa: PLC0415 - they know this reader

        for name in sorted(told, key=lambda one: one != "programme"):
            value = told[name]
            part = parts.PARTS.get(name)
            if part is None:
                self.reading.left_out[LeftOut.UNKNOWN_PART] += 1
            elif value is not None:
                part(self, value, name)
        parts.place_sources(self, told)

    def row(
        self, kind: Kind, told: Any, place: str, /, *, words: str = "fi", skip: tuple[str, ...] = (), **links: Any
    ) -> Row | None:
        """Note one row.

        Args:
            words: the key of its text.
            skip: keys that are read elsewhere.
            links: fields that its place in the file tells.
        """
        if not isinstance(told, dict):
            self.fault(Wrong.WRONG_TYPE, place, expected="{…}")
            return None
        code, text = told.get("id"), told.get(words)
        if not isinstance(code, str) or not code.strip() or len(code) > LONGEST_CODE:
            self.fault(Wrong.NO_CODE, place)
            return None
        if not isinstance(text, str) or not texts.clean(text).strip():
            self.fault(Wrong.NO_TEXT, place, code=code)
            return None
        fields = self._fields(kind, told, place, skip=(*skip, "id", words))
        linked = {key: self._long(one, key, place) if isinstance(one, str) else one for key, one in links.items()}
        fields |= {"text": self._long(text, "text", place)} | linked
        made = Row(kind, code.strip(), self.programme, place, fields)
        self.reading.rows.append(made)
        return made

    def _fields(self, kind: Kind, told: Mapping[str, Any], place: str, skip: tuple[str, ...]) -> dict[str, Any]:
        keys = COMMON_KEYS | KEYS.get(kind, {})
        known = FIELDS[kind]
        fields: dict[str, Any] = {name: _nothing(name) for name in known if name != "text"}
        details: dict[str, Any] = {}
        for key, value in told.items():
            name = keys.get(key, "")
            if key in skip or key in NEVER_KEPT or value is None:
                continue
            if name in known:
                fields[name] = self._value(name, value, f"{place}.{key}")
            else:
                details[key] = value
        if len(json.dumps(details)) > LONGEST_TEXT:
            self.fault(Wrong.TOO_LONG, place, field="details", most=str(LONGEST_TEXT))
        return fields | {"details": details}

    def _value(self, name: str, value: Any, place: str) -> Any:
        if name in TRUTHS:
            return value is True
        if name in LISTS:
            found = [value] if isinstance(value, str) else value
            if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
                self.fault(Wrong.WRONG_TYPE, place, expected="[…]")
                return []
            return [self._long(one, name, place) for one in found]
        if not isinstance(value, str):
            self.fault(Wrong.WRONG_TYPE, place, expected="“…”")
            return _nothing(name)
        if name in DAYS:
            return self._day(value, place)
        if name == "level" and value not in LEVELS:
            self.fault(Wrong.WRONG_TYPE, place, expected=", ".join(sorted(LEVELS)))
            return ""
        if name == "url" and not value.startswith(("https://", "http://")):
            self.fault(Wrong.NOT_AN_ADDRESS, place)
        return self._long(value, name, place)

    def _day(self, value: str, place: str) -> str | None:
        try:
            found = date.fromisoformat(value)
        except ValueError:
            self.fault(Wrong.NOT_A_DAY, place, value=value[:40])
            return None
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.fault(Wrong.FAR_DAY, place, value=value[:40])
        return found.isoformat()

    def _long(self, value: str, name: str, place: str) -> str:
        cleaned = texts.clean(value).strip()
        most = LONGEST.get(name, LONGEST_TEXT)
        if len(cleaned) > most:
            self.fault(Wrong.TOO_LONG, place, field=name, most=str(most))
        return cleaned

    def items(self, told: Any, place: str) -> Iterator[tuple[Any, str]]:
        """Each of a list with its place; something else than a list is a fault."""
        if told is None:
            return
        if not isinstance(told, list):
            self.fault(Wrong.WRONG_TYPE, place, expected="[…]")
            return
        for number, one in enumerate(told):
            yield one, f"{place}[{_mark(one, number)}]"

    def inner(self, told: Any, key: str) -> Any:
        """What stands under a key; nothing when there is no such place."""
        return told.get(key) if isinstance(told, dict) else None

    def fault(self, wrong: Wrong, place: str, **told: str) -> None:
        self.reading.faults.append(Fault(wrong, place, told))


def _nothing(name: str) -> Any:
    """What a field holds of which the file tells nothing."""
    if name in TRUTHS:
        return False
    if name in LISTS:
        return []
    return {} if name == "details" else None if name in DAYS else ""
