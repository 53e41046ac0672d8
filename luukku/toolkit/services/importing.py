"""Taking in what was published elsewhere and by others: with its day, its address and its last owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.clock import start_of_day
from luukku.core.days import add_months
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.toolkit import policies
from luukku.toolkit.models import BlockTranslation, ItemVersion, Ownership, Review, ToolkitItem
from luukku.toolkit.rules import upkeep
from luukku.toolkit.rules.blocks import Block, Unit, as_data
from luukku.toolkit.services import indexing, link_uses, translations
from luukku.toolkit.services.drafts import content_hash
from luukku.toolkit.services.transitions import lock_item, move, move_version


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that was published elsewhere.

    Attributes:
        origin: who published it; origin_url: where; origin_on: the day of its version.
        owner: the role that kept it up; owned_until: the last day of that, when it is known.
    """

    title: str
    summary: str
    blocks: tuple[Block, ...]
    origin: str
    origin_url: str
    origin_on: date
    owner: str
    owned_until: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def take_in(actor: Actor, foreign: Foreign) -> ToolkitItem:
    """Keep something of others as an item that is out. Its review is counted from the day of its version.

    Nobody here wrote or approved it: the page says where it comes from, and that it is due when it is.

    Raises:
        PermissionDenied: the actor does not write here.
        RuleViolation: it is here already.
    """
    ensure(policies.may_write(actor))
    organisation_id = ensure_found(actor.organisation_id)
    if ToolkitItem.objects.filter(origin_url=foreign.origin_url, origin_on=foreign.origin_on).exists():
        raise RuleViolation(_("This has been taken in already."))
    item = ToolkitItem(
        organisation_id=organisation_id, origin=foreign.origin, origin_url=foreign.origin_url,
        origin_on=foreign.origin_on, edited_on=foreign.origin_on, **foreign.facts,
    )  # fmt: skip
    item.review_on = add_months(foreign.origin_on, item.review_months)
    item.full_clean()
    item.save()
    Ownership(item=item, role=foreign.owner, starts_on=foreign.origin_on, ends_on=foreign.owned_until).save()
    version = ItemVersion(item=item, number=1, title=foreign.title, summary=foreign.summary, author=None)
    version.blocks = as_data(foreign.blocks)
    for state in (ItemVersion.State.IN_REVIEW, ItemVersion.State.APPROVED, ItemVersion.State.PUBLISHED):
        move_version(version, state)
    version.published_at, version.content_hash = start_of_day(foreign.origin_on), content_hash(version)
    version.full_clean()
    version.save()
    bring_to_its_state(item, actor.day)
    link_uses.note(version)
    indexing.index(item)
    Review(item=item, outcome=Review.Outcome.EDITED, reviewed_on=foreign.origin_on, next_on=item.review_on).save()
    if item.state == ToolkitItem.State.DUE:
        Review(item=item, outcome=Review.Outcome.ASKED, reviewer_id=actor.user_id, reviewed_on=actor.day).save()
    trail.record(actor, "toolkit.taken_in", item)
    return item


def bring_to_its_state(item: ToolkitItem, day: date) -> None:
    """Out, and due for review when its day has come; outdated once it has waited here, too."""
    if item.state == ToolkitItem.State.DRAFT:
        move(item, ToolkitItem.State.IN_REVIEW)
    move(item, ToolkitItem.State.PUBLISHED)
    if upkeep.is_due(item.review_on, day):
        move(item, ToolkitItem.State.DUE)
    item.save()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a translation that came from elsewhere.

    Attributes:
        new: pieces whose words were kept as a new saving; same: those that said so already.
        kept: ids of pieces that somebody here translated otherwise: theirs stay.
    """

    new: int = 0
    same: int = 0
    kept: tuple[str, ...] = ()


@transaction.atomic
def take_in_translation(
    actor: Actor,
    item_id: UUID,
    language: str,
    units: Sequence[Unit],
    told: Mapping[str, tuple[Mapping[str, str], bool]],
) -> TakenIn:
    """Keep a translation that people made elsewhere as a person's, unread here.

    Args:
        units: the pieces of the original that it translates.
        told: by piece, the words and whether they are surely those of this piece; others wait as unfinished.

    Raises:
        PermissionDenied: another organisation's item, or no such language.
    """
    item = lock_item(actor, item_id)
    translations.ensure_target(item, language)
    newest = translations.newest_of(item, language)
    rows, same, kept = [], 0, []
    for unit in units:
        words, is_sure = told.get(unit.id, ({}, True))
        before = newest.get(unit.id)
        if not any(words.values()):
            continue
        if before is not None and before.words == words and before.made_from == unit.wording:
            same += 1
        elif before is not None and not _is_from_elsewhere(before):
            kept += [unit.id] if before.words != words else []
        else:
            rows.append(_row(actor, item, language, unit, words, before, is_draft=not is_sure))
    BlockTranslation.objects.bulk_create(rows, batch_size=500)
    if rows:
        trail.record(actor, "toolkit.translation_taken_in", item, language=language, new=len(rows))
    return TakenIn(len(rows), same, tuple(kept))


def _row(
    actor: Actor,
    item: ToolkitItem,
    language: str,
    unit: Unit,
    words: Mapping[str, str],
    before: BlockTranslation | None,
    *,
    is_draft: bool,
) -> BlockTranslation:
    return BlockTranslation(
        item=item,
        language=language,
        block=unit.id,
        number=before.number + 1 if before else 1,
        words=dict(words),
        source_words=dict(unit.words),
        made_from=unit.wording,
        made_at=actor.at,
        is_draft=is_draft,
    )


def _is_from_elsewhere(row: BlockTranslation) -> bool:
    """Whether nobody here wrote it: it may follow its source."""
    return row.made_by_id is None and row.maker == BlockTranslation.Maker.PERSON
