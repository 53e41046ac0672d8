"""Clients brought in from another system's file: the file's rows wait here, sealed, until somebody takes them in."""

from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, Unit, User
from luukku.casework.models.cases import Case
from luukku.casework.models.facts import FactSource
from luukku.casework.models.people import Person
from luukku.core.models import Record
from luukku.core.retention import Retention

ROWS_LIVE_DAYS = 30
IMPORTS_LIVE_DAYS = 365


class ClientImportQuerySet(models.QuerySet["ClientImport"]):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "pk")

    def expired(self, at: datetime) -> Self:
        return self.filter(created_at__lt=at - timedelta(days=IMPORTS_LIVE_DAYS))


class ClientImport(Record):
    """One file on its way in. What its rows say is sealed in `ImportRow`; here stands how far it has come.

    Attributes:
        header: the names of the file's columns.
        mapping: our field → number of the file's column.
        checked: rows read so far while the file is checked.
        result: what the dry run, and later the real one, did: counts only.
    """

    class State(models.TextChoices):
        COLUMNS = "columns", _("Columns to be named")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        IMPORTING = "importing", _("Being taken in")
        DONE = "done", _("Taken in")
        CANCELLED = "cancelled", _("Left")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(User, models.PROTECT, related_name="+")
    ground = models.CharField(_("ground"), max_length=12, choices=Case.Ground)
    origin = models.CharField(_("from whom"), max_length=20, choices=FactSource.Origin)
    told_by = models.CharField(_("from which system or register"), max_length=120, blank=True)
    file_name = models.CharField(_("file"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.COLUMNS)
    header = ArrayField(models.CharField(max_length=200), default=list, editable=False)
    mapping = models.JSONField(default=dict, blank=True, editable=False)
    row_count = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ClientImportQuerySet.as_manager()
    retention = Retention(days=IMPORTS_LIVE_DAYS, after="the file was brought", source="local", verified=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "uploaded_by"], name="casework_imports_of_a_worker")]


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def in_order(self) -> Self:
        return self.order_by("number")

    def faulty(self) -> Self:
        return self.exclude(faults=[]).exclude(decision=ImportRow.Decision.LEAVE)

    def undecided(self) -> Self:
        return self.filter(decision=ImportRow.Decision.OPEN, faults=[]).exclude(matches=[], twins=[])

    def expired(self, at: datetime) -> Self:
        return self.filter(created_at__lt=at - timedelta(days=ROWS_LIVE_DAYS))


class ImportRow(Record):
    """One row of the file: one person. `sealed` holds its cells; `faults` and `matches` only codes and ids.

    Attributes:
        number: the row's number as a spreadsheet counts it: the header is 1.
        faults: what can't be taken in, as field and code.
        matches: people whom the worker sees and who may be the same.
        twins: numbers of other rows of the file that may be the same person.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("Not decided")
        NEW = "new", _("Somebody else")
        SAME = "same", _("The same person")
        LEAVE = "leave", _("Left out")

    batch = models.ForeignKey(ClientImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    sealed = models.TextField(editable=False)
    faults = models.JSONField(default=list, blank=True, editable=False)
    matches = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    twins = ArrayField(models.PositiveIntegerField(), default=list, blank=True, editable=False)
    decision = models.CharField(_("decision"), max_length=5, choices=Decision, blank=True, default="")
    same_as = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ImportRowQuerySet.as_manager()
    retention = Retention(days=ROWS_LIVE_DAYS, after="the file was brought", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="casework_import_row_once"),
            models.CheckConstraint(
                condition=~Q(decision="same") | Q(same_as__isnull=False), name="casework_same_as_somebody"
            ),
        ]
