"""What is brought in, as plain rows: the same from every kind of file, before anything is compared or written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Kind(StrEnum):
    """What a row is, in the order in which rows are written: each may point to those before it."""

    PROGRAMME = "programme"
    SOURCE = "source"
    THEME = "theme"
    MEETING = "meeting"
    GOAL = "goal"
    VISION = "vision"
    SECTION = "section"
    STATEMENT = "statement"
    MEASURE = "measure"
    PASSAGE = "passage"
    PARTY = "party"
    DUTY = "duty"
    OUTPUT = "output"
    INDICATOR = "indicator"
    AGENDA = "agenda"
    DECISION = "decision"
    CORRECTION = "correction"
    THREAD = "thread"
    CONFLICT = "conflict"


WORDS: Final = ("text", "text_sv", "text_en")
_COMMON: Final = (*WORDS, "source", "note", "details")
FIELDS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.PROGRAMME: (*_COMMON, "short_text", "region", "funder", "starts_on", "ends_on"),
    Kind.SOURCE: (*_COMMON, "file_name"),
    Kind.THEME: (*_COMMON, "short_text", "is_short_derived"),
    Kind.MEETING: (*_COMMON, "body", "held_on", "time_text"),
    Kind.GOAL: (*_COMMON, "level", "theme", "parent"),
    Kind.VISION: (*_COMMON, "question", "question_en", "held_on"),
    Kind.SECTION: (*_COMMON, "vision"),
    Kind.STATEMENT: (*_COMMON, "vision", "section", "is_tentative", "municipalities"),
    Kind.MEASURE: (
        *_COMMON, "theme", "goals", "refers_to", "depends_on", "is_tentative", "is_reference", "start", "due",
        "places", "partners", "sectors", "owner",
    ),
    Kind.PASSAGE: (*_COMMON, "kind", "theme", "goal", "meeting", "parent", "is_tentative", "due", "sectors"),
    Kind.PARTY: (*_COMMON, "starts_on", "ends_on", "end_text", "end_scope"),
    Kind.DUTY: (*_COMMON, "parties", "is_statutory", "is_tentative"),
    Kind.OUTPUT: (*_COMMON, "kind", "url", "version_text", "version_on", "sectors", "owner"),
    Kind.INDICATOR: (*_COMMON, "unit", "definition", "goals", "measures"),
    Kind.AGENDA: (*_COMMON, "meeting", "time_text"),
    Kind.DECISION: (*_COMMON, "meeting"),
    Kind.CORRECTION: (*_COMMON, "passage"),
    Kind.THREAD: (*_COMMON, "pattern", "is_derived", "items"),
    Kind.CONFLICT: ("text", "values"),
}  # fmt: skip
"""What a row of each kind can tell."""

LINKS: Final[dict[tuple[Kind, str], Kind]] = {
    (Kind.GOAL, "theme"): Kind.THEME,
    (Kind.GOAL, "parent"): Kind.GOAL,
    (Kind.SECTION, "vision"): Kind.VISION,
    (Kind.STATEMENT, "vision"): Kind.VISION,
    (Kind.STATEMENT, "section"): Kind.SECTION,
    (Kind.MEASURE, "theme"): Kind.THEME,
    (Kind.MEASURE, "goals"): Kind.GOAL,
    (Kind.MEASURE, "refers_to"): Kind.MEASURE,
    (Kind.MEASURE, "depends_on"): Kind.MEASURE,
    (Kind.MEASURE, "owner"): Kind.PARTY,
    (Kind.PASSAGE, "theme"): Kind.THEME,
    (Kind.PASSAGE, "goal"): Kind.GOAL,
    (Kind.PASSAGE, "meeting"): Kind.MEETING,
    (Kind.PASSAGE, "parent"): Kind.PASSAGE,
    (Kind.DUTY, "parties"): Kind.PARTY,
    (Kind.OUTPUT, "owner"): Kind.PARTY,
    (Kind.INDICATOR, "goals"): Kind.GOAL,
    (Kind.INDICATOR, "measures"): Kind.MEASURE,
    (Kind.AGENDA, "meeting"): Kind.MEETING,
    (Kind.DECISION, "meeting"): Kind.MEETING,
    (Kind.CORRECTION, "passage"): Kind.PASSAGE,
}
"""Which field of a row names rows of which kind, by their codes."""

THREADED: Final = (
    Kind.GOAL, Kind.MEASURE, Kind.DUTY, Kind.OUTPUT, Kind.PASSAGE, Kind.STATEMENT, Kind.DECISION, Kind.CORRECTION,
    Kind.INDICATOR,
)  # fmt: skip
"""What a thread's items can be."""

LONGEST_TEXT: Final = 4000
LONGEST_CODE: Final = 40
LONGEST: Final[dict[str, int]] = {
    "source": 40, "note": 1000, "short_text": 120, "region": 200, "funder": 200, "file_name": 200, "body": 300,
    "time_text": 80, "question": 1000, "question_en": 1000, "start": 120, "due": 120, "end_text": 120,
    "end_scope": 300, "url": 500, "version_text": 80, "unit": 40, "definition": 2000, "pattern": 300,
    "places": 80, "municipalities": 80, "partners": 120, "sectors": 80,
}  # fmt: skip
"""How many signs fit, by field; of a list, each of its texts."""

MOST_ROWS: Final = 20_000


class Wrong(StrEnum):
    """Why something can't be brought in."""

    NOT_JSON = "not_json"
    NOT_TEXT = "not_text"
    NOT_ROWS = "not_rows"
    UNKNOWN_SHAPE = "unknown_shape"
    TOO_BIG = "too_big"
    TOO_MANY = "too_many"
    EMPTY = "empty"
    NO_CODE = "no_code"
    NO_TEXT = "no_text"
    TOO_LONG = "too_long"
    WRONG_TYPE = "wrong_type"
    NOT_A_DAY = "not_a_day"
    DAYS_REVERSED = "days_reversed"
    TWICE = "twice"
    UNKNOWN_ID = "unknown_id"
    CIRCLE = "circle"
    FORMULA = "formula"
    UNKNOWN_KIND = "unknown_kind"
    NO_COLUMN = "no_column"
    NOT_AN_ADDRESS = "not_an_address"
    FAR_DAY = "far_day"
    CLOSED = "closed"
    NO_PROGRAMME = "no_programme"
    NOT_A_NUMBER = "not_a_number"
    TOO_DEEP = "too_deep"


class LeftOut(StrEnum):
    """Why something was read and not brought in, though nothing is wrong with it."""

    SURVEY = "survey"
    """Answers of so few people that they belong behind the survey's own protection."""
    PERSONAL = "personal"
    REPEATED = "repeated"
    UNKNOWN_PART = "unknown_part"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is told.

    Attributes:
        programme: the code of the programme that it belongs to; empty for threads and where the page names it.
        place: where it stands in the file, for whoever has to mend it.
        fields: what is told of it; a field that is not here is left as it is.
    """

    kind: Kind
    code: str
    programme: str
    place: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where. `told`: the words that the message needs."""

    wrong: Wrong
    place: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a file tells.

    Attributes:
        spared: codes of what was left out; threads may lead through them, and corrections may come from them.
    """

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    spared: set[str] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        return dict(Counter(row.kind.value for row in self.rows))


def without_repeats(reading: Reading) -> None:
    """Leave one of rows that say the same twice; of those that differ under one code, tell both places."""
    kept: dict[str, Row] = {}
    for row in reading.rows:
        before = kept.get(row.code)
        if before is None:
            kept[row.code] = row
        elif (before.kind, before.fields) == (row.kind, row.fields):
            reading.left_out[LeftOut.REPEATED] += 1
        else:
            told = {"code": row.code, "first": before.place, "second": row.place}
            reading.faults.append(Fault(Wrong.TWICE, row.place, told))
    reading.rows = list(kept.values())


def linked(row: Row) -> Iterable[tuple[str, Kind | None, str]]:
    """Field, kind and code of everything that a row names. A thread's items may be of many kinds."""
    for name in row.fields:
        kind = LINKS.get((row.kind, name))
        if kind is not None:
            value = row.fields[name]
            yield from ((name, kind, code) for code in ([value] if isinstance(value, str) else value or ()) if code)
    if row.kind is Kind.THREAD:
        yield from (("items", None, code) for code in row.fields.get("items", ()))


def unknown_ids(reading: Reading, known: Mapping[str, str]) -> list[Fault]:
    """Every name of something that is neither in the file nor here. What was left out may be named where a row needs
    nothing of it: in a thread and by a correction.

    Args:
        known: kinds of what is here already, by code.
    """
    kinds = dict(known) | {row.code: row.kind.value for row in reading.rows}
    faults = []
    for row in reading.rows:
        for _name, kind, code in linked(row):
            found = kinds.get(code)
            fits = found in THREADED if kind is None else found == kind
            may_be_spared = row.kind in (Kind.THREAD, Kind.CORRECTION) and found is None
            if not fits and not (may_be_spared and code in reading.spared):
                faults.append(Fault(Wrong.UNKNOWN_ID, row.place, {"code": row.code, "other": code}))
    return faults


CIRCLING: Final = ((Kind.GOAL, ("parent",)), (Kind.PASSAGE, ("parent",)), (Kind.MEASURE, ("refers_to", "depends_on")))


def circles(reading: Reading, known: Mapping[str, Iterable[str]] | None = None) -> list[Fault]:
    """Rows that lead back to themselves.

    Args:
        known: what leads where here already, by code; a row of the file tells its own anew.
    """
    faults = []
    for kind, names in CIRCLING:
        ways: dict[str, tuple[str, ...]] = {code: tuple(others) for code, others in (known or {}).items()}
        rows = {row.code: row for row in reading.rows if row.kind is kind}
        for row in rows.values():
            ways[row.code] = tuple(code for name, _kind, code in linked(row) if name in names)
        for way in _circles(ways):
            inside = next((rows[code] for code in way if code in rows), None)
            if inside is not None:
                faults.append(Fault(Wrong.CIRCLE, inside.place, {"way": " → ".join([*way, way[0]])}))
    return faults


def homeless(reading: Reading) -> list[Fault]:
    """The first row that belongs to no programme. Threads lead through several and belong to none."""
    homes = (row for row in reading.rows if row.kind not in (Kind.PROGRAMME, Kind.THREAD) and not row.programme)
    return [Fault(Wrong.NO_PROGRAMME, row.place) for row in homes][:1]


def reversed_days(reading: Reading) -> list[Fault]:
    """Rows that end before they begin."""
    return [
        Fault(Wrong.DAYS_REVERSED, row.place, {"code": row.code})
        for row in reading.rows
        if row.fields.get("starts_on") and row.fields.get("ends_on")
        if row.fields["ends_on"] < row.fields["starts_on"]
    ]


def _circles(ways: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Each circle once, found without recursion so that a long chain is no trouble."""
    done: set[str] = set()
    found = []
    for start in ways:
        path: list[str] = []
        on_path: dict[str, int] = {}
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            code, is_leaving = waiting.pop()
            if is_leaving:
                path.pop()
                del on_path[code]
                done.add(code)
            elif code in on_path:
                found.append(path[on_path[code] :])
            elif code not in done:
                on_path[code] = len(path)
                path.append(code)
                waiting.append((code, True))
                waiting += [(other, False) for other in ways.get(code, ()) if other not in done]
    return found
