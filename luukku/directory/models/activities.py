"""What happens again and again: meeting places, peer groups, support families and events."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.core.retention import Retention
from luukku.directory.models.channels import Channel, Rows
from luukku.directory.models.providers import Provider
from luukku.directory.models.services import Charge
from luukku.directory.models.sourced import Sourced, SourcedQuerySet, VersionedText


class ActivityQuerySet(SourcedQuerySet):
    def published(self) -> Self:
        return self.present().filter(is_published=True)

    def going_on(self, at: datetime) -> Self:
        """Not over yet: without a time, repeated, or ending later."""
        later = Q(ends_at__gte=at) | Q(ends_at__isnull=True, starts_at__gte=at)
        return self.filter(Q(starts_at__isnull=True) | ~Q(rrule="") | Q(rdates__len__gt=0) | later)


class Activity(Sourced):
    """Something that people come to.

    Repetition follows RFC 5545: `rrule` repeats `starts_at` in Helsinki time, `exdates` are cancelled starts, `rdates`
    extra ones. A meeting place has opening hours instead, and its `place` tells where. So does counselling: it is given
    in its `languages`, at its `place`, by phone or at a web address; without municipalities to the whole county.
    """

    class Kind(models.TextChoices):
        MEETING_PLACE = "meeting_place", _("Meeting place")
        PEER_GROUP = "peer_group", _("Peer group")
        SUPPORT_FAMILIES = "support_families", _("Support families")
        EVENT = "event", _("Event")
        COUNSELLING = "counselling", _("Counselling in one's own language")

    class Registration(models.TextChoices):
        NOT_NEEDED = "not_needed", _("Come as you are, no registration")
        NEEDED = "needed", _("Register first")

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody")
        FAMILIES = "families", _("Families with children")
        HOME_PARENTS = "home_parents", _("Parents at home with small children")
        MOTHERS = "mothers", _("Mothers")
        FATHERS = "fathers", _("Fathers")
        CHILDREN = "children", _("Children")
        YOUNG = "young", _("Young people")
        WOMEN = "women", _("Women")
        MEN = "men", _("Men")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="activities")
    place = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="activities")
    service = models.ForeignKey("directory.Service", models.SET_NULL, null=True, blank=True, related_name="activities")
    online_url = models.URLField(_("web address"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_all_day = models.BooleanField(_("all day"), default=False, db_default=False)
    rrule = models.CharField(_("repeats"), max_length=300, blank=True)
    exdates: "ArrayField[list[datetime], list[datetime]]" = ArrayField(models.DateTimeField(), default=list, blank=True)
    rdates: "ArrayField[list[datetime], list[datetime]]" = ArrayField(models.DateTimeField(), default=list, blank=True)
    languages: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    audience: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    municipalities: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=3), default=list, blank=True
    )
    registration = models.CharField(_("registration"), max_length=10, choices=Registration, blank=True)
    charge = models.CharField(_("charge"), max_length=7, choices=Charge, blank=True)
    phones: "models.JSONField[Rows, Rows]" = models.JSONField(default=list, blank=True)
    emails: "models.JSONField[Rows, Rows]" = models.JSONField(default=list, blank=True)
    is_published = models.BooleanField(_("shown to everybody"), default=True, db_default=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ActivityQuerySet.as_manager()
    retention = Retention(after="the directory itself", source="local", verified=False)

    class Meta(Sourced.Meta):
        constraints = [
            *Sourced.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="directory_activity_ends_after_start",
                violation_error_message=_("The end must not be before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(rrule="") | Q(starts_at__isnull=False),
                name="directory_repeats_from_a_first_time",
                violation_error_message=_("Tell the first time that it is repeated from."),
            ),
        ]

    @property
    def shown_place(self) -> Channel | None:
        """Its place, unless that still waits for somebody to look at it."""
        return self.place if self.place is not None and self.place.is_published else None


class ActivityText(VersionedText):
    entry = models.ForeignKey(Activity, models.CASCADE, related_name="texts")

    retention = Retention(after="the activity itself", source="local", verified=False)

    class Meta(VersionedText.Meta):
        pass
