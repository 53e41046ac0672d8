"""The printable answer to who has looked at a family's data, for the family to keep."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import pgettext

from luukku.casework.services.access_log import LogLine
from luukku.core.actor import Actor
from luukku.core.clock import moment_in_digits
from luukku.core.days import in_digits
from luukku.core.law.provisions import law_text
from luukku.core.page_language import page_language
from luukku.language import drafts
from luukku.language import languages as reference
from luukku.paper.documents import Column, Footer, Pair, Passage, Table
from luukku.paper.services import render_table

Said = Callable[[Callable[[], str]], Pair]


def print_access_log(actor: Actor, about: str, lines: list[LogLine], *, family_language: str = "") -> bytes:
    """An A4 PDF in the language of the page and, under it in every cell, in the family's.

    Args:
        about: the family's name, or an id for who may not know it.
        family_language: empty leaves the paper in the language of the page alone, as does a language that is the same.
    """
    ours = page_language()
    theirs = reference.interface_language(family_language) if family_language else ours

    def said(words: Callable[[], str]) -> Pair:
        return Pair(_in(ours, words), _in(theirs, words))

    table = Table(
        title=said(lambda: pgettext("family", "Who has looked at the data: %(about)s") % {"about": about}),
        explanation=(_explanation(said), *_draft_note(ours, theirs)),
        columns=(
            Column(said(lambda: pgettext("family", "When")), 0.8),
            Column(said(lambda: pgettext("family", "Who")), 1.3),
            Column(said(lambda: pgettext("family", "What")), 1.6),
            Column(said(lambda: pgettext("family", "Why")), 0.9),
        ),
        rows=tuple(_row(line, said) for line in lines),
        empty=said(lambda: pgettext("family", "Nobody has looked at the data in this time.")),
        footer=_footer(actor, said),
    )
    return render_table(table, at=actor.at, layout="side_by_side")


def _in(language: str, words: Callable[[], str]) -> Passage:
    with translation.override(language):
        return Passage(words(), language)


def _explanation(said: Said) -> Pair:
    return said(
        lambda: (
            pgettext(
                "family",
                "Everybody who looks at or changes the data of a family leaves a line here. You have the right to know"
                " who looked and why (%(law)s). If something here should not have happened, tell the data protection"
                " officer.",
            )
            % {"law": law_text("703/2023, 11 §")}
        )
    )


def _draft_note(ours: str, theirs: str) -> tuple[Pair, ...]:
    """Said beside the family's text alone; the worker's own languages have been checked."""
    if not drafts.is_draft(theirs):
        return ()
    note = _in(
        theirs,
        lambda: pgettext(
            "family", "The headings here are a draft translation. A native speaker has not checked them yet."
        ),
    )
    return (Pair(Passage("", ours), note),)


def _footer(actor: Actor, said: Said) -> Footer:
    day = in_digits(actor.day)
    return Footer(
        version=said(lambda: pgettext("family", "Printed on %(date)s") % {"date": day}),
        page=said(lambda: pgettext("family", "Page")),
        unprintable=said(
            lambda: pgettext("family", "Some letters could not be printed. The mark □ stands in their place.")
        ),
    )


def _row(line: LogLine, said: Said) -> tuple[Pair, ...]:
    when = moment_in_digits(line.at).replace(" ", "\n")
    return (
        said(lambda: when),
        said(lambda: "\n".join(filter(None, (line.name or _system(), line.title, line.organisation)))),
        said(lambda: str(line.words.text)),
        said(lambda: str(line.purpose)),
    )


def _system() -> str:
    return pgettext("family", "The system")
