"""Goals, the measures that lead to them, and what measures rest on."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.models import Record
from luukku.programme.models.base import PRECISIONS, WITH_PROGRAMME, Sourced, When, code_once, whole_date
from luukku.programme.models.programmes import Programme, Theme
from luukku.programme.models.visions import VisionStatement
from luukku.programme.rules import states

REPORT_MONTHS = 3
"""So often the owner of a measure tells how it goes, unless it was agreed otherwise. Source: local."""


class Goal(Sourced):
    """What should be reached."""

    class Level(models.TextChoices):
        NATIONAL = "national", _("National goal")
        REGIONAL = "regional", _("Goal of the region")
        OVERALL = "overall", _("Goal of the whole theme")
        RESULT = "result", _("Result that the goals lead to")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="goals")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="goals")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    level = models.CharField(_("level"), max_length=8, choices=Level, default=Level.REGIONAL, db_default="regional")
    statements = models.ManyToManyField(
        VisionStatement, related_name="goals", blank=True, verbose_name=_("vision statements")
    )

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [code_once("goal")]


class MeasureQuerySet(models.QuerySet["Measure"]):
    def real(self) -> Self:
        """Measures that say something themselves; a row that only points to others ("see above") is none."""
        return self.filter(is_reference=False)

    def tentative(self) -> Self:
        return self.real().filter(state=Measure.State.PROPOSED)

    def alive(self) -> Self:
        """Measures for which somebody should answer."""
        return self.real().filter(state__in=states.ALIVE)


class Measure(Sourced):
    """What is done for a goal. A private one is seen by its own organisation alone."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposal")
        PLANNED = "planned", _("Planned")
        ONGOING = "ongoing", _("Going on")
        DONE = "done", _("Done")
        ASSESSED = "assessed", _("Done and assessed")
        INTERRUPTED = "interrupted", _("Interrupted")
        REPLACED = "replaced", _("Replaced by another")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="measures")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programme_measures")
    is_private = models.BooleanField(_("only for our own organisation"), default=False, db_default=False)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="measures")
    goals = models.ManyToManyField(Goal, related_name="measures", blank=True, verbose_name=_("goals"))
    is_reference = models.BooleanField(_("only points to other measures"), default=False, db_default=False)
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.PLANNED, db_default="planned")
    state_reason = models.CharField(_("why"), max_length=1000, blank=True, db_default="")
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    places = ArrayField(models.CharField(max_length=80), verbose_name=_("places"), default=list, blank=True)
    partners = ArrayField(models.CharField(max_length=120), verbose_name=_("partners"), default=list, blank=True)
    sectors = ArrayField(models.CharField(max_length=80), verbose_name=_("sectors"), default=list, blank=True)
    start_text = models.CharField(_("begins"), max_length=120, blank=True, db_default="")
    start_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True, db_default="")
    start_first = models.DateField(null=True, blank=True)
    start_last = models.DateField(null=True, blank=True)
    due_text = models.CharField(_("when"), max_length=120, blank=True, db_default="")
    due_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True, db_default="")
    due_first = models.DateField(null=True, blank=True)
    due_last = models.DateField(null=True, blank=True)
    report_months = models.PositiveSmallIntegerField(
        _("months between status reports"), default=REPORT_MONTHS, db_default=REPORT_MONTHS
    )

    start = When("start")
    due = When("due")
    objects = MeasureQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            code_once("measure"),
            whole_date("measure", "start"),
            whole_date("measure", "due"),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | (~Q(state="replaced") & Q(replaced_by__isnull=True)),
                name="programme_replaced_by_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="interrupted") | ~Q(state_reason=""), name="programme_interrupted_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(report_months__gte=1, report_months__lte=24), name="programme_reports_within_two_years"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("programme:measure", args=[self.programme_id, self.pk])

    @property
    def is_tentative(self) -> bool:
        return self.state == Measure.State.PROPOSED


class MeasureLink(Record):
    """One measure points to another, or waits for it. The database refuses circles."""

    class Kind(models.TextChoices):
        REFERS_TO = "refers_to", _("Says the same as")
        DEPENDS_ON = "depends_on", _("Waits for")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="links")
    other = models.ForeignKey(Measure, models.PROTECT, related_name="linked_from")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)

    retention = WITH_PROGRAMME

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "other", "kind"], name="programme_a_link_once"),
            models.CheckConstraint(condition=~Q(measure=F("other")), name="programme_no_link_to_itself"),
        ]

    def __str__(self) -> str:
        return self.kind
