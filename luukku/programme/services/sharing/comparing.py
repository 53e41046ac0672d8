"""What a package would change here, part by part. Nothing is written."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.programme import policies
from luukku.programme.models import ModelAdoption, OperatingModel, OperatingModelVersion
from luukku.programme.rules.package_format import Package, Part, canonical, sha256
from luukku.programme.rules.package_outcomes import Here, Outcome, differences, outcome
from luukku.programme.rules.package_shapes import Kind
from luukku.programme.services.sharing.telling import model_part
from luukku.surveys.services import sharing as criteria
from luukku.toolkit.services import sharing as items

Stands = tuple[Here | None, Mapping[str, Any]]
"""What is known here of a part, and what it says here."""
ORDER: Final = (Kind.TOOLKIT, Kind.CRITERIA, Kind.MODEL, Kind.ADOPTION)
"""In which parts are taken in: what others lead to comes first."""


def in_order(package: Package) -> list[Part]:
    return sorted(package.parts, key=lambda one: (ORDER.index(one.kind), one.id))


def compare(actor: Actor, package: Package) -> list[dict[str, Any]]:
    """What bringing each part in would do, as it is kept and shown.

    Raises:
        RuleViolation: a report is about a model that the own organisation does not keep.
    """
    return [_told(part, *decide(actor, part)) for part in in_order(package)]


def decide(actor: Actor, part: Part) -> tuple[Outcome, Mapping[str, Any]]:
    """What bringing a part in does, and what stands here in its place."""
    here, body = _STANDS[part.kind](actor, part)
    return outcome(part.version, here, has_fork=_has_fork(part)), body


def fork_id(part: Part) -> UUID:
    """The id under which a part stands beside another wording: the same each time the same part comes."""
    return uuid5(UUID(part.id), sha256(canonical(part.body)))


def _told(part: Part, found: Outcome, body: Mapping[str, Any]) -> dict[str, Any]:
    fields = differences(body, part.body) if found in (Outcome.NEWER, Outcome.FORK) else []
    return {
        "kind": part.kind.value, "id": part.id, "version": part.version, "title": part.title, "outcome": found.value,
        "fields": fields,
    }  # fmt: skip


def _has_fork(part: Part) -> bool:
    place = fork_id(part)
    if part.kind is Kind.TOOLKIT:
        return items.is_here(place)
    if part.kind is Kind.CRITERIA:
        return criteria.is_here(place)
    return OperatingModel.objects.filter(pk=place).exists()


def _model(actor: Actor, part: Part) -> Stands:
    row = OperatingModel.objects.filter(pk=part.id).prefetch_related("versions").first()
    if row is None:
        return None, {}
    out = [_with(one, row) for one in row.versions.all() if not one.is_open]
    is_same = any(one.number == part.version and model_part(one).body == part.body for one in out)
    version = row.published or row.versions.all()[0]
    is_own = row.organisation_id == actor.organisation_key
    body: Mapping[str, Any] = {} if version.is_open else model_part(_with(version, row)).body
    return Here(version.number, is_same, is_own, is_untouched=bool(row.origin)), body


def _with(version: OperatingModelVersion, model: OperatingModel) -> OperatingModelVersion:
    version.model = model
    return version


def _toolkit(actor: Actor, part: Part) -> Stands:
    found = items.stands(actor, UUID(part.id), part.version, part.body)
    if found is None:
        return None, {}
    return Here(found.version, found.is_same, found.is_own, found.is_untouched), found.body


def _criteria(_actor: Actor, part: Part) -> Stands:
    row = criteria.stands(UUID(part.id), part.body)
    if row is None:
        return None, {}
    body = criteria.tell(row)
    return Here(row.number, is_same=body == part.body, is_own=True, is_untouched=False), body


def _adoption(actor: Actor, part: Part) -> Stands:
    if not policies.kept_models(actor).filter(pk=part.body["model"]).exists():
        raise RuleViolation(_("This report is about a model that your organisation does not keep."), field="file")
    is_here = ModelAdoption.objects.filter(pk=part.id).exists()
    return (Here(part.version, is_same=True, is_own=True, is_untouched=True) if is_here else None), {}


_STANDS: Final = {
    Kind.MODEL: _model,
    Kind.TOOLKIT: _toolkit,
    Kind.CRITERIA: _criteria,
    Kind.ADOPTION: _adoption,
}
