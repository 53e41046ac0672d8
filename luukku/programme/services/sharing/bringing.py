"""Bringing a package in: looked at and rehearsed first, then what was accepted of it is written, or nothing."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import ModelAdoption, OperatingModel, OperatingModelVersion, PackageImport
from luukku.programme.rules.package_format import Package, Part
from luukku.programme.rules.package_outcomes import CHANGING, Outcome
from luukku.programme.rules.package_shapes import Kind
from luukku.programme.services.sharing import comparing
from luukku.programme.services.sharing.opening import read
from luukku.programme.services.sharing.writing import TOLD, seal
from luukku.programme.services.transitions import move_model_version
from luukku.surveys.services import sharing as criteria
from luukku.toolkit.services import sharing as items

State = OperatingModelVersion.State


@transaction.atomic
def look_at(actor: Actor, name: str, content: bytes) -> PackageImport:
    """Read a package and keep what it would change. Everything else stays as it was.

    Raises:
        PermissionDenied: the actor brings nothing in.
        RuleViolation: the package is refused whole; not even that it came is kept.
    """
    ensure(policies.may_write(actor))
    package = read(content)
    changes = comparing.compare(actor, package)
    _rehearse(actor, package)
    run = PackageImport(
        organisation_id=actor.organisation_key, name=name[:200], package=package.id, package_version=package.version,
        origin=package.origin, licence=package.licence, sha256=hashlib.sha256(content).hexdigest(), content=content,
        changes=changes, started_by_id=actor.user_id, started_at=actor.at,
    )  # fmt: skip
    run.full_clean()
    run.save()
    trail.record(actor, "programme.package_looked_at", run, parts=len(changes))
    return run


@transaction.atomic
def bring_in(actor: Actor, run_id: UUID, accepted: Iterable[str]) -> PackageImport:
    """Write what was accepted of a package, compared anew with what is here now.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it was brought in already, nothing of it was accepted, or something of it can't be kept.
    """
    rows = policies.visible_package_imports(actor).select_for_update(of=("self",))
    run = ensure_found(rows.filter(pk=run_id).first())
    if run.state != PackageImport.State.LOOKED_AT or run.content is None:
        raise RuleViolation(_("This file was brought in already, or it can't be brought in."))
    package = read(bytes(run.content))
    chosen = set(accepted) & {one.id for one in package.parts}
    if not chosen:
        raise RuleViolation(_("Choose at least one thing to bring in."))
    run.changes = comparing.compare(actor, package)
    run.accepted = _take(actor, package, chosen)
    run.state, run.done_at, run.content = PackageImport.State.DONE, actor.at, None
    run.full_clean()
    run.save()
    trail.record(actor, "programme.package_brought_in", run, parts=len(run.accepted))
    return run


def _rehearse(actor: Actor, package: Package) -> None:
    """Take everything in and let it go again: what would fail later is told now.

    Raises:
        RuleViolation: something of the package can't be kept.
    """
    try:
        with transaction.atomic():
            _take(actor, package, {one.id for one in package.parts})
            transaction.set_rollback(True)
    except RuleViolation as refusal:
        raise RuleViolation(refusal.message, field="file") from refusal


def _take(actor: Actor, package: Package, accepted: set[str]) -> list[str]:
    """Ids of what was taken in, in the order of taking; all of it or nothing.

    Raises:
        RuleViolation: something of it can't be kept here.
    """
    try:
        with transaction.atomic():
            return _take_parts(actor, package, accepted)
    except (ValidationError, DatabaseError, ValueError) as error:
        words = _("Something in the package is not known here. Nothing was taken in.")
        raise RuleViolation(words) from error


def _take_parts(actor: Actor, package: Package, accepted: set[str]) -> list[str]:
    taken = []
    for part in comparing.in_order(package):
        found, _body = comparing.decide(actor, part)
        if part.id in accepted and found in CHANGING:
            _take_part(actor, package, part, found)
            taken.append(part.id)
    return taken


def _take_part(actor: Actor, package: Package, part: Part, found: Outcome) -> None:
    as_fork = found is Outcome.FORK
    place = comparing.fork_id(part) if as_fork else UUID(part.id)
    if part.kind is Kind.TOOLKIT:
        items.take_in_shared(actor, place, part.version, part.body, package.files, as_fork=as_fork)
    elif part.kind is Kind.CRITERIA:
        criteria.take_in_shared(actor, place, part.body, as_fork=as_fork)
    elif part.kind is Kind.MODEL:
        _take_model(actor, package, part, place, as_fork=as_fork)
    else:
        _take_report(actor, part)


def _take_model(actor: Actor, package: Package, part: Part, place: UUID, *, as_fork: bool) -> None:
    """A model that came: new, or the next version of one that came before. An own one is never touched."""
    rows = policies.kept_models(actor).select_for_update(of=("self",))
    model = rows.filter(pk=place).exclude(origin="").first()
    based_on: Mapping[str, Any] | None = {"id": part.id, "version": part.version} if as_fork else part.body["based_on"]
    if model is None:
        model = OperatingModel(pk=place, organisation_id=actor.organisation_key, owner_id=actor.user_id)
    model.origin = package.origin
    model.based_on = UUID(based_on["id"]) if based_on else None
    model.based_on_version = based_on["version"] if based_on else None
    model.full_clean()
    model.save()
    for old in model.versions.published():
        move_model_version(old, State.SUPERSEDED)
        old.save()
    version = OperatingModelVersion(
        model=model, number=part.version, parts=part.body["parts"], indicators=part.body["indicators"],
        **{name: part.body[name] for name in TOLD},
    )  # fmt: skip
    move_model_version(version, State.IN_REVIEW)
    move_model_version(version, State.PUBLISHED)
    seal(version, part.body["published_on"])
    version.full_clean()
    version.save()
    trail.record(actor, "programme.model_taken_in", model, version=version.number)


def _take_report(actor: Actor, part: Part) -> None:
    """A report of another county about a model of the own organisation."""
    model = ensure_found(policies.kept_models(actor).filter(pk=part.body["model"]).first())
    body = part.body
    row = ModelAdoption(
        pk=UUID(part.id), model=model, version=body["model_version"], place=body["place"], region=body["region"],
        level=body["level"], since_on=date.fromisoformat(body["since_on"]), adaptation=body["adaptation"],
        outcome=body["outcome"], signed_on=date.fromisoformat(body["signed_on"]),
    )  # fmt: skip
    row.full_clean()
    row.save(force_insert=True)
    trail.record(actor, "programme.adoption_reported", model, version=row.version)
