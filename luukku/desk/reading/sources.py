"""What the line of time is made of. Each source tells its newest entries that are older than a cursor.

What grows with the years (meetings, notes, tasks, documents, dates) is read by the page in the database. What a family
has few of (people, interviews, versions of a plan) is read by the page anyway and taken from there.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import DateTimeField, Exists, Func, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.casework.labels import words_of
from luukku.casework.models import (
    Case,
    CaseNote,
    CaseTransition,
    Deadline,
    Document,
    InformationPermit,
    Meeting,
    StatutoryDisclosure,
    Task,
)
from luukku.casework.services import people_of_clocks
from luukku.core.clock import helsinki_day
from luukku.core.days import in_digits
from luukku.desk.reading.moments import Cursor, Entry, older
from luukku.desk.reading.rows import FamilyRows

NOTE_LENGTH = 240
"""Letters of a note that the line of time shows; the whole of it stands on its own page."""


def meetings(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    if rows.sight.is_whole:
        seen = Meeting.objects.filter(case=rows.case)
    else:
        seen = policies.visible_meetings(rows.actor).filter(case=rows.case)
    told = seen.annotate(moment=Coalesce("called_off_at", "starts_at")).filter(moment__lt=rows.actor.at)
    for meeting in older(told.defer("agenda", "agreed_family"), "moment", 1, cursor):
        off = meeting.called_off_at
        title = _("Called off: %(topic)s") if off else _("Meeting: %(topic)s")
        at = off or meeting.starts_at
        where = ". ".join(part for part in (meeting.place, _interpreter(meeting)) if part)
        yield Entry(
            on=helsinki_day(at),
            title=title % {"topic": meeting.topic},
            pictogram="close" if off else "meeting",
            text=meeting.called_off_reason if off else meeting.agreed[:NOTE_LENGTH] or where,
            url=reverse("casework:meeting", args=[rows.case.pk, meeting.pk]),
            needs="" if off or meeting.held_at else _("Not yet noted as held"),
            at=at,
            place=1,
            id=meeting.pk,
        )


def _interpreter(meeting: Meeting) -> str:
    if meeting.interpreter_state != Meeting.InterpreterState.BOOKED:
        return ""
    mode = meeting.get_interpreter_mode_display()
    return f"{mode}: {meeting.interpreter_name}" if meeting.interpreter_name else mode


def notes(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    """A note that was corrected says so; the correction is read beside it."""
    if rows.sight.is_whole:
        seen = CaseNote.objects.filter(case=rows.case)
    else:
        seen = policies.visible_notes(rows.actor).filter(case=rows.case)
    corrected = Exists(CaseNote.objects.filter(corrects=OuterRef("pk")))
    told = seen.filter(corrects__isnull=True).annotate(is_corrected=corrected)
    for note in older(told, "occurred_at", 7, cursor):
        shown = note.text[:NOTE_LENGTH]
        yield Entry(
            on=helsinki_day(note.occurred_at),
            title=f"{note.get_kind_display()}: {note.topic}",
            pictogram="pencil",
            text=f"{shown}…" if len(note.text) > NOTE_LENGTH else shown,
            url=reverse("casework:note", args=[rows.case.pk, note.pk]),
            needs=_("Corrected later") if note.is_corrected else "",  # type: ignore[attr-defined]
            at=note.occurred_at,
            place=7,
            id=note.pk,
        )


def tasks(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    if rows.sight.is_whole:
        seen = Task.objects.filter(case=rows.case)
    else:
        seen = policies.visible_tasks(rows.actor).filter(case=rows.case)
    finished = seen.filter(finished_at__isnull=False).select_related("finished_by")
    for task in older(finished, "finished_at", 8, cursor):
        title = _("Done: %(what)s") if task.state == Task.State.DONE else _("No longer needed: %(what)s")
        at = task.finished_at
        if at is None:
            continue
        yield Entry(
            on=helsinki_day(at),
            title=title % {"what": task.what},
            pictogram="check",
            text=task.finished_by.name if task.finished_by else "",
            url=reverse("casework:task", args=[rows.case.pk, task.pk]),
            at=at,
            place=8,
            id=task.pk,
        )


def documents(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    seen = Document.objects if rows.sight.is_whole else policies.visible_documents(rows.actor)
    for document in older(seen.filter(case=rows.case), "created_at", 9, cursor):
        yield Entry(
            on=helsinki_day(document.created_at),
            title=document.title,
            pictogram="document",
            text=str(document.get_kind_display()),
            url=reverse("casework:document", args=[rows.case.pk, document.pk]),
            needs=_("Removed") if document.removed_at else "",
            at=document.created_at,
            place=9,
            id=document.pk,
        )


def clocks(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    """Dates that were kept, and whether in time. Running ones stand among the next dates."""
    if not rows.sight.is_whole:
        return
    done = Deadline.objects.filter(case=rows.case, done_on__isnull=False).annotate(moment=_noon("done_on"))
    kept = list(older(done, "moment", 10, cursor))
    people = people_of_clocks(kept)
    for clock in kept:
        if clock.done_on is None:
            continue
        due = clock.due_on
        words = _("In time, by %(date)s") if clock.done_on <= due else _("After %(date)s, which was the last day")
        if clock.is_target and clock.done_on > due:
            words = _("After our own target, %(date)s")
        yield Entry(
            on=clock.done_on,
            title=str(words_of(clock, people.get(clock.pk)).date_line),
            pictogram="clock",
            text=words % {"date": in_digits(due)},
            url=reverse("casework:deadline", args=[rows.case.pk, clock.pk]),
            place=10,
            id=clock.pk,
        )


def _noon(column: str) -> Func:
    """Noon in Helsinki on the day of a column: where what is known by its day alone stands."""
    template = "((%(expressions)s + time '12:00') AT TIME ZONE 'Europe/Helsinki')"
    return Func(column, template=template, output_field=DateTimeField())


def steps(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    """When the case was begun, closed and opened again. Why is for who reads the case whole."""
    titles = {
        Case.State.ACTIVE: _("The work with the family began"),
        Case.State.CLOSED: _("The case was closed"),
        Case.State.REOPENED: _("The case was opened again"),
    }
    told = CaseTransition.objects.filter(case=rows.case)
    for step in older(told, "happened_at", 11, cursor):
        why = ". ".join(part for part in (str(step.get_ground_display()), step.note[:NOTE_LENGTH]) if part)
        yield Entry(
            on=helsinki_day(step.happened_at),
            title=titles[Case.State(step.to_state)],
            pictogram="flag",
            text=why if rows.sight.is_whole else "",
            at=step.happened_at,
            place=11,
            id=step.pk,
        )


def permits(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    """When something was allowed, and when that was taken back; for who reads the case whole."""
    if not rows.sight.is_whole:
        return
    given = InformationPermit.objects.filter(case=rows.case).select_related("giver", "to_organisation")
    for permit in older(given, "created_at", 13, cursor):
        yield _permit(rows, permit, _("%(name)s allowed us to tell %(organisation)s"), permit.created_at, 13)
    for permit in older(given.filter(revoked_at__isnull=False), "revoked_at", 14, cursor):
        yield _permit(rows, permit, _("%(name)s took back the permit to tell %(organisation)s"), permit.revoked_at, 14)


def _permit(rows: FamilyRows, permit: InformationPermit, words: str, at: datetime | None, place: int) -> Entry:
    moment = at or permit.created_at
    told = {"name": permit.giver.short_name, "organisation": permit.to_organisation.name}
    return Entry(
        on=helsinki_day(moment),
        title=words % told,
        pictogram="share",
        text=permit.purpose,
        url=reverse("casework:permit", args=[rows.case.pk, permit.pk]),
        at=moment,
        place=place,
        id=permit.pk,
    )


def disclosures(rows: FamilyRows, cursor: Cursor) -> Iterator[Entry]:
    """What a law lets or makes us tell: never called a permit."""
    if not rows.sight.is_whole:
        return
    by_law = StatutoryDisclosure.objects.filter(case=rows.case).select_related("to_organisation")
    for one in older(by_law, "created_at", 15, cursor):
        yield Entry(
            on=helsinki_day(one.created_at),
            title=_("By law, %(organisation)s may be told") % {"organisation": one.to_organisation.name},
            pictogram="organisation",
            text=one.reason,
            url=reverse("casework:sharing", args=[rows.case.pk]),
            at=one.created_at,
            place=15,
            id=one.pk,
        )
