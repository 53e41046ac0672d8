"""Items in every state, made by the services that make them in the product."""

import itertools
from datetime import datetime
from typing import Any

from luukku.accounts.tests.factories import Worker, a_worker
from luukku.core import clock
from luukku.toolkit.models import BlockTranslation, ItemVersion, ToolkitItem
from luukku.toolkit.rules.blocks import Block, Kind, fingerprint
from luukku.toolkit.services import drafts, exchanging, items, reviewing, translations
from luukku.toolkit.services.drafts import Written, head_fingerprint
from luukku.toolkit.services.exchanging import Taken
from luukku.toolkit.services.translations import Told

_number = itertools.count(1)
FACTS: dict[str, Any] = {"kind": "material", "audience": "both", "themes": ["encounter"], "sectors": ["school"]}


def a_colleague(worker: Worker) -> Worker:
    return a_worker(worker.organisation)


def a_draft(worker: Worker, *texts: str, at: datetime | None = None, **facts: Any) -> ItemVersion:
    """A draft with a paragraph for each text."""
    actor = worker.as_actor(at)
    version = items.create_item(
        actor,
        title=facts.pop("title", f"Työkalu {next(_number)}"),
        summary=facts.pop("summary", "Lyhyt kuvaus."),
        facts={**FACTS, **facts},
        owner=items.Owner("Koordinaattori", worker.user.pk),
    )
    for text in texts or ("Ensimmäinen kappale.",):
        version = with_block(worker, version, text, at=at)
    return version


def with_block(
    worker: Worker,
    version: ItemVersion,
    text: str,
    kind: Kind = Kind.PARAGRAPH,
    at: datetime | None = None,
    **more: Any,
) -> ItemVersion:
    """The draft with one more block at its end."""
    last = version.content[-1].id if version.content else ""
    version, block = drafts.add_block(worker.as_actor(at), version.pk, kind=kind, after=last, ref=more.get("ref", ""))
    wanted = Block(block.id, kind, text=text, **more)
    return write(worker, version, {block.id: wanted}, at=at)


def write(
    worker: Worker,
    version: ItemVersion,
    changes: dict[str, Block],
    *,
    seen: ItemVersion | None = None,
    at: datetime | None = None,
    **heads: str,
) -> ItemVersion:
    """Save the editor's form with some blocks changed, as somebody who opened it at `seen`."""
    before = seen or version
    form = Written(
        heads.get("title", before.title),
        heads.get("summary", before.summary),
        tuple(changes.get(block.id, block) for block in before.content),
        {block.id: fingerprint(block) for block in before.content}
        | {"title": head_fingerprint(before.title), "summary": head_fingerprint(before.summary)},
    )
    return drafts.save_texts(worker.as_actor(at), version.pk, form)


def published(worker: Worker, *texts: str, at: datetime | None = None, **facts: Any) -> ToolkitItem:
    """An item that a colleague approved and that is out."""
    version = a_draft(worker, *texts, at=at, **facts)
    return publish(worker, version, at=at)


def publish(worker: Worker, version: ItemVersion, *, at: datetime | None = None) -> ToolkitItem:
    reviewing.submit(worker.as_actor(at), version.pk)
    done = reviewing.approve(a_colleague(worker).as_actor(at), version.pk)
    return ToolkitItem.objects.get(pk=done.item_id)


def translated(
    worker: Worker,
    item: ToolkitItem,
    language: str = "sv",
    *,
    maker: str = BlockTranslation.Maker.PERSON,
    out: bool = True,
) -> dict[str, BlockTranslation]:
    """Every block in another language, published unless told otherwise."""
    actor = worker.as_actor()
    rows = {}
    for unit in translations.source_of(item).units:
        words = {name: f"[{language}] {text}" for name, text in unit.words.items()}
        rows[unit.id] = translations.save_block(actor, item.pk, language, Told(unit.id, words), maker=maker)
    if out:
        translations.publish_edition(actor, item.pk, language)
    return rows


def brought(worker: Worker, item: ToolkitItem, language: str, content: bytes) -> Taken:
    """A translator's file, looked at and taken in whole."""
    file = exchanging.bring(worker.as_actor(), item.pk, language, content, name="tolk.xlf")
    chosen = {one.id: one.seen for one in exchanging.proposals(file)}
    return exchanging.take_in(worker.as_actor(), file.pk, chosen)


def next_version(worker: Worker, item: ToolkitItem, place: int, text: str) -> ToolkitItem:
    """The item with one block reworded, approved and out."""
    version = drafts.start_version(worker.as_actor(), item.pk)
    block = version.content[place]
    write(worker, version, {block.id: Block(block.id, block.kind, text=text)})
    return publish(worker, version)


def now() -> datetime:
    return clock.now()
