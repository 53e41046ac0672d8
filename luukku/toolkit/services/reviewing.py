"""From a draft to readers' eyes: submitted, commented, approved by somebody else, published now or on its day."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app as queue

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.toolkit import policies
from luukku.toolkit.models import ItemVersion, Review, ReviewComment, ToolkitItem
from luukku.toolkit.rules.blocks import gaps
from luukku.toolkit.services import embedding, indexing, items
from luukku.toolkit.services.drafts import FAULTS, content_hash
from luukku.toolkit.services.transitions import give_back, lock_draft, lock_open, move, move_version

log = structlog.get_logger(__name__)

State = ItemVersion.State


@transaction.atomic
def submit(actor: Actor, version_id: UUID, *, change_note: str = "") -> ItemVersion:
    """Ask somebody else to look at a draft before it is published.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is no draft, something in it is missing, or readers see the very same text.
    """
    version = lock_draft(actor, version_id)
    _ensure_complete(version)
    _ensure_new(version)
    move_version(version, State.IN_REVIEW)
    version.submitted_at, version.change_note = actor.at, change_note
    version.full_clean()
    version.save()
    if version.item.state == ToolkitItem.State.DRAFT:
        move(version.item, ToolkitItem.State.IN_REVIEW)
        version.item.save()
    trail.record(actor, "toolkit.submitted", version.item, version=version.number)
    return version


@transaction.atomic
def comment(actor: Actor, version_id: UUID, *, text: str, block: str = "") -> ReviewComment:
    """Say something about a text that is not out yet, or about one block of it.

    Raises:
        PermissionDenied: it is another organisation's, or there is no such block.
    """
    version = lock_open(actor, version_id)
    ensure(not block or block in {one.id for one in version.content})
    row = ReviewComment(
        version=version, block=block, text=text, author_id=ensure_found(actor.user_id), written_at=actor.at
    )
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.commented", version.item, version=version.number)
    return row


@transaction.atomic
def settle_comment(actor: Actor, comment_id: UUID) -> ReviewComment:
    """Note that a comment has been answered in the text.

    Raises:
        PermissionDenied: it is another organisation's.
    """
    found = policies.open_comments(actor).filter(pk=comment_id)
    row = ensure_found(found.select_related("version__item").first())
    if row.settled_at is None:
        row.settled_by_id, row.settled_at = actor.user_id, actor.at
        row.save()
        trail.record(actor, "toolkit.comment_settled", row.version.item)
    return row


@transaction.atomic
def return_to_writer(actor: Actor, version_id: UUID) -> ItemVersion:
    """Give a text back to be written on: from review, or before its day of publishing came.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is a draft already.
    """
    version = lock_open(actor, version_id)
    give_back(version)
    version.save()
    if version.item.state == ToolkitItem.State.IN_REVIEW:
        move(version.item, ToolkitItem.State.DRAFT)
        version.item.save()
    trail.record(actor, "toolkit.returned", version.item, version=version.number)
    return version


@transaction.atomic
def approve(
    actor: Actor, version_id: UUID, *, publish_at: datetime | None = None, edits: int | None = None
) -> ItemVersion:
    """Approve a text: it is published at once, or at its moment.

    Args:
        edits: the saving of the text that the approver read; None when it does not matter.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: the actor wrote in it, it is not under review, nobody answers for the item, the moment is past.
    """
    version = lock_open(actor, version_id)
    if actor.user_id in version.writer_ids or actor.user_id == version.author_id:
        raise RuleViolation(_("Somebody who has not written in this text approves it. Ask a colleague."))
    if edits is not None and edits != version.edits:
        raise RuleViolation(_("The text was changed while you were reading it. Read it once more, then approve it."))
    _ensure_complete(version)
    move_version(version, State.APPROVED)
    version.approver = User.objects.filter(pk=actor.user_key).first()
    version.approved_at = actor.at
    trail.record(actor, "toolkit.approved", version.item, version=version.number)
    if publish_at is None:
        return _publish(actor, version)
    if publish_at <= actor.at:
        raise RuleViolation(_("This moment is past. Choose a later one, or publish now."), field="publish_on")
    version.publish_at = publish_at
    version.save()
    queue.configure_task("toolkit.publish_when_due", schedule_at=publish_at).defer(version_id=str(version.pk))
    return version


@transaction.atomic
def publish_when_due(actor: SystemActor, version_id: UUID) -> bool:
    """Publish an approved version whose moment has come. Run twice, or after it was taken back, it does nothing.

    An item for which nobody answers any more waits: it stands in the unit's queue.
    """
    ensure(isinstance(actor, SystemActor))
    found = ItemVersion.objects.waiting_for(actor.at).filter(pk=version_id)
    item_id = found.values_list("item_id", flat=True).first()
    if item_id is None:
        return False
    item = ToolkitItem.objects.select_for_update().get(pk=item_id)
    version = ItemVersion.objects.select_for_update().waiting_for(actor.at).filter(pk=version_id).first()
    if version is None or ToolkitItem.objects.filter(pk=item.pk).without_owner_on(actor.day).exists():
        return False
    version.item = item
    _publish(actor, version)
    return True


def publish_all_due(actor: SystemActor) -> int:
    """Whatever was to be published by now and has not been, for instance because the machine was off."""
    waiting = list(ItemVersion.objects.waiting_for(actor.at).values_list("pk", flat=True))
    return sum(_published_if_it_may(actor, version_id) for version_id in waiting)


def _published_if_it_may(actor: SystemActor, version_id: UUID) -> bool:
    """One that can't be published does not hold up the others."""
    try:
        return publish_when_due(actor, version_id)
    except RuleViolation as refusal:
        log.warning("not_published", version=str(version_id), why=str(refusal.message))
        return False


def _publish(actor: Actor, version: ItemVersion) -> ItemVersion:
    """Seal a version and let readers see it in place of the one before."""
    item = version.item
    if ToolkitItem.objects.filter(pk=item.pk).without_owner_on(actor.day).exists():
        raise RuleViolation(_("Nobody answers for this item today. Choose who does, then publish."))
    for old in item.versions.select_for_update().published():
        move_version(old, State.SUPERSEDED)
        old.save()
    move_version(version, State.PUBLISHED)
    version.published_at, version.content_hash = actor.at, content_hash(version)
    version.full_clean()
    version.save()
    if item.state == ToolkitItem.State.DRAFT:
        move(item, ToolkitItem.State.IN_REVIEW)
    move(item, ToolkitItem.State.PUBLISHED)
    item.edited_on = actor.day
    item.review_on = items.first_review(item, actor.day)
    item.full_clean()
    item.save()
    Review(
        item=item,
        outcome=Review.Outcome.EDITED,
        reviewer=version.approver,
        reviewed_on=actor.day,
        next_on=item.review_on,
        note=version.change_note,
    ).save()
    indexing.index(item)
    trail.record(actor, "toolkit.published", item, version=version.number)
    return version


def _ensure_new(version: ItemVersion) -> None:
    """An item that was put away and taken back has no readers, so there the same text may come out again."""
    has_readers = version.item.state != ToolkitItem.State.DRAFT
    out = version.item.versions.published().first() if has_readers else None
    if out is not None and content_hash(out) == content_hash(version):
        raise RuleViolation(
            _("Readers see exactly this text already. Change something in it, or throw this draft away.")
        )


def _ensure_complete(version: ItemVersion) -> None:
    if not version.title.strip() or not version.summary.strip():
        raise RuleViolation(_("Write a title and a summary first: they are what people find the item by."))
    found = gaps(version.content)
    if found:
        raise RuleViolation(FAULTS[found[0][1]], field=f"block-{found[0][0]}")
    embedding.ensure_no_circle(version.item, version.content)  # another draft may have closed it meanwhile
    if not version.content and not version.item.origin_url:
        raise RuleViolation(_("There is no text yet. Write at least one piece."))
