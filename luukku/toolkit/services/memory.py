"""What a translator has at hand: how the same words were said before, and the words of the field."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure, ensure_found
from luukku.toolkit import policies
from luukku.toolkit.models import BlockTranslation, GlossaryTerm, ToolkitItem
from luukku.toolkit.rules.blocks import Unit
from luukku.toolkit.rules.marks import plain

CLOSE: Final = 0.72
"""How alike two texts must be for one to be worth showing beside the other."""
SHARED: Final = 0.4
"""So large a part of the words two texts must share before they are compared sign by sign."""
LONGEST_REMEMBERED: Final = 2_000
"""Characters; a longer text is only remembered when it was the very same."""
MOST_LOOKED_AT: Final = 400
MOST_TERMS: Final = 12
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Remembered:
    """How words were said before; `likeness` is 1 when they were the very same."""

    words: dict[str, str]
    source: dict[str, str]
    likeness: float
    is_reviewed: bool


def remembered(actor: Actor, item: ToolkitItem, language: str, units: list[Unit]) -> dict[str, Remembered]:
    """For each unit the best earlier translation of the same or nearly the same words, as far as the actor may read it.

    Two queries, however many units: one for the very same wordings, one for some of the latest translations.
    """
    rows = policies.readable_translations(actor).filter(
        language=language, is_draft=False, item__source_language=item.source_language
    )
    wordings = {unit.wording for unit in units}
    same = rows.filter(made_from__in=wordings).exclude(item=item).order_by("-reviewed_at", "-made_at")
    exact: dict[str, BlockTranslation] = {}
    for row in same[:MOST_LOOKED_AT]:
        exact.setdefault(row.made_from, row)
    near = list(rows.exclude(source_words={}).order_by("-reviewed_at", "-made_at")[:MOST_LOOKED_AT])
    found = {}
    compared = [_Compared(row) for row in near]
    for unit in units:
        same_words = exact.get(unit.wording)
        best, likeness = (same_words, 1.0) if same_words else _nearest(unit, compared)
        if best is not None:
            found[unit.id] = Remembered(best.words, best.source_words, likeness, best.reviewed_at is not None)
    return found


class _Compared:
    """An earlier translation with its source's words at hand, so that a long page is compared quickly."""

    __slots__ = ("row", "text", "words")

    def __init__(self, row: BlockTranslation) -> None:
        self.row, self.text = row, " ".join(row.source_words.values())
        self.words = set(_WORD.findall(self.text.lower()))


def _nearest(unit: Unit, rows: list[_Compared]) -> tuple[BlockTranslation | None, float]:
    text = " ".join(unit.words.values())
    words = set(_WORD.findall(text.lower()))
    best, likeness = None, CLOSE
    if len(text) > LONGEST_REMEMBERED:
        return None, likeness
    for one in rows:
        if not 0.6 <= (len(one.text) + 1) / (len(text) + 1) <= 1.7:
            continue
        if len(words & one.words) < SHARED * min(len(words), len(one.words)):
            continue
        matcher = SequenceMatcher(a=text, b=one.text, autojunk=False)
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        ratio = matcher.ratio()
        if ratio >= likeness:
            best, likeness = one.row, ratio
    return best, likeness


def terms_for(actor: Actor, item: ToolkitItem, language: str, units: list[Unit]) -> dict[str, list[GlossaryTerm]]:
    """For each unit the words of the glossary that stand in it; beginnings of words count, as words are inflected."""
    terms = policies.glossary(actor).filter(source_language=item.source_language, language=language)
    stems = [(one, _stem(one.term)) for one in terms.order_by("term")]
    found: dict[str, list[GlossaryTerm]] = defaultdict(list)
    for unit in units:
        text = plain(" ".join(unit.words.values())).lower()
        words = _WORD.findall(text)
        for term, stem in stems:
            hit = stem in text if " " in stem else any(word.startswith(stem) for word in words)
            if hit and len(found[unit.id]) < MOST_TERMS:
                found[unit.id].append(term)
    return found


def _stem(term: str) -> str:
    """The part of a word that inflection mostly leaves alone."""
    lowered = term.lower()
    return lowered if len(lowered) <= 4 or " " in lowered else lowered[: max(4, len(lowered) - 2)]


@transaction.atomic
def add_term(
    actor: Actor, *, term: str, language: str, translation: str, note: str = "", source_language: str = "fi"
) -> GlossaryTerm:
    """Agree how a word is said in another language.

    Raises:
        PermissionDenied: the actor does not write here.
        ValidationError: the word is there already.
    """
    ensure(policies.may_write(actor))
    row = GlossaryTerm(
        organisation_id=ensure_found(actor.organisation_id), source_language=source_language, term=term.strip(),
        language=language, translation=translation.strip(), note=note,
    )  # fmt: skip
    row.full_clean()
    row.save()
    trail.record(actor, "toolkit.term_added", row, language=language)
    return row


@transaction.atomic
def remove_term(actor: Actor, term_id: UUID) -> None:
    """Take a word out of the glossary.

    Raises:
        PermissionDenied: it is another organisation's.
    """
    row = ensure_found(policies.glossary(actor).filter(pk=term_id).first())
    trail.record(actor, "toolkit.term_removed", row)
    row.delete()
