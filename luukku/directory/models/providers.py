"""Organisations of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.core.retention import Retention
from luukku.directory.models.sourced import Sourced, SourcedQuerySet, VersionedText


class Provider(Sourced):
    """An organisation that arranges services. `phones`, `emails` and `urls` as in Channel."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        MUNICIPALITY = "municipality", _("Municipality")
        REGION = "region", _("Wellbeing services county or other region")
        ORGANISATION = "organisation", _("Association or foundation")
        COMPANY = "company", _("Company")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ORGANISATION)
    business_id = models.CharField(_("business id"), max_length=9, blank=True)
    municipality = models.CharField(_("municipality"), max_length=3, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    phones: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list, blank=True)
    emails: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list, blank=True)
    urls: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list, blank=True)

    objects = SourcedQuerySet.as_manager()
    retention = Retention(after="the directory itself", source="local", verified=False)

    class Meta(Sourced.Meta):
        pass


class ProviderText(VersionedText):
    """A provider's words in one language."""

    entry = models.ForeignKey(Provider, models.CASCADE, related_name="texts")

    retention = Retention(after="the provider itself", source="local", verified=False)

    class Meta(VersionedText.Meta):
        pass
