"""What was agreed in a meeting, on paper: both languages side by side. No place stands on it, protected or not."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import pgettext

from luukku.casework.models import Meeting, ResponsibleWorker, Task
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.days import in_digits
from luukku.core.page_language import page_language
from luukku.language import drafts
from luukku.language import languages as reference
from luukku.paper.documents import Action, Block, Footer, Letter, Pair, Paragraph, Passage, Section
from luukku.paper.services import render_letter


def print_agreed(actor: Actor, meeting: Meeting, tasks: list[Task]) -> bytes:
    """An A4 PDF: what was agreed and who does what, in the worker's language and in that of the meeting.

    Args:
        tasks: those that the reader sees; the caller has scoped them.
    """
    sides = _Sides(page_language(), meeting.language)
    answering = ResponsibleWorker.objects.on(actor.day).filter(case_id=meeting.case_id).select_related("user").first()
    worker = answering.user.name if answering else ""
    met = _digits(meeting.starts_at)
    letter = Letter(
        title=sides.said(lambda: pgettext("family", "What we agreed")),
        meta=(sides.said(lambda: pgettext("family", "We met on %(date)s.") % {"date": met}),),
        greeting=(),
        sections=tuple(_sections(sides, meeting, tasks, worker)),
        notes=sides.draft_note(),
        closing=tuple(_closing(sides, worker)),
        footer=Footer(
            version=sides.said(lambda: pgettext("family", "Printed on %(date)s") % {"date": _digits(actor.at)}),
            page=sides.said(lambda: pgettext("family", "Page")),
            unprintable=sides.said(
                lambda: pgettext("family", "Some letters could not be printed. The mark □ stands in their place.")
            ),
            fingerprint=meeting.agreed_seal,
        ),
    )
    return render_letter(letter, at=actor.at, layout="side_by_side")


class _Sides:
    """The two languages of one paper: words of ours in the language that stands in for the meeting's own."""

    def __init__(self, ours: str, meeting_language: str) -> None:
        self.ours, self.spoken = ours, meeting_language
        self.theirs = reference.interface_language(meeting_language)

    def said(self, words: Callable[[], str]) -> Pair:
        return Pair(_in(self.ours, words), _in(self.theirs, words))

    def typed(self, ours: str, written_in: str, theirs: str) -> Pair:
        """What was typed, in its own language; without a translation the same text stands on both sides."""
        first = Passage(ours, written_in)
        return Pair(first, Passage(theirs, self.spoken) if theirs else first)

    def draft_note(self) -> tuple[Pair, ...]:
        if not drafts.is_draft(self.theirs):
            return ()
        note = _in(
            self.theirs,
            lambda: pgettext(
                "family", "The headings here are a draft translation. A native speaker has not checked them yet."
            ),
        )
        return (Pair(Passage("", self.ours), note),)


def _sections(sides: _Sides, meeting: Meeting, tasks: list[Task], worker: str) -> Iterator[Section]:
    text = sides.typed(meeting.agreed, meeting.agreed_in, meeting.agreed_family)
    if meeting.agreed:
        yield Section(sides.said(lambda: pgettext("family", "What we agreed")), (Paragraph(text),))
    there = [row.shown_name for row in meeting.participants.select_related("person", "user") if row.was_present]
    if tasks:
        lines: tuple[Block, ...] = tuple(_task(sides, meeting, task, worker) for task in tasks)
        yield Section(sides.said(lambda: pgettext("family", "Who does what")), lines)
    if there:
        names = Pair.same(", ".join(sorted(there)), sides.ours)
        yield Section(sides.said(lambda: pgettext("family", "Who was there")), (Paragraph(names),))


def _task(sides: _Sides, meeting: Meeting, task: Task, worker: str) -> Action:
    who = task.doer_user.name if task.doer_user else task.doer_person.short_name if task.doer_person else ""
    due = task.due_on
    by_when = None
    if due is not None:
        told = in_digits(due)
        by_when = sides.said(lambda: pgettext("family", "by %(date)s") % {"date": told})
    return Action(
        Pair.same(who or task.doer_other or worker, sides.ours),
        sides.typed(task.what, meeting.agreed_in, task.what_family),
        by_when,
    )


def _closing(sides: _Sides, worker: str) -> Iterator[Pair]:
    if worker:
        yield sides.said(lambda: pgettext("family", "If you have questions, ask: %(name)s.") % {"name": worker})


def _in(language: str, words: Callable[[], str]) -> Passage:
    with translation.override(language):
        return Passage(words(), language)


def _digits(moment: datetime) -> str:
    return in_digits(helsinki_day(moment))
