"""Taking a model into use, telling what came of it, and telling it to whoever made the model."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import ModelAdoption, OperatingModel
from luukku.programme.rules.package_format import Package
from luukku.programme.services import embedding
from luukku.programme.services.sharing import telling
from luukku.programme.services.sharing.exporting import tried


@dataclass(frozen=True, slots=True)
class Told:
    """How far an organisation is with a model, what it changed, and what came of it."""

    level: int
    since_on: date
    region: str = ""
    adaptation: str = ""
    outcome: str = ""


@transaction.atomic
def adopt(actor: Actor, model_id: UUID, told: Told) -> ModelAdoption:
    """Note that the actor's organisation takes the version that is out into use. When the model is an output of a
    programme, its embedding takes the same step.

    Raises:
        PermissionDenied: the model is not out, or the actor does not write here.
        RuleViolation: the day is still to come.
    """
    ensure(policies.may_write(actor))
    model = ensure_found(policies.visible_models(actor).published().filter(pk=model_id).first())
    if told.since_on > actor.day:
        raise RuleViolation(_("Choose a day that has come already."), field="since_on")
    home = Organisation.objects.get(pk=actor.organisation_key)
    row = ModelAdoption(
        model=model, version=model.versions.published().get().number, organisation=home, place=home.name_fi,
        region=told.region, level=told.level, since_on=told.since_on, adaptation=told.adaptation,
        outcome=told.outcome, noted_by_id=actor.user_id,
    )  # fmt: skip
    row.full_clean()
    row.save()
    trail.record(actor, "programme.model_adopted", model, version=row.version, level=row.level)
    _embed(actor, model, row)
    return row


def _embed(actor: Actor, model: OperatingModel, row: ModelAdoption) -> None:
    """The same step in the embedding of the output that the model is, when the actor reads its programme."""
    output = policies.visible_outputs(actor).filter(pk=model.output_id).first() if model.output_id else None
    if output is None:
        return
    evidence = row.outcome or row.adaptation or str(_("Noted at the operating model."))
    embedding.note_step(
        actor, output.pk, organisation_id=actor.organisation_key, level=row.level, since_on=row.since_on,
        evidence=evidence[:2000],
    )  # fmt: skip


@transaction.atomic
def sign_off(actor: Actor, adoption_id: UUID) -> ModelAdoption:
    """Say that what a colleague wrote may be read by others and told to the origin.

    Raises:
        PermissionDenied: it is another organisation's, the actor wrote it, or it is signed off already.
    """
    rows = policies.signable_adoptions(actor).select_for_update(of=("self",))
    row = ensure_found(rows.filter(pk=adoption_id).first())
    row.signed_by, row.signed_on = User.objects.filter(pk=actor.user_key).first(), actor.day
    row.full_clean()
    row.save()
    trail.record(actor, "programme.adoption_signed_off", row)
    return row


@transaction.atomic
def report(actor: Actor, adoption_id: UUID) -> bytes:
    """A small package that tells the origin how its model is used.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: nobody has signed it off, or something in it could lead to a person.
    """
    row = ensure_found(policies.own_adoptions(actor).filter(pk=adoption_id).first())
    if row.signed_on is None:
        raise RuleViolation(_("A colleague signs this off first."))
    part = telling.adoption_part(row)
    telling.ensure_nobody([part])
    content = tried(Package(str(row.pk), 1, row.place, "", (part,)))
    trail.record(actor, "programme.adoption_told", row)
    return content
