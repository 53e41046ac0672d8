"""Beginning an item, telling what it is, its files, putting it away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Unit, User
from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.days import add_months
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found
from luukku.files import services as files
from luukku.toolkit import policies
from luukku.toolkit.models import ItemFile, ItemVersion, Ownership, Review, ToolkitItem
from luukku.toolkit.models.items import Audience
from luukku.toolkit.services import indexing
from luukku.toolkit.services.transitions import give_back, lock_item, move


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for an item: a role, the person in it, the last day, who comes after."""

    role: str
    person_id: UUID | None
    ends_on: date | None = None
    successor_id: UUID | None = None


@transaction.atomic
def create_item(
    actor: Actor, *, title: str, facts: Mapping[str, Any], owner: Owner, unit_id: UUID | None = None, summary: str = ""
) -> ItemVersion:
    """Begin an item with its first draft.

    Args:
        facts: fields of the item (kind, audience, sectors, themes, age_groups, law_references, review_months …).

    Raises:
        PermissionDenied: the actor does not write here, or the unit or the owner is another organisation's.
    """
    ensure(policies.may_write(actor))
    organisation_id = ensure_found(actor.organisation_id)
    ensure(unit_id is None or Unit.objects.filter(pk=unit_id, organisation=organisation_id).exists())
    item = ToolkitItem(organisation_id=organisation_id, unit_id=unit_id, **facts)
    item.full_clean()
    item.save()
    _own(actor, item, owner)
    version = ItemVersion(
        item=item, number=1, title=title, summary=summary, author_id=actor.user_id, writer_ids=_writers(actor)
    )
    version.full_clean()
    version.save()
    trail.record(actor, "toolkit.item_created", item)
    return version


@transaction.atomic
def change_facts(actor: Actor, item_id: UUID, *, record_version: int, facts: Mapping[str, Any]) -> ToolkitItem:
    """Change what is told of an item beside its text.

    Raises:
        PermissionDenied: it is another organisation's.
        Conflict: somebody changed it meanwhile.
        RuleViolation: the actor wrote what is published for professionals, and would show it to families.
    """
    item = lock_item(actor, item_id)
    _ensure_second_pair_of_eyes(actor, item, facts.get("audience", item.audience))
    if item.record_version != record_version:
        differing = conflicts.differences(item, dict(facts))
        if differing:
            raise Conflict(item.record_version, differing)
    for name, value in facts.items():
        setattr(item, name, value)
    item.record_version += 1
    item.full_clean()
    item.save()
    indexing.index(item)
    trail.record(actor, "toolkit.facts_changed", item)
    return item


def _ensure_second_pair_of_eyes(actor: Actor, item: ToolkitItem, audience: str) -> None:
    """What was approved for professionals comes before families only by somebody who has not written in it."""
    if item.audience != Audience.PROFESSIONALS or audience == Audience.PROFESSIONALS:
        return
    written = Q(writer_ids__contains=[actor.user_key]) | Q(author_id=actor.user_key)
    if item.versions.published().filter(written).exists():
        raise RuleViolation(
            _("Somebody who has not written in this text lets families read it. Ask a colleague."), field="audience"
        )


@transaction.atomic
def give_to(actor: Actor, item_id: UUID, owner: Owner, *, starts_on: date | None = None) -> Ownership:
    """Let somebody answer for the item from today on; whoever did until now stops yesterday.

    Raises:
        PermissionDenied: the item or the person is another organisation's.
        RuleViolation: the last day lies before the first.
    """
    item = lock_item(actor, item_id)
    return _own(actor, item, owner, starts_on=starts_on)


@transaction.atomic
def add_file(
    actor: Actor, item_id: UUID, *, upload: "UploadedFile[Any]", title: str, alt: str, language: str
) -> ItemFile:
    """Keep a file with an item.

    Raises:
        PermissionDenied: it is another organisation's item.
        RuleViolation: the file can't be kept, or a picture has no words for those who do not see it.
    """
    item = lock_item(actor, item_id)
    kept = files.keep(actor, upload)
    row = ItemFile(item=item, file=kept, title=title, alt=alt, language=language)
    if row.is_picture and not alt.strip():
        raise RuleViolation(_("Tell what the picture shows, for those who do not see it."), field="alt")
    if row.is_picture and (copy := files.keep_smaller(actor, kept)) is not None:
        row.shown, row.width, row.height = copy
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.file_added", item, file=str(kept.pk))
    return row


@transaction.atomic
def remove_file(actor: Actor, file_id: UUID) -> ToolkitItem:
    """Take a file away. One that a version shows stays: versions in use keep their files.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: a text shows it.
    """
    row = ensure_found(ItemFile.objects.filter(pk=file_id).select_related("file", "shown").first())
    item = lock_item(actor, row.item_id)
    shown = any(str(row.pk) in {block.ref for block in version.content} for version in item.versions.all())
    if shown:
        raise RuleViolation(_("A version of the text shows this file, so it stays."))
    trail.record(actor, "toolkit.file_removed", item, file=str(row.file_id))
    row.delete()
    for kept in (row.file, row.shown):
        if kept is not None:
            files.forget_content(kept)
    return item


@transaction.atomic
def archive(actor: Actor, item_id: UUID, *, note: str) -> ToolkitItem:
    """Take an item out of use. Its versions stay; readers and the search do not find it any more.

    A text that was approved for a later day is a draft again: it must not come out by itself.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is archived already.
    """
    item = lock_item(actor, item_id)
    move(item, ToolkitItem.State.ARCHIVED)
    item.save()
    for waiting in item.versions.select_for_update().filter(state=ItemVersion.State.APPROVED):
        give_back(waiting)
        waiting.save()
    Review(
        item=item, outcome=Review.Outcome.WITHDRAWN, reviewer_id=actor.user_id, reviewed_on=actor.day, note=note
    ).save()
    indexing.forget(item)
    trail.record(actor, "toolkit.archived", item)
    return item


@transaction.atomic
def take_back(actor: Actor, item_id: UUID) -> ToolkitItem:
    """Bring an archived item back as a draft: it is reviewed again before anybody reads it."""
    item = lock_item(actor, item_id)
    move(item, ToolkitItem.State.DRAFT)
    item.save()
    trail.record(actor, "toolkit.taken_back", item)
    return item


def first_review(item: ToolkitItem, day: date) -> date:
    """When a text published today is looked at again: after the item's own months, or when its owner's time ends."""
    wanted = add_months(day, item.review_months)
    ending = item.ownerships.on(day).values_list("ends_on", flat=True).first()
    return min(wanted, ending) if ending else wanted


def _own(actor: Actor, item: ToolkitItem, owner: Owner, *, starts_on: date | None = None) -> Ownership:
    wanted = {one for one in (owner.person_id, owner.successor_id) if one}
    ensure(policies.possible_owners(actor).filter(pk__in=wanted).count() == len(wanted))
    start = starts_on or actor.day
    for before in Ownership.objects.select_for_update().filter(item=item).on(start):
        if before.starts_on >= start:
            before.delete()
            continue
        before.ends_on = previous_day(start)
        before.save()
    Ownership.objects.filter(item=item, starts_on__gt=start).delete()
    row = Ownership(
        item=item,
        role=owner.role,
        person=_user(owner.person_id),
        successor=_user(owner.successor_id),
        starts_on=start,
        ends_on=owner.ends_on,
    )
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.owner_changed", item, person=str(owner.person_id) if owner.person_id else None)
    return row


def previous_day(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _user(user_id: UUID | None) -> User | None:
    return User.objects.filter(pk=user_id).first() if user_id else None


def _writers(actor: Actor) -> list[UUID]:
    return [actor.user_id] if actor.user_id else []
