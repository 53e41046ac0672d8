"""Counselling in one's own language: who is reached how, in which week, and when it is otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.directory.models import Activity, Charge, OpeningHours, VersionedText
from luukku.directory.services import indexing
from luukku.directory.services.activities import keep_activity
from luukku.directory.services.writing import put_text
from luukku.language import languages
from luukku.language.languages import FAMILY_LANGUAGES

Spans = Sequence[tuple[time, time]]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Days on which the usual week does not hold. Without times there is no counselling then."""

    first: date
    last: date
    spans: Spans = ()


@transaction.atomic
def keep_counselling(
    actor: Actor,
    activity_id: UUID | None,
    told: Mapping[str, Any],
    *,
    week: Mapping[int, Spans],
    otherwise: Sequence[Otherwise],
    by_appointment: bool,
    how_to_get_in: str,
    version: int = 0,
) -> Activity:
    """Make or change one counsellor's times. Its name follows from its languages, in each of them.

    Args:
        told: columns of the activity. week: times by weekday, Monday is 0.

    Raises:
        PermissionDenied: the actor may not write, or it is another organisation's.
        RuleViolation: nobody could reach the counsellor, or there is no time in the week.
        Conflict: somebody changed it meanwhile.
    """
    if not (told.get("place") or told.get("phones") or told.get("online_url")):
        raise RuleViolation(_("Tell how the counsellor is reached: a place, a phone or a web address."), field="place")
    if not any(week.values()):
        raise RuleViolation(_("Tell at least one weekly time."), field="day_0")
    columns = {"kind": Activity.Kind.COUNSELLING, "charge": Charge.FREE, **told}
    names = _names(told["languages"])
    row = keep_activity(
        actor, activity_id, columns, {"name": names["fi"], "how_to_get_in": how_to_get_in}, version=version
    )
    _name_in_own_languages(actor, row, names)
    OpeningHours.objects.filter(activity=row).delete()
    OpeningHours.objects.bulk_create(_lines(row, week, otherwise, by_appointment=by_appointment))
    indexing.entries_changed([row])
    return row


def _name_in_own_languages(actor: Actor, row: Activity, names: Mapping[str, str]) -> None:
    for code in [one for one in names if one != "fi"]:
        put_text(
            row,
            code,
            {"name": names[code]},
            origin=VersionedText.Origin.LOCAL,
            written_by=actor.user_id,
            written_for=actor.organisation_id,
        )


def _names(spoken: Sequence[str]) -> dict[str, str]:
    """What it is called, in Finnish and in each of its languages."""
    found = {}
    for code in dict.fromkeys(("fi", *(one for one in spoken if one in FAMILY_LANGUAGES))):
        with translation.override(code):
            title = pgettext("family", "Counselling in your language")
        reading = [languages.get(one) for one in spoken]
        told = [one.name_fi if code == "fi" else one.native_name for one in reading]
        found[code] = f"{title}: {', '.join(told)}"[:200]
    return found


def _lines(
    row: Activity, week: Mapping[int, Spans], otherwise: Sequence[Otherwise], *, by_appointment: bool
) -> list[OpeningHours]:
    usual = [
        OpeningHours(activity=row, weekdays=[day], opens=opens, closes=closes, by_appointment=by_appointment)
        for day, spans in sorted(week.items())
        for opens, closes in spans
    ]
    exceptions = [
        OpeningHours(
            activity=row,
            kind=OpeningHours.Kind.EXCEPTION,
            valid_from=one.first,
            valid_to=one.last,
            opens=opens,
            closes=closes,
            is_closed=opens is None,
            by_appointment=by_appointment and opens is not None,
        )
        for one in otherwise
        for opens, closes in one.spans or ((None, None),)
    ]
    for position, line in enumerate([*usual, *exceptions]):
        line.position = position
    return [*usual, *exceptions]
