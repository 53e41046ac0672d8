"""Where the translations of an item stand: by language, and by piece in one language."""

from dataclasses import dataclass

from luukku.core.actor import Actor
from luukku.language import languages
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.toolkit.models import BlockTranslation, GlossaryTerm, ToolkitItem
from luukku.toolkit.rules import freshness
from luukku.toolkit.rules.blocks import Unit
from luukku.toolkit.rules.difference import Words, word_changes
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.services import memory, reading, translations
from luukku.toolkit.services.memory import Remembered


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """One language of an item: how many pieces stand where, and whether readers see it."""

    language: str
    whole: Status
    counts: dict[Status, int]
    total: int
    is_out: bool

    @property
    def done(self) -> int:
        return sum(self.counts.get(status, 0) for status in freshness.GOOD)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A piece whose original changed after some languages translated it."""

    unit: Unit
    languages: list[str]
    changes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One piece beside its translation, with what a translator has at hand."""

    unit: Unit
    row: BlockTranslation | None
    status: Status
    changes: tuple[Words, ...]
    memory: Remembered | None
    terms: list[GlossaryTerm]


def languages_of(item: ToolkitItem) -> tuple[list[LanguageRow], list[Outdated]]:
    """Every language in which families are served or somebody has begun, and the pieces that are outdated somewhere."""
    units = translations.source_of(item).units
    found: dict[str, dict[str, BlockTranslation]] = {}
    rows = BlockTranslation.objects.filter(item=item).select_related("made_by")
    for row in rows.order_by("language", "block", "-number").distinct("language", "block"):
        found.setdefault(row.language, {})[row.block] = row
    out = reading.editions_of(item)
    wanted = [code for code in FAMILY_LANGUAGES if code != item.source_language]
    wanted += sorted(code for code in set(found) - set(wanted) if languages.find(code))
    return [_row(code, units, found.get(code, {}), code in out) for code in wanted], _outdated(units, found)


def pairs_of(actor: Actor, item: ToolkitItem, language: str) -> list[Pair]:
    """Every piece of an item beside its translation."""
    units = translations.source_of(item).units
    rows = translations.newest_of(item, language)
    made = {block: row.made for block, row in rows.items()}
    found = freshness.statuses(units, made)
    open_units = [unit for unit in units if found[unit.id] in (Status.MISSING, Status.DRAFT, Status.OUTDATED)]
    known = memory.remembered(actor, item, language, open_units)
    terms = memory.terms_for(actor, item, language, open_units)
    return [
        Pair(
            unit,
            rows.get(unit.id),
            found[unit.id],
            _changes(unit, rows.get(unit.id)) if found[unit.id] is Status.OUTDATED else (),
            known.get(unit.id),
            terms.get(unit.id, []),
        )
        for unit in units
    ]


def _row(code: str, units: list[Unit], rows: dict[str, BlockTranslation], is_out: bool) -> LanguageRow:
    found = freshness.statuses(units, {block: row.made for block, row in rows.items()})
    counts: dict[Status, int] = {}
    for status in found.values():
        counts[status] = counts.get(status, 0) + 1
    return LanguageRow(code, freshness.whole(found.values()), counts, len(units), is_out)


def _outdated(units: list[Unit], found: dict[str, dict[str, BlockTranslation]]) -> list[Outdated]:
    told = []
    for unit in units:
        late = {
            language: rows[unit.id]
            for language, rows in found.items()
            if languages.find(language)
            and unit.id in rows
            and freshness.status(unit.wording, rows[unit.id].made) is Status.OUTDATED
        }
        if late:
            told.append(Outdated(unit, sorted(late), _changes(unit, next(iter(late.values())))))
    return told


def _changes(unit: Unit, row: BlockTranslation | None) -> tuple[Words, ...]:
    return word_changes(row.source_words.get("text", ""), unit.words.get("text", "")) if row else ()
