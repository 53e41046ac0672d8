"""The red thread: one matter followed through programmes, each link with its reason."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.programme.models.base import WITH_PROGRAMME, Sourced, code_once, exactly_one
from luukku.programme.models.goals import Goal, Measure
from luukku.programme.models.indicators import Indicator
from luukku.programme.models.meetings import CorrectiveAction, Decision
from luukku.programme.models.outputs import Output
from luukku.programme.models.parties import Duty
from luukku.programme.models.programmes import Passage
from luukku.programme.models.visions import VisionStatement
from luukku.toolkit.models import ToolkitItem

LINKED = (
    "goal", "measure", "duty", "output", "passage", "statement", "decision", "correction", "indicator", "toolkit_item"
)  # fmt: skip
"""What a thread can lead through: rows of programmes, and of the toolkit."""


class Thread(Sourced):
    """One matter, through all programmes of an organisation. `pattern`: the words by which its links were found."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="threads")
    why = models.TextField(_("why it is followed"), max_length=1000, blank=True, db_default="")
    pattern = models.CharField(_("words by which it was found"), max_length=300, blank=True, db_default="")
    is_derived = models.BooleanField(_("put together by us, not by a source"), default=False, db_default=False)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [code_once("thread", within="organisation")]

    def get_absolute_url(self) -> str:
        return reverse("programme:thread", args=[self.pk])


class ThreadLinkQuerySet(models.QuerySet["ThreadLink"]):
    def open(self) -> Self:
        """Links that hold; an ended one stays as history."""
        return self.filter(ended_at=None)


class ThreadLink(Record):
    """One thing that a thread leads through, and why. It is ended for a reason, never removed.

    Attributes:
        elsewhere, key: the kind of something that has no table among ours, and what it is called there.
        is_derived: found by the thread's words when the programme was brought in; a person has not told the reason.
    """

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="links")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="thread_links")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="thread_links")
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, blank=True, related_name="thread_links")
    output = models.ForeignKey(Output, models.PROTECT, null=True, blank=True, related_name="thread_links")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="thread_links")
    statement = models.ForeignKey(VisionStatement, models.PROTECT, null=True, blank=True, related_name="thread_links")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="thread_links")
    correction = models.ForeignKey(CorrectiveAction, models.PROTECT, null=True, blank=True, related_name="thread_links")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="thread_links")
    toolkit_item = models.ForeignKey(ToolkitItem, models.PROTECT, null=True, blank=True, related_name="+")
    elsewhere = models.CharField(_("kind"), max_length=20, null=True, blank=True)  # noqa: DJ001 - counted like the others
    key = models.CharField(max_length=80, blank=True, db_default="")
    reason = models.CharField(_("why it belongs here"), max_length=500)
    is_derived = models.BooleanField(default=False, db_default=False)
    position = models.PositiveIntegerField(default=0, db_default=0)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(_("why it ended"), max_length=500, blank=True, db_default="")
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ThreadLinkQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            exactly_one("programme_a_link_to_one_thing", (*LINKED, "elsewhere")),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="programme_a_link_has_its_reason",
                violation_error_message=_("Tell why this belongs to the thread."),
            ),
            models.CheckConstraint(
                condition=Q(elsewhere__isnull=True, key="") | Q(elsewhere__isnull=False) & ~Q(key=""),
                name="programme_a_link_elsewhere_has_its_key",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="programme_a_link_ends_for_a_reason",
            ),
            *[
                models.UniqueConstraint(
                    fields=["thread", one], condition=Q(ended_at=None), name=f"programme_thread_{one}_once",
                    violation_error_message=_("The thread leads through this already."),
                )
                for one in LINKED
            ],
            models.UniqueConstraint(
                fields=["thread", "elsewhere", "key"], condition=Q(ended_at=None),
                name="programme_thread_elsewhere_once",
                violation_error_message=_("The thread leads through this already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reason
