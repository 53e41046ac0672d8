"""Printing: documents in, PDF out; drawings in, PNG out. No state, no trail: the caller records who printed what."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from luukku.core.pictograms import SHAPES
from luukku.paper import engine, fonts, rules
from luukku.paper.documents import Layout, Letter, Pair, Passage, Pictures, Poster, Questionnaire, Report, Table

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1d5745" stroke-width="1.5"'
    ' stroke-linecap="round" stroke-linejoin="round">{shape}</svg>'
)


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


def render_pictures(pictures: Pictures, *, at: datetime, layout: Layout = "one_language") -> bytes:
    """The plan in pictures as an A4 PDF, as a rule in the family's language alone."""
    return _render("pictures.typ", pictures, at=at, layout=layout, extra={"shapes": _shapes(pictures)})


def render_questionnaire(questionnaire: Questionnaire, *, at: datetime) -> bytes:
    """Questions on A4 with a picture for phones and boxes for a pen, in the language of whoever answers."""
    drawings = {str(place): copy.picture for place, copy in enumerate(questionnaire.copies)}
    bare = replace(questionnaire, copies=tuple(replace(copy, picture="") for copy in questionnaire.copies))
    return _render("questionnaire.typ", bare, at=at, layout="one_language", extra={"drawings": drawings})


def render_report(report: Report, *, at: datetime) -> bytes:
    """A report as an A4 PDF in one language: figures, lists and tables under headings."""
    return _render("report.typ", report, at=at, layout="one_language", extra={"languages": [report.language]})


def render_drawing(svg: str, *, width: int, ppi: int = 144) -> bytes:
    """A drawing of ours as PNG on white; equal drawings give equal bytes.

    Args:
        svg: what we drew, every typed text in it escaped; its fonts are `fonts.FAMILIES`.
        width: of the drawing, in its own units, each a 72nd of an inch.
        ppi: dots in an inch; 144 gives two for each unit.
    """
    safe = rules.replace_uncovered_in_markup(svg, fonts.can_print)
    return engine.compile_png("drawing.typ", {"svg": safe, "width": width}, ppi=ppi, with_cjk=fonts.needs_cjk(safe))


def render_poster(poster: Poster, *, at: datetime) -> bytes:
    """The drawing on a broad A4 page with its table on the next, in one language."""
    safe = rules.replace_uncovered_in_markup(poster.picture, fonts.can_print)
    bare = replace(poster, picture="")
    return _render("broad.typ", bare, at=at, layout="one_language", extra={"picture": safe})


def _shapes(pictures: Pictures) -> dict[str, str]:
    """Each picture that is used, as a drawing by itself; an unknown name is drawn as the check mark."""
    used = {line.pictogram for part in pictures.parts for line in part.lines}
    return {name: DRAWING.format(shape=SHAPES.get(name, SHAPES["check"])) for name in sorted(used)}


def _render(
    template: str,
    document: Letter | Table | Pictures | Questionnaire | Poster | Report,
    *,
    at: datetime,
    layout: Layout,
    extra: Mapping[str, Any] | None = None,
) -> bytes:
    title = document.title
    is_paired = layout == "side_by_side" and title.worker.language != title.family.language
    sheet = _Sheet(is_paired=is_paired)
    payload = sheet.plain(document)
    payload["name"] = rules.bare(" · ".join(_flat(cell) for cell in payload["title"])).strip() or "–"
    payload["languages"] = [cell["lang"] for cell in payload["title"]]
    payload["rtl"] = not is_paired and rules.is_rtl(title.family.language)
    payload["has_stand_ins"] = sheet.has_stand_ins
    payload |= extra or {}
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
