"""What the pages of operating models show."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import ModelAdoption, OperatingModel, OperatingModelQuerySet, OperatingModelVersion
from luukku.programme.rules.package_shapes import MODEL_BLOCKS
from luukku.programme.services.sharing.writing import word_of
from luukku.surveys import policies as surveys
from luukku.toolkit import policies as toolkit


@dataclass(frozen=True, slots=True)
class Belongs:
    """Something that belongs to a model; `url` is empty when it is not here."""

    kind: str
    title: str
    url: str


def listed(actor: Actor) -> OperatingModelQuerySet:
    """Models with their versions, new ones first."""
    versions = policies.visible_model_versions(actor).order_by("-number")
    rows = policies.visible_models(actor).select_related("organisation")
    return rows.prefetch_related(Prefetch("versions", queryset=versions)).order_by("-created_at", "pk")


def at_model(actor: Actor, model: OperatingModel, version: OperatingModelVersion) -> dict[str, Any]:
    """All that one model's page shows beside its words."""
    adoptions: list[ModelAdoption] = list(
        policies.visible_adoptions(actor).filter(model=model).select_related("organisation")
    )
    signable = set(policies.signable_adoptions(actor).filter(model=model).values_list("pk", flat=True))
    return {
        "model": model,
        "version": version,
        "blocks": blocks_of(version),
        "belongs": belonging(actor, version),
        "adoptions": [(row, row.pk in signable, _may_tell(actor, row)) for row in adoptions],
        "source": policies.visible_models(actor).filter(pk=model.based_on).first() if model.based_on else None,
        "earlier": [one for one in model.versions.all() if one.state == OperatingModelVersion.State.SUPERSEDED],
        "may_write": policies.may_write(actor),
        "is_kept": policies.kept_models(actor).filter(pk=model.pk).exists(),
        "may_edit": not model.origin and policies.editable_models(actor).filter(pk=model.pk).exists(),
        "may_approve": version.is_open and policies.approvable_model_versions(actor).filter(pk=version.pk).exists(),
    }


def blocks_of(version: OperatingModelVersion) -> list[tuple[str, str]]:
    """The parts of a model that say something, with their headings."""
    return [(word_of(name), text) for name in MODEL_BLOCKS if (text := str(getattr(version, name)))]


def belonging(actor: Actor, version: OperatingModelVersion) -> list[Belongs]:
    """What belongs to a version, each with its address when it is here to be read."""
    ids = {kind: [UUID(one["id"]) for one in version.parts if one["kind"] == kind] for kind in ("toolkit", "criteria")}
    here = {one.pk: one.get_absolute_url() for one in toolkit.visible_items(actor).filter(pk__in=ids["toolkit"])}
    here |= {one.pk: one.get_absolute_url() for one in surveys.visible_sets(actor).filter(pk__in=ids["criteria"])}
    return [Belongs(one["kind"], one["title"], here.get(UUID(one["id"]), "")) for one in version.parts]


def _may_tell(actor: Actor, row: ModelAdoption) -> bool:
    """Whether the report may be handed to the origin from here."""
    return row.signed_on is not None and row.organisation_id == actor.organisation_key and policies.may_write(actor)
