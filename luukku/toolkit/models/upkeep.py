"""Keeping an item true: reviews, comments on a draft, and how municipalities take it into use."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.toolkit.models.items import WITH_ITEM, ToolkitItem
from luukku.toolkit.models.versions import ItemVersion


class Review(Record):
    """Somebody looked whether an item still holds, or something asked for such a look."""

    class Outcome(models.TextChoices):
        NO_CHANGE = "no_change", _("Reviewed, no changes")
        EDITED = "edited", _("Reviewed and changed")
        WITHDRAWN = "withdrawn", _("Taken out of use")
        ASKED = "asked", _("A review was asked for")
        LAW_CHANGED = "law_changed", _("The law changed")

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="reviews")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(_("on"))
    next_on = models.DateField(_("next review"), null=True, blank=True)
    law_reference = models.CharField(max_length=40, blank=True, db_default="")
    note = models.CharField(_("note"), max_length=500, blank=True)

    retention = WITH_ITEM

    class Meta:
        ordering = ["-reviewed_on", "-created_at"]

    def __str__(self) -> str:
        return self.outcome


class ReviewComment(Record):
    """What somebody says about a draft, or about one block of it."""

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="comments")
    block = models.CharField(max_length=40, blank=True)
    text = models.CharField(_("comment"), max_length=2000)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    retention = WITH_ITEM

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return str(self.pk)


class Adoption(Record):
    """How far one organisation is with taking an item into use (roll-out). Steps are added, never taken back."""

    class Stage(models.TextChoices):
        TOLD = "told", _("Told about it")
        TRAINED = "trained", _("Trained for it")
        IN_USE = "in_use", _("In use")
        GIVEN_UP = "given_up", _("No longer in use")

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="adoptions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    stage = models.CharField(_("how far"), max_length=10, choices=Stage)
    since_on = models.DateField(_("since"))
    note = models.CharField(_("what was adapted"), max_length=500, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    retention = WITH_ITEM

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organisation", "stage", "since_on"],
                name="toolkit_one_step_a_day",
                violation_error_message=_("This step is noted for that day already."),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["told", "trained", "in_use", "given_up"]), name="toolkit_known_stage"
            ),
        ]

    def __str__(self) -> str:
        return self.stage
