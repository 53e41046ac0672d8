"""Translating block by block: saving, reviewing, "still correct", the edition that readers see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure_found
from luukku.core.text import clean
from luukku.language import languages
from luukku.toolkit.models import BlockTranslation, ItemVersion, ToolkitItem, TranslationEdition
from luukku.toolkit.rules import freshness
from luukku.toolkit.rules.blocks import LONGEST_TEXT, Unit
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.services import indexing
from luukku.toolkit.services.transitions import lock_item


@dataclass(frozen=True, slots=True)
class Told:
    """One block's translation as somebody gives it.

    Attributes:
        seen: the number of the saving that they had before their eyes; 0 when there was none, None when it does not
            matter (a file, a machine).
        source_words: the wording it was made from; the present one unless told.
    """

    block: str
    words: Mapping[str, str]
    is_draft: bool = False
    seen: int | None = None
    source_words: Mapping[str, str] | None = None


@transaction.atomic
def save_block(
    actor: Actor, item_id: UUID, language: str, told: Told, *, maker: str = BlockTranslation.Maker.PERSON
) -> BlockTranslation:
    """Keep a translation of one block of what is out (or of the draft, while nothing is out).

    Raises:
        PermissionDenied: another organisation's item, no such language, or no such block.
        RuleViolation: it is too long or empty.
        Conflict: somebody saved this block's translation meanwhile.
    """
    item = lock_item(actor, item_id)
    ensure_target(item, language)
    unit = ensure_found({one.id: one for one in source_of(item).units}.get(told.block))
    return save_unit(actor, item, language, unit, told, maker=maker)


def save_unit(
    actor: Actor, item: ToolkitItem, language: str, unit: Unit, told: Told, *, maker: str
) -> BlockTranslation:
    """The same, of an item that the caller has locked."""
    words = {name: clean(text).strip() for name, text in told.words.items() if name in unit.words}
    if not any(words.values()):
        raise RuleViolation(_("Write the translation first."), field="text")
    if max(len(text) for text in words.values()) > LONGEST_TEXT:
        raise RuleViolation(_("One piece of text has at most 10,000 characters. Split it in two."), field="text")
    newest = newest_of_block(item, language, unit.id)
    if newest is not None and told.seen is not None and newest.number != told.seen and newest.words != words:
        labels = [(name, newest.words.get(name, ""), words.get(name, "")) for name in unit.words]
        raise Conflict(newest.number, [FieldConflict(_("Translation"), one, other) for _name, one, other in labels])
    source = unit.words if told.source_words is None else told.source_words
    row = BlockTranslation(
        item=item,
        language=language,
        block=unit.id,
        number=newest.number + 1 if newest else 1,
        words=words,
        source_words=dict(source),
        made_from=Unit(unit.id, unit.kind, source).wording,
        maker=maker,
        made_by_id=actor.user_id,
        made_at=actor.at,
        is_draft=told.is_draft,
    )
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.translated", item, language=language, block=unit.id)
    return row


@transaction.atomic
def review_block(actor: Actor, item_id: UUID, language: str, block: str, *, seen: int) -> BlockTranslation:
    """Note that somebody else than its maker read a translation beside its source and found it right.

    Raises:
        PermissionDenied: another organisation's item, or there is no such translation.
        RuleViolation: the actor made it, it is not finished, its source has changed, or it was changed meanwhile.
    """
    item = lock_item(actor, item_id)
    row = ensure_found(newest_of(item, language).get(block))
    unit = ensure_found({one.id: one for one in source_of(item).units}.get(block))
    if row.number != seen:
        raise RuleViolation(_("A text was changed while you were reading it. Read it once more, then check it."))
    if row.maker != BlockTranslation.Maker.MACHINE and row.made_by_id == actor.user_id:
        raise RuleViolation(_("Somebody else than the translator checks a translation."))
    if freshness.status(unit.wording, row.made) not in {Status.MACHINE, Status.PERSON}:
        raise RuleViolation(_("Only a finished translation of the present text can be checked."))
    row.reviewed_by_id, row.reviewed_at = actor.user_id, actor.at
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.translation_reviewed", item, language=language, block=block)
    return row


@transaction.atomic
def confirm_still_correct(actor: Actor, item_id: UUID, block: str, *, wording: str) -> list[str]:
    """ "Still correct": the source of a block was touched without changing what it says, in every language at once.

    Args:
        wording: the fingerprint of the source as the actor read it.

    Returns:
        The languages whose translation is fresh again.

    Raises:
        PermissionDenied: another organisation's item, or no such block.
        RuleViolation: the source was changed once more meanwhile.
    """
    item = lock_item(actor, item_id)
    unit = ensure_found({one.id: one for one in source_of(item).units}.get(block))
    if unit.wording != wording:
        raise RuleViolation(_("The text was changed while you were reading it. Read it once more."))
    done = []
    for language, row in _newest_by_language(item, block).items():
        if freshness.status(unit.wording, row.made) is not Status.OUTDATED:
            continue
        again = BlockTranslation(
            item=item, language=language, block=block, number=row.number + 1, words=row.words,
            source_words=dict(unit.words), made_from=unit.wording, maker=row.maker, made_by_id=row.made_by_id,
            made_at=row.made_at, reviewed_by_id=row.reviewed_by_id, reviewed_at=row.reviewed_at,
        )  # fmt: skip
        again.full_clean()
        again.save()
        done.append(language)
    for language in done:
        _renew_edition(actor, item, language, unit)
    if done:
        indexing.index(item)
        trail.record(actor, "toolkit.still_correct", item, block=block, languages=done)
    return done


@transaction.atomic
def publish_edition(actor: Actor, item_id: UUID, language: str) -> TranslationEdition:
    """Let readers of a language see the translations as they stand now.

    What is outdated or machine-made is shown with a word that says so; what is missing is shown in the source language.

    Raises:
        PermissionDenied: another organisation's item, or no such language.
        RuleViolation: nothing is out, the title is not translated, or a block is unfinished.
    """
    item = lock_item(actor, item_id)
    ensure_target(item, language)
    version = item.versions.published().first()
    if version is None or not item.is_out:
        raise RuleViolation(_("The text itself is not out yet. Publish it first."))
    made = newest_of(item, language)
    if "title" not in made:
        raise RuleViolation(_("Translate at least the title first."))
    if any(row.is_draft for block, row in made.items() if block in {unit.id for unit in version.units}):
        raise RuleViolation(_("A piece is marked as unfinished. Finish it, then publish."))
    edition = _write_edition(actor, version, language, made)
    indexing.index(item)
    trail.record(actor, "toolkit.edition_published", item, language=language, number=edition.number)
    return edition


@transaction.atomic
def withdraw_edition(actor: Actor, item_id: UUID, language: str) -> int:
    """Stop showing a language. The translations stay with their history. Returns how many editions were out."""
    item = lock_item(actor, item_id)
    rows = TranslationEdition.objects.select_for_update().filter(
        version__item=item, language=language, is_withdrawn=False
    )
    count = 0
    for row in rows:
        row.is_withdrawn = True
        row.save()
        count += 1
    if count:
        indexing.index(item)
        trail.record(actor, "toolkit.edition_withdrawn", item, language=language)
    return count


def source_of(item: ToolkitItem) -> ItemVersion:
    """The text that is translated: what is out; before that, the draft."""
    return ensure_found(item.versions.published().first() or item.versions.order_by("-number").first())


def newest_of(item: ToolkitItem, language: str) -> dict[str, BlockTranslation]:
    """The saving that counts, of every block in one language."""
    rows = BlockTranslation.objects.filter(item=item, language=language)
    return {row.block: row for row in rows.order_by("block", "-number").distinct("block")}


def newest_of_block(item: ToolkitItem, language: str, block: str) -> BlockTranslation | None:
    """The saving that counts, of one block in one language."""
    return BlockTranslation.objects.filter(item=item, language=language, block=block).order_by("-number").first()


def ensure_target(item: ToolkitItem, language: str) -> None:
    """Raises PermissionDenied unless one may translate the item into the language."""
    ensure_found(languages.find(language) if language != item.source_language else None)


def _newest_by_language(item: ToolkitItem, block: str) -> dict[str, BlockTranslation]:
    rows = BlockTranslation.objects.filter(item=item, block=block)
    return {row.language: row for row in rows.order_by("language", "-number").distinct("language")}


def _write_edition(
    actor: Actor, version: ItemVersion, language: str, made: Mapping[str, BlockTranslation]
) -> TranslationEdition:
    texts = {
        block: {
            "words": row.words,
            "made_from": row.made_from,
            "maker": row.maker,
            "is_reviewed": row.reviewed_at is not None,
        }
        for block, row in made.items()
        if not row.is_draft
    }
    return _keep_edition(actor, version, language, texts)


def _keep_edition(actor: Actor, version: ItemVersion, language: str, texts: dict[str, Any]) -> TranslationEdition:
    numbers = TranslationEdition.objects.filter(version=version, language=language)
    edition = TranslationEdition(
        version=version,
        language=language,
        number=(numbers.aggregate(most=Max("number"))["most"] or 0) + 1,
        texts=texts,
        published_by_id=actor.user_id,
        published_at=actor.at,
    )
    edition.full_clean()
    edition.save()
    return edition


def _renew_edition(actor: Actor, item: ToolkitItem, language: str, unit: Unit) -> None:
    """An edition that is out follows a confirmation, so that readers lose the word "outdated" for this block."""
    version = item.versions.published().first()
    out = current_edition(item, language)
    if version is None or out is None or unit.id not in out.texts:
        return
    texts = {**out.texts, unit.id: {**out.texts[unit.id], "made_from": unit.wording}}
    _keep_edition(actor, version, language, texts)


def current_edition(item: ToolkitItem, language: str) -> TranslationEdition | None:
    """What readers of a language see now."""
    found = TranslationEdition.objects.filter(version__item=item, language=language, is_withdrawn=False)
    return found.order_by("-version__number", "-number").first()
