"""Authorities, centres and associations; their units; and what authorities were called when."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code() -> str:
    """A code for the address of an organisation's pages. It tells nothing about the organisation."""
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(10))


class NamedInThreeLanguages(models.Model):
    """Names in Finnish, Swedish and English; the interface's language decides which is shown."""

    name_fi = models.CharField(_("name in Finnish"), max_length=200)
    name_sv = models.CharField(_("name in Swedish"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        named: str = getattr(self, f"name_{(get_language() or 'fi')[:2]}", "")
        return named or self.name_fi

    @property
    def other_names(self) -> list[tuple[str, str]]:
        """The names that `name` does not show, each with the code of its language."""
        named = [("fi", self.name_fi), ("sv", self.name_sv), ("en", self.name_en)]
        return [(code, name) for code, name in named if name and name != self.name]


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def existing_on(self, day: date) -> Self:
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def in_regions(self, regions: Sequence[UUID] | models.QuerySet["Organisation", UUID]) -> Self:
        """Regions, told by their ids, and the organisations that stand in them."""
        return self.filter(Q(pk__in=regions) | Q(county__in=regions))

    def region_ids(self) -> models.QuerySet["Organisation", UUID]:
        """Of each organisation the id of its region, as `Organisation.region_id` tells it."""
        return self.values_list(Coalesce("county_id", "pk"), flat=True)


class Organisation(NamedInThreeLanguages, Record):
    """A controller of its own register: it owns cases, and people work for it."""

    class Kind(models.TextChoices):
        WELLBEING_COUNTY = "wellbeing_county", _("Wellbeing services county")
        MUNICIPALITY = "municipality", _("Municipality")
        EMPLOYMENT_AREA = "employment_area", _("Employment area")
        RECEPTION_CENTRE = "reception_centre", _("Reception centre")
        ASSOCIATION = "association", _("Association")

    class Special(models.TextChoices):
        """Rows of the official classification that are not what their kind says."""

        HELSINKI = "helsinki", _("A city that arranges social and health services itself")
        ALAND = "aland", _("Åland, which has its own law")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    official_code = models.CharField(_("official code"), max_length=10, blank=True)
    special = models.CharField(_("what is different"), max_length=10, choices=Special, blank=True, db_default="")
    county = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="within_county")
    employment_area = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="within_area")
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("existed until"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()
    retention = Retention(after="the organisation itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "official_code"],
                condition=~Q(official_code=""),
                name="accounts_one_organisation_per_official_code",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="accounts_organisation_ends_after_start",
            ),
        ]

    @property
    def region_id(self) -> UUID:
        """The county in which it stands; itself when it is a county, or stands in none."""
        return self.county_id or self.pk


class Unit(NamedInThreeLanguages, Record):
    """A part of an organisation that meets families: a family centre, a school, a team."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")

    retention = Retention(after="the organisation itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name_fi"], name="accounts_unit_names_differ"),
        ]


class AuthorityName(NamedInThreeLanguages, Record):
    """What an authority was called in a span of days, so that an old letter and a new page mean the same office."""

    authority = models.SlugField(_("authority"), max_length=40)
    valid_from = models.DateField(_("called so from"), null=True, blank=True)
    valid_to = models.DateField(_("called so until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    is_verified = models.BooleanField(_("checked from the source"), default=False)

    retention = Retention(after="the authority itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "name_fi"], name="accounts_authority_names_differ"),
        ]
