"""Handing texts to a translation office and taking them back; nothing that is there is overwritten."""

from dataclasses import dataclass
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
from luukku.toolkit.models import BlockTranslation, ToolkitItem
from luukku.toolkit.rules.blocks import Unit
from luukku.toolkit.services import translations
from luukku.toolkit.services.transitions import lock_item
from luukku.toolkit.services.translations import Told

FAULTS: dict[Fault, str | Promise] = {
    Fault.TOO_LARGE: _("This file is larger than 5 megabytes. Ask for one file for each item."),
    Fault.NOT_XML: _("We could not read this file: it is cut short or damaged. Save it again in its program."),
    Fault.DOCUMENT_TYPE: _(
        "This file brings a document type of its own, so we do not open it. Save it as plain XLIFF."
    ),
    Fault.NOT_XLIFF: _("This is no XLIFF file. Choose the file that the translator sent back."),
    Fault.TOO_MANY: _("This file has more pieces than any item. Choose the file of this item."),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought: new translations, the same as before, made from an older wording, pieces nobody knows."""

    new: int = 0
    same: int = 0
    outdated: int = 0
    unknown: int = 0


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
def take_in(actor: Actor, item_id: UUID, language: str, content: bytes) -> Taken:
    """Keep the translations of a file as an agency's, unchecked. Each is a saving of its own: nothing is overwritten.

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
    units = {unit.id: unit for unit in translations.source_of(item).units}
    counts = {"new": 0, "same": 0, "outdated": 0, "unknown": 0}
    for one in told.units:
        counts[_take(actor, item, language, units.get(one.id), one)] += 1
    taken = Taken(**counts)
    trail.record(actor, "toolkit.imported", item, language=language, new=taken.new, outdated=taken.outdated)
    return taken


def _take(actor: Actor, item: ToolkitItem, language: str, unit: Unit | None, one: xliff.Translated) -> str:
    if unit is None:
        return "unknown"
    words = {name: clean(text).strip() for name, text in one.target.items() if name in unit.words}
    if not any(words.values()):
        return "same"
    source = {name: clean(one.source.get(name, "")) for name in unit.words}
    newest = translations.newest_of_block(item, language, unit.id)
    if newest is not None and newest.words == words:
        return "same"
    told = Told(unit.id, words, source_words=source)
    row = translations.save_unit(actor, item, language, unit, told, maker=BlockTranslation.Maker.AGENCY)
    return "new" if row.made_from == unit.wording else "outdated"


def _tag(code: str) -> str:
    """A language's tag as translation programs know it."""
    found = languages.find(code.split("-", maxsplit=1)[0].lower()) if code else None
    return found.html_lang if found else code
