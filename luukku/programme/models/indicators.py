"""What is measured, what is aimed at by when, and what was seen."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.models import Record
from luukku.programme.models.base import WITH_PROGRAMME, Sourced, code_once
from luukku.programme.models.goals import Goal, Measure
from luukku.programme.models.programmes import Programme


class Indicator(Sourced):
    """What tells whether things go the way they should. Its words are its name.

    Attributes:
        figure: the code of the definition by which `insight` works it out; empty when people write the numbers down.
        quality_note: what the number does not tell.
    """

    class Direction(models.TextChoices):
        UP = "up", _("More is better")
        DOWN = "down", _("Less is better")
        KEEP = "keep", _("Should stay where it is")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="indicators")
    goals = models.ManyToManyField(Goal, related_name="indicators", blank=True)
    measures = models.ManyToManyField(Measure, related_name="indicators", blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True, db_default="")
    direction = models.CharField(_("which way"), max_length=4, choices=Direction, default=Direction.UP)
    definition = models.TextField(_("how it is counted"), max_length=2000, blank=True, db_default="")
    data_source = models.CharField(_("where the numbers come from"), max_length=300, blank=True, db_default="")
    quality_note = models.TextField(_("what the number does not tell"), max_length=1000, blank=True, db_default="")
    figure = models.CharField(_("computed figure"), max_length=60, blank=True, db_default="")
    baseline = models.DecimalField(_("where it began"), max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(_("on"), null=True, blank=True)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            code_once("indicator"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="programme_baseline_has_its_day",
            ),
        ]


class Target(Record):
    """What an indicator should show by a day."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    by_on = models.DateField(_("by"))
    value = models.DecimalField(_("target"), max_digits=14, decimal_places=4)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["by_on"]
        constraints = [models.UniqueConstraint(fields=["indicator", "by_on"], name="programme_one_target_a_day")]

    def __str__(self) -> str:
        return str(self.value)


class Observation(Record):
    """What was seen on a day. A mistake is mended by another observation that corrects it.

    `inputs`: the formula and the numbers from which a computed one was worked out.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    on = models.DateField(_("on"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4)
    note = models.CharField(_("note"), max_length=500, blank=True, db_default="")
    inputs: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["on", "created_at"]

    def __str__(self) -> str:
        return str(self.value)
