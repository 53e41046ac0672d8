"""Questionnaires and results on paper."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luukku.core import qr_codes
from luukku.core.actor import Actor
from luukku.core.days import in_digits
from luukku.core.links import absolute
from luukku.core.page_language import page_language
from luukku.paper.documents import Asked, Column, Copy, Footer, Pair, Questionnaire, Table
from luukku.paper.services import render_questionnaire, render_table
from luukku.surveys.models import Placement, Wave
from luukku.surveys.models.instruments import said
from luukku.surveys.rules.questions import Kind
from luukku.surveys.services.answering import placements_of
from luukku.surveys.services.inviting import public_path
from luukku.surveys.services.results import comma, rows_of
from luukku.surveys.wording import tongue

LINES = 4


def print_sheets(actor: Actor, wave: Wave, language: str, codes: list[str]) -> bytes:
    """The questionnaire for answering with a pen.

    Args:
        language: of the questions.
        codes: one copy is printed for each; without any there is one copy that leads to the common address.
    """
    asked = tongue(language)
    with translation.override(asked.interface):

        def words(text: str) -> Pair:
            return Pair.same(text, asked.interface)

        document = Questionnaire(
            title=words(said(wave.version.instrument.titles, language)),
            notes=tuple(words(text) for text in _notes(wave, language)),
            asked=tuple(
                _asked(number, one, language, asked.interface)
                for number, one in enumerate(placements_of(wave), start=1)
            ),
            copies=tuple(_copy(wave, code, asked.interface) for code in codes or [""]),
            footer=_footer(actor, words),
            closing=(words(pgettext("family", "Give the paper back in a closed envelope.")),),
        )
        return render_questionnaire(document, at=actor.at)


def print_results(actor: Actor, wave: Wave) -> bytes:
    """The published results as a table. A masked figure is a dash, as everywhere."""
    language = page_language()

    def words(text: str) -> Pair:
        return Pair.same(text, language)

    dash = "–"
    rows = tuple(
        (
            words(row.text),
            words(comma(row.mean) or dash),
            words(dash if row.n is None else str(row.n)),
        )
        for row in rows_of(wave)
        if row.kind is not Kind.TEXT
    )
    table = Table(
        title=words(f"{wave.version.instrument.title}: {wave.name}"),
        explanation=(
            words(
                _("– means that fewer than %(number)d people answered, or that somebody could be recognised.")
                % {"number": wave.threshold}
            ),
        ),
        columns=(Column(words(_("Question")), 3.0), Column(words(_("Mean"))), Column(words(_("Answers")))),
        rows=rows,
        empty=words(_("Nothing was asked that is counted.")),
        footer=Footer(
            version=words(_("Printed on %(date)s") % {"date": in_digits(actor.day)}),
            page=words(_("Page")),
            unprintable=words(_("Some letters could not be printed. The mark □ stands in their place.")),
        ),
    )
    return render_table(table, at=actor.at)


def _notes(wave: Wave, language: str) -> list[str]:
    intro = said(wave.version.intros, language)
    promise = pgettext(
        "family",
        "Nobody can see what you answered. We keep no name, no address and no time. Results are shown only when at"
        " least %(number)s people have answered.",
    ) % {"number": wave.threshold}
    return [one for one in (intro, promise) if one]


def _asked(number: int, placement: Placement, language: str, interface: str) -> Asked:
    wording = placement.wording
    kind = Kind(wording.kind)
    choices = tuple(Pair.same(said(one["labels"], language), interface) for one in wording.options)
    help_text = said(wording.helps, language) if wording.helps else ""
    if kind is Kind.RANK:
        help_text = pgettext("family", "Write 1 beside the most important, then 2 and so on.")
    elif placement.condition:
        help_text = pgettext("family", "Skip this question if it does not concern you.")
    return Asked(
        number=number,
        text=Pair.same(said(wording.texts, language), interface),
        choices=choices,
        lines=LINES if kind is Kind.TEXT else 1 if kind is Kind.NUMBER else 0,
        help=Pair.same(help_text, interface) if help_text else None,
        heading=Pair.same(said(placement.headings, language), interface) if placement.headings else None,
    )


def _copy(wave: Wave, code: str, interface: str) -> Copy:
    address = absolute(public_path(wave)) + (f"?i={code}" if code else "")
    caption = pgettext("family", "You can also answer on a phone: point its camera at the picture.")
    return Copy(qr_codes.drawing(address), Pair.same(caption, interface), code)


def _footer(actor: Actor, words: Callable[[str], Pair]) -> Footer:
    return Footer(
        version=words(pgettext("family", "Printed on %(date)s") % {"date": in_digits(actor.day)}),
        page=words(pgettext("family", "Page")),
        unprintable=words(pgettext("family", "Some letters could not be printed. The mark □ stands in their place.")),
    )
