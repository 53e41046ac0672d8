"""The one door through which items and versions change their state."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.toolkit import policies
from luukku.toolkit.models import ItemVersion, ToolkitItem
from luukku.toolkit.rules import states


def move(item: ToolkitItem, following: str) -> None:
    """Give the item its next state; the caller saves it. The same state again changes nothing.

    Raises:
        RuleViolation: that state does not follow the present one.
    """
    if item.state == following:
        return
    if not states.may_follow(states.ITEM, item.state, following):
        raise RuleViolation(_("This can't be done now: the item has meanwhile gone on to another state."))
    item.state = following


def move_version(version: ItemVersion, following: str) -> None:
    """Give the version its next state; the caller saves it.

    Raises:
        RuleViolation: that state does not follow the present one.
    """
    if not states.may_follow(states.VERSION, version.state, following):
        raise RuleViolation(_("This can't be done now: the text has meanwhile gone on to another state."))
    version.state = following


def give_back(version: ItemVersion) -> None:
    """Let a text be a draft again, approved by nobody and for no day; the caller saves it.

    Raises:
        RuleViolation: it is a draft or out already.
    """
    move_version(version, ItemVersion.State.DRAFT)
    version.approver, version.approved_at, version.publish_at = None, None, None


def lock_item(actor: Actor, item_id: UUID) -> ToolkitItem:
    """An item of the actor's own organisation, locked.

    Raises:
        PermissionDenied: it is not theirs to write.
    """
    return ensure_found(policies.editable_items(actor).select_for_update(of=("self",)).filter(pk=item_id).first())


def lock_draft(actor: Actor, version_id: UUID) -> ItemVersion:
    """A draft with its item, both locked.

    Raises:
        PermissionDenied: it is not the actor's organisation's.
        RuleViolation: it is no draft any more.
    """
    version = lock_open(actor, version_id)
    if version.state != ItemVersion.State.DRAFT:
        raise RuleViolation(_("This text is being reviewed or is out already. Take it back or begin a new version."))
    return version


def lock_open(actor: Actor, version_id: UUID) -> ItemVersion:
    """A version of the own organisation that is not out yet, with its item, both locked.

    Raises:
        PermissionDenied: there is none.
    """
    rows = policies.visible_versions(actor).filter(item__in=policies.editable_items(actor))
    item_id = ensure_found(rows.filter(pk=version_id).values_list("item_id", flat=True).first())
    item = lock_item(actor, item_id)
    version = ensure_found(ItemVersion.objects.select_for_update(of=("self",)).filter(pk=version_id).first())
    version.item = item
    ensure(version.item_id == item.pk)
    return version
