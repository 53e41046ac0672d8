"""An item as readers see it, in the language they chose, honest about what is not there or no longer fresh."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from luukku.core.actor import Actor
from luukku.files.models import StoredFile
from luukku.language import languages
from luukku.toolkit import policies
from luukku.toolkit.models import ItemFile, ItemVersion, ToolkitItem, TranslationEdition
from luukku.toolkit.rules.blocks import CARDS, SUMMARY, TITLE, Block, Kind, Unit
from luukku.toolkit.rules.freshness import Made, Maker, Status, status
from luukku.toolkit.services import law
from luukku.toolkit.services.cards import Card, cards_of

MOST_EMBEDS = 20
"""So many other items are shown inside one; none of them shows further ones."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text: of which item, and how large its copy for pages is (pixels; None: not known)."""

    item: UUID
    file: UUID
    width: int | None
    height: int | None
    bytes: int


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block as it is read: whose words, in which language, and how fresh they are (None: the original).

    `law` is the section that has changed since the block was written.
    """

    block: Block
    language: str
    status: Status | None = None
    inner: tuple["ShownBlock", ...] = ()
    inner_item: UUID | None = None
    inner_title: str = ""
    card: Card | None = None
    picture: Picture | None = None
    law: str = ""


@dataclass(frozen=True, slots=True)
class ShownText:
    """An item's text in one language.

    Attributes:
        language: asked for; blocks that are not translated carry the item's own.
        languages: in which it can be read, the item's own first.
    """

    title: str
    summary: str
    title_language: str
    blocks: tuple[ShownBlock, ...]
    language: str
    languages: tuple[str, ...]
    is_partial: bool = False
    has_machine: bool = False
    has_outdated: bool = False

    @property
    def overtaken(self) -> int:
        """How many blocks a change of the law has overtaken."""
        return sum(bool(shown.law) for shown in self.blocks)


def text_of(actor: Actor, item: ToolkitItem, version: ItemVersion, language: str = "") -> ShownText:
    """The text of a version in a language; in the item's own when it is not out in that one."""
    editions = editions_of(item) if version.state == ItemVersion.State.PUBLISHED else {}
    edition = editions.get(language)
    every = (item.source_language, *sorted(editions))
    text = _shown(actor, item, version, edition, every, depth=0)
    return replace(text, blocks=_filled(text.blocks, item.pk, text.language))


def preview_of(actor: Actor, item: ToolkitItem, blocks: list[Block]) -> tuple[ShownBlock, ...]:
    """Blocks as they stand in the editor, as readers will see them in the item's own language."""
    embedded = _embedded(actor, blocks, "")
    shown = [_with_inner(block, item.source_language, None, embedded) for block in blocks]
    return _filled(shown, item.pk, item.source_language)


def _filled(blocks: Iterable[ShownBlock], item: UUID, language: str) -> tuple[ShownBlock, ...]:
    """The blocks with their cards, as the directory tells them now, and their pictures; of items inside them too."""
    every = [one for shown in blocks for one in (shown, *shown.inner)]
    cards = cards_of({one.block.ref for one in every if one.block.kind in CARDS and one.block.ref}, language)
    pictures = _pictures({one.block.ref for one in every if one.block.kind is Kind.PICTURE and one.block.ref})

    def filled(shown: ShownBlock, owner: UUID) -> ShownBlock:
        kind, ref = shown.block.kind, shown.block.ref
        picture = pictures.get(ref) if kind is Kind.PICTURE else None
        return replace(
            shown,
            card=cards.get(ref) if kind in CARDS else None,
            picture=picture if picture and picture.item == owner else None,
            inner=tuple(filled(one, shown.inner_item or owner) for one in shown.inner),
        )

    return tuple(filled(one, item) for one in blocks)


def _pictures(refs: set[str]) -> dict[str, Picture]:
    if not refs:
        return {}
    rows = ItemFile.objects.filter(pk__in=refs).select_related("file", "shown")
    return {
        str(row.pk): Picture(row.item_id, row.pk, row.width, row.height, (row.shown or row.file).size)
        for row in rows
        if row.is_picture
    }


def editions_of(item: ToolkitItem) -> dict[str, TranslationEdition]:
    """What is out of every translation, by language; one that the reference no longer knows is left out."""
    found = TranslationEdition.objects.filter(version__item=item, is_withdrawn=False)
    rows = found.order_by("language", "-version__number", "-number").distinct("language")
    return {row.language: row for row in rows if languages.find(row.language)}


def _shown(
    actor: Actor,
    item: ToolkitItem,
    version: ItemVersion,
    edition: TranslationEdition | None,
    every: tuple[str, ...],
    *,
    depth: int,
) -> ShownText:
    told = {unit.id: _translated(unit, edition) for unit in version.units}
    embedded = _embedded(actor, version.content, edition.language if edition else "") if depth == 0 else {}
    own, changed = item.source_language, law.overtaken(item, version.content)
    blocks = []
    for block in version.content:
        words, how = told.get(block.id, (None, None))
        language = edition.language if edition and words is not None else own
        shown = block.with_words(words) if words is not None else block
        blocks.append(replace(_with_inner(shown, language, how, embedded), law=changed.get(block.id, "")))
    title, _title_status = told.get(TITLE, (None, None))
    summary, _summary_status = told.get(SUMMARY, (None, None))
    found = [how for words, how in told.values() if words is not None]
    return ShownText(
        title=title["text"] if title else version.title,
        summary=summary["text"] if summary else version.summary,
        title_language=edition.language if edition and title else own,
        blocks=tuple(blocks),
        language=edition.language if edition else own,
        languages=every,
        is_partial=edition is not None and any(words is None for words, _how in told.values()),
        has_machine=_has_unchecked_machine(version, edition) or any(one.has_machine for one in embedded.values()),
        has_outdated=Status.OUTDATED in found or any(one.has_outdated for one in embedded.values()),
    )


def _has_unchecked_machine(version: ItemVersion, edition: TranslationEdition | None) -> bool:
    """Whether a machine made some of these words and nobody checked them, also where the original has changed since."""
    kept = [edition.texts[unit.id] for unit in version.units if unit.id in edition.texts] if edition else []
    return any(one["maker"] == Maker.MACHINE and not one["is_reviewed"] for one in kept)


def _with_inner(block: Block, language: str, how: Status | None, embedded: Mapping[str, ShownText]) -> ShownBlock:
    inner = embedded.get(block.ref) if block.kind is Kind.EMBED else None
    if inner is None:
        return ShownBlock(block, language, how)
    return ShownBlock(block, inner.title_language, how, inner.blocks, UUID(block.ref), inner.title)


def _translated(unit: Unit, edition: TranslationEdition | None) -> tuple[dict[str, str] | None, Status | None]:
    """The words of a unit in an edition, with their status; nothing when it is not translated there."""
    kept = edition.texts.get(unit.id) if edition else None
    if not kept:
        return None, None
    made = Made(kept["made_from"], Maker(kept["maker"]), is_reviewed=bool(kept["is_reviewed"]))
    return {name: kept["words"].get(name, "") for name in unit.words}, status(unit.wording, made)


def _embedded(actor: Actor, blocks: list[Block], language: str) -> dict[str, ShownText]:
    """The other items that blocks show, as they are out for this reader; what they show in turn is left out."""
    ids = [block.ref for block in blocks if block.kind is Kind.EMBED and block.ref][:MOST_EMBEDS]
    if not ids:
        return {}
    items = {str(one.pk): one for one in policies.visible_items(actor).readable().filter(pk__in=ids)}
    out = list(items.values())
    versions = {str(one.item_id): one for one in ItemVersion.objects.published().filter(item__in=out)}
    rows = TranslationEdition.objects.filter(version__item__in=out, language=language, is_withdrawn=False)
    found = rows.select_related("version").order_by("version__item", "-version__number", "-number")
    editions = {str(row.version.item_id): row for row in found.distinct("version__item")}
    return {
        key: _shown(actor, item, versions[key], editions.get(key), (), depth=1)
        for key, item in items.items()
        if key in versions
    }


def public_picture(file_id: UUID) -> StoredFile | None:
    """The file to show of a picture that stands in the published text of something that everybody may read."""
    items = policies.public_items()
    row = ItemFile.objects.filter(pk=file_id, item__in=items).select_related("file", "shown").first()
    if row is None or not row.is_picture:
        return None
    version = ItemVersion.objects.published().filter(item=row.item_id).first()
    if version is None or str(row.pk) not in {block.ref for block in version.content if block.kind is Kind.PICTURE}:
        return None
    return row.shown or row.file
