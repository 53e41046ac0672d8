"""Writing questionnaires: a new wording makes a new version of the item, what was asked stays as it was."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure, ensure_found
from luukku.surveys import policies
from luukku.surveys.models import Instrument, InstrumentVersion, Item, ItemVersion, Placement
from luukku.surveys.models.instruments import said, saying
from luukku.surveys.rules.questions import CHOSEN, Kind, named_in, option_line

MOST_ITEMS = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as somebody wrote it, in the questionnaire's first language.

    Attributes:
        options: (code or "", value, is_na, words) in order; codes stay when a question is reworded.
    """

    kind: str
    text: str
    help: str = ""
    options: tuple[tuple[str, int | None, bool, str], ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None
    heading: str = ""
    is_required: bool = False
    condition: Mapping[str, Any] = field(default_factory=dict)
    language: str = "fi"


@transaction.atomic
def create_instrument(actor: Actor, *, title: str, intro: str = "", language: str = "fi") -> Instrument:
    """Begin a questionnaire with an empty first version."""
    ensure(policies.may_keep(actor))
    row = Instrument(organisation_id=actor.organisation_id, key=f"k-{uuid.uuid4().hex[:12]}", titles={language: title})
    row.full_clean()
    row.save(force_insert=True)
    InstrumentVersion.objects.create(instrument=row, number=1, intros={language: intro} if intro else {})
    trail.record(actor, "survey.instrument_created", row)
    return row


@transaction.atomic
def copy_template(actor: Actor, instrument_id: UUID) -> Instrument:
    """Take a template, or an own questionnaire, as the beginning of a new one."""
    source = ensure_found(policies.visible_instruments(actor).filter(pk=instrument_id).first())
    newest = ensure_found(source.versions.first())
    row = Instrument.objects.create(
        organisation_id=actor.organisation_id,
        key=f"k-{uuid.uuid4().hex[:12]}",
        titles=source.titles,
        copied_from=source,
    )
    version = InstrumentVersion.objects.create(instrument=row, number=1, intros=newest.intros)
    for placement in newest.placements.in_order():
        item = Item.objects.create(instrument=row, key=placement.wording.item.key)
        wording = _copy(placement.wording, item=item, number=1)
        Placement.objects.create(
            version=version,
            wording=wording,
            position=placement.position,
            headings=placement.headings,
            is_required=placement.is_required,
            condition=placement.condition,
        )
    trail.record(actor, "survey.instrument_copied", row, source=str(source.pk))
    return row


@transaction.atomic
def start_version(actor: Actor, instrument_id: UUID) -> InstrumentVersion:
    """The version that is being written: the one there is, or the newest copied with its questions as they stand."""
    row = ensure_found(policies.own_instruments(actor).select_for_update().filter(pk=instrument_id).first())
    written = row.versions.filter(is_sealed=False).first()
    if written is not None:
        return written
    newest = ensure_found(row.versions.first())
    version = InstrumentVersion.objects.create(instrument=row, number=newest.number + 1, intros=newest.intros)
    Placement.objects.bulk_create(
        Placement(
            version=version,
            wording=one.wording,
            position=one.position,
            headings=one.headings,
            is_required=one.is_required,
            condition=one.condition,
        )
        for one in newest.placements.in_order()
    )
    trail.record(actor, "survey.version_started", version, instrument=str(row.pk), number=version.number)
    return version


@transaction.atomic
def add_question(actor: Actor, version_id: UUID, told: Wording) -> Placement:
    """Put a new question at the end."""
    version = _written(actor, version_id)
    last = version.placements.aggregate(last=Max("position"))["last"] or 0
    if version.placements.count() >= MOST_ITEMS:
        raise RuleViolation(_("A questionnaire has at most %(most)d questions.") % {"most": MOST_ITEMS})
    item = Item.objects.create(instrument_id=version.instrument_id, key=f"q{uuid.uuid4().hex[:8]}")
    wording = ItemVersion(item=item, number=1)
    _fill(wording, told)
    placement = Placement(version=version, wording=wording, position=last + 1)
    _place(placement, told)
    trail.record(actor, "survey.question_added", version, item=str(item.pk))
    return placement


@transaction.atomic
def change_question(actor: Actor, placement_id: UUID, told: Wording, *, version: int | None = None) -> Placement:
    """Reword a question of the version that is being written.

    Args:
        version: the number of the wording that the writer had before the eyes.

    Raises:
        Conflict: somebody reworded it meanwhile; both texts are told.
    """
    placement = _placement(actor, placement_id)
    if version is not None and version != placement.wording.number:
        raise Conflict(placement.wording.number, _differing(placement, told))
    wording = _open(placement.wording)
    before = (wording.kind, dict(wording.texts), dict(wording.helps), list(wording.options))
    _fill(wording, told)
    same = before == (wording.kind, wording.texts, wording.helps, wording.options)
    if placement.wording.is_sealed and same and _bounds(wording) == _bounds(placement.wording):
        wording.delete()
        wording = placement.wording
    placement.wording = wording
    _place(placement, told)
    trail.record(actor, "survey.question_changed", placement.version, item=str(wording.item_id), number=wording.number)
    return placement


@transaction.atomic
def remove_question(actor: Actor, placement_id: UUID) -> InstrumentVersion:
    """Leave a question out of the version that is being written; what was asked before stays."""
    placement = _placement(actor, placement_id)
    key = placement.wording.item.key
    resting = [one for one in placement.version.placements.exclude(pk=placement.pk) if key in named_in(one.condition)]
    if resting:
        raise RuleViolation(_("Another question is asked only after this one. Change that first."))
    wording, version = placement.wording, placement.version
    placement.delete()
    if not wording.is_sealed and not wording.placements.exists():
        wording.delete()
    trail.record(actor, "survey.question_removed", version, item=str(wording.item_id))
    return version


@transaction.atomic
def move_question(actor: Actor, placement_id: UUID, *, up: bool) -> InstrumentVersion:
    """Change places with the question before or after it."""
    placement = _placement(actor, placement_id)
    others = list(placement.version.placements.in_order())
    here = next(index for index, one in enumerate(others) if one.pk == placement.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(others):
        others[here], others[there] = others[there], others[here]
        _ensure_order(others)
        for position, one in enumerate(others, start=1):
            if one.position != position:
                Placement.objects.filter(pk=one.pk).update(position=position)
    return placement.version


@transaction.atomic
def save_words(actor: Actor, version_id: UUID, language: str, words: Mapping[str, str]) -> InstrumentVersion:
    """The questionnaire's texts in one more language.

    Args:
        words: by place: "title", "intro", "text.<item key>", "help.<item key>", "option.<item key>.<code>",
            "heading.<item key>". Empty texts are taken out. Translating words that were asked already makes new
            versions of them.
    """
    version = _written(actor, version_id)
    instrument = version.instrument
    instrument.titles = saying(instrument.titles, language, words.get("title", ""))
    instrument.save(update_fields=["titles", "updated_at"])
    version.intros = saying(version.intros, language, words.get("intro", ""))
    version.save(update_fields=["intros", "updated_at"])
    for placement in version.placements.in_order():
        key = placement.wording.item.key
        wording = placement.wording
        texts = saying(wording.texts, language, words.get(f"text.{key}", ""))
        helps = saying(wording.helps, language, words.get(f"help.{key}", ""))
        options = [
            one | {"labels": saying(one["labels"], language, words.get(f"option.{key}.{one['code']}", ""))}
            for one in wording.options
        ]
        if (texts, helps, options) != (wording.texts, wording.helps, wording.options):
            wording = _open(wording)
            wording.texts, wording.helps, wording.options = texts, helps, options
            wording.save()
        placement.wording = wording
        placement.headings = saying(placement.headings, language, words.get(f"heading.{key}", ""))
        placement.save()
    trail.record(actor, "survey.words_saved", version, language=language)
    return version


def _written(actor: Actor, version_id: UUID) -> InstrumentVersion:
    row = policies.written_versions(actor).select_for_update(of=("self",)).filter(pk=version_id)
    return ensure_found(row.select_related("instrument").first())


def _placement(actor: Actor, placement_id: UUID) -> Placement:
    found = policies.written_placements(actor).select_related("wording__item", "version").filter(pk=placement_id)
    row = found.select_for_update(of=("self",)).first()
    if row is None:
        raise PermissionDenied
    return row


def _fill(wording: ItemVersion, told: Wording) -> None:
    known = {one["code"]: one["labels"] for one in wording.options}
    wording.kind = told.kind
    wording.texts = saying(wording.texts, told.language, told.text)
    wording.helps = saying(wording.helps, told.language, told.help)
    wording.lowest, wording.highest = told.lowest, told.highest
    wording.options = []
    for code, value, is_na, words in told.options if Kind(told.kind) in CHOSEN else ():
        code = code or f"o{uuid.uuid4().hex[:6]}"  # noqa: PLW2901 - given once, kept ever after
        labels = saying(known.get(code, {}), told.language, words)
        wording.options.append({"code": code, "value": value, "is_na": is_na, "labels": labels})
    _ensure_options(wording)
    wording.full_clean()
    wording.save()


def _ensure_options(wording: ItemVersion) -> None:
    kind = Kind(wording.kind)
    counted = [one for one in wording.options if not one["is_na"]]
    if kind in CHOSEN and len(counted) < 2:
        raise RuleViolation(_("Give at least two things to choose from."), field="options")
    if kind is Kind.AGREEMENT and any(one["value"] is None for one in counted):
        raise RuleViolation(_("Each step of a scale needs a number, for example 1–5."), field="options")
    if wording.lowest is not None and wording.highest is not None and wording.highest < wording.lowest:
        raise RuleViolation(_("The largest number must not be below the smallest."), field="highest")


def _place(placement: Placement, told: Wording) -> None:
    placement.headings = saying(placement.headings, told.language, told.heading)
    placement.is_required = told.is_required
    placement.condition = dict(told.condition)
    placement.full_clean()
    placement.save()
    _ensure_order(list(placement.version.placements.in_order()))


def _ensure_order(placements: list[Placement]) -> None:
    """A condition rests on questions that were asked before."""
    seen: set[str] = set()
    for one in placements:
        if not named_in(one.condition) <= seen:
            raise RuleViolation(_("A question can depend only on questions before it."), field="depends_on")
        seen.add(one.wording.item.key)


def _open(wording: ItemVersion) -> ItemVersion:
    """The wording while nobody has been asked it; else its copy with the next number, not saved yet."""
    if not wording.is_sealed:
        return wording
    newest = wording.item.versions.aggregate(newest=Max("number"))["newest"]
    return _copy(wording, item=wording.item, number=newest + 1, save=False)


def _copy(wording: ItemVersion, *, item: Item, number: int, save: bool = True) -> ItemVersion:
    row = ItemVersion(
        item=item,
        number=number,
        kind=wording.kind,
        texts=dict(wording.texts),
        helps=dict(wording.helps),
        options=[dict(one) for one in wording.options],
        lowest=wording.lowest,
        highest=wording.highest,
    )
    if save:
        row.save(force_insert=True)
    return row


def _differing(placement: Placement, told: Wording) -> list[FieldConflict]:
    """Both texts of everything in a question that differs, as they are read in the form."""
    here, language = placement.wording, told.language
    options = [
        option_line(one.get("value"), said(one["labels"], language), is_na=bool(one.get("is_na")))
        for one in here.options
    ]
    written = [option_line(value, words, is_na=is_na) for _code, value, is_na, words in told.options]
    texts = (
        (_("Question or statement"), said(here.texts, language), told.text),
        (_("Explanation"), said(here.helps, language), told.help),
        (_("What can be chosen"), "\n".join(options), "\n".join(written)),
        (_("Heading above it"), said(placement.headings, language), told.heading),
    )
    return [
        *(FieldConflict(label, theirs, yours) for label, theirs, yours in texts if theirs != yours),
        *conflicts.differences(here, {"kind": told.kind, "lowest": told.lowest, "highest": told.highest}),
        *conflicts.differences(placement, {"is_required": told.is_required}),
    ]


def _bounds(wording: ItemVersion) -> tuple[Decimal | None, Decimal | None]:
    return wording.lowest, wording.highest
