"""Keeping what is out true: reviews without change, changed law, the night's walk, owners who leave."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.places import WORKPLACE_URLS
from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure
from luukku.delivery import services as delivery
from luukku.toolkit import policies
from luukku.toolkit.models import Ownership, Review, ToolkitItem
from luukku.toolkit.rules import upkeep as rules
from luukku.toolkit.services import indexing, items
from luukku.toolkit.services.transitions import lock_item, move

State = ToolkitItem.State


@transaction.atomic
def confirm_unchanged(actor: Actor, item_id: UUID, *, note: str = "") -> ToolkitItem:
    """ "Reviewed, no changes": the next review moves on, the day of the text's last change stays.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is not out, or nobody answers for it.
    """
    item = lock_item(actor, item_id)
    if not item.is_out:
        raise RuleViolation(_("Only what readers see is reviewed. Publish this text first."))
    if ToolkitItem.objects.filter(pk=item.pk).without_owner_on(actor.day).exists():
        raise RuleViolation(_("Nobody answers for this item today. Choose who does, then review it."))
    move(item, State.PUBLISHED)
    item.review_on = items.first_review(item, actor.day)
    item.save()
    _note(actor, item, Review.Outcome.NO_CHANGE, note=note)
    indexing.index(item)
    trail.record(actor, "toolkit.reviewed", item, next_on=item.review_on.isoformat())
    return item


@transaction.atomic
def ask_for_review(actor: Actor, item_id: UUID, *, note: str) -> ToolkitItem:
    """Let the item be due for review today: somebody saw something that does not hold.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is not out.
    """
    item = lock_item(actor, item_id)
    if not item.is_out:
        raise RuleViolation(_("Only what readers see is reviewed. Publish this text first."))
    _make_due(actor, item)
    _note(actor, item, Review.Outcome.ASKED, note=note)
    indexing.index(item)
    trail.record(actor, "toolkit.review_asked", item)
    return item


@transaction.atomic
def note_law_change(actor: Actor, reference: str, *, note: str = "") -> list[ToolkitItem]:
    """Let every item of the own organisation that rests on a section be due for review today.

    Args:
        reference: as the items name it, e.g. "681/2023, 24 §".

    Returns:
        The items that it concerns.
    """
    found = policies.editable_items(actor).readable().filter(law_references__contains=[reference])
    concerned = list(found.select_for_update(of=("self",)).order_by("pk"))
    for item in concerned:
        _make_due(actor, item)
        _note(actor, item, Review.Outcome.LAW_CHANGED, note=note, law_reference=reference)
        indexing.index(item)
        trail.record(actor, "toolkit.law_changed", item)
    return concerned


@transaction.atomic
def hand_to_successor(actor: SystemActor, ownership_id: UUID) -> Ownership | None:
    """When the time of an owner is over, let the one who was named as successor answer from the next day on."""
    ensure(isinstance(actor, SystemActor))
    ended = Ownership.objects.select_for_update(of=("self",)).select_related("item", "successor").get(pk=ownership_id)
    start = (ended.ends_on or actor.day) + timedelta(days=1)
    taken = Ownership.objects.filter(item=ended.item, starts_on__gte=start).exists()
    if ended.successor is None or ended.ends_on is None or ended.ends_on >= actor.day or taken:
        return None
    row = Ownership(item=ended.item, role=ended.role, person=ended.successor, starts_on=start)
    row.full_clean()
    row.save()
    trail.record(
        actor, "toolkit.owner_changed", ended.item, chain=ended.item.organisation_id, person=str(row.person_id)
    )
    delivery.nudge(ended.successor, "toolkit_owner", organisation=ended.item.organisation, path=_page_of(ended.item))
    return row


def walk_through(actor: SystemActor) -> dict[str, int]:
    """The night's walk: what has come due or outdated, whose owner ended. Goes on where it was stopped.

    Returns:
        How many items became due, became outdated, and got their owner's successor.
    """
    ensure(isinstance(actor, SystemActor))
    due = ToolkitItem.objects.filter(state=State.PUBLISHED, review_on__lte=actor.day)
    late = ToolkitItem.objects.filter(state=State.DUE, review_on__lte=actor.day - timedelta(days=rules.PATIENCE_DAYS))
    ended = Ownership.objects.filter(ends_on__lt=actor.day, successor__isnull=False)
    return {
        "due": sum(_turn(actor, pk, State.PUBLISHED, State.DUE) for pk in list(due.values_list("pk", flat=True))),
        "outdated": sum(_turn(actor, pk, State.DUE, State.OUTDATED) for pk in list(late.values_list("pk", flat=True))),
        "handed_on": sum(hand_to_successor(actor, pk) is not None for pk in list(ended.values_list("pk", flat=True))),
    }


@transaction.atomic
def _turn(actor: SystemActor, item_id: UUID, present: str, following: str) -> bool:
    item = ToolkitItem.objects.select_for_update().filter(pk=item_id, state=present).first()
    if item is None or not rules.is_due(item.review_on, actor.day):
        return False
    if following == State.OUTDATED and _was_looked_at(item, actor.day):
        return False
    move(item, following)
    item.save()
    indexing.index(item)
    trail.record(actor, f"toolkit.became_{following}", item, chain=item.organisation_id)
    owner = item.ownerships.on(actor.day).select_related("person", "item__organisation").first()
    if owner is not None and owner.person is not None:
        delivery.nudge(owner.person, "toolkit_review", organisation=owner.item.organisation, path=_page_of(item))
    return True


def _was_looked_at(item: ToolkitItem, day: date) -> bool:
    """Whether somebody reviewed the item or asked for it so lately that its owner still has time."""
    return item.reviews.filter(reviewed_on__gt=day - timedelta(days=rules.PATIENCE_DAYS)).exists()


def _page_of(item: ToolkitItem) -> str:
    """Where a mail leads to; a job stands in no workplace's address."""
    return reverse("toolkit:item", urlconf=WORKPLACE_URLS, args=[item.pk])


def _make_due(actor: Actor, item: ToolkitItem) -> None:
    if item.state == State.PUBLISHED:
        move(item, State.DUE)
    item.review_on = min(item.review_on or actor.day, actor.day)
    item.save()


def _note(actor: Actor, item: ToolkitItem, outcome: str, *, note: str, law_reference: str = "") -> None:
    row = Review(
        item=item,
        outcome=outcome,
        reviewer_id=actor.user_id,
        reviewed_on=actor.day,
        next_on=item.review_on,
        note=note,
        law_reference=law_reference,
    )
    row.full_clean()
    row.save()
