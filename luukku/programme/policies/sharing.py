"""Who reads, writes, hands on and takes in operating models."""

from django.db.models import Q, QuerySet

from luukku.core.actor import Actor, AnonymousActor, SystemActor
from luukku.programme.models import (
    ModelAdoption,
    OperatingModel,
    OperatingModelQuerySet,
    OperatingModelVersion,
    OperatingModelVersionQuerySet,
    Output,
    PackageImport,
)
from luukku.programme.policies.programmes import editable_outputs, may_write


def visible_models(actor: Actor) -> OperatingModelQuerySet:
    """Operating models that are out, for everybody at work; with them what the own organisation is writing."""
    if isinstance(actor, SystemActor):
        return OperatingModel.objects.all()
    if isinstance(actor, AnonymousActor) or not actor.roles:
        return OperatingModel.objects.none()
    out = OperatingModel.objects.published()
    return OperatingModel.objects.filter(Q(pk__in=out.values("pk")) | Q(pk__in=kept_models(actor).values("pk")))


def kept_models(actor: Actor) -> OperatingModelQuerySet:
    """What the own organisation keeps, made here or brought in, for those who write there."""
    return OperatingModel.objects.filter(organisation=actor.organisation_key if may_write(actor) else None)


def editable_models(actor: Actor) -> OperatingModelQuerySet:
    """Those made here: what came in a package is never changed, an own version of it is written instead."""
    return kept_models(actor).filter(origin="")


def visible_model_versions(actor: Actor) -> OperatingModelVersionQuerySet:
    """What is or was out; of the own models also what is being written."""
    found = OperatingModelVersion.objects.filter(model__in=visible_models(actor))
    if isinstance(actor, SystemActor):
        return found
    return found.out() | found.filter(model__in=editable_models(actor))


def open_model_versions(actor: Actor) -> OperatingModelVersionQuerySet:
    return OperatingModelVersion.objects.filter(model__in=editable_models(actor)).open()


def approvable_model_versions(actor: Actor) -> OperatingModelVersionQuerySet:
    """What is being reviewed and the actor has not written in."""
    found = open_model_versions(actor).filter(state=OperatingModelVersion.State.IN_REVIEW)
    return found.exclude(writer_ids__contains=[actor.user_key])


def shareable_models(actor: Actor) -> OperatingModelQuerySet:
    """Models that are out, for those who may hand them on as a package."""
    return visible_models(actor).published() if may_write(actor) else OperatingModel.objects.none()


def visible_adoptions(actor: Actor) -> QuerySet[ModelAdoption]:
    """Where models were taken into use: all that was signed off, and the own organisation's."""
    found = ModelAdoption.objects.filter(model__in=visible_models(actor))
    if isinstance(actor, SystemActor):
        return found
    return found.filter(Q(signed_on__isnull=False) | Q(organisation=actor.organisation_key))


def own_adoptions(actor: Actor) -> QuerySet[ModelAdoption]:
    """What the own organisation took into use, for those who write there; not what was reported back."""
    found = ModelAdoption.objects.filter(organisation=actor.organisation_key)
    return found if may_write(actor) else found.none()


def signable_adoptions(actor: Actor) -> QuerySet[ModelAdoption]:
    """Those that wait for somebody else than whoever wrote them."""
    return own_adoptions(actor).filter(signed_on=None).exclude(noted_by=actor.user_key)


def visible_package_imports(actor: Actor) -> QuerySet[PackageImport]:
    """What the own organisation has looked at and brought in, for those who may bring in."""
    return PackageImport.objects.filter(organisation=actor.organisation_key if may_write(actor) else None)


def usable_outputs(actor: Actor) -> QuerySet[Output]:
    """What an own model may be among the outputs of programmes: those of the own ones that go on."""
    return editable_outputs(actor).select_related("programme")
