"""Writing a draft: its texts with both texts kept when two write, its blocks, its next version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure_found
from luukku.toolkit.models import ItemVersion, ToolkitItem
from luukku.toolkit.rules.blocks import (
    MOST_BLOCKS,
    SUMMARY,
    TITLE,
    Block,
    Fault,
    Kind,
    as_data,
    faults,
    fingerprint,
    moved,
    placed,
    wording_of,
)
from luukku.toolkit.services import embedding, link_uses
from luukku.toolkit.services.transitions import lock_draft, lock_item

LONGEST_TITLE, LONGEST_SUMMARY = 200, 500

FAULTS: dict[Fault, str | Promise] = {
    Fault.TOO_MANY: _("A page has at most 300 pieces. Make two pages of it."),
    Fault.TOO_LONG: _("One piece of text has at most 10,000 characters. Split it in two."),
    Fault.ADDRESS: _("This is no address that we can lead to. It begins with https://, mailto: or tel:."),
    Fault.REFERENCE: _("Choose what is shown here."),
    Fault.ALTERNATIVE: _("Tell what the picture shows, for those who do not see it."),
    Fault.LAW: _("Write the number of the act, a comma and the section."),
    Fault.CYCLE: _("This item is shown inside the other one already. It can't show that one in turn."),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote in the editor.

    Attributes:
        blocks: the blocks of the form, as they were sent.
        seen: of each block (and of title and summary), the fingerprint of what the writer had before their eyes.
    """

    title: str
    summary: str
    blocks: tuple[Block, ...]
    seen: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def save_texts(actor: Actor, version_id: UUID, written: Written) -> ItemVersion:
    """Save what was written. Changes of different blocks by two people are joined; of one block both texts are shown.

    Raises:
        PermissionDenied: it is another organisation's draft.
        RuleViolation: it is no draft any more, or something in it can't be kept.
        Conflict: somebody changed a block that the writer changed too; nothing is saved.
    """
    version = lock_draft(actor, version_id)
    present = {block.id: block for block in version.content}
    differing = [*_heads_differing(version, written)]
    joined = []
    sent = {block.id: block for block in written.blocks}
    for block_id, now in present.items():
        yours = sent.pop(block_id, None)
        if yours is None or _is_untouched(yours, written):
            joined.append(now)
        elif written.seen.get(block_id) == fingerprint(now) or fingerprint(yours) == fingerprint(now):
            joined.append(yours)
        else:
            differing.append(FieldConflict(_("Text"), theirs=now.text, yours=yours.text))
    lost = [block for block in sent.values() if not _is_untouched(block, written)]
    differing += [FieldConflict(_("A piece that somebody took away"), theirs="", yours=one.text) for one in lost]
    if differing:
        raise Conflict(version.edits, differing)
    if not _is_untouched_head(TITLE, written.title, written):
        version.title = written.title
    if not _is_untouched_head(SUMMARY, written.summary, written):
        version.summary = written.summary
    return _store(actor, version, joined)


@transaction.atomic
def write_whole(actor: Actor, version_id: UUID, *, title: str, summary: str, blocks: list[Block]) -> ItemVersion:
    """Let a draft say this and nothing else: for texts that come from elsewhere. Refuses as `save_texts` does."""
    version = lock_draft(actor, version_id)
    version.title, version.summary = title, summary
    return _store(actor, version, blocks)


@transaction.atomic
def add_block(actor: Actor, version_id: UUID, *, kind: Kind, after: str, ref: str = "") -> tuple[ItemVersion, Block]:
    """Put an empty block after another one; after "" at the beginning.

    Raises:
        PermissionDenied, RuleViolation: as `save_texts`; or the page has as many blocks as fit.
    """
    version = lock_draft(actor, version_id)
    blocks = version.content
    if len(blocks) >= MOST_BLOCKS:
        raise RuleViolation(FAULTS[Fault.TOO_MANY])
    block = Block(uuid4().hex[:12], kind, ref=ref)
    return _store(actor, version, placed(blocks, block, after)), block


@transaction.atomic
def move_block(actor: Actor, version_id: UUID, block_id: str, *, step: int) -> ItemVersion:
    """Move a block up (-1) or down (1). Refuses as `save_texts` does."""
    version = lock_draft(actor, version_id)
    return _store(actor, version, moved(version.content, block_id, 1 if step > 0 else -1))


@transaction.atomic
def remove_block(actor: Actor, version_id: UUID, block_id: str) -> ItemVersion:
    """Take a block out. Refuses as `save_texts` does."""
    version = lock_draft(actor, version_id)
    return _store(actor, version, [block for block in version.content if block.id != block_id])


@transaction.atomic
def start_version(actor: Actor, item_id: UUID) -> ItemVersion:
    """The open version of an item, or a new draft that begins as a copy of what is out.

    Raises:
        PermissionDenied: it is another organisation's item.
        RuleViolation: the item is archived.
    """
    item = lock_item(actor, item_id)
    if item.state == ToolkitItem.State.ARCHIVED:
        raise RuleViolation(_("This item is archived. Take it back first."))
    known = item.versions.open().first()
    if known is not None:
        return known
    newest = ensure_found(item.versions.order_by("-number").first())
    draft = ItemVersion(
        item=item,
        number=newest.number + 1,
        title=newest.title,
        summary=newest.summary,
        blocks=newest.blocks,
        author_id=actor.user_id,
        writer_ids=[actor.user_id] if actor.user_id else [],
    )
    draft.full_clean()
    draft.save()
    link_uses.note(draft)
    trail.record(actor, "toolkit.draft_started", item, version=draft.number)
    return draft


@transaction.atomic
def discard(actor: Actor, version_id: UUID) -> ToolkitItem:
    """Throw a draft away. The only version of an item stays: archive the item instead.

    Raises:
        PermissionDenied, RuleViolation: as `save_texts`; or it is the only version.
    """
    version = lock_draft(actor, version_id)
    if version.number == 1:
        raise RuleViolation(_("This is the item's only text. Put the whole item away instead."))
    item = version.item
    trail.record(actor, "toolkit.draft_discarded", item, version=version.number)
    version.delete()
    return item


@transaction.atomic
def bring_back(actor: Actor, version_id: UUID, old_id: UUID) -> ItemVersion:
    """Let a draft say again what an earlier version of the same item said.

    Raises:
        PermissionDenied, RuleViolation: as `save_texts`; or the earlier version is another item's.
    """
    version = lock_draft(actor, version_id)
    old = ensure_found(version.item.versions.filter(pk=old_id).first())
    version.title, version.summary = old.title, old.summary
    return _store(actor, version, old.content)


def content_hash(version: ItemVersion) -> str:
    """SHA-256 over all that a version says: sealed when it is published."""
    told = json.dumps([version.title, version.summary, version.blocks], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _store(actor: Actor, version: ItemVersion, blocks: list[Block]) -> ItemVersion:
    if not version.title.strip():
        raise RuleViolation(_("Write a title: the item is found by it."), field="title")
    if len(version.title) > LONGEST_TITLE or len(version.summary) > LONGEST_SUMMARY:
        raise RuleViolation(
            _("A title has at most 200 characters and a summary 500. Please shorten it."), field="title"
        )
    wrong = faults(blocks)
    if wrong:
        raise RuleViolation(FAULTS[wrong[0][1]], field=f"block-{wrong[0][0]}" if wrong[0][0] else "")
    embedding.ensure_no_circle(version.item, blocks)
    version.blocks = as_data(embedding.with_own_pictures(version.item, blocks))
    version.edits += 1
    if actor.user_id and actor.user_id not in version.writer_ids:
        version.writer_ids = [*version.writer_ids, actor.user_id]
    version.full_clean()
    version.save()
    link_uses.note(version)
    trail.record(actor, "toolkit.draft_saved", version.item, version=version.number)
    return version


def head_fingerprint(text: str) -> str:
    """Of a title or summary, as the editor carries it."""
    return wording_of({"text": text})


def _is_untouched(block: Block, written: Written) -> bool:
    """Whether the writer left the block as they had it before their eyes."""
    return written.seen.get(block.id) == fingerprint(block)


def _is_untouched_head(name: str, text: str, written: Written) -> bool:
    return written.seen.get(name) == head_fingerprint(text)


def _heads_differing(version: ItemVersion, written: Written) -> list[FieldConflict]:
    told = (
        (TITLE, _("Title"), version.title, written.title),
        (SUMMARY, _("Summary"), version.summary, written.summary),
    )
    return [
        FieldConflict(label, theirs=now, yours=yours)
        for name, label, now, yours in told
        if not _is_untouched_head(name, yours, written)
        and written.seen.get(name, head_fingerprint(now)) != head_fingerprint(now)
        and yours.strip() != now.strip()
    ]
