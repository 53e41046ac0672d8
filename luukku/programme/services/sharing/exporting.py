"""Handing a model on: only what is published, under a licence, and leads to nobody but its contact."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import OperatingModel, OperatingModelVersion
from luukku.programme.rules.package_format import Package, Part, canonical, opened, written
from luukku.programme.rules.package_shapes import Refused
from luukku.programme.services.sharing import telling
from luukku.programme.services.sharing.opening import entries_of


@transaction.atomic
def export(actor: Actor, model_id: UUID) -> bytes:
    """The package of a model. The same model makes the same package, byte by byte, wherever it is made.

    Raises:
        PermissionDenied: the model is not out, or the actor hands nothing on.
        RuleViolation: it has no licence, something in it could lead to a person, or can't travel.
    """
    rows = policies.shareable_models(actor).select_related("organisation")
    model = ensure_found(rows.filter(pk=model_id).first())
    version = model.versions.published().get()
    version.model = model
    content = packed(actor, model, version)
    trail.record(actor, "programme.model_shared", model, version=version.number)
    return content


def packed(actor: Actor, model: OperatingModel, version: OperatingModelVersion) -> bytes:
    """The package, tried once more as if it came from outside.

    Raises:
        RuleViolation: as `export`.
    """
    if not version.licence:
        raise RuleViolation(_("Choose a licence: without one nobody may use the model."))
    parts, files = telling.belonging(actor, version)
    parts = [telling.model_part(version), *parts]
    telling.ensure_nobody(parts, (version.contact_name, version.contact_email))
    package = Package(str(model.pk), version.number, model.made_by, version.licence, _fresh(parts), files)
    return tried(package)


def tried(package: Package) -> bytes:
    """The package as a file that every instance takes in.

    Raises:
        RuleViolation: something in it would be refused there.
    """
    content = written(package)
    try:
        opened(entries_of(content))
    except Refused as refused:
        raise RuleViolation(
            _("This can't be packed yet: %(place)s is too long, or holds the signs < and >.") % {"place": refused.place}
        ) from refused
    return content


def _fresh(parts: list[Part]) -> tuple[Part, ...]:
    """Each part once, in one order."""
    return tuple(sorted(parts, key=lambda one: canonical([one.kind.value, one.id])))
