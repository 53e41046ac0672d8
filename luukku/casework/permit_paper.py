"""A permit on paper, for the giver to keep: the worker's language beside the family's."""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import pgettext

from luukku.casework.models import InformationPermit
from luukku.casework.services.permit_guardians import standing_of
from luukku.casework.services.permits import facts_of
from luukku.casework.sharing_words import permit_lines
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.days import in_digits
from luukku.core.page_language import page_language
from luukku.language import drafts
from luukku.language import languages as reference
from luukku.paper.documents import Footer, Letter, Pair, Paragraph, Passage, Section
from luukku.paper.services import render_letter


def print_permit(actor: Actor, permit: InformationPermit, *, family_language: str) -> bytes:
    """An A4 PDF of what was allowed, how it was explained, and that it was taken back when it was."""
    ours = page_language()
    theirs = reference.interface_language(permit.understanding.language if permit.understanding else family_language)
    facts = facts_of(permit)
    lines = zip(permit_lines(facts, ours), permit_lines(facts, theirs), strict=True)

    def said(words: Callable[[], str]) -> Pair:
        return Pair(_in(ours, words), _in(theirs, words))

    letter = Letter(
        title=said(lambda: pgettext("family", "Permission to tell others")),
        greeting=(),
        sections=(
            Section(
                said(lambda: pgettext("family", "What you allow")),
                tuple(Paragraph(Pair(Passage(one, ours), Passage(other, theirs))) for one, other in lines),
            ),
        ),
        meta=(*_meta(permit, said), *_guardians(actor, permit, said)),
        closing=_notes(said, ours, theirs),
        footer=Footer(
            version=said(lambda: pgettext("family", "Printed on %(date)s") % {"date": in_digits(actor.day)}),
            page=said(lambda: pgettext("family", "Page")),
            unprintable=said(
                lambda: pgettext("family", "Some letters could not be printed. The mark □ stands in their place.")
            ),
            fingerprint=permit.understanding.text_hash if permit.understanding else "",
        ),
    )
    return render_letter(letter, at=actor.at, layout="side_by_side")


def _meta(permit: InformationPermit, said: Callable[[Callable[[], str]], Pair]) -> list[Pair]:
    check = permit.understanding
    told = []
    if check is not None:
        day = in_digits(helsinki_day(check.checked_at))
        told.append(said(lambda: pgettext("family", "Explained and understood on %(date)s") % {"date": day}))
        if check.interpreter_name:
            name = check.interpreter_name
            told.append(said(lambda: pgettext("family", "Interpreter: %(name)s") % {"name": name}))
    if permit.revoked_at is not None:
        taken = in_digits(helsinki_day(permit.revoked_at))
        told.append(said(lambda: pgettext("family", "Taken back on %(date)s") % {"date": taken}))
    return told


def _guardians(actor: Actor, permit: InformationPermit, said: Callable[[Callable[[], str]], Pair]) -> list[Pair]:
    """Who else has agreed, and whose yes is missing (361/1983, 5 §)."""
    standing = standing_of(permit, actor.day)
    agreed = [_agrees(one.guardian.short_name, in_digits(helsinki_day(one.given_at))) for one in standing.agreed]
    missing = [_waits(one.guardian.short_name) for one in standing.waiting]
    return [said(words) for words in (*agreed, *missing)]


def _agrees(name: str, on: str) -> Callable[[], str]:
    return lambda: pgettext("family", "%(name)s agrees too. Noted on %(date)s") % {"name": name, "date": on}


def _waits(name: str) -> Callable[[], str]:
    return lambda: (
        pgettext("family", "%(name)s has not agreed yet. Before that we tell nothing about the child.") % {"name": name}
    )


def _notes(said: Callable[[Callable[[], str]], Pair], ours: str, theirs: str) -> tuple[Pair, ...]:
    if not drafts.is_draft(theirs):
        return ()
    note = _in(
        theirs,
        lambda: pgettext("family", "This text is a draft translation. A native speaker has not checked it yet."),
    )
    return (Pair(Passage("", ours), note),)


def _in(language: str, words: Callable[[], str]) -> Passage:
    with translation.override(language):
        return Passage(words(), language)
