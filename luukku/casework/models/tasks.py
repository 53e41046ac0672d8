"""Who does what by when, for one family."""

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.models.meetings import Meeting
from luukku.casework.models.people import Person
from luukku.core.models import Record


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(state=Task.State.OPEN)

    def due_by(self, day: date) -> Self:
        return self.open().filter(due_on__lte=day)

    def overdue(self, day: date) -> Self:
        """Open tasks whose day has passed; one that is due on the day itself is still in time."""
        return self.open().filter(due_on__lt=day)


class Task(Record):
    """Something that somebody has promised to do.

    What the responsible worker does bears no name: it goes along when somebody else begins to answer for the family.
    `goal_id` is the goal of a plan that it serves, when it serves one.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("No longer needed")

    class Doer(models.TextChoices):
        RESPONSIBLE = "responsible", _("Who answers for the family")
        HELPER = "helper", _("A helper")
        PERSON = "person", _("Somebody of the family")
        OTHER = "other", _("Somebody else")

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="tasks")
    goal_id: "models.UUIDField[UUID | None, UUID | None]" = models.UUIDField(null=True, blank=True)
    what = models.CharField(_("what"), max_length=300)
    what_family = models.CharField(
        _("the same in the family's language"), max_length=300, blank=True, default="", db_default=""
    )
    doer = models.CharField(_("who"), max_length=12, choices=Doer, default=Doer.RESPONSIBLE)
    doer_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    doer_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    doer_other = models.CharField(_("who else"), max_length=120, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = TaskQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(doer="responsible", doer_user__isnull=True, doer_person__isnull=True, doer_other="")
                | Q(doer="helper", doer_user__isnull=False, doer_person__isnull=True, doer_other="")
                | Q(doer="person", doer_user__isnull=True, doer_person__isnull=False, doer_other="")
                | Q(doer="other", doer_user__isnull=True, doer_person__isnull=True) & ~Q(doer_other=""),
                name="casework_a_task_has_one_doer",
            ),
            models.CheckConstraint(
                condition=Q(state="open", finished_at__isnull=True, finished_by__isnull=True)
                | Q(state__in=["done", "dropped"], finished_at__isnull=False, finished_by__isnull=False),
                name="casework_only_a_finished_task_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "due_on"], condition=Q(state="open"), name="casework_open_tasks"),
            models.Index(fields=["doer_user"], condition=Q(state="open"), name="casework_open_tasks_of_a_user"),
            models.Index(fields=["case", "-finished_at"], name="casework_finished_tasks"),
        ]
