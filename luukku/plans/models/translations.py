"""Who translated each text of a plan, from which wording, and who checked it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record
from luukku.plans.models.plan import FamilyPlan


class TextTranslation(Record):
    """How one text of a plan came into the other language.

    The hashes (SHA-256 of the wordings) tell by themselves when it no longer holds: another source makes it outdated,
    another translation makes the check void. `row` is the row the text stands in, `field` the name of its first field.
    """

    class Maker(models.TextChoices):
        WORKER = "worker", _("A worker")
        INTERPRETER = "interpreter", _("An interpreter")
        AGENCY = "agency", _("A translation agency")
        FAMILY = "family", _("The family itself")
        READY = "ready", _("Ready words of Luukku")
        MACHINE = "machine", _("A machine")
        UNKNOWN = "unknown", _("Nobody noted who")

    plan = models.ForeignKey(FamilyPlan, models.CASCADE, related_name="translations")
    row = models.UUIDField()
    field = models.CharField(max_length=20)
    source_hash = models.CharField(max_length=64)
    target_hash = models.CharField(max_length=64)
    maker = models.CharField(_("translated by"), max_length=12, choices=Maker, default=Maker.WORKER)
    maker_name = models.CharField(_("name or number of the translator"), max_length=120, blank=True)
    made_on = models.DateField(_("translated on"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_hash = models.CharField(max_length=64, blank=True)
    checker_name = models.CharField(_("checked by"), max_length=120, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "row", "field"], name="plans_one_translation_per_text"),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_hash="", checker_name="", checked_by__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(checked_hash="") & ~Q(checker_name=""),
                name="plans_check_tells_who_and_when",
            ),
        ]
