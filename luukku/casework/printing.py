"""The printable answer to who has looked at a family's data."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.casework.services.access_log import LogLine
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI
from luukku.paper.documents import Column, Footer, Pair, Table
from luukku.paper.services import render_table


def print_access_log(actor: Actor, about: str, lines: list[LogLine]) -> bytes:
    """An A4 PDF in the language of the page. `about`: the family's name, or an id for who may not know it."""
    language = (get_language() or "fi")[:2]

    def said(text: str) -> Pair:
        return Pair.same(text, language)

    day = f"{actor.day.day}.{actor.day.month}.{actor.day.year}"
    table = Table(
        title=said(_("Who has looked at the data: %(about)s") % {"about": about}),
        explanation=(
            said(
                _(
                    "Everybody who looks at or changes the data of a family leaves a line here. You have the right to"
                    " know who looked and why (703/2023, 11 §). If something here should not have happened, tell the"
                    " data protection officer."
                )
            ),
        ),
        columns=(
            Column(said(_("When")), 0.8),
            Column(said(_("Who")), 1.3),
            Column(said(_("What")), 1.6),
            Column(said(_("Why")), 0.9),
        ),
        rows=tuple(_row(line, language) for line in lines),
        empty=said(_("Nobody has looked at the data in this time.")),
        footer=Footer(
            version=said(_("Printed on %(date)s") % {"date": day}),
            page=said(_("Page")),
            unprintable=said(_("Some letters could not be printed. The mark □ stands in their place.")),
        ),
    )
    return render_table(table, at=actor.at)


def _row(line: LogLine, language: str) -> tuple[Pair, ...]:
    at = line.at.astimezone(HELSINKI)
    who = "\n".join(part for part in (line.name or _("The system"), line.title, line.organisation) if part)
    cells = (f"{at.day}.{at.month}.{at.year}\n{at.hour}.{at.minute:02}", who, str(line.words.text), line.purpose)
    return tuple(Pair.same(cell, language) for cell in cells)
