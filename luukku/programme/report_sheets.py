"""A report as a workbook: one sheet for each view, every number beside the numbers it is made of."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luukku.core.exports import Cell
from luukku.core.spreadsheets import Sheet
from luukku.programme import report_words as words
from luukku.programme.meeting_labels import said

Told = Mapping[str, Any]
Rows = list[list[Cell]]


def sheets(kept: Told, seal: str, *, language: str) -> list[Sheet]:
    """The sheets of a whole report; their labels are in one language, what was typed stays as it was typed."""
    with translation.override(language):
        told = {"number": kept["number"], "date": words.day(kept["day"])}
        notes = (
            _("Report %(number)s, as it stood on %(date)s") % told,
            _("Hash of the report: %(seal)s") % {"seal": seal},
        )
        return [Sheet(name, header, rows, notes) for name, header, rows in _all(kept)]


def _all(kept: Told) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    state = pgettext("programme", "State")
    yield _("Figures"), (_("What"), _("Count"), _("Out of"), "%"), _figures(kept)
    yield _("What has moved"), (_("Text"), _("State before"), _("State now"), _("Where")), _moved(kept)
    yield _("What stands still"), (_("Text"), state, _("Promised by")), _still(kept)
    yield _("What is missing"), (_("What"), _("Code"), _("Text")), _holes(kept)
    heads: tuple[str, ...] = (
        _("Theme"),
        _("Goal"),
        _("Code"),
        _("Measure"),
        state,
        _("When"),
        _("Who answers"),
        _("Source"),
    )
    yield _("Goals and measures"), heads, list(_goals(kept))
    yield _("Who does what"), (_("Actor"), _("Ends"), _("Duty"), _("By law"), _("Source")), _duties(kept)
    yield (
        _("What lives on"),
        (_("Output"), _("Who answers"), _("Municipality"), _("How far"), _("Level")),
        _outputs(kept),
    )
    heads = (_("Indicator"), _("Day"), _("Value"), _("Unit"), _("Count"), _("Out of"), _("Why there is no number"))
    yield _("Indicators"), heads, list(_indicators(kept))
    yield _("Vision"), (_("Occasion"), _("Heading"), _("Code"), _("Vision statement"), _("Source")), _visions(kept)
    heads = (_("Corrective action"), state, _("Who answers"), _("Promised by"), _("Done on"), _("Effect"))
    yield _("Corrective actions"), heads, _corrections(kept)
    heads = (_("Line"), _("Code"), _("Text"), _("In Swedish"), _("In English"), "SHA-256")
    yield _("Sources"), heads, _sources(kept)


def _figures(kept: Told) -> Rows:
    shares = {"done": kept["done"], **kept["shares"]}
    return [
        [str(words.SHARES[name]), told["count"], told["of"], told["percent"]] for name, told in shares.items()
    ]  # fmt: skip


def _moved(kept: Told) -> Rows:
    return [
        [one["row"]["text"], words.state(one["kind"], one["from"]), words.state(one["kind"], one["to"]), one["place"]]
        for one in kept["board"]["moved"]
    ]


def _still(kept: Told) -> Rows:
    return [
        [one["row"]["text"], words.state(one["kind"], one["state"]), words.day(one["since"])]
        for one in kept["board"]["still"]
    ]


def _holes(kept: Told) -> Rows:
    return [[words.hole(one["kind"]), row["code"], row["text"]] for one in kept["holes"] for row in one["rows"]]


def _goals(kept: Told) -> Iterator[list[Cell]]:
    for theme in kept["themes"]:
        name = theme["short"] or (theme["row"]["text"] if theme["row"] else "")
        for goal in theme["goals"]:
            told = goal["row"]["text"]
            yield from ([name, told, *_passage(row)] for row in (*goal["means"], *goal["remarks"]))
            yield from ([name, told, *_measure(one)] for one in goal["measures"])
            if not goal["measures"]:
                yield [name, told, goal["row"]["code"], None, _("No measure yet"), None, None, goal["row"]["source"]]
        yield from ([name, None, *_measure(one)] for one in theme["unlinked"])
        for row in (*theme["above"], *theme["results"], *theme["challenges"]):
            yield [name, row["text"], row["code"], None, None, None, None, row["source"]]


def _passage(row: Told) -> list[Cell]:
    return [row["code"], row["text"], None, None, None, row["source"]]


def _measure(one: Told) -> list[Cell]:
    row, told = one["row"], "" if one["is_reference"] else words.state("measure", one["state"])
    return [row["code"], row["text"], told or _("says the same as"), one["due"], one["owner"], row["source"]]


def _duties(kept: Told) -> Rows:
    rows: Rows = []
    for party in kept["parties"]:
        name, ends = party["row"]["text"], words.day(party["ends_on"])
        rows += [
            [name, ends, duty["row"]["text"], duty["is_statutory"], duty["row"]["source"]] for duty in party["duties"]
        ]
        if not party["duties"]:
            rows.append([name, ends, None, None, party["row"]["source"]])
    return rows


def _outputs(kept: Told) -> Rows:
    rows: Rows = []
    for one in kept["outputs"]:
        head = [one["row"]["text"], one["owner"]]
        rows += [
            [*head, step["place"], words.state("step", str(step["level"])), step["level"]] for step in one["steps"]
        ] or [[*head, None, None, None]]
    return rows


def _indicators(kept: Told) -> Iterator[list[Cell]]:
    for one in kept["indicators"]:
        name, told = one["row"]["text"], one["published"]
        if told:
            why = said(words.HIDDEN, told["hidden"])
            percent = None if told["percent"] is None else float(told["percent"])
            yield [name, words.day(told["as_of"]), percent, "%", told["count"], told["of"], why]
        for seen in one["observations"]:
            yield [name, words.day(seen["on"]), float(seen["value"]), one["unit"], None, None, None]


def _visions(kept: Told) -> Rows:
    return [
        [
            vision["row"]["text"], section["row"]["text"] if section["row"] else None, one["row"]["code"],
            one["row"]["text"], one["row"]["source"],
        ]
        for vision in kept["visions"] for section in vision["sections"] for one in section["statements"]
    ]  # fmt: skip


def _corrections(kept: Told) -> Rows:
    return [
        [
            one["row"]["text"], words.state("correction", one["state"]), one["owner"], words.day(one["due_on"]),
            words.day(one["done_on"]), one["effect"],
        ]
        for one in kept["corrections"]
    ]  # fmt: skip


def _sources(kept: Told) -> Rows:
    """Every row that has words of a source, once."""
    passages = kept["passages"]
    rows = [row for document in kept["sources"] for row in document["rows"]]
    rows += [one["row"] for one in (*passages["about"], *passages["questions"], *kept["meetings"])]
    rows += [row for one in passages["questions"] for row in one["answers"]]
    rows += [row for one in kept["meetings"] for row in one["agenda"]]
    once = {row["id"]: row for row in rows}
    return [[row["source"], row["code"], row["text"], row["sv"], row["en"], row["hash"]] for row in once.values()]
