"""Case notes: recording them, correcting them by another note, and keeping what is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, CaseNote, FamilyMembership, NoteDraft, Person
from luukku.casework.rules.notes import Before, days_before
from luukku.casework.services._cases import locked_case, user_of, workplace_of
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure, ensure_found

WORDS = {
    Before.CASE: gettext_lazy("The day is before the case was opened. Write why, or correct the day."),
    Before.BIRTH: gettext_lazy("Somebody whom the note is about was not born then. Write why, or correct the day."),
    Before.COMING: gettext_lazy("Somebody whom the note is about had not come yet. Write why, or correct the day."),
}


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What a note tells. `occurred_at` is timezone-aware; `about` are ids of people."""

    kind: str
    topic: str
    text: str
    occurred_at: datetime
    about: Sequence[UUID] = ()
    early_reason: str = ""


@transaction.atomic
def write_note(actor: Actor, case_id: UUID, *, facts: NoteFacts) -> CaseNote:
    """Record a note for good: it is never changed or removed afterwards. The actor's draft goes with it.

    Raises:
        PermissionDenied: the actor does not write in this case.
        RuleViolation: the case is closed; it happened in the future, or unusually early without a reason; it is about
            somebody who was never in the family.
    """
    case = locked_case(actor, case_id, allowed=policies.may_note)
    note = _record(actor, CaseNote(case=case), facts)
    _own_draft(actor, case_id, None).delete()
    trail.record(actor, "note.written", note, case=case.pk, kind=str(facts.kind))
    return note


@transaction.atomic
def correct_note(actor: Actor, note_id: UUID, *, facts: NoteFacts) -> CaseNote:
    """Put a note right by another one, which is shown beside it. The first one stays as it was.

    Raises:
        PermissionDenied: the note is neither the actor's own nor of a case that the actor answers for, or it is itself
            a correction.
        RuleViolation: as in `write_note`.
    """
    found = ensure_found(policies.correctable_notes(actor).filter(pk=note_id).first())
    case = locked_case(actor, found.case_id, allowed=policies.may_note)
    note = _record(actor, CaseNote(case=case, corrects=found), facts)
    _own_draft(actor, case.pk, found.pk).delete()
    trail.record(actor, "note.corrected", note, case=case.pk, corrects=str(found.pk))
    return note


@transaction.atomic
def keep_draft(
    actor: Actor, case_id: UUID, *, typed: dict[str, str | list[str]], version: int, corrects: UUID | None = None
) -> NoteDraft:
    """Keep what has been typed of a note so far, wherever it was interrupted.

    Args:
        version: of the draft that the writer has in front of them; 0 when there was none.

    Raises:
        PermissionDenied: the actor does not write in this case.
        Conflict: the same person wrote on in another window.
    """
    case = locked_case(actor, case_id, allowed=policies.may_note)
    if corrects is not None:
        ensure(policies.correctable_notes(actor).filter(pk=corrects, case=case).exists())
    draft = _own_draft(actor, case_id, corrects).first()
    if draft is None:
        draft = NoteDraft(
            case=case, author_id=user_of(actor), organisation_id=workplace_of(actor), corrects_id=corrects, version=0
        )
    elif draft.version != version:
        raise Conflict(draft.version, _both(draft.typed, typed))
    draft.typed, draft.version = typed, draft.version + 1
    draft.full_clean()
    draft.save()
    return draft


@transaction.atomic
def throw_draft_away(actor: Actor, case_id: UUID, *, corrects: UUID | None = None) -> None:
    """Forget what was typed of a note that is not going to be written."""
    _own_draft(actor, case_id, corrects).delete()


def draft_of(actor: Actor, case_id: UUID, *, corrects: UUID | None = None) -> NoteDraft | None:
    return _own_draft(actor, case_id, corrects).first()


def people_to_write_about(actor: Actor, case: Case) -> list[Person]:
    """Everybody who is or was in the family, adults first; for a helper those of today of whom they may know."""
    rows = FamilyMembership.objects.filter(family_id=case.family_id).select_related("person")
    if not policies.may_see_fully(actor, case):
        rows = rows.filter(pk__in=policies.visible_memberships(actor).values("pk"))
    return list({row.person_id: row.person for row in rows.order_by("role", "person__birth_on", "pk")}.values())


def _own_draft(actor: Actor, case_id: UUID, corrects: UUID | None) -> QuerySet[NoteDraft]:
    return NoteDraft.objects.filter(
        case_id=case_id, author_id=actor.user_key, organisation_id=actor.organisation_key, corrects_id=corrects
    )


def _record(actor: Actor, note: CaseNote, facts: NoteFacts) -> CaseNote:
    if facts.occurred_at > actor.at:
        raise RuleViolation(_("This has not happened yet. Note it when it has."), field="on")
    about = _people(actor, note.case, facts.about)
    _ensure_possible(note, about, facts)
    note.author_id, note.organisation_id = user_of(actor), workplace_of(actor)
    note.kind, note.topic, note.text = facts.kind, facts.topic.strip(), facts.text.strip()
    note.occurred_at, note.recorded_at = facts.occurred_at, actor.at
    note.early_reason = facts.early_reason.strip()
    note.full_clean()
    note.save(force_insert=True)
    note.about.set(about)
    return note


def _people(actor: Actor, case: Case, about: Sequence[UUID]) -> list[Person]:
    if not about:
        return []
    people = [person for person in people_to_write_about(actor, case) if person.pk in set(about)]
    if len(people) != len(set(about)):
        raise RuleViolation(_("Choose people who are or were in the family."), field="about")
    return people


def _ensure_possible(note: CaseNote, about: list[Person], facts: NoteFacts) -> None:
    opened_on = note.case.opened_on
    early = days_before(
        helsinki_day(facts.occurred_at),
        opened_on=opened_on,
        births=[person.birth_on for person in about if person.birth_on],
        comings=_comings(note.case.family_id, about, opened_on),
    )
    if early and not facts.early_reason.strip():
        first = next(one for one in (Before.BIRTH, Before.COMING, Before.CASE) if one in early)
        raise RuleViolation(WORDS[first], field="early_reason")


def _comings(family_id: UUID, about: list[Person], opened_on: date) -> list[date]:
    """When those came who joined the family after the case was opened; reunification comes in stages."""
    rows = FamilyMembership.objects.filter(family_id=family_id, person__in=about).order_by("during")
    first: dict[UUID, date] = {}
    for row in rows:
        first.setdefault(row.person_id, row.first_on)
    return [day for day in first.values() if day > opened_on]


def _both(theirs: dict[str, object], yours: dict[str, str | list[str]]) -> list[FieldConflict]:
    labels = {"topic": _("what about"), "text": _("note")}
    return [
        FieldConflict(label=label, theirs=str(theirs.get(name, "")), yours=str(yours.get(name, "")))
        for name, label in labels.items()
        if theirs.get(name, "") != yours.get(name, "")
    ]
