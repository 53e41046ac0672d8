"""Printing: documents in, PDF bytes out. No state, no trail: the caller records who printed what."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from luukku.paper import engine, fonts, rules
from luukku.paper.documents import Layout, Letter, Pair, Passage, Table


def render_letter(letter: Letter, *, at: datetime, layout: Layout = "side_by_side") -> bytes:
    """The letter as an A4 PDF: tagged (PDF/UA-1), reproducible.

    Args:
        at: the moment of printing, written into the file; equal input gives equal bytes.
        layout: both languages row by row, or the family's side alone. Where the two sides
            are in one language anyway, one column is printed.
    """
    return _render("letter.typ", letter, at=at, layout=layout)


def render_table(table: Table, *, at: datetime, layout: Layout = "one_language") -> bytes:
    """The table as an A4 PDF; side by side, a cell holds both languages, one under the other."""
    return _render("table.typ", table, at=at, layout=layout)


def _render(template: str, document: Letter | Table, *, at: datetime, layout: Layout) -> bytes:
    title = document.title
    is_paired = layout == "side_by_side" and title.worker.language != title.family.language
    sheet = _Sheet(is_paired=is_paired)
    payload = sheet.plain(document)
    payload["name"] = rules.bare(" · ".join(_flat(cell) for cell in payload["title"])).strip() or "–"
    payload["languages"] = [cell["lang"] for cell in payload["title"]]
    payload["rtl"] = not is_paired and rules.is_rtl(title.family.language)
    payload["has_stand_ins"] = sheet.has_stand_ins
    return engine.compile_pdf(template, payload, at=int(at.timestamp()), with_cjk=sheet.needs_cjk)


def _flat(cell: dict[str, Any]) -> str:
    return " ".join(cell["lines"])


class _Sheet:
    """Turns a document into plain values, and remembers what its characters need."""

    def __init__(self, *, is_paired: bool) -> None:
        self.is_paired = is_paired
        self.has_stand_ins = False
        self.needs_cjk = False

    def plain(self, value: Any) -> Any:
        """Dataclasses as dictionaries with their kind, pairs as one or two passages."""
        if isinstance(value, Pair):
            sides = (value.worker, value.family) if self.is_paired else (value.family,)
            return [self._passage(side) for side in sides]
        if is_dataclass(value):
            named = {field.name: self.plain(getattr(value, field.name)) for field in fields(value)}
            return {"kind": type(value).__name__, **named}
        if isinstance(value, tuple):
            return [self.plain(item) for item in value]
        return self._safe(value) if isinstance(value, str) else value

    def _passage(self, passage: Passage) -> dict[str, Any]:
        language = rules.base_language(passage.language)
        text = rules.keep_phones_whole(rules.settle_heh(self._safe(passage.text)))
        text = rules.let_long_words_break(rules.isolate(text, language))
        return {"lines": text.split("\n"), "lang": language, "rtl": rules.is_rtl(language)}

    def _safe(self, text: str) -> str:
        """The text with nothing in it that cannot be printed; see `rules`."""
        text, is_changed = rules.replace_uncovered(rules.clean(text), fonts.can_print)
        self.has_stand_ins = self.has_stand_ins or is_changed
        self.needs_cjk = self.needs_cjk or fonts.needs_cjk(text)
        return text
