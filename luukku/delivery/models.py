"""What was sent to whom and when. Never what about."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.models import Record
from luukku.core.retention import Retention

KEPT = timedelta(days=90)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self) -> Self:
        """Messages that have not left yet and have not been given up."""
        return self.filter(state=Message.State.PLANNED)

    def expired(self, at: datetime) -> Self:
        """Messages whose retention is over."""
        return self.exclude(state=Message.State.PLANNED).filter(updated_at__lt=at - KEPT)


class Message(Record):
    """One mail or text message. Its words come from its kind; the row holds codes and ids only.

    `path` is the page the message leads to, without the organisation's prefix; `subject_id` is what its link is made
    for at the moment of sending (an invitation), so that no secret lies here. `figures` are counts that its words name.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        SMS = "sms", _("Text message")

    class State(models.TextChoices):
        PLANNED = "planned", _("On its way")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        NOT_CONNECTED = "not_connected", _("Not sent: no connection has been set up")
        NOT_NEEDED = "not_needed", _("No longer needed")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=40)
    channel = models.CharField(_("channel"), max_length=4, choices=Channel)
    language = models.CharField(_("language"), max_length=3)
    state = models.CharField(_("state"), max_length=13, choices=State, default=State.PLANNED)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    path = models.CharField(max_length=200, blank=True)
    subject_id: "models.UUIDField[UUID | None, UUID | None]" = models.UUIDField(null=True, blank=True)
    figures: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField())
    )

    objects = MessageQuerySet.as_manager()
    retention = Retention(days=KEPT.days, after="it was sent or given up", source="local", verified=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="delivery_sent_messages_have_a_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="delivery_by_organisation")]
