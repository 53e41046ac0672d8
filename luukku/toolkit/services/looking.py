"""What pages need beside the text: who answers, where an item is shown, how far the own organisation is with it."""

from typing import Any
from uuid import UUID

from luukku.core.actor import Actor
from luukku.toolkit import policies
from luukku.toolkit.models import Adoption, ItemVersion, Ownership, ReviewComment, ToolkitItem
from luukku.toolkit.services import law, listing


def shown_version(actor: Actor, item: ToolkitItem) -> ItemVersion | None:
    """The version that this reader sees: what is out; for its writers, before that, the draft."""
    versions = policies.visible_versions(actor).filter(item=item)
    return (versions.published().first() if item.is_out else None) or versions.order_by("-number").first()


def owner_of(actor: Actor, item: ToolkitItem) -> Ownership | None:
    """Who answers for an item today; None when nobody at work does."""
    if ToolkitItem.objects.filter(pk=item.pk).without_owner_on(actor.day).exists():
        return None
    return item.ownerships.on(actor.day).select_related("person", "successor").first()


def around(actor: Actor, item: ToolkitItem) -> dict[str, Any]:
    """Owner, last owner, the last review, and the text being written, for the item's page."""
    owner = owner_of(actor, item)
    last = None if owner else item.ownerships.select_related("person").order_by("-starts_on").first()
    reviews = list(item.reviews.select_related("reviewer")[:5])
    writes = policies.may_edit(actor, item)
    return {
        "owner": owner,
        "last_owner": last,
        "reviews": reviews,
        "law_change": next(iter(law.open_changes(item)), None) if item.state != ToolkitItem.State.PUBLISHED else None,
        "draft": item.versions.open().first() if writes and item.is_out else None,
    }


def own_adoption(actor: Actor, item: ToolkitItem) -> Adoption | None:
    """The latest step of the actor's own organisation with an item."""
    rows = Adoption.objects.filter(item=item, organisation=actor.organisation_key)
    return rows.order_by("-since_on", "-created_at").first()


def home_unit(actor: Actor) -> UUID | None:
    """The unit in whose queue an item stands when its writer works in one unit alone."""
    units = [one for one in actor.unit_ids if one is not None]
    return units[0] if len(units) == 1 and None not in actor.unit_ids else None


MOST_CHOICES = 300


def embeddable(actor: Actor, item: ToolkitItem) -> list[ToolkitItem]:
    """Other items that are out and could be shown inside this one, by title."""
    found = policies.visible_items(actor).readable().exclude(pk=item.pk)
    return list(listing.named(found).order_by("title", "pk")[:MOST_CHOICES])


def open_comments(version: ItemVersion) -> dict[str, list[ReviewComment]]:
    """Comments that nobody has settled, by the block they are about ("" for the whole text)."""
    found: dict[str, list[ReviewComment]] = {}
    for row in version.comments.filter(settled_at__isnull=True).select_related("author"):
        found.setdefault(row.block, []).append(row)
    return found
