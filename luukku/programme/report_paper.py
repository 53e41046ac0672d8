"""Reports of a programme on paper: one page for a board, the whole for whoever works with it, the public part.

The same report in the same language gives the same bytes: the paper is of the moment in which it was made.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from luukku.paper.documents import (
    BigNumber,
    BigNumbers,
    Bullets,
    Chapter,
    Column,
    Footer,
    Grid,
    Line,
    Paragraph,
    Report,
    ReportBlock,
)
from luukku.paper.services import render_report
from luukku.programme import report_words as words
from luukku.programme.paper_sides import Side, Told

MOST = 5
"""So many things that moved, and as many that stand still, fit on the board's page."""

LONGEST_TITLE = 110


def print_report(report: Report, *, at: datetime, language: str) -> bytes:
    """A tagged A4 PDF (PDF/UA-1)."""
    with translation.override(language):
        return render_report(report, at=at)


def brief(kept: Told, seal: str, *, language: str) -> Report:
    """The board's page: what moved, what stands still, what is missing, what is asked. It is one page."""
    with translation.override(language):
        side, board = Side(language), kept["board"]
        chapters = [
            Chapter(side.ours(words.standing(kept["standing"])), tuple(_opening(kept, side))),
            Chapter(side.ours(_("What has moved")), (_few(board["moved"], words.went, side, _("Nothing has moved.")),)),
            Chapter(
                side.ours(_("What stands still")),
                (_few(board["still"], words.stands, side, _("Nothing stands still.")),),
            ),
            Chapter(side.ours(_("What is missing")), (_holes(kept, side),)),
            Chapter(side.ours(_("What you are asked to decide")), decisions(kept, side), is_tinted=True),
        ]
        return sheet(kept, seal, tuple(chapters), side, title=_("Report to the board"), is_short=True)


def sheet(
    kept: Told, seal: str, chapters: tuple[Chapter, ...], side: Side, *, title: str, is_short: bool = False
) -> Report:
    """A report with its head and foot."""
    programme = kept["programme"]
    told = {"number": kept["number"], "date": words.day(kept["day"])}
    return Report(
        language=side.language,
        title=side.typed(words.shortened(programme["row"]["text"], LONGEST_TITLE)),
        meta=(
            side.ours(f"{title} · " + _("Report %(number)s, as it stood on %(date)s") % told),
            side.typed(programme["organisation"]),
        ),
        chapters=chapters,
        footer=Footer(
            version=side.ours(_("Report %(number)s, %(date)s") % told),
            page=side.ours(_("Page")),
            unprintable=side.ours(_("Some letters could not be printed. The mark □ stands in their place.")),
            fingerprint=seal,
        ),
        is_short=is_short,
    )


def big_numbers(kept: Told, side: Side) -> BigNumbers:
    """The four shares, each with its two numbers."""
    shares = {"done": kept["done"], **kept["shares"]}
    return BigNumbers(
        tuple(BigNumber(words.share(told), side.ours(str(words.SHARES[name]))) for name, told in shares.items())
    )


def grid(side: Side, heads: Sequence[tuple[str, float]], rows: Sequence[tuple[tuple[Line, ...], ...]]) -> Grid:
    return Grid(tuple(Column(side.ours(name), share) for name, share in heads), tuple(rows))


def _opening(kept: Told, side: Side) -> list[ReportBlock]:
    blocks: list[ReportBlock] = [big_numbers(kept, side), Paragraph(side.ours(words.before(kept)))]
    if kept["board"]["summary"]:
        blocks.append(Paragraph(side.typed(kept["board"]["summary"])))
    return blocks


def _few(rows: Sequence[Told], said: Any, side: Side, nothing: str) -> ReportBlock:
    """The first of them, and how many more the whole report tells."""
    if not rows:
        return Paragraph(side.ours(nothing))
    items = [(Line(side.short(one["row"]), after=side.ours(said(one))),) for one in rows[:MOST]]
    more = len(rows) - MOST
    last = [side.soft(_("More in the whole report: %(count)s") % {"count": more})] if more > 0 else []
    return Bullets((*items, *last))


def _holes(kept: Told, side: Side) -> ReportBlock:
    if not kept["holes"]:
        return Paragraph(side.ours(_("Nothing is missing.")))
    told = (f"{words.hole(one['kind'])}: {one['count']}" for one in kept["holes"])
    return Paragraph(side.ours(" · ".join(told)))


def decisions(kept: Told, side: Side) -> tuple[ReportBlock, ...]:
    """What a board is asked for, numbered so that it can be spoken of."""
    asked = kept["board"]["decisions"]
    if not asked:
        return (Paragraph(side.ours(_("No decision is asked for this time."))),)
    return tuple(Paragraph(side.typed(one), side.ours(f"{number}.")) for number, one in enumerate(asked, 1))
