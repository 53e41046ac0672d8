"""A table as CSV: one row for each thing, its kind in a column. Headings are read in Finnish, Swedish and English."""

import hashlib
from typing import Any, Final

from luukku.programme.rules import cells, partial_dates
from luukku.programme.rules.rows import (
    LONGEST,
    LONGEST_CODE,
    Fault,
    Kind,
    LeftOut,
    Reading,
    Row,
    Wrong,
    without_repeats,
)

MOST_FAULTS: Final = 200
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "kind": ("kind", "laji", "slag"),
    "code": ("code", "id", "tunnus", "tunniste", "koodi", "kod"),
    "text": ("text", "teksti", "title", "nimi", "rubrik"),
    "text_sv": ("sv", "text_sv", "ruotsiksi", "på svenska"),
    "text_en": ("en", "text_en", "englanniksi", "på engelska"),
    "theme": ("theme", "teema", "tema"),
    "goals": ("goal", "goals", "tavoite", "tavoitteet", "mål"),
    "refers_to": ("refers_to", "viittaa", "hänvisar till"),
    "depends_on": ("depends_on", "odottaa", "väntar på"),
    "is_tentative": ("tentative", "ehdotus", "förslag"),
    "due": ("when", "due", "milloin", "ajankohta", "när"),
    "start": ("start", "alkaa", "börjar"),
    "places": ("places", "paikat", "platser"),
    "partners": ("partners", "kumppanit", "partner"),
    "owner": ("owner", "vastuutaho", "vastuu", "ansvarig"),
    "ends_on": ("ends_on", "päättyy", "slutar"),
    "source": ("source", "lähde", "källa"),
    "note": ("note", "huomautus", "anmärkning"),
}
KINDS: Final[dict[str, Kind]] = {
    "theme": Kind.THEME, "teema": Kind.THEME, "tema": Kind.THEME,
    "goal": Kind.GOAL, "tavoite": Kind.GOAL, "mål": Kind.GOAL,
    "measure": Kind.MEASURE, "toimenpide": Kind.MEASURE, "åtgärd": Kind.MEASURE,
    "party": Kind.PARTY, "toimija": Kind.PARTY, "aktör": Kind.PARTY,
    "duty": Kind.DUTY, "tehtävä": Kind.DUTY, "uppgift": Kind.DUTY,
    "output": Kind.OUTPUT, "tuotos": Kind.OUTPUT, "resultat": Kind.OUTPUT,
    "indicator": Kind.INDICATOR, "mittari": Kind.INDICATOR, "indikator": Kind.INDICATOR,
    "remark": Kind.PASSAGE, "huomio": Kind.PASSAGE,
}  # fmt: skip
YES: Final = frozenset({"1", "x", "yes", "kyllä", "k", "ja", "true", "?"})
LISTS: Final = {"goals", "refers_to", "depends_on", "places", "partners"}
ALLOWED: Final[dict[Kind, frozenset[str]]] = {
    Kind.THEME: frozenset(),
    Kind.GOAL: frozenset({"theme"}),
    Kind.MEASURE: frozenset(
        {"theme", "goals", "refers_to", "depends_on", "is_tentative", "due", "start", "places", "partners", "owner"}
    ),
    Kind.PARTY: frozenset({"ends_on"}),
    Kind.DUTY: frozenset({"owner", "is_tentative"}),
    Kind.OUTPUT: frozenset({"owner"}),
    Kind.INDICATOR: frozenset({"goals"}),
    Kind.PASSAGE: frozenset({"theme", "goals", "due", "is_tentative"}),
}
COMMON: Final = frozenset({"text", "text_sv", "text_en", "source", "note"})


def read(raw: bytes) -> Reading:
    """The rows of a CSV file. A column that is not there changes nothing; an empty cell says "nothing"."""
    reading = Reading()
    found = cells.decoded(raw)
    rows = cells.table(_without_hint(found)) if isinstance(found, str) else found
    if isinstance(rows, Fault):
        reading.faults.append(rows)
        return reading
    columns = {place: _heading(cell) for place, cell in enumerate(rows[0][1])}
    unknown = [cell for place, cell in enumerate(rows[0][1]) if cell and not columns[place]]
    reading.left_out.update(LeftOut.UNKNOWN_PART for _column in unknown)
    for needed in ("kind", "text"):
        if needed not in columns.values():
            reading.faults.append(Fault(Wrong.NO_COLUMN, "1", {"column": needed}))
    reading.faults += cells.wrong_cells(rows)
    if not reading.faults:
        codes: set[str] = set()
        for number, row in rows[1:]:
            told = {columns[place]: cell for place, cell in enumerate(row) if columns.get(place)}
            _row(reading, codes, number, told)
        without_repeats(reading)
        if not reading.rows and not reading.faults:
            reading.faults.append(Fault(Wrong.EMPTY))
    del reading.faults[MOST_FAULTS:]
    return reading


def code_of(kind: Kind, text: str) -> str:
    """A code for what has none: the same words get the same code, so that a second time brings nothing new."""
    return f"{kind.value[:4]}-{hashlib.sha256(text.casefold().encode()).hexdigest()[:12]}"


def _without_hint(written: str) -> str:
    """The text without the line by which some spreadsheets name the separator."""
    first, _line, rest = written.partition("\n")
    return rest if first.strip().lower().startswith("sep=") else written


def _heading(cell: str) -> str:
    told = cell.strip().lower()
    return next((name for name, words in HEADINGS.items() if told in words), "")


def _row(reading: Reading, codes: set[str], number: int, told: dict[str, str]) -> None:
    """Note what a line tells; `codes`: of all that the lines above it told."""
    place = str(number)
    kind = KINDS.get(told.get("kind", "").strip().lower())
    text = " ".join(told.get("text", "").split())
    if kind is None:
        reading.faults.append(Fault(Wrong.UNKNOWN_KIND, place, {"kind": told.get("kind", "")[:40]}))
        return
    code = told.get("code", "").strip() or code_of(kind, text)
    if not text or len(code) > LONGEST_CODE:
        reading.faults.append(Fault(Wrong.NO_TEXT if not text else Wrong.NO_CODE, place, {"code": code[:40]}))
        return
    fields: dict[str, Any] = {"text": text}
    for name, cell in told.items():
        if name in COMMON - {"text"} or name in ALLOWED[kind]:
            fields |= _field(reading, kind, name, cell, place)
    reading.rows.append(Row(kind, code, "", place, fields | _always(kind, text, fields)))
    codes.add(code)
    for party in fields.get("parties", ()) or ([fields["owner"]] if fields.get("owner") else []):
        if party not in codes:  # whoever a row names as its owner takes part
            named = {"text": " ".join(told["owner"].split())}
            reading.rows.append(Row(Kind.PARTY, party, "", place, named))
            codes.add(party)


def _field(reading: Reading, kind: Kind, name: str, cell: str, place: str) -> dict[str, Any]:
    value = " ".join(cell.split())
    if name == "is_tentative":
        return {name: value.lower() in YES}
    if name == "owner":
        code = code_of(Kind.PARTY, value) if value else ""
        return {"parties": [code] if code else []} if kind is Kind.DUTY else {name: code}
    if name == "ends_on":
        return _day(reading, value, place)
    if name in LISTS:
        found = [one.strip() for one in cell.replace("\n", ",").split(",") if one.strip()]
        return {"goal": found[0] if found else ""} if kind is Kind.PASSAGE and name == "goals" else {name: found}
    most = LONGEST.get(name)
    if most and len(value) > most:
        reading.faults.append(Fault(Wrong.TOO_LONG, place, {"field": name, "most": str(most)}))
    return {name: value}


def _day(reading: Reading, value: str, place: str) -> dict[str, Any]:
    """The end of a party: a whole day, or nothing."""
    found = partial_dates.read(value)
    if found is not None and found.last is None:
        reading.faults.append(Fault(Wrong.NOT_A_DAY, place, {"value": value[:40]}))
    return {"ends_on": found.last.isoformat() if found and found.last else None, "end_text": value[:120]}


def _always(kind: Kind, text: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What follows from a row's kind: a remark is a passage, and a question mark makes a proposal."""
    found: dict[str, Any] = {"kind": "remark"} if kind is Kind.PASSAGE else {}
    if text.endswith("?") and kind in (Kind.MEASURE, Kind.PASSAGE, Kind.DUTY):
        found["is_tentative"] = True
    if kind is Kind.MEASURE and fields.get("refers_to"):
        found["is_reference"] = True
    return found
