"""Handing texts to a translation office and taking them back: looked at first, and nothing is overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.core.text import clean
from luukku.language import languages
from luukku.toolkit import policies
from luukku.toolkit.exchange import xliff
from luukku.toolkit.exchange.xliff import Fault, Unreadable, Version
from luukku.toolkit.models import BlockTranslation, ToolkitItem, TranslationFile
from luukku.toolkit.rules.blocks import Unit
from luukku.toolkit.rules.difference import Words, word_changes
from luukku.toolkit.rules.proposing import TAKEN, Outcome, outcome
from luukku.toolkit.services import translations
from luukku.toolkit.services.transitions import lock_item
from luukku.toolkit.services.translations import Told

FAULTS: dict[Fault, str | Promise] = {
    Fault.TOO_LARGE: _("This file is larger than 5 megabytes. Ask for one file for each item."),
    Fault.NOT_XML: _("We could not read this file: it is cut short or damaged. Save it again in its program."),
    Fault.ENCODING: _("We could not read the letters of this file. Save it as UTF-8 in its program."),
    Fault.DOCUMENT_TYPE: _(
        "This file brings a document type of its own, so we do not open it. Save it as plain XLIFF."
    ),
    Fault.NOT_XLIFF: _("This is no XLIFF file. Choose the file that the translator sent back."),
    Fault.TOO_MANY: _("This file has more pieces than any item. Choose the file of this item."),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One piece of a file beside what stands here.

    Attributes:
        unit: None when the text has no such piece.
        changes: from the words that stand here to those of the file.
        seen: the number of the saving that the file's words would follow; 0 when there is none.
        is_reviewed: what stands here has been checked; what comes in has not.
    """

    id: str
    unit: Unit | None
    outcome: Outcome
    words: Mapping[str, str]
    changes: tuple[Words, ...] = ()
    seen: int = 0
    is_reviewed: bool = False

    @property
    def may_be_taken(self) -> bool:
        return self.outcome in TAKEN


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought: translations of the present text, those of an older wording, and what was left out."""

    new: int = 0
    outdated: int = 0
    left_out: int = 0


def export(actor: Actor, item_id: UUID, language: str, version: Version) -> bytes:
    """A file for a translator, with the translations that there are.

    Raises:
        PermissionDenied: another organisation's item, or no such language.
    """
    item = ensure_found(policies.editable_items(actor).filter(pk=item_id).first())
    translations.ensure_target(item, language)
    known = {
        block: (row.words, "reviewed" if row.reviewed_at else "translated")
        for block, row in translations.newest_of(item, language).items()
    }
    trail.record(actor, "toolkit.exported", item, language=language)
    return xliff.write(
        version,
        item=str(item.pk),
        languages=(_tag(item.source_language), _tag(language)),
        units=translations.source_of(item).units,
        known=known,
    )


@transaction.atomic
def bring(actor: Actor, item_id: UUID, language: str, content: bytes, *, name: str = "") -> TranslationFile:
    """Keep a translator's file beside the text, to be looked at. Not one translation changes.

    Raises:
        PermissionDenied: another organisation's item, or no such language.
        RuleViolation: the file can't be read, or it is of another item or language.
    """
    item = lock_item(actor, item_id)
    translations.ensure_target(item, language)
    try:
        told = xliff.read(content)
    except Unreadable as unreadable:
        raise RuleViolation(FAULTS[unreadable.fault], field="file") from unreadable
    if told.item != str(item.pk):
        raise RuleViolation(
            _("This file is of another item. Choose the file that was made from this one."), field="file"
        )
    if _tag(told.target_language) != _tag(language):
        raise RuleViolation(
            _("This file is in another language. Open that language, then bring the file."), field="file"
        )
    row = TranslationFile(
        item=item, language=language, name=clean(name).strip()[:150], pieces=_pieces(told.units),
        brought_by_id=actor.user_id, brought_at=actor.at,
    )  # fmt: skip
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.file_brought", item, language=language, pieces=len(told.units))
    return row


def proposals(file: TranslationFile) -> list[Proposal]:
    """What taking the file in would do, piece by piece: in the order of the text, unknown pieces last."""
    item = file.item
    units = {unit.id: unit for unit in translations.source_of(item).units}
    newest = translations.newest_of(item, file.language)
    order = {unit_id: place for place, unit_id in enumerate(units)}
    found = [_proposal(units.get(one["id"]), newest.get(one["id"]), one) for one in file.pieces]
    return sorted(found, key=lambda one: order.get(one.id, len(order)))


@transaction.atomic
def take_in(actor: Actor, file_id: UUID, chosen: Mapping[str, int]) -> Taken:
    """Keep the chosen translations of a file as an agency's, unchecked, and forget the file.

    Each is a saving of its own: nothing is overwritten.

    Args:
        chosen: by piece, the number of the saving that stood beside it when somebody looked.

    Raises:
        PermissionDenied: another organisation's file.
        RuleViolation: somebody translated one of the chosen pieces meanwhile; nothing is taken in.
    """
    file = _lock_file(actor, file_id)
    counts = {Outcome.NEW: 0, Outcome.OUTDATED: 0}
    every = proposals(file)
    wanted = [one for one in every if one.may_be_taken and one.id in chosen]
    if any(chosen[one.id] != one.seen for one in wanted):
        raise RuleViolation(_("Somebody translated a piece while you were looking. Look at the file once more."))
    for one in wanted:
        unit = ensure_found(one.unit)
        told = Told(unit.id, one.words, source_words=_source(file, unit))
        translations.save_unit(actor, file.item, file.language, unit, told, maker=BlockTranslation.Maker.AGENCY)
        counts[Outcome.OUTDATED if one.outcome is Outcome.OUTDATED else Outcome.NEW] += 1
    taken = Taken(counts[Outcome.NEW], counts[Outcome.OUTDATED], len(every) - len(wanted))
    trail.record(actor, "toolkit.imported", file.item, language=file.language, new=taken.new, outdated=taken.outdated)
    file.delete()
    return taken


@transaction.atomic
def throw_away(actor: Actor, file_id: UUID) -> ToolkitItem:
    """Forget a file without taking anything in.

    Raises:
        PermissionDenied: another organisation's file.
    """
    file = _lock_file(actor, file_id)
    trail.record(actor, "toolkit.file_thrown_away", file.item, language=file.language)
    item: ToolkitItem = file.item
    file.delete()
    return item


def _lock_file(actor: Actor, file_id: UUID) -> TranslationFile:
    file = ensure_found(policies.brought_files(actor).filter(pk=file_id).first())
    file.item = lock_item(actor, file.item_id)
    return file


def _pieces(units: Iterable[xliff.Translated]) -> list[dict[str, Any]]:
    """Each piece once: what a program repeated is the first's."""
    found: dict[str, dict[str, Any]] = {}
    for one in units:
        found.setdefault(one.id or f"?{len(found)}", _kept(one))
    return list(found.values())


def _kept(one: xliff.Translated) -> dict[str, Any]:
    return {
        "id": one.id,
        "source": {name: clean(text) for name, text in one.source.items()},
        "target": {name: clean(text).strip() for name, text in one.target.items()},
    }


def _proposal(unit: Unit | None, row: BlockTranslation | None, one: Mapping[str, Any]) -> Proposal:
    if unit is None:
        return Proposal(one["id"], None, Outcome.UNKNOWN, one["target"])
    words = {name: text for name, text in one["target"].items() if name in unit.words and text}
    now = row.words if row else {}
    seen, is_reviewed = (row.number, row.reviewed_at is not None) if row else (0, False)
    found = outcome(unit, words, now, one["source"])
    changes = _changes(unit, now, words) if found in TAKEN else ()
    return Proposal(unit.id, unit, found, words, changes, seen, is_reviewed)


def _changes(unit: Unit, now: Mapping[str, str], words: Mapping[str, str]) -> tuple[Words, ...]:
    return word_changes(_joined(unit.words, now), _joined(unit.words, words))


def _joined(names: Iterable[str], words: Mapping[str, str]) -> str:
    return "\n".join(words[name] for name in names if words.get(name))


def _source(file: TranslationFile, unit: Unit) -> dict[str, str]:
    kept: dict[str, str] = next((one["source"] for one in file.pieces if one["id"] == unit.id), {})
    return {name: kept.get(name, "") for name in unit.words}


def _tag(code: str) -> str:
    """A language's tag as translation programs know it."""
    found = languages.find(code.split("-", maxsplit=1)[0].lower()) if code else None
    return found.html_lang if found else code
