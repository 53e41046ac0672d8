"""The trail's two tables. The application may add and read lines; the database refuses the rest."""

from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from luukku.core.retention import Retention

SYSTEM_CHAIN = UUID(int=0)


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def about_case(self, case_id: UUID) -> Self:
        return self.filter(case_ids__contains=[case_id])

    def latest_first(self) -> Self:
        return self.order_by("-at", "-number")


class AuditEvent(models.Model):
    """One line: an actor did or was refused something, about some cases, at a moment.

    `chain` is the organisation's id (`SYSTEM_CHAIN` where there is none), `number` the place in it, from 1.
    `hash` seals the line and `previous_hash`, so a change, a removal or a new order shows.
    """

    class Outcome(models.TextChoices):
        ALLOWED = "allowed"
        DENIED = "denied"

    id = models.BigAutoField(primary_key=True)
    chain = models.UUIDField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    user_id = models.UUIDField(null=True)
    roles = ArrayField(models.CharField(max_length=20), default=list)
    action = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.ALLOWED)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    case_ids = ArrayField(models.UUIDField(), default=list)
    purpose = models.CharField(max_length=40, blank=True)
    codes = models.JSONField(default=dict)
    key_id = models.CharField(max_length=8)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    objects = AuditEventQuerySet.as_manager()
    retention = Retention(
        years=12, after="the line was written", source="703/2023, annex; elsewhere local", verified=True
    )

    class Meta:
        db_table = "audit_event"
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_one_line_per_place")]
        indexes = [
            GinIndex(fields=["case_ids"], name="audit_lines_of_a_case"),
            models.Index(fields=["user_id", "at"], name="audit_lines_of_a_user"),
        ]

    def __str__(self) -> str:
        return f"{self.action} ({self.chain}, {self.number})"


class ChainHead(models.Model):
    """Where a chain stands: its last line, under a seal of its own.

    Locked while lines are added, so no two writers seal the same place.
    """

    chain = models.UUIDField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes)
    key_id = models.CharField(max_length=8, default="", db_default="")
    seal = models.BinaryField(max_length=32, default=bytes, db_default=b"")

    retention = Retention(
        years=12, after="the chain's last line", source="703/2023, annex; elsewhere local", verified=True
    )

    class Meta:
        db_table = "audit_chain_head"

    def __str__(self) -> str:
        return f"{self.chain}, {self.number}"
