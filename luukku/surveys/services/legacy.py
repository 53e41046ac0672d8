"""Figures of earlier surveys, brought in as they are and shown to nobody: too few answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.surveys import policies
from luukku.surveys.models import (
    Instrument,
    InstrumentVersion,
    Item,
    ItemVersion,
    LegacyAggregate,
    Placement,
)
from luukku.surveys.rules.questions import Kind

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean of an earlier survey and of how many answers it is."""

    item_key: str
    mean: Decimal
    n: int
    source: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a file holds: a survey with its scale, statements with mean and n, and open questions."""

    title: dict[str, str]
    intro: dict[str, str]
    wave: str
    source: str
    scale: tuple[tuple[int, dict[str, str]], ...]
    items: tuple[tuple[str, dict[str, str], Decimal, int, str], ...]
    questions: tuple[tuple[str, str], ...]


def read(data: Any) -> Told:
    """The survey part of a programme file.

    Raises:
        RuleViolation: something is missing or is not what it should be; the words say what.
    """
    try:
        survey = data["survey"]
        items = tuple(
            (str(one["id"]), _words(one), Decimal(str(one["mean"])), int(one["n"]), str(one.get("src", "")))
            for one in survey["items"]
        )
        scale = tuple((int(one["value"]), _words(one)) for one in survey["scale"])
        told = Told(
            title={"fi": survey["title_fi"], "en": survey.get("title_en", "")},
            intro={"fi": survey.get("instruction_fi", "")},
            wave=str(survey["wave"])[:LONGEST_NAME],
            source=str(survey.get("src", ""))[:100],
            scale=scale,
            items=items,
            questions=tuple({one["question_id"]: one["question_fi"] for one in survey.get("open_answers", [])}.items()),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        words = _("The file has no survey that we can read. Missing or odd: %(what)s") % {"what": error}
        raise RuleViolation(words) from None
    if not told.items or len(told.scale) < 2:
        raise RuleViolation(_("The file has no statements or no scale."))
    return told


def _words(told: dict[str, Any]) -> dict[str, str]:
    return {language: str(told[language]) for language in ("fi", "sv", "en") if told.get(language)}


@transaction.atomic
def import_survey(actor: Actor, told: Told, *, organisation_id: UUID | None = None) -> Instrument:
    """Make a questionnaire of the statements and keep their figures, restricted. A second import changes nothing.

    Open answers are left out: they name what single people said.
    """
    system = isinstance(actor, SystemActor)
    ensure(system or policies.may_keep(actor))
    owner = organisation_id if system and organisation_id else actor.organisation_key
    key = f"import-{''.join(sign for sign in told.wave.lower() if sign.isalnum() or sign == '-')}"
    found = Instrument.objects.filter(organisation_id=owner, key=key).first()
    if found is not None:
        return found
    row = Instrument.objects.create(
        organisation_id=owner, key=key, titles={code: words for code, words in told.title.items() if words}
    )
    version = InstrumentVersion.objects.create(
        instrument=row, number=1, intros={code: words for code, words in told.intro.items() if words}
    )
    options = [{"code": f"s{value}", "value": value, "is_na": False, "labels": words} for value, words in told.scale]
    for position, (code, words, _mean, _n, _source) in enumerate(told.items, start=1):
        item = Item.objects.create(instrument=row, key=_slug(code))
        _place(version, item, position, kind=Kind.AGREEMENT, texts=words, options=options)
    for position, (code, text) in enumerate(told.questions, start=len(told.items) + 1):
        item = Item.objects.create(instrument=row, key=_slug(code))
        _place(version, item, position, kind=Kind.TEXT, texts={"fi": text}, options=[])
    figures = [Figure(_slug(code), mean, n, source or told.source) for code, _words, mean, n, source in told.items]
    _keep(actor, row, told.wave, figures)
    trail.record(actor, "survey.imported", row, statements=len(told.items), chain=owner)
    return row


@transaction.atomic
def keep_figures(actor: Actor, instrument_id: UUID, wave_name: str, figures: Sequence[Figure]) -> int:
    """Keep figures of an earlier survey with an own questionnaire, restricted. Returns how many were new."""
    row = ensure_found(policies.own_instruments(actor).filter(pk=instrument_id).first())
    count = _keep(actor, row, wave_name, figures)
    trail.record(actor, "survey.figures_kept", row, statements=count)
    return count


def _keep(actor: Actor, row: Instrument, wave_name: str, figures: Sequence[Figure]) -> int:
    known = set(LegacyAggregate.objects.filter(instrument=row, wave_name=wave_name).values_list("item_key", flat=True))
    new = [one for one in figures if one.item_key not in known]
    LegacyAggregate.objects.bulk_create(
        LegacyAggregate(
            instrument=row,
            wave_name=wave_name,
            item_key=one.item_key,
            mean=one.mean,
            n=one.n,
            source=one.source,
            imported_by_id=actor.user_id,
        )
        for one in new
    )
    return len(new)


def _place(
    version: InstrumentVersion, item: Item, position: int, *, kind: Kind, texts: dict[str, str], options: list[Any]
) -> None:
    wording = ItemVersion.objects.create(item=item, number=1, kind=kind.value, texts=texts, options=options)
    Placement.objects.create(version=version, wording=wording, position=position)


def _slug(code: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in code.lower())[:40]


def legacy_of(actor: Actor, instrument: Instrument) -> list[tuple[str, int]]:
    """Which earlier surveys' figures are kept with a questionnaire, and how many. The figures never leave."""
    ensure_found(policies.visible_instruments(actor).filter(pk=instrument.pk).first())
    names = LegacyAggregate.objects.filter(instrument=instrument).values_list("wave_name", flat=True)
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items())
