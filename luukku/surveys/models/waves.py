"""Asking one version of a questionnaire once: to whom, by when, and the box in which answers lie meanwhile."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.accounts.models.organisations import new_code
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.numbers.rules import LOWEST_THRESHOLD, THRESHOLD
from luukku.surveys.models.instruments import InstrumentVersion, said
from luukku.surveys.rules.figures import DISTRIBUTION_FROM

WITH_WAVE = Retention(after="the wave", source="local", verified=False)


class Panel(Record):
    """People of an organisation who are asked again and again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="survey_panels")
    name = models.CharField(_("name"), max_length=120)
    people = models.ManyToManyField(User, related_name="+", verbose_name=_("people"))

    retention = Retention(after="it is no longer asked; removed by hand", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="surveys_panel_names_differ"),
        ]

    def __str__(self) -> str:
        return self.name


class WaveQuerySet(models.QuerySet["Wave"]):
    def due_to_close(self, day: date) -> Self:
        """Open, and the last day has passed."""
        return self.filter(state=Wave.State.OPEN, closes_on__lt=day)


class Wave(Record):
    """One round of asking. There is no switch for anonymity: no wave knows who said what, so nothing can be turned off.

    From the opening on, what was promised does not change any more, whichever way somebody gets to the table.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        PUBLISHED = "published", _("Published")

    class Reach(models.TextChoices):
        LINK = "link", _("Everybody who has the link")
        INVITED = "invited", _("Those who are invited, each with a link of their own")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="survey_waves")
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="waves")
    name = models.CharField(_("name"), max_length=120)
    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT, db_default="draft")
    reach = models.CharField(_("who answers"), max_length=7, choices=Reach, default=Reach.LINK)
    analyst = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who reads open answers"))
    threshold = models.PositiveSmallIntegerField(
        _("smallest number of answers that is shown"), default=THRESHOLD, db_default=THRESHOLD
    )
    distribution_from = models.PositiveSmallIntegerField(
        _("answers from which a distribution is shown"), default=DISTRIBUTION_FROM, db_default=DISTRIBUTION_FROM
    )
    groups: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    target_size = models.PositiveIntegerField(_("how many are asked"), null=True, blank=True)
    closes_on = models.DateField(_("last day for answering"), null=True, blank=True)
    is_public = models.BooleanField(_("results are shown to everybody"), default=False, db_default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    answered = models.PositiveIntegerField(_("how many answered"), null=True, blank=True)
    told_back_at = models.DateTimeField(null=True, blank=True)
    discussion: "models.TextField[str, str]" = models.TextField(_("what was said together"), blank=True, db_default="")
    edits = models.PositiveIntegerField(default=1, db_default=1)

    objects = WaveQuerySet.as_manager()
    retention = Retention(after="the questionnaire", source="local", verified=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(threshold__gte=LOWEST_THRESHOLD),
                name="surveys_threshold_is_at_least_three",
                violation_error_message=_("A threshold below 3 exposes people."),
            ),
            models.CheckConstraint(
                condition=Q(distribution_from__gte=F("threshold")), name="surveys_distribution_needs_more"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("surveys:wave", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_closed(self) -> bool:
        """Whether no more is asked: closed or published."""
        return self.state in {self.State.CLOSED, self.State.PUBLISHED}

    @property
    def group_codes(self) -> list[str]:
        return [one["code"] for one in self.groups.get("options", [])]

    @property
    def group_words(self) -> dict[str, str]:
        """The groups' names in the language of the page."""
        return {one["code"]: said(one["labels"]) for one in self.groups.get("options", [])}


KEPT_DAYS = 365
KEPT = Retention(
    days=KEPT_DAYS, after="the wave was published, or closed if it never was", source="local", verified=False
)
"""How long it is known who was asked."""


def is_long_over(at: datetime) -> Q:
    """Whether the wave of a row was published so long ago, or closed and never published, that the row goes."""
    then = at - timedelta(days=KEPT_DAYS)
    never_published = Q(wave__published_at__isnull=True, wave__closed_at__lt=then)
    return Q(wave__published_at__lt=then) | never_published


class WaveInvitationQuerySet(models.QuerySet["WaveInvitation"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(is_long_over(at))


class WaveInvitation(Record):
    """A link of one's own. Whether it has been used is not noted here but in the wave's box, without a time.

    Without a person it is a code to hand out, on paper for instance.
    """

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=12, unique=True)

    objects = WaveInvitationQuerySet.as_manager()
    retention = KEPT

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "person"], name="surveys_one_invitation_each"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BoxQuerySet(models.QuerySet["Box"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(is_long_over(at))


class Box(models.Model):
    """Where a wave's answers lie until it closes: one sealed text, in which nothing has an order.

    The whole box is one row, written anew with every answer, so that neither a place in the table nor a transaction
    tells which answer came when or together with which mark. What arrives after the closing lies in a box of its own,
    which knows of no invitation. Publishing takes both away.

    Attributes:
        sealed: the answers that have not become rows.
        used: sealed as well: which invitations and forms have been used, in the first box alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="boxes")
    is_late = models.BooleanField(default=False)
    sealed: "models.TextField[str, str]" = models.TextField()
    used: "models.TextField[str, str]" = models.TextField(blank=True, db_default="")

    objects = BoxQuerySet.as_manager()
    retention = KEPT

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "is_late"], name="surveys_one_box_each"),
            models.CheckConstraint(condition=Q(is_late=False) | Q(used=""), name="surveys_late_knows_no_invitation"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
