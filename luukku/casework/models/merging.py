"""Somebody who was noted twice: which row stays, what followed, and how it is taken apart again."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models.lifetimes import AS_THE_LAST_CASE
from luukku.casework.models.people import Person
from luukku.core.models import Record


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    def standing(self) -> Self:
        """Joinings that have not been taken apart."""
        return self.filter(undone_at__isnull=True)


class PersonMerge(Record):
    """Two rows of one person joined into one, with all that is needed to take them apart.

    `moved`: what followed, as [table, id, column]. `made`: rows written for days that the one who stays did not have,
    as [table, id]. `barred`: guardianships that a bar followed to. `facts`: what was known before of the one who stays.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="merged_by")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(_("joined at"))
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("taken apart at"), null=True, blank=True)
    moved = models.JSONField(default=list, db_default=[], blank=True)
    made = models.JSONField(default=list, db_default=[], blank=True)
    barred = models.JSONField(default=list, db_default=[], blank=True)
    facts = models.JSONField(default=dict, db_default={}, blank=True)
    cases = models.JSONField(default=list, db_default=[], blank=True)
    """The cases of both at that moment, for the trail of a later taking apart."""

    objects = PersonMergeQuerySet.as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="casework_merged_once",
                violation_error_message=_("This person has been joined with another already."),
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="casework_nobody_merges_into_themselves"),
        ]
