"""How far municipalities have made an output their own: one step after another, each with its evidence."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import Embedding, Output, Programme


@dataclass(frozen=True, slots=True)
class Spread:
    """One output through the municipalities.

    Attributes:
        levels: each municipality and its step, in the order of the table's columns; None where nobody has noted one.
    """

    output: Output
    levels: list[tuple[Organisation, Embedding | None]]


@transaction.atomic
def note_step(
    actor: Actor, output_id: UUID, *, organisation_id: UUID, level: int, since_on: date, evidence: str, area: str = ""
) -> Embedding:
    """Note how far a municipality, or an area of it, is with an output.

    Raises:
        PermissionDenied: the output or the municipality is not the actor's to note.
        RuleViolation: the day is still to come, or nothing tells how it is known.
    """
    output = ensure_found(policies.visible_outputs(actor).select_related("programme").filter(pk=output_id).first())
    home = ensure_found(policies.embedding_organisations(actor, output).filter(pk=organisation_id).first())
    if since_on > actor.day:
        raise RuleViolation(_("Choose a day that has come already."), field="since_on")
    if level and not evidence.strip():
        raise RuleViolation(_("Tell how this is known."), field="evidence")
    made = Embedding(
        output=output, organisation=home, area=area.strip(), level=level, since_on=since_on, evidence=evidence.strip(),
        noted_by_id=actor.user_id,
    )  # fmt: skip
    made.full_clean()
    made.save()
    trail.record(actor, "programme.embedding_noted", output, organisation=str(home.pk), level=level)
    return made


def spread(programme: Programme, day: date) -> tuple[list[Organisation], list[Spread]]:
    """Outputs × municipalities; of a municipality with several areas its lowest step, so that none is hidden."""
    outputs = list(programme.outputs.all())
    steps = Embedding.objects.filter(output__in=outputs).latest_on(day).values("pk")
    found = list(Embedding.objects.filter(pk__in=steps).select_related("organisation"))
    places = sorted({one.organisation for one in found}, key=lambda place: place.name)
    lowest: dict[tuple[UUID, UUID], Embedding] = {}
    for one in found:
        key = (one.output_id, one.organisation_id)
        if key not in lowest or one.level < lowest[key].level:
            lowest[key] = one
    return places, [Spread(one, [(place, lowest.get((one.pk, place.pk))) for place in places]) for one in outputs]
