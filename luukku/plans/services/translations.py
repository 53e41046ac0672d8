"""Who translated a plan's texts, from which wording, and who checked them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import FamilyPlan, TextTranslation
from luukku.plans.rules import translated as rules
from luukku.plans.rules.content import PlanContent
from luukku.plans.rules.translated import SHOWN_AS_DRAFT, Made, Standing, TextKey, Translated
from luukku.plans.services import contents
from luukku.plans.services.transitions import lock_plan


@dataclass(frozen=True, slots=True)
class Translator:
    """Who put a text into the other language.

    Attributes:
        maker: a value of `TextTranslation.Maker`.
    """

    maker: str = TextTranslation.Maker.WORKER
    name: str = ""


A_WORKER = Translator()
NOBODY_NOTED = Translator(TextTranslation.Maker.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and its translation, as they stand at one moment."""

    source: str = ""
    target: str = ""

    @classmethod
    def of(cls, row: Model, field: str) -> Self:
        """What stands in a row's field and in its pair in the family's language."""
        return cls(getattr(row, field), getattr(row, f"{field}_family"))


UNWRITTEN = Wording()


def note_translation(
    actor: Actor, plan: FamilyPlan, key: TextKey, now: Wording, *, was: Wording, by: Translator | None = None
) -> None:
    """Keep how a text of a locked draft was translated: called by whoever saves the text.

    A translation that stays is of the text as it was, so it shows itself as outdated when its source changes; what was
    noted about it stays too. One that stood there before its text did is of the text that is written now.
    """
    if plan.worker_language == plan.family_language:
        return
    row, field = key
    known = TextTranslation.objects.filter(plan=plan, row=row, field=field)
    if not now.target.strip() or not now.source.strip():
        known.delete()
        return
    made, stays = known.first(), bool(was.source.strip()) and now.target == was.target
    if stays and _is_noted(made, by, has_changed=now != was):
        return
    by = by or (NOBODY_NOTED if stays else A_WORKER)
    made = made or TextTranslation(plan=plan, row=row, field=field)
    made.maker, made.maker_name, made.made_on = by.maker, by.name.strip(), actor.day
    if not stays or not made.source_hash:
        of = was if stays else now
        made.source_hash, made.target_hash = rules.wording_hash(of.source), rules.wording_hash(of.target)
    made.recorded_by_id = ensure_found(actor.user_id)
    made.checked_hash, made.checker_name, made.checked_on, made.checked_by = "", "", None, None
    made.full_clean()
    made.save()


def _is_noted(made: TextTranslation | None, by: Translator | None, *, has_changed: bool) -> bool:
    """Whether nothing new is known of a translation that stays."""
    if made is None:
        return by is None and not has_changed
    return by is None or (by.maker, by.name) == (made.maker, made.maker_name)


@transaction.atomic
def check_translations(
    actor: Actor, plan_id: UUID, *, checker_name: str, seen: Mapping[TextKey, str]
) -> list[TextTranslation]:
    """Note that somebody read translations of a plan beside their sources and found them right.

    Of a translation whose maker nobody noted, this is still said. The texts stay as they are, so this can be done after
    the offer too.

    Args:
        seen: the texts that were read, each with the hash of source and translation as they were shown.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: a text is not in the plan, has no translation, or was changed while it was being read.
    """
    plan = lock_plan(actor, plan_id)
    texts = rules.texts_of(contents.content_of(plan), plan.pk)
    checked = []
    for key, shown in seen.items():
        text = texts.get(key)
        if text is None or not text.target.strip() or rules.pair_hash(text.source, text.target) != shown:
            raise RuleViolation(_("A text was changed while you were reading it. Read it once more, then check it."))
        checked.append(_checked(actor, plan, text, checker_name.strip()))
    trail.record(actor, "plan.translations_checked", plan, case=plan.case_id, texts=len(checked))
    return checked


def _checked(actor: Actor, plan: FamilyPlan, text: Translated, checker_name: str) -> TextTranslation:
    row, field = text.key
    made = TextTranslation.objects.filter(plan=plan, row=row, field=field).first() or TextTranslation(
        plan=plan, row=row, field=field, maker=NOBODY_NOTED.maker, made_on=actor.day,
        recorded_by_id=ensure_found(actor.user_id),
    )  # fmt: skip
    made.source_hash, made.target_hash = rules.wording_hash(text.source), rules.wording_hash(text.target)
    made.checked_hash = rules.pair_hash(text.source, text.target)
    made.checker_name, made.checked_on, made.checked_by_id = checker_name, actor.day, actor.user_id
    made.full_clean()
    made.save()
    return made


def made_of(plan: FamilyPlan) -> dict[TextKey, TextTranslation]:
    """What is noted about the translations of a plan, by text."""
    return {(one.row, one.field): one for one in TextTranslation.objects.filter(plan=plan).select_related("checked_by")}


def made_for(plan: FamilyPlan, key: TextKey) -> TextTranslation | None:
    """What is noted about one translation."""
    return TextTranslation.objects.filter(plan=plan, row=key[0], field=key[1]).first()


def standings_of(
    plan: FamilyPlan, content: PlanContent, made: Mapping[TextKey, TextTranslation] | None = None
) -> dict[TextKey, Standing]:
    """Where each text of a plan, or of some of its parts, stands."""
    known = made_of(plan) if made is None else made
    told = {key: Made(one.source_hash, one.target_hash, one.maker, one.checked_hash) for key, one in known.items()}
    return rules.standings(rules.texts_of(content, plan.pk), told)


def drafts_for_family(plan: FamilyPlan, content: PlanContent) -> frozenset[TextKey]:
    """The texts that the family reads as a draft translation: their own words, said in their language, never are."""
    texts = rules.texts_of(content, plan.pk)
    return frozenset(
        key
        for key, standing in standings_of(plan, content).items()
        if standing in SHOWN_AS_DRAFT and not texts[key].is_from_family
    )


def copy_translations(plan: FamilyPlan, draft: FamilyPlan, copies: Mapping[UUID, UUID]) -> None:
    """Let the next version keep what is known about texts that it took over.

    Args:
        copies: the new row of each old one.
    """
    rows = []
    for one in TextTranslation.objects.filter(plan=plan):
        row = copies.get(one.row)
        if row is None:
            continue
        rows.append(
            TextTranslation(
                plan=draft, row=row, field=one.field, source_hash=one.source_hash, target_hash=one.target_hash,
                maker=one.maker, maker_name=one.maker_name, made_on=one.made_on, recorded_by_id=one.recorded_by_id,
                checked_hash=one.checked_hash, checker_name=one.checker_name, checked_on=one.checked_on,
                checked_by_id=one.checked_by_id,
            )
        )  # fmt: skip
    TextTranslation.objects.bulk_create(rows)
