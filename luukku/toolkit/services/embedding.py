"""What a text shows beside words: other items, never in a circle, and pictures of its own item."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luukku.core.errors import RuleViolation
from luukku.toolkit.models import ItemVersion, ToolkitItem
from luukku.toolkit.rules.blocks import Block, Kind, closes_circle

MOST_STEPS = 20
"""So many items may show one another in a row before we stop looking."""


def ensure_no_circle(item: ToolkitItem, blocks: Iterable[Block]) -> None:
    """Refuse blocks through which the item would show itself.

    Raises:
        RuleViolation: it would.
    """
    shown = _shown(blocks)
    if not shown:
        return
    embeds: dict[str, set[str]] = {str(item.pk): shown}
    waiting = shown
    for _step in range(MOST_STEPS):
        if not waiting:
            break
        found: dict[str, set[str]] = {one: set() for one in waiting}
        ids = [UUID(one) for one in waiting]
        versions = ItemVersion.objects.filter(item__in=ids).exclude(state=ItemVersion.State.SUPERSEDED)
        for version in versions:
            found[str(version.item_id)] |= _shown(version.content)
        embeds |= found
        waiting = {one for ones in found.values() for one in ones} - set(embeds)
    if waiting or closes_circle(str(item.pk), embeds):
        raise RuleViolation(_("This item is shown inside the other one already. It can't show that one in turn."))


def with_own_pictures(item: ToolkitItem, blocks: list[Block]) -> list[Block]:
    """The blocks, each picture without words taking those that were written when its file was added.

    Raises:
        RuleViolation: a picture is none of the item's files.
    """
    wanted = [block for block in blocks if block.kind is Kind.PICTURE and block.ref]
    if not wanted:
        return blocks
    alts = {str(row.pk): row.alt for row in item.files.select_related("file") if row.is_picture}
    strange = next((block.id for block in wanted if block.ref not in alts), None)
    if strange is not None:
        raise RuleViolation(_("Choose what is shown here."), field=f"block-{strange}")
    return [
        replace(block, alt=alts[block.ref])
        if block.kind is Kind.PICTURE and block.ref and not block.alt.strip()
        else block
        for block in blocks
    ]


def _shown(blocks: Iterable[Block]) -> set[str]:
    return {block.ref for block in blocks if block.kind is Kind.EMBED and block.ref}
