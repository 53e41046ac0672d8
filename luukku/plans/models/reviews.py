"""Looking at a plan together again: how far each goal has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record
from luukku.plans.models.parts import Goal
from luukku.plans.models.plan import Review


class GoalProgress(Record):
    """How far one goal had come when the plan was looked at together (874/2024: progress and results)."""

    class Progress(models.TextChoices):
        REACHED = "reached", _("Reached")
        ON_THE_WAY = "on_the_way", _("On the way")
        NOT_STARTED = "not_started", _("Not begun yet")
        STUCK = "stuck", _("Something stands in the way")
        GIVEN_UP = "given_up", _("No longer wanted")

    review = models.ForeignKey(Review, models.PROTECT, related_name="progress")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="progress")
    progress = models.CharField(_("how far"), max_length=12, choices=Progress)
    note = models.CharField(_("results, or what stands in the way"), max_length=500, blank=True)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["review", "goal"], name="plans_each_goal_once_in_a_review")]
