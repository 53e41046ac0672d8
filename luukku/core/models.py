"""What every table shares, and the keys that make a repeated write harmless."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from luukku.core.retention import Retention


class Record(models.Model):
    """A row with an unguessable id that tells nothing, and two moments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created at"), db_default=Now(), editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True, db_default=Now())

    class Meta:
        abstract = True


class IdempotencyKeyQuerySet(models.QuerySet["IdempotencyKey"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(created_at__lt=at - timedelta(hours=24))


class IdempotencyKey(models.Model):
    """One write that was carried out: a repeat within 24 hours answers with the first result.

    `content` is the hash of what was sent and where to: a form that was changed after "back" is another write.
    Written in the same transaction as the change itself; `location` is where the first answer led
    (empty when it was a fragment: the repeat then shows the page as it is now).
    """

    id = models.BigAutoField(primary_key=True)
    user_id = models.UUIDField()
    url_name = models.CharField(max_length=80)
    key = models.UUIDField()
    content = models.CharField(max_length=64, default="", db_default="")
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)

    objects = IdempotencyKeyQuerySet.as_manager()
    retention = Retention(days=1, after="the write", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "url_name", "key", "content"], name="core_one_result_per_write"),
        ]

    def __str__(self) -> str:
        return f"{self.url_name} {self.key}"
