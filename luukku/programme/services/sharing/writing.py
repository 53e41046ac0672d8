"""From a draft of an operating model to what others read: written, reviewed by somebody else, published."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import Indicator, OperatingModel, OperatingModelVersion
from luukku.programme.rules.package_shapes import MODEL_BLOCKS, MODEL_LINES, has_markup
from luukku.programme.services.transitions import GONE_ON, lock_model, move_model_version
from luukku.surveys import policies as surveys
from luukku.toolkit import policies as toolkit

State = OperatingModelVersion.State
TEXTS: Final = ("language", "title", "summary", *MODEL_LINES, *MODEL_BLOCKS)
TOLD: Final = (*TEXTS, "contact_name", "contact_email", "licence")
"""What somebody writes of a model."""
NEEDED: Final = ("summary", "needs", "target_group", "change", "measuring", "idea", "conditions", "evidence")
"""Without these nobody elsewhere can judge a model. Source: local, after Innokylä's parts."""
INDICATOR: Final = ("text", "unit", "direction", "definition", "data_source", "quality_note", "figure")


@transaction.atomic
def begin(actor: Actor, *, title: str, summary: str, language: str = "fi") -> OperatingModel:
    """Begin a model of the actor's organisation with its first draft.

    Raises:
        PermissionDenied: the actor does not write here.
    """
    ensure(policies.may_write(actor))
    model = OperatingModel(organisation_id=actor.organisation_key, owner_id=actor.user_id)
    model.full_clean()
    model.save()
    _draft(actor, model, 1, {"title": title, "summary": summary, "language": language})
    trail.record(actor, "programme.model_begun", model)
    return model


@transaction.atomic
def begin_own_version(actor: Actor, model_id: UUID) -> OperatingModel:
    """Begin an own version of somebody else's model: what is out is copied, and the copy knows from what it comes.

    Raises:
        PermissionDenied: the actor does not read it, or does not write here.
    """
    ensure(policies.may_write(actor))
    source = ensure_found(policies.visible_models(actor).published().filter(pk=model_id).first())
    words = source.versions.published().get()
    model = OperatingModel(
        organisation_id=actor.organisation_key, owner_id=actor.user_id, based_on=source.pk,
        based_on_version=words.number,
    )  # fmt: skip
    model.full_clean()
    model.save()
    copied = {name: getattr(words, name) for name in (*TEXTS, "licence", "parts", "indicators")}
    _draft(actor, model, 1, copied)
    trail.record(actor, "programme.model_begun", model, based_on=str(source.pk))
    return model


@transaction.atomic
def begin_version(actor: Actor, model_id: UUID) -> OperatingModelVersion:
    """The version of a model that is being written, or a new draft that begins as what is out.

    Raises:
        PermissionDenied: it is another organisation's, or it came in a package.
    """
    model = lock_model(actor, model_id)
    known = model.versions.open().first()
    if known is not None:
        return known
    newest = ensure_found(model.versions.order_by("-number").first())
    copied = {name: getattr(newest, name) for name in (*TOLD, "parts", "indicators")}
    draft = _draft(actor, model, newest.number + 1, copied)
    trail.record(actor, "programme.model_version_begun", model, version=draft.number)
    return draft


@transaction.atomic
def save(actor: Actor, model_id: UUID, *, edits: int, told: Mapping[str, Any]) -> OperatingModelVersion:
    """Save what was written in a draft.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is no draft any more.
        Conflict: somebody saved it meanwhile.
    """
    version = _lock_draft(actor, model_id)
    new = {name: told[name] for name in TOLD if name in told}
    if version.edits != edits and (differing := conflicts.differences(version, new)):
        raise Conflict(version.edits, differing)
    for name, value in new.items():
        setattr(version, name, value)
    return _store(actor, version)


@transaction.atomic
def choose_parts(
    actor: Actor, model_id: UUID, *, items: Iterable[UUID], sets: Iterable[UUID], indicators: Iterable[UUID]
) -> OperatingModelVersion:
    """Choose what belongs to a draft: items of the toolkit, sets of criteria, and indicators, whose definitions are
    copied as they stand now.

    Raises:
        PermissionDenied: the actor does not read one of them, or it is another organisation's draft.
        RuleViolation: it is no draft any more.
    """
    version = _lock_draft(actor, model_id)
    wanted_items, wanted_sets, wanted = set(items), set(sets), set(indicators)
    texts = toolkit.visible_versions(actor).published().filter(item__in=wanted_items).order_by("title", "pk")
    criteria = surveys.visible_sets(actor).filter(pk__in=wanted_sets)
    found = policies.visible_indicators(actor).filter(pk__in=wanted)
    chosen_texts, chosen_sets, chosen = list(texts), list(criteria), list(found)
    ensure(len(chosen_texts) == len(wanted_items))
    ensure(len(chosen_sets) == len(wanted_sets) and len(chosen) == len(wanted))
    version.parts = [{"kind": "toolkit", "id": str(one.item_id), "title": one.title} for one in chosen_texts]
    version.parts += [{"kind": "criteria", "id": str(one.pk), "title": one.title[:200]} for one in chosen_sets]
    version.indicators = [definition(one) for one in chosen]
    return _store(actor, version)


def definition(indicator: Indicator) -> dict[str, str]:
    """What of an indicator is the same wherever it is counted."""
    return {name: str(getattr(indicator, name)) for name in INDICATOR}


@transaction.atomic
def submit(actor: Actor, model_id: UUID) -> OperatingModelVersion:
    """Ask somebody else to read a draft before it is published.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is no draft, or something that others need is missing.
    """
    version = _lock_draft(actor, model_id)
    ensure_complete(version)
    move_model_version(version, State.IN_REVIEW)
    version.full_clean()
    version.save()
    trail.record(actor, "programme.model_submitted", version.model, version=version.number)
    return version


@transaction.atomic
def give_back(actor: Actor, model_id: UUID) -> OperatingModelVersion:
    """Let a version that is being reviewed be written on.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is not being reviewed.
    """
    version = _lock_open(actor, model_id)
    move_model_version(version, State.DRAFT)
    version.save()
    trail.record(actor, "programme.model_returned", version.model, version=version.number)
    return version


@transaction.atomic
def publish(actor: Actor, model_id: UUID, *, edits: int) -> OperatingModelVersion:
    """Publish a version that somebody else wrote. The one before stays to be read as an earlier version.

    Args:
        edits: the saving that the approver read.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: the actor wrote in it, it was changed meanwhile, or something is missing.
    """
    version = _lock_open(actor, model_id)
    if actor.user_key in version.writer_ids or actor.user_id == version.author_id:
        raise RuleViolation(_("Somebody who has not written in this text approves it. Ask a colleague."))
    if edits != version.edits:
        raise RuleViolation(_("The text was changed while you were reading it. Read it once more, then approve it."))
    ensure_complete(version)
    for old in version.model.versions.published():
        move_model_version(old, State.SUPERSEDED)
        old.save()
    move_model_version(version, State.PUBLISHED)
    version.approver = User.objects.filter(pk=actor.user_key).first()
    seal(version, actor.day.isoformat())
    version.full_clean()
    version.save()
    trail.record(actor, "programme.model_published", version.model, version=version.number)
    return version


def seal(version: OperatingModelVersion, published_on: str) -> None:
    """Note the day of publishing and the hash of all that the version says; the caller saves it."""
    version.published_on = date.fromisoformat(published_on)
    said = [getattr(version, name) for name in (*TOLD, "parts", "indicators")]
    told = json.dumps([*said, published_on], ensure_ascii=False, sort_keys=True)
    version.content_hash = hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def change_keeping(
    actor: Actor, model_id: UUID, *, owner_id: UUID | None, owner_role: str, output_id: UUID | None
) -> OperatingModel:
    """Tell who looks after a model here, and which output of a programme it is.

    Raises:
        PermissionDenied: the model is another organisation's, or the person or the output is not the actor's to name.
    """
    rows = policies.kept_models(actor).select_for_update(of=("self",))
    model = ensure_found(rows.filter(pk=model_id).first())
    ensure(owner_id is None or policies.possible_people(actor).filter(pk=owner_id).exists())
    is_kept = output_id == model.output_id
    ensure(output_id is None or is_kept or policies.usable_outputs(actor).filter(pk=output_id).exists())
    model.owner_id, model.owner_role, model.output_id = owner_id, owner_role, output_id
    model.full_clean()
    model.save()
    trail.record(actor, "programme.model_owner_changed", model, person=str(owner_id) if owner_id else None)
    return model


def lacking(version: OperatingModelVersion) -> list[str]:
    """Names of what has to be written before others can judge the model."""
    named = (*NEEDED, "contact_name", "licence")
    return [word_of(name) for name in named if not str(getattr(version, name)).strip()]


def word_of(name: str) -> str:
    """What a part of a model is called."""
    return str(getattr(OperatingModelVersion._meta.get_field(name), "verbose_name", name))


def ensure_complete(version: OperatingModelVersion) -> None:
    """Raises RuleViolation: something that others need is missing, or a text would be taken for a program."""
    if missing := lacking(version):
        raise RuleViolation(_("Still to be written: %(parts)s.") % {"parts": ", ".join(missing)})
    said = [str(getattr(version, name)) for name in TOLD]
    if any(has_markup(text) for text in said):
        raise RuleViolation(
            _("Take the signs < and > away from the texts: elsewhere they could be taken for a program.")
        )


def _draft(actor: Actor, model: OperatingModel, number: int, told: Mapping[str, Any]) -> OperatingModelVersion:
    version = OperatingModelVersion(
        model=model, number=number, author_id=actor.user_id, writer_ids=[actor.user_id] if actor.user_id else [], **told
    )
    version.full_clean()
    version.save()
    return version


def _lock_open(actor: Actor, model_id: UUID) -> OperatingModelVersion:
    model = lock_model(actor, model_id)
    version = model.versions.select_for_update(of=("self",)).open().first()
    if version is None:
        raise RuleViolation(GONE_ON)
    version.model = model
    return version


def _lock_draft(actor: Actor, model_id: UUID) -> OperatingModelVersion:
    version = _lock_open(actor, model_id)
    if version.state != State.DRAFT:
        raise RuleViolation(_("This text is being reviewed or is out already. Take it back or begin a new version."))
    return version


def _store(actor: Actor, version: OperatingModelVersion) -> OperatingModelVersion:
    version.edits += 1
    if actor.user_id and actor.user_id not in version.writer_ids:
        version.writer_ids = [*version.writer_ids, actor.user_id]
    version.full_clean()
    version.save()
    trail.record(actor, "programme.model_saved", version.model, version=version.number)
    return version
