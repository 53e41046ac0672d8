"""Copies of what is published, kept in the transaction that publishes; each change gets the next edition's number."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from luukku.core.actor import SystemActor
from luukku.portal import policies, rules
from luukku.portal.models import LONGEST_SUMMARY, LONGEST_TITLE, Entry
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.rules.blocks import CARDS, Kind
from luukku.toolkit.services import reading
from luukku.toolkit.services.cards import Card

_FIELDS = (
    "title", "summary", "blocks", "needs", "languages", "embeds", "is_partial", "has_machine", "has_outdated",
    "review_on", "changed_on", "is_gone", "fingerprint", "number", "updated_at",
)  # fmt: skip


State = tuple[object, ...]


def current_number() -> int:
    """The number of the newest edition; 0 while nothing has been published. One short query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM portal_edition")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def current_state() -> State:
    """What tells one state of everything public from the next: the edition, and who changed the directory last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT number FROM portal_edition), (SELECT array_agg(id ORDER BY id) FROM portal_touch)"
        )
        number, touches = cursor.fetchall()[0]
    return number, tuple(touches or ())


@transaction.atomic
def refresh_items(item_ids: list[UUID]) -> int:
    """Bring the copies of these items, and of the items that show them inside, up to what is out now.

    Returns how many entries changed. Whoever publishes at the same time waits: numbers come in the order of commits,
    so that a phone that asks for changes misses none.
    """
    showing = Entry.objects.out().filter(embeds__overlap=item_ids).values_list("source_id", flat=True)
    wanted = sorted({*item_ids, *showing})
    kept = {(row.source_id, row.language): row for row in Entry.objects.filter(source_id__in=wanted)}
    items = {item.pk: item for item in policies.family_items().filter(pk__in=wanted)}
    new = [entry for pk in wanted if pk in items for entry in _entries(items[pk])]
    out = {(entry.source_id, entry.language) for entry in new}
    gone = [row for key, row in kept.items() if key not in out and not row.is_gone]
    changed = [entry for entry in new if _differs(kept.get((entry.source_id, entry.language)), entry)]
    if not changed and not gone:
        return 0
    number = _next_number()
    for row in gone:
        _bury(row)
    for entry in (*changed, *gone):
        entry.number = number
    Entry.objects.bulk_create(
        [*changed, *gone],
        update_conflicts=True,
        unique_fields=["kind", "source_id", "language"],
        update_fields=_FIELDS,
    )
    return len(changed) + len(gone)


def refresh_showing(card_id: UUID) -> int:
    """Bring the copies of pages that show a card of the directory up to what it says now. One query when none does."""
    showing = sorted(set(Entry.objects.out().filter(embeds__contains=[card_id]).values_list("source_id", flat=True)))
    return refresh_items(showing) if showing else 0


def rebuild(_actor: SystemActor) -> int:
    """Bring every copy up to what is out now. Returns how many entries changed."""
    known = set(Entry.objects.out().values_list("source_id", flat=True))
    ids = sorted(known | set(policies.family_items().values_list("pk", flat=True)))
    return sum(refresh_items(ids[start : start + 50]) for start in range(0, len(ids), 50))


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_edition (id, number) VALUES (1, 1)"
            " ON CONFLICT (id) DO UPDATE SET number = portal_edition.number + 1 RETURNING number"
        )
        return int(cursor.fetchall()[0][0])


def _differs(kept: Entry | None, new: Entry) -> bool:
    return kept is None or kept.is_gone or kept.fingerprint != new.fingerprint


def _bury(row: Entry) -> None:
    row.title = row.summary = row.fingerprint = ""
    row.blocks, row.needs, row.languages, row.embeds = [], [], [], []
    row.review_on = row.changed_on = None
    row.is_gone = True


def _entries(item: ToolkitItem) -> list[Entry]:
    """The item in every language that is out."""
    version = item.versions.published().first()
    if version is None:
        return []
    actor = SystemActor.now()
    first = reading.text_of(actor, item, version)
    texts = [first, *(reading.text_of(actor, item, version, code) for code in first.languages[1:])]
    return [_entry(item, text) for text in texts]


def _entry(item: ToolkitItem, text: reading.ShownText) -> Entry:
    inner = {shown.inner_item for shown in text.blocks if shown.inner_item}
    allowed = set(policies.family_items().filter(pk__in=inner).values_list("pk", flat=True)) if inner else set()
    blocks: list[dict[str, Any]] = []
    for shown in text.blocks:
        if shown.inner_item is None:
            blocks += _block(shown)
        elif shown.inner_item in allowed:
            blocks.append(_heading(shown.inner_title, shown.language))
            blocks += [one for part in shown.inner for one in _block(part)]
    entry = Entry(
        kind=Entry.Kind.PAGE,
        source_id=item.pk,
        language=text.language,
        title=text.title[:LONGEST_TITLE],
        summary=text.summary[:LONGEST_SUMMARY],
        blocks=blocks,
        needs=rules.needs_of(item.themes),
        languages=list(text.languages),
        embeds=sorted(inner | {shown.card.id for shown in _every(text.blocks) if shown.card}),
        is_partial=text.is_partial,
        has_machine=text.has_machine,
        has_outdated=text.has_outdated,
        review_on=item.review_on,
        changed_on=item.edited_on,
        number=0,
    )
    entry.fingerprint = _fingerprint(entry)
    return entry


def _every(blocks: Iterable[reading.ShownBlock]) -> list[reading.ShownBlock]:
    return [one for shown in blocks for one in (shown, *shown.inner)]


def _block(shown: reading.ShownBlock) -> list[dict[str, Any]]:
    """A block as it is kept; of a card which one it is: what it says is looked up when the page is read."""
    block = shown.block
    more: dict[str, Any] = {}
    if block.kind in CARDS:
        if shown.card is None:
            return []
        more = {"ref": block.ref, "mark": _mark(shown.card)}
    elif block.kind is Kind.PICTURE and shown.picture is not None:
        picture = shown.picture
        more = {"ref": str(picture.file), "alt": block.alt, "width": picture.width, "height": picture.height}
        more["bytes"] = picture.bytes
    elif block.kind is Kind.EMBED or not (block.text or block.url or block.alt):
        return []
    told = {
        "kind": block.kind.value,
        "text": block.text or ("" if more else block.alt),
        "level": block.level,
        "tone": block.tone,
        "url": block.url,
        "language": shown.language,
        "status": shown.status.value if shown.status else "",
        "id": block.id,
    }
    if shown.law:
        more["law"] = shown.law
    return [told | more]


def _mark(card: Card) -> str:
    """What tells one wording of a card from the next, so that a phone that keeps the page learns of the change."""
    return hashlib.sha256(repr(card).encode()).hexdigest()[:16]


def _heading(title: str, language: str) -> dict[str, Any]:
    return {"kind": "heading", "text": title, "level": 2, "tone": "", "url": "", "language": language, "status": ""}


def _fingerprint(entry: Entry) -> str:
    names = [name for name in _FIELDS if name not in {"number", "updated_at", "fingerprint"}]
    told = json.dumps([str(getattr(entry, name)) for name in names], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
