"""The letter about a demand to correct: both texts, what was decided and why, and what the person can do now."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import pgettext

from luukku.casework.models import Correction
from luukku.casework.own_facts import day_of
from luukku.core.actor import Actor
from luukku.core.page_language import page_language
from luukku.language import languages as reference
from luukku.paper.documents import Footer, Letter, Pair, Paragraph, Passage, Section
from luukku.paper.services import render_letter

Said = Callable[[Callable[[], str]], Pair]


def print_correction(actor: Actor, correction: Correction) -> bytes:
    """An A4 PDF in the worker's language and, beside it, in the language of who asked."""
    ours = page_language()
    theirs = reference.interface_language(correction.asked_by.contact_language)

    def said(words: Callable[[], str]) -> Pair:
        return Pair(_in(ours, words), _in(theirs, words))

    letter = Letter(
        title=said(lambda: pgettext("family", "Your demand to correct data")),
        greeting=(said(lambda: _decision(correction)),),
        sections=tuple(_sections(correction, said, ours)),
        footer=Footer(
            version=said(lambda: pgettext("family", "Printed on %(date)s") % {"date": day_of(actor.day)}),
            page=said(lambda: pgettext("family", "Page")),
            unprintable=said(
                lambda: pgettext("family", "Some letters could not be printed. The mark □ stands in their place.")
            ),
        ),
        meta=(Pair.same(f"{correction.case.organisation.name} · {correction.pk}", ours),),
    )
    return render_letter(letter, at=actor.at)


def _decision(correction: Correction) -> str:
    if correction.state == Correction.State.CORRECTED:
        return pgettext("family", "We have corrected it. The old text is kept too, so that the change can be seen.")
    if correction.state == Correction.State.REFUSED:
        return pgettext("family", "We have not corrected it. Here is why. What you said is kept beside it.")
    return pgettext("family", "We have received your demand. We answer within one month.")


def _sections(correction: Correction, said: Said, ours: str) -> list[Section]:
    texts = [
        (said(lambda: pgettext("family", "What stood there")), correction.old_text),
        (said(lambda: pgettext("family", "What you want to stand there")), correction.new_text),
    ]
    if correction.reason:
        texts.append((said(lambda: pgettext("family", "Why we decided so")), correction.reason))
    sections = [Section(heading, (Paragraph(Pair.same(text, ours)),)) for heading, text in texts]
    if correction.state == Correction.State.REFUSED:
        sections.append(
            Section(
                said(lambda: pgettext("family", "What you can do")),
                (
                    Paragraph(
                        said(
                            lambda: pgettext(
                                "family",
                                "You can ask the Data Protection Ombudsman to look at this: tietosuoja.fi. It costs"
                                " nothing. We help you to write.",
                            )
                        )
                    ),
                ),
                is_tinted=True,
            )
        )
    return sections


def _in(language: str, words: Callable[[], str]) -> Passage:
    with translation.override(language):
        return Passage(words(), language)
