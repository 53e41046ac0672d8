"""The agenda: findings that somebody picks, items of one's own, and their order."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme.models import AgendaItem, Meeting
from luukku.programme.services.meetings import candidates
from luukku.programme.services.meetings.calling import lock_meeting


@transaction.atomic
def pick(actor: Actor, meeting_id: UUID, keys: Collection[str]) -> int:
    """Put findings on the agenda, in the order in which they are offered. Returns how many came on it.

    What is not offered any more, because it was mended or somebody else put it there, is left out.

    Raises:
        PermissionDenied: the meeting is not the actor's, or closed.
    """
    meeting = lock_meeting(actor, meeting_id)
    wanted = set(keys)
    found = [one for _kind, rows in candidates.find(actor, meeting) for one in rows if one.key in wanted]
    for one in found:
        item = AgendaItem(
            meeting=meeting, text=one.text[: candidates.TEXT], found_as=one.kind, found_id=one.id,
            correction=one.correction, **one.about,
        )  # fmt: skip
        _put(actor, item)
    return len(found)


@transaction.atomic
def add(actor: Actor, meeting_id: UUID, *, text: str) -> AgendaItem:
    """Put an item of one's own on the agenda.

    Raises:
        PermissionDenied: the meeting is not the actor's, or closed.
        RuleViolation: nothing was told.
    """
    meeting = lock_meeting(actor, meeting_id)
    if not text.strip():
        raise RuleViolation(_("Write what it is about."), field="text")
    return _put(actor, AgendaItem(meeting=meeting, text=text.strip()))


@transaction.atomic
def move(actor: Actor, meeting_id: UUID, item_id: UUID, *, steps: int) -> None:
    """Move an item up (below zero) or down the agenda; at an end it stays there.

    Raises:
        PermissionDenied: the meeting is not the actor's, or the item is of another one.
    """
    meeting = lock_meeting(actor, meeting_id)
    items = list(meeting.agenda.all())
    item = ensure_found(next((one for one in items if one.pk == item_id), None))
    place = items.index(item)
    items.insert(max(0, place + steps), items.pop(place))
    for number, one in enumerate(items, 1):
        AgendaItem.objects.filter(pk=one.pk).update(position=number)
    trail.record(actor, "programme.item_moved", item, meeting=str(meeting.pk))


@transaction.atomic
def remove(actor: Actor, meeting_id: UUID, item_id: UUID) -> None:
    """Take an item off the agenda of a meeting that is to come.

    Raises:
        PermissionDenied: the meeting is not the actor's, or the item is of another one.
        RuleViolation: the meeting has begun: what was on the table stays in its minutes.
    """
    meeting = lock_meeting(actor, meeting_id)
    item = ensure_found(meeting.agenda.filter(pk=item_id).first())
    if meeting.state != Meeting.State.PLANNED:
        raise RuleViolation(_("The meeting has begun. What is on its agenda stays there."))
    trail.record(actor, "programme.item_removed", item, meeting=str(meeting.pk))
    item.delete()


def _put(actor: Actor, item: AgendaItem) -> AgendaItem:
    last = item.meeting.agenda.order_by("-position").values_list("position", flat=True).first() or 0
    item.programme_id, item.position = item.meeting.programme_id, last + 1
    item.full_clean()
    item.save()
    trail.record(actor, "programme.item_added", item, meeting=str(item.meeting_id), found=item.found_as)
    return item
