"""What a person may ask about the data on them: a copy, a correction, and that a guardian does not get it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.models.people import Person
from luukku.core.models import Record
from luukku.files.models import StoredFile


class DataExportQuerySet(models.QuerySet["DataExport"]):
    def readable_at(self, at: datetime) -> Self:
        """Those whose file is there and whose days are not over."""
        return self.filter(state=DataExport.State.READY, file__isnull=False, expires_at__gt=at)


class DataExport(Record):
    """A copy of the data on one person, made once, on the demand of that person or of who may decide for them.

    The file lives for some days; that it was made, for whom and with which hash, stays.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Being put together")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Not made: the right to it had ended")
        FAILED = "failed", _("Could not be made")

    case = models.ForeignKey(Case, models.PROTECT, related_name="data_exports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who asked"))
    received_on = models.DateField(_("asked on"))
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    ordered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("can be downloaded until"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.OneToOneField(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DataExportQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ready", made_at__isnull=False, expires_at__isnull=False) & ~Q(sha256="")
                | ~Q(state="ready") & Q(sha256=""),
                name="casework_a_ready_export_has_its_hash",
            ),
        ]
        indexes = [models.Index(fields=["case", "person"], name="casework_exports_of_a_person")]


class Correction(Record):
    """A demand to put something right: both texts are kept, whatever is decided."""

    class State(models.TextChoices):
        OPEN = "open", _("Not decided yet")
        CORRECTED = "corrected", _("Corrected")
        REFUSED = "refused", _("Refused")

    class Target(models.TextChoices):
        """What is to be put right. All but the last is put right by the decision itself."""

        NAME = "name", _("Whole name")
        NATIVE_NAME = "native_name", _("Name in own script")
        CALLED_NAME = "called_name", _("What they are called")
        OTHER = "other", _("Something else that is written here")

    case = models.ForeignKey(Case, models.PROTECT, related_name="corrections")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who asked"))
    received_on = models.DateField(_("asked on"))
    target = models.CharField(_("what is wrong"), max_length=12, choices=Target)
    place = models.CharField(_("where it stands"), max_length=200, blank=True)
    old_text = models.TextField(_("what stands there"), max_length=3000)
    new_text = models.TextField(_("what should stand there"), max_length=3000)
    grounds = models.TextField(_("why, in the person's words"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = models.TextField(_("why it was decided so"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=["corrected", "refused"], decided_at__isnull=False, decided_by__isnull=False),
                name="casework_a_decided_correction_names_its_decider",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="casework_a_refused_correction_says_why"
            ),
        ]
        indexes = [models.Index(fields=["case", "person"], name="casework_corrections_of_person")]


class ProhibitionQuerySet(models.QuerySet["Prohibition"]):
    def standing(self) -> Self:
        return self.filter(lifted_on__isnull=True)


class Prohibition(Record):
    """A minor forbids giving their data to a guardian, for a weighty reason (703/2023, 51 §). Exports respect it."""

    class Extent(models.TextChoices):
        ALL = "all", _("Everything")
        OWN_WORDS = "own_words", _("What the young person has said: interviews, needs, own words, notes and documents")

    case = models.ForeignKey(Case, models.PROTECT, related_name="prohibitions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    guardian = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("which guardian"),
    )
    extent = models.CharField(_("what is forbidden"), max_length=10, choices=Extent, default=Extent.ALL)
    reason = models.TextField(_("weighty reason, in the young person's words"), max_length=2000)
    told_on = models.DateField(_("told on"))
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_on = models.DateField(_("taken back on"), null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProhibitionQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "guardian"],
                condition=Q(lifted_on__isnull=True),
                nulls_distinct=False,
                name="casework_one_prohibition_at_a_time",
                violation_error_message=_("This has been forbidden already."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True)
                | Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="casework_a_lifted_prohibition_names_who",
            ),
        ]
