"""How a service is reached: places, phones, e-services, forms and web pages."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.directory.models.providers import Provider
from luukku.directory.models.services import AreaKind, Charge, Service
from luukku.directory.models.sourced import Sourced, SourcedQuerySet, VersionedText, Words

Rows = list[dict[str, str]]


class ChannelQuerySet(SourcedQuerySet):
    def present(self) -> Self:
        """Ways that are offered now; what still waits for somebody to look at it is not."""
        return super().present().filter(is_published=True)

    def places(self) -> Self:
        """Service points that one can visit."""
        return self.filter(kind=Channel.Kind.PLACE)

    def on_the_map(self) -> Self:
        return self.places().filter(latitude__isnull=False)


class Channel(Sourced):
    """One way to a service.

    Attributes:
        phones: [{"number": "+358…", "kind": "phone|sms|fax", "note", "cost", "language"}].
        emails: [{"address", "language"}]; urls: [{"url", "name", "language"}] (a form's files too, with "type").
        street: the street by language; latitude, longitude: WGS 84 degrees.
        accessibility: [{"title": words by language, "sentences": [words by language]}].
    """

    class Kind(models.TextChoices):
        PLACE = "place", _("Place")
        PHONE = "phone", _("Phone service")
        ESERVICE = "eservice", _("E-service")
        FORM = "form", _("Form")
        WEB_PAGE = "web_page", _("Web page")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="channels")
    languages: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    area_kind = models.CharField(_("area"), max_length=8, choices=AreaKind, default=AreaKind.LIMITED)
    municipalities: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=3), default=list, blank=True
    )
    phones: "models.JSONField[Rows, Rows]" = models.JSONField(default=list, blank=True)
    emails: "models.JSONField[Rows, Rows]" = models.JSONField(default=list, blank=True)
    urls: "models.JSONField[Rows, Rows]" = models.JSONField(default=list, blank=True)
    street: "models.JSONField[Words, Words]" = models.JSONField(default=dict, blank=True)
    street_number = models.CharField(_("street number"), max_length=100, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    post_office = models.CharField(_("post office"), max_length=100, blank=True)
    municipality = models.CharField(_("municipality"), max_length=3, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accessibility: "models.JSONField[list[dict[str, object]], list[dict[str, object]]]" = models.JSONField(
        default=list, blank=True
    )
    needs_identification = models.BooleanField(_("needs strong identification"), null=True, blank=True)
    form_identifier = models.CharField(_("number of the form"), max_length=100, blank=True)
    is_published = models.BooleanField(_("shown to everybody"), default=True, db_default=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ChannelQuerySet.as_manager()
    retention = Retention(after="the directory itself", source="local", verified=False)

    class Meta(Sourced.Meta):
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="directory_places_are_on_earth",
            ),
        ]


class ChannelText(VersionedText):
    entry = models.ForeignKey(Channel, models.CASCADE, related_name="texts")

    retention = Retention(after="the channel itself", source="local", verified=False)

    class Meta(VersionedText.Meta):
        pass


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def present(self) -> Self:
        """Connections in force, of channels that are offered."""
        return self.filter(archived_at__isnull=True, channel__archived_at__isnull=True, channel__is_published=True)


class Connection(Record):
    """A service is reached by a channel, with what is different for this service there.

    `source_hash` is empty for one that was made here.
    """

    service = models.ForeignKey(Service, models.CASCADE, related_name="connections")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="connections")
    charge = models.CharField(_("charge"), max_length=7, choices=Charge, blank=True)
    description: "models.JSONField[Words, Words]" = models.JSONField(default=dict, blank=True)
    phones: "models.JSONField[Rows, Rows]" = models.JSONField(default=list, blank=True)
    emails: "models.JSONField[Rows, Rows]" = models.JSONField(default=list, blank=True)
    source_hash = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ConnectionQuerySet.as_manager()
    retention = Retention(after="the service itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "channel"], name="directory_connected_once"),
        ]
