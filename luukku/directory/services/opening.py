"""Opening hours that people here write: of their own places and groups, and beside what a source tells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, RuleViolation, ensure_found
from luukku.directory import policies
from luukku.directory.models import Activity, Channel, OpeningHours
from luukku.directory.rules.hours_text import Span
from luukku.directory.services import indexing
from luukku.directory.services.keeping import touch_services

Kind = OpeningHours.Kind
Weeks = OpeningHours.Weeks
MOST_EXCEPTIONS = 100


@dataclass(frozen=True, slots=True)
class Week:
    """What a form tells of a usual week and of the holidays.

    Attributes:
        days: spans by weekday, Monday is 0; a day without spans is closed, one that is missing was not told.
        holidays: spans by the holiday's code.
        note: in Finnish, for the whole week.
    """

    days: dict[int, tuple[Span, ...]]
    holidays: dict[str, tuple[Span, ...]]
    by_appointment: bool = False
    note: str = ""


@transaction.atomic
def keep_week(actor: Actor, kind: type[Channel] | type[Activity], pk: UUID, week: Week, *, version: int) -> Any:
    """Put the usual week and the holidays in force: the whole of one's own entry, or ours beside the source's.

    Lines that the form cannot show, those of odd and even weeks and of a season, stay as they are.

    Raises:
        PermissionDenied: the actor may not write beside the entry.
        Conflict: somebody changed the entry meanwhile.
    """
    row, is_local = _locked(actor, kind, pk)
    if row.version != version:
        raise Conflict(row.version)
    shown = plain_lines(_lines(row)).filter(Q(is_local=True) if is_local else Q())
    shown.delete()
    position = OpeningHours.objects.filter(**_owner(row)).count()
    lines = [
        OpeningHours(**_owner(row), is_local=is_local, position=position + number, **columns)
        for number, columns in enumerate(_columns(week))
    ]
    OpeningHours.objects.bulk_create(lines)
    _changed(actor, row)
    trail.record(actor, "directory.hours_kept", row)
    return row


def _columns(week: Week) -> Iterable[dict[str, Any]]:
    note = {"fi": week.note} if week.note else {}
    booked = {"by_appointment": week.by_appointment}
    for spans in dict.fromkeys(week.days.values()):
        days = sorted(day for day, told in week.days.items() if told == spans)
        yield from ({"weekdays": days, "note": note, **one} for one in _spans(spans, booked))
    for code, spans in week.holidays.items():
        yield from ({"kind": Kind.HOLIDAY, "holiday": code, **one} for one in _spans(spans, {}))


def _spans(spans: Sequence[Span], more: dict[str, Any]) -> list[dict[str, Any]]:
    if not spans:
        return [{"is_closed": True}]
    return [{"opens": opens, "closes": closes, **more} for opens, closes in spans]


@transaction.atomic
def add_exception(
    actor: Actor,
    kind: type[Channel] | type[Activity],
    pk: UUID,
    *,
    first: date,
    last: date | None,
    weekdays: Sequence[int] = (),
    spans: Sequence[Span] = (),
    note: str = "",
) -> Any:
    """Tell other hours for some days; without spans it is closed then.

    Raises:
        PermissionDenied: the actor may not write beside the entry.
        RuleViolation: the last day is before the first, or there are too many exceptions.
    """
    row, is_local = _locked(actor, kind, pk)
    if last is not None and last < first:
        raise RuleViolation(_("The last day must not be before the first."), field="last")
    if _lines(row).filter(kind=Kind.EXCEPTION).count() >= MOST_EXCEPTIONS:
        raise RuleViolation(_("There are too many exceptions. Remove those that are over."))
    shared = {
        "kind": Kind.EXCEPTION,
        "valid_from": first,
        "valid_to": last or first,
        "weekdays": sorted(set(weekdays)),
        "note": {"fi": note} if note else {},
    }
    for one in _spans(spans, {}):
        OpeningHours.objects.create(**_owner(row), **shared, **one, is_local=is_local)
    _changed(actor, row)
    trail.record(actor, "directory.exception_added", row)
    return row


@transaction.atomic
def remove_exception(actor: Actor, kind: type[Channel] | type[Activity], pk: UUID, line_id: UUID) -> Any:
    """Take away an exception that was written here.

    Raises:
        PermissionDenied: the actor may not write beside the entry, or the line is the source's.
    """
    row, is_local = _locked(actor, kind, pk)
    lines = _lines(row).filter(kind=Kind.EXCEPTION, pk=line_id)
    line: OpeningHours = ensure_found((lines.filter(is_local=True) if is_local else lines).first())
    line.delete()
    _changed(actor, row)
    trail.record(actor, "directory.exception_removed", row)
    return row


def plain_lines(lines: "QuerySet[OpeningHours]") -> "QuerySet[OpeningHours]":
    """Those that the form of a week can show: every week, without a first or last day; and the holidays."""
    week = Q(kind=Kind.USUAL, weeks=Weeks.EVERY, valid_from=None, valid_to=None)
    return lines.filter(week | Q(kind=Kind.HOLIDAY))


def _locked(actor: Actor, kind: type[Channel] | type[Activity], pk: UUID) -> tuple[Channel | Activity, bool]:
    """The entry, and whether what is written stands beside a source's."""
    rows: Any = policies.channels_to_add_to(actor) if kind is Channel else policies.activities_to_add_to(actor)
    row: Channel | Activity = ensure_found(rows.select_for_update().filter(pk=pk).first())
    return row, not row.is_ours


def _owner(row: Channel | Activity) -> dict[str, Any]:
    return {"channel": row} if isinstance(row, Channel) else {"activity": row}


def _lines(row: Channel | Activity) -> "QuerySet[OpeningHours]":
    return OpeningHours.objects.filter(**_owner(row))


def _changed(actor: Actor, row: Channel | Activity) -> None:
    row.version += 1
    row.changed_at = actor.at
    row.save(update_fields=["version", "changed_at", "updated_at"])
    if isinstance(row, Channel):
        touch_services(actor, row)
    indexing.entries_changed([row])
