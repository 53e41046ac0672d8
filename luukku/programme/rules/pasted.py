"""A table pasted from a document: a goal in one column, its measures in another, as plans are written on paper.

Somebody says what each column means; a question mark makes a proposal, and "ks. ed." points to the measures of the goal
above it. Codes are made of the words, so that pasting twice brings nothing twice.
"""

import re
from typing import Any, Final

from luukku.programme.rules import cells
from luukku.programme.rules.rows import Fault, Kind, Reading, Row, Wrong, without_repeats
from luukku.programme.rules.table_rows import code_of

COLUMNS: Final = ("theme", "goal", "measures", "remarks", "owner", "when", "nothing")
"""What a column can mean."""

_BULLET: Final = re.compile(r"^\s*(?:[-–•●*▪◦]|\d{1,2}[.)])\s+")
_SEE_ABOVE: Final = re.compile(r"^(ks\.?|katso|se)\s*(ed\.?|edell\w*|ovan|above)\.?$", re.IGNORECASE)
_HEADINGS: Final = {
    "theme": ("teema", "tema", "theme"),
    "goal": ("tavoit", "mål", "goal"),
    "measures": ("toimenpi", "keino", "åtgärd", "measure"),
    "remarks": ("huom", "obs", "remark", "note"),
    "owner": ("vastuu", "ansvar", "owner", "responsib"),
    "when": ("aika", "milloin", "när", "tid", "when"),
}


def cells_of(written: str) -> cells.Cells | Fault:
    """The cells of what was pasted. Spreadsheets and documents put a tab between them."""
    first = written.lstrip("\r\n").partition("\n")[0]
    return cells.table(
        written, separator="\t" if "\t" in first else "|" if "|" in first else ";" if ";" in first else "\t"
    )


def guessed(rows: cells.Cells) -> list[str]:
    """What the columns seem to mean by their headings; without headings the first is the goal."""
    width = max(len(row) for _number, row in rows)
    head = [cell.lower() for cell in rows[0][1]] + [""] * width
    found = [
        next((name for name, words in _HEADINGS.items() if any(word in head[place] for word in words)), "nothing")
        for place in range(width)
    ]
    if all(name == "nothing" for name in found):
        return (["goal", "measures", "remarks"] + ["nothing"] * width)[:width]
    return found


def has_head(rows: cells.Cells) -> bool:
    """Whether the first row names the columns."""
    head = [cell.lower() for cell in rows[0][1]]
    return any(word in cell and len(cell) < 60 for cell in head for words in _HEADINGS.values() for word in words)


def read(written: str, columns: list[str]) -> Reading:
    """The rows of a pasted table.

    Args:
        columns: what each column means, from `COLUMNS`.
    """
    reading = Reading()
    rows = cells_of(written)
    if isinstance(rows, Fault):
        reading.faults.append(rows)
        return reading
    if not {"goal", "measures"} & set(columns):
        reading.faults.append(Fault(Wrong.NO_COLUMN, told={"column": "goal"}))
        return reading
    reading.faults += cells.wrong_cells(rows)
    table = _Table(reading)
    for number, row in rows[1:] if has_head(rows) else rows:
        told = {name: cell for name, cell in zip(columns, row, strict=False) if name != "nothing"}
        table.row(told, str(number))
    without_repeats(reading)
    if not reading.rows and not reading.faults:
        reading.faults.append(Fault(Wrong.EMPTY))
    return reading


class _Table:
    """Goes down the rows: a cell left empty goes on with what stood above it, as merged cells come out."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.theme = self.goal = ""
        self.above: list[str] = []
        self.here: list[str] = []

    def row(self, told: dict[str, str], place: str) -> None:
        if told.get("theme"):
            self.theme = self._add(Kind.THEME, _line(told["theme"]), place)
        if told.get("goal"):
            self.above, self.here = self.here or self.above, []
            theme = {"theme": self.theme} if self.theme else {}
            self.goal = self._add(Kind.GOAL, _line(told["goal"]), place, **theme)
        owner = self._add(Kind.PARTY, _line(told["owner"]), place) if told.get("owner") else ""
        for line in _points(told.get("measures", "")):
            self._measure(line, place, owner, _line(told.get("when", "")))
        for line in _points(told.get("remarks", "")):
            of = {"goal": self.goal} if self.goal else {}
            self._add(Kind.PASSAGE, line, place, kind="remark", is_tentative=line.endswith("?"), **of)

    def _measure(self, text: str, place: str, owner: str, when: str) -> None:
        fields: dict[str, Any] = {"goals": [self.goal] if self.goal else [], "is_tentative": text.endswith("?")}
        fields |= {"theme": self.theme} if self.theme else {}
        fields |= {"owner": owner} if owner else {}
        fields |= {"due": when} if when else {}
        if _SEE_ABOVE.match(text) and self.above:
            fields |= {"is_reference": True, "refers_to": self.above}
        code = self._add(Kind.MEASURE, text, place, of=self.goal, **fields)
        if "refers_to" not in fields:
            self.here.append(code)

    def _add(self, kind: Kind, text: str, place: str, /, *, of: str = "", **fields: Any) -> str:
        """Note a row. The same measure under another goal is another measure, as the table has it."""
        code = code_of(kind, f"{of}|{text}" if of else text)
        self.reading.rows.append(Row(kind, code, "", place, {"text": text, "source": ""} | fields))
        return code


def _line(cell: str) -> str:
    return " ".join(_BULLET.sub("", cell).split())


def _points(cell: str) -> list[str]:
    """The points of a cell, one a line; a line that goes on from the one above begins with a small letter."""
    points: list[str] = []
    for line in cell.splitlines():
        if points and not _BULLET.match(line) and line[:1].islower():
            points[-1] = f"{points[-1]} {line.strip()}"
        else:
            points.append(_BULLET.sub("", line).strip())
    return points
