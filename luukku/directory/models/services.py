"""Services, and what is told nationally about those that many offer alike."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.directory.models.classifications import Term
from luukku.directory.models.providers import Provider
from luukku.directory.models.sourced import Sourced, SourcedQuerySet, VersionedText


class ServiceKind(models.TextChoices):
    SERVICE = "service", _("Service")
    QUALIFICATION = "qualification", _("Professional qualification")
    PERMIT = "permit", _("Permit or other obligation")


class Charge(models.TextChoices):
    FREE = "free", _("Free of charge")
    CHARGED = "charged", _("Costs something")


class AreaKind(models.TextChoices):
    """Where something is offered; a limited area names municipalities, regions or counties."""

    COUNTRY = "country", _("All of Finland")
    MAINLAND = "mainland", _("Finland except Åland")
    LIMITED = "limited", _("Some municipalities")


class GeneralDescription(Sourced):
    """What is told nationally about a service that many offer alike; a service that names it inherits from it."""

    kind = models.CharField(_("kind"), max_length=13, choices=ServiceKind, default=ServiceKind.SERVICE)
    charge = models.CharField(_("charge"), max_length=7, choices=Charge, blank=True)
    terms = models.ManyToManyField(Term, related_name="+", blank=True)

    objects = SourcedQuerySet.as_manager()
    retention = Retention(after="the directory itself", source="local", verified=False)

    class Meta(Sourced.Meta):
        pass


class GeneralDescriptionText(VersionedText):
    entry = models.ForeignKey(GeneralDescription, models.CASCADE, related_name="texts")

    retention = Retention(after="the general description itself", source="local", verified=False)

    class Meta(VersionedText.Meta):
        pass


class ServiceQuerySet(SourcedQuerySet):
    def offered_in(self, municipality: str) -> Self:
        """Services for people of a municipality: offered there, or everywhere."""
        everywhere = Q(area_kind__in=(AreaKind.COUNTRY, AreaKind.MAINLAND))
        return self.filter(everywhere | Q(municipalities__contains=[municipality]))

    def in_language(self, language: str) -> Self:
        """Services that are given in a language by people who speak it."""
        return self.filter(languages__contains=[language])


class Service(Sourced):
    """Something that people can get. Codes of municipalities and counties are those of Statistics Finland."""

    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="services")
    general_description = models.ForeignKey(
        GeneralDescription, models.PROTECT, null=True, blank=True, related_name="services"
    )
    kind = models.CharField(_("kind"), max_length=13, choices=ServiceKind, default=ServiceKind.SERVICE)
    charge = models.CharField(_("charge"), max_length=7, choices=Charge, blank=True)
    languages: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    area_kind = models.CharField(_("area"), max_length=8, choices=AreaKind, default=AreaKind.LIMITED)
    municipalities: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=3), default=list, blank=True
    )
    regions: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    counties: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    terms = models.ManyToManyField(Term, related_name="services", blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ServiceQuerySet.as_manager()
    retention = Retention(after="the directory itself", source="local", verified=False)

    class Meta(Sourced.Meta):
        indexes = [
            GinIndex(fields=["municipalities"], name="directory_service_by_place"),
            GinIndex(fields=["languages"], name="directory_service_by_language"),
        ]


class ServiceText(VersionedText):
    entry = models.ForeignKey(Service, models.CASCADE, related_name="texts")

    retention = Retention(after="the service itself", source="local", verified=False)

    class Meta(VersionedText.Meta):
        pass


class LocalAddition(Record):
    """What we know of a service beside its source: tags, whether an interpreter is arranged, for which ages."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="addition")
    tags: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    arranges_interpreter = models.BooleanField(_("arranges an interpreter"), null=True, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("until the age of"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    retention = Retention(after="the service itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum_age__isnull=True)
                | Q(minimum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="directory_ages_in_order",
                violation_error_message=_("The oldest age must not be below the youngest."),
            ),
        ]
