"""What leaves the product of a thread: its links as a table for a spreadsheet, its picture and table on paper."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.days import in_digits
from luukku.core.exports import Cell
from luukku.core.page_language import page_language
from luukku.paper.documents import Column, Footer, Pair, Poster
from luukku.paper.services import render_poster
from luukku.programme import labels, thread_drawing
from luukku.programme.services.strands import Led, Strand

LINK_COLUMNS: Final = (
    _("Code"), _("Stage"), _("Kind"), _("What"), _("Where"), _("Who answers"), _("Why it belongs here"), _("Source"),
)  # fmt: skip


def link_rows(strand: Strand) -> Iterator[list[Cell]]:
    """A line for each thing that the thread leads through and the actor sees."""
    for one in strand.led:
        yield [
            one.thing.code, labels.STAGES[one.thing.stage], one.thing.kind_words, one.thing.text, one.thing.place,
            "; ".join(one.owners), labels.reason_of(one.link), one.thing.source,
        ]  # fmt: skip


def print_thread(actor: Actor, strand: Strand) -> bytes:
    """The picture on a broad page for the wall, and the table that says the same."""
    language = page_language()

    def ours(text: object) -> Pair:
        return Pair.same(str(text), language)

    drawn = thread_drawing.one(strand)
    rows = tuple(_row(one, language) for one in strand.led)
    columns = ((_("Stage"), 1.0), (_("What"), 2.4), (_("Where"), 1.3), (_("Who answers"), 1.3), (_("Why"), 1.6),
               (_("Source"), 0.6))  # fmt: skip
    document = Poster(
        title=Pair.same(f"{gettext('Red thread')}: {strand.thread.text}", "fi"),
        notes=tuple(Pair.same(text, "fi") for text in (strand.thread.why,) if text),
        picture=str(thread_drawing.svg(drawn, ground="#ffffff")),
        alt=ours(drawn.told),
        caption=ours(_("What the thread leads through, and why")),
        columns=tuple(Column(ours(heading), share) for heading, share in columns),
        rows=rows,
        empty=ours(_("The thread leads through nothing yet.")),
        footer=Footer(
            version=ours(_("As it stands on %(day)s") % {"day": in_digits(actor.day)}),
            page=ours(_("Page")),
            unprintable=ours(_("Some letters could not be printed. The mark □ stands in their place.")),
        ),
    )
    return render_poster(document, at=actor.at)


def _row(one: Led, language: str) -> tuple[Pair, ...]:
    ours = (labels.STAGES[one.thing.stage], f"{one.thing.kind_words} {one.thing.code}".strip())
    return (
        Pair.same(f"{ours[0]}\n{ours[1]}", language),
        Pair.same(one.thing.text, one.thing.language),
        Pair.same(one.thing.place, "fi"),
        Pair.same(", ".join(one.owners) or "–", "fi"),
        Pair.same(labels.reason_of(one.link), "fi"),
        Pair.same(one.thing.source or "–", "fi"),
    )
