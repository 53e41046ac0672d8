"""What casework itself knows of one person, in chapters: an allow-list. What is not named here leaves nobody's hands.

Left out always: the address (told by itself, for a purpose), values of identifiers, everybody else's names and facts,
what child protection has noted, and what others asked about this person.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from luukku.casework import own_sharing
from luukku.casework.events import OwnDataAsked
from luukku.casework.models import (
    Case,
    CaseNote,
    Correction,
    Document,
    FactSource,
    FamilyMembership,
    Meeting,
    Person,
    ResponsibleWorker,
    Task,
    UnderstandingCheck,
)
from luukku.casework.own_facts import day_of, facts_of, span
from luukku.casework.rules.own_data import Chapter, Entry, Fact, fact

PERSON_FIELDS = (
    "name", "native_name", "called_name", "birth_on", "mother_tongue", "contact_language", "interpreter_need",
    "reading",
)  # fmt: skip
MEETING_FIELDS = ("topic", "mode", "language", "interpreter_state", "interpreter_mode", "agreed", "agreed_family")


def chapters_of(asked: OwnDataAsked) -> list[Chapter]:
    """Every chapter of casework, in the language that is active."""
    return [
        Chapter("person", _("Facts about the person"), tuple(_person(asked))),
        Chapter("family", _("In the family"), tuple(_family(asked))),
        Chapter("cases", _("The case"), tuple(_cases(asked))),
        Chapter("meetings", _("Meetings"), tuple(_meetings(asked))),
        Chapter("tasks", _("What the person has promised to do"), tuple(_tasks(asked))),
        Chapter("notes", _("Notes"), tuple(_notes(asked))),
        own_sharing.chapter_of(asked),
        Chapter("understanding", _("What was checked to be understood"), tuple(_checks(asked))),
        Chapter("documents", _("Documents"), tuple(_documents(asked))),
        Chapter("corrections", _("Demands to correct"), tuple(_corrections(asked))),
    ]


def _person(asked: OwnDataAsked) -> Iterator[Entry]:
    person = asked.person
    yield Entry(person.name, facts_of(person, PERSON_FIELDS))
    for name in person.names.order_by("kind", "during"):
        yield Entry(str(name.get_kind_display()), fact(_("Name"), name.text) + _days(name))
    for one in person.identifiers.order_by("kind", "during"):
        told = fact(_("Given by"), one.issuer) + _days(one)
        yield Entry(str(one.get_kind_display()), (*told, Fact(_("Number"), _("We tell it when you ask for it."))))
    for right in person.residence_rights.order_by("granted_on"):
        yield Entry(str(right.get_kind_display()), facts_of(right, ("ground", "granted_on")) + _days(right))
    for literacy in person.literacies.order_by("language"):
        yield Entry(_("Reading and writing"), facts_of(literacy, ("language", "script", "reading", "writing")))
    if not asked.shield.for_another:
        for point in person.contact_points.order_by("kind", "during"):
            yield Entry(str(point.get_kind_display()), facts_of(point, ("value", "use")) + _days(point))
        for exclusion in person.interpreter_exclusions.order_by("name"):
            yield Entry(_("Interpreter whom the person does not want"), fact(_("Name"), exclusion.name))
    for source in FactSource.objects.filter(person=person).order_by("told_on", "pk"):
        yield Entry(_("Where a fact came from"), facts_of(source, ("origin", "told_on")))


def _days(row: Any) -> tuple[Fact, ...]:
    return (Fact(_("Days"), span(row.from_on, row.last_on)),)


def _family(asked: OwnDataAsked) -> Iterator[Entry]:
    families = [case.family_id for case in asked.cases]
    outside = {case.family_id for case in asked.cases if case.pk in asked.shield.outside}
    for row in FamilyMembership.objects.filter(person=asked.person, family__in=families).select_related("family"):
        name = _("A family") if row.family_id in outside else row.family.name
        yield Entry(name, (*facts_of(row, ("role",)), Fact(_("Days"), span(row.first_on, row.last_on))))
    for relation in asked.person.guardian_relations.order_by("during"):
        own = relation.guardian_id == asked.asked_by.pk
        who = relation.guardian.name if own else _("Another guardian")
        yield Entry(who, (*facts_of(relation, ("kind",)), Fact(_("Days"), span(relation.first_on, relation.last_on))))


def _cases(asked: OwnDataAsked) -> Iterator[Entry]:
    for case in asked.cases:
        told = facts_of(case, ("ground", "opened_on", "state", "closed_on"))
        yield Entry(case.organisation.name, told + tuple(_answering(asked, case)))


def _answering(asked: OwnDataAsked, case: Case) -> Iterator[Fact]:
    if asked.shield.whereabouts or case.pk in asked.shield.outside:
        return
    for row in ResponsibleWorker.objects.filter(case=case).select_related("user").order_by("during"):
        yield Fact(_("Responsible worker"), f"{row.user.name} {span(row.first_on, row.last_on)}")


def _meetings(asked: OwnDataAsked) -> Iterator[Entry]:
    """Those in which the person took part or was asked to."""
    rows = Meeting.objects.filter(case__in=asked.cases, participants__person=asked.person).distinct()
    for meeting in rows.order_by("starts_at", "pk"):
        names: tuple[str, ...] = MEETING_FIELDS if asked.shield.whereabouts else (*MEETING_FIELDS, "place")
        if meeting.case_id in asked.shield.outside:
            names = ("mode", "language", "interpreter_state")
        yield Entry(day_of(meeting.starts_at), facts_of(meeting, names))


def _tasks(asked: OwnDataAsked) -> Iterator[Entry]:
    """Those of this person. What somebody else has promised is theirs, whatever it is for."""
    rows = Task.objects.filter(case__in=asked.cases, doer_person=asked.person)
    for task in rows.order_by("due_on", "created_at", "pk"):
        yield Entry(task.what, facts_of(task, ("what_family", "due_on", "state", "finished_at")))


def _notes(asked: OwnDataAsked) -> Iterator[Entry]:
    """Whole when they are about this person alone. What tells of others too is gone through with the worker."""
    if asked.shield.own_words:
        return
    rows = CaseNote.objects.filter(case__in=asked.cases, about=asked.person).prefetch_related("about")
    for note in rows.order_by("occurred_at", "pk"):
        if len(note.about.all()) == 1:
            yield Entry(day_of(note.occurred_at), facts_of(note, ("kind", "topic", "text", "recorded_at")))
        else:
            told = _("This note tells of others too. Your worker goes through it with you.")
            yield Entry(day_of(note.occurred_at), (*facts_of(note, ("kind",)), Fact(_("Note"), told)))


def _checks(asked: OwnDataAsked) -> Iterator[Entry]:
    rows = UnderstandingCheck.objects.filter(case__in=asked.cases, person=asked.person)
    for check in rows.order_by("checked_at", "pk"):
        yield Entry(day_of(check.checked_at), facts_of(check, ("language", "method", "result", "interpreter_mode")))


def documents_of(asked: OwnDataAsked) -> list[Document]:
    """Documents about this person alone. Those about the whole family hold others' data too."""
    if asked.shield.own_words:
        return []
    rows = Document.objects.filter(case__in=asked.cases, about=asked.person, removed_at__isnull=True)
    hidden = Document.Secrecy.WHEREABOUTS
    return list(rows.exclude(secrecy=hidden).prefetch_related("versions__file").order_by("created_at", "pk"))


def _documents(asked: OwnDataAsked) -> Iterator[Entry]:
    for document in documents_of(asked):
        yield Entry(document.title, facts_of(document, ("kind", "retention_class", "created_at")))


def _corrections(asked: OwnDataAsked) -> Iterator[Entry]:
    rows = Correction.objects.filter(case__in=asked.cases, person=asked.person)
    if asked.shield.for_another:
        rows = rows.filter(asked_by=asked.asked_by)
    for row in rows.order_by("received_on", "pk"):
        names = ("target", "place", "old_text", "new_text", "grounds", "state", "decided_at", "reason")
        yield Entry(day_of(row.received_on), facts_of(row, names))


def who_is(person: Person) -> dict[str, str]:
    """The person as the file itself names them."""
    return {"id": str(person.pk), "name": person.name}
