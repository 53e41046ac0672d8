"""The red thread: one matter followed through programmes, each link with its reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
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
"""What a thread can lead through."""


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


class ThreadLink(Record):
    """One thing that a thread leads through, and why."""

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
    reason = models.CharField(_("why it belongs here"), max_length=500)
    is_derived = models.BooleanField(default=False, db_default=False)
    position = models.PositiveIntegerField(default=0, db_default=0)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            exactly_one("programme_a_link_to_one_thing", LINKED),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="programme_a_link_has_its_reason",
                violation_error_message=_("Tell why this belongs to the thread."),
            ),
            *[models.UniqueConstraint(fields=["thread", one], name=f"programme_thread_{one}_once") for one in LINKED],
        ]

    def __str__(self) -> str:
        return self.reason
