"""What a change of the law means for a text: which of its pieces wait until somebody has looked."""

from datetime import datetime

from luukku.toolkit.models import ItemVersion, Review, ToolkitItem
from luukku.toolkit.rules import law
from luukku.toolkit.rules.blocks import Block, fingerprint

Outcome = Review.Outcome


def open_changes(item: ToolkitItem) -> list[Review]:
    """Changes of the law since somebody last said "reviewed, no changes", the newest first."""
    found = []
    for row in item.reviews.filter(outcome__in=[Outcome.NO_CHANGE, Outcome.LAW_CHANGED]):
        if row.outcome == Outcome.NO_CHANGE:
            break
        found.append(row)
    return found


def overtaken(item: ToolkitItem, blocks: list[Block]) -> dict[str, str]:
    """By block the section that changed under it. One query when no block names a section that changed."""
    named = {block.law for block in blocks if block.law}
    changes = [row for row in open_changes(item) if row.law_reference in named] if named else []
    return law.overtaken(blocks, [law.Change(row.law_reference, _then(item, row.created_at)) for row in changes])


def _then(item: ToolkitItem, at: datetime) -> dict[str, str]:
    """What was out at a moment, by block."""
    out = item.versions.filter(published_at__lte=at).exclude(content_hash="").order_by("-number")
    version: ItemVersion | None = out.first()
    return {block.id: fingerprint(block) for block in version.content} if version else {}
