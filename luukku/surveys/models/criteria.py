"""Minimum criteria of a family centre, and how centres look at themselves by them."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, Unit, User
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.surveys.models.instruments import Words, said
from luukku.surveys.rules.criteria import Demand

WITH_SET = Retention(after="the set of criteria", source="local", verified=False)
WITH_ASSESSMENT = Retention(after="the self-assessment", source="local", verified=False)


class EvidenceKind(models.TextChoices):
    """What shows that a level is reached."""

    DECISION = "decision", _("Decision or instruction")
    AGREEMENT = "agreement", _("Agreement between organisations")
    TRAINING = "training", _("Training record")
    FIGURE = "figure", _("Figure or statistics")
    FEEDBACK = "feedback", _("Feedback of families")
    OBSERVATION = "observation", _("Observation or visit")


class CriteriaSet(Record):
    """A version of the minimum criteria. What has been published never changes; a new version is another set."""

    key = models.SlugField(max_length=60)
    number = models.PositiveIntegerField(_("version"))
    titles: "models.JSONField[Words, Words]" = models.JSONField(default=dict)
    intros: "models.JSONField[Words, Words]" = models.JSONField(default=dict, blank=True)
    origin = models.CharField(_("who wrote it"), max_length=200)
    is_published = models.BooleanField(default=False, db_default=False)

    retention = Retention(after="it is no longer used; removed by hand", source="local", verified=False)

    class Meta:
        ordering = ["key", "-number"]
        constraints = [models.UniqueConstraint(fields=["key", "number"], name="surveys_set_versions_differ")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("surveys:criteria-set", args=[self.pk])

    @property
    def title(self) -> str:
        return said(self.titles)

    @property
    def intro(self) -> str:
        return said(self.intros)


class Criterion(Record):
    """One demand: its words, the section on which it rests, and what each level means.

    `levels` are four texts by language, from 0 to 3.
    """

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="criteria")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    names: "models.JSONField[Words, Words]" = models.JSONField(default=dict)
    texts: "models.JSONField[Words, Words]" = models.JSONField(default=dict)
    levels: "models.JSONField[list[Words], list[Words]]" = models.JSONField(default=list)
    required_level = models.PositiveSmallIntegerField(default=2)
    evidence_kinds = ArrayField(models.CharField(max_length=12, choices=EvidenceKind), default=list, blank=True)
    evidence_months = models.PositiveSmallIntegerField(default=24)
    act = models.CharField(max_length=20, blank=True)
    section = models.CharField(max_length=40, blank=True)

    retention = WITH_SET

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "key"], name="surveys_criterion_keys_differ"),
            models.CheckConstraint(condition=Q(required_level__lte=3), name="surveys_levels_end_at_three"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        return said(self.names)

    @property
    def text(self) -> str:
        return said(self.texts)

    @property
    def rubric(self) -> list[tuple[int, str]]:
        return [(level, said(words)) for level, words in enumerate(self.levels)]

    @property
    def reference(self) -> str:
        return f"{self.act}, {self.section}" if self.act else ""

    @property
    def demand(self) -> Demand:
        return Demand(self.key, self.required_level, self.evidence_months, frozenset(self.evidence_kinds))


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def sent(self) -> Self:
        """What others may read: no longer a draft."""
        return self.exclude(state=Assessment.State.DRAFT)


class Assessment(Record):
    """One centre's look at itself by a set of criteria, in a span of days."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SENT = "sent", _("Waits for a peer review")
        REVIEWED = "reviewed", _("Reviewed by a peer")
        CONFIRMED = "confirmed", _("Confirmed")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="criteria_assessments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="criteria_assessments")
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="assessments")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT, db_default="draft")
    writer = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    review_note = models.CharField(_("what the peer says"), max_length=2000, blank=True, db_default="")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()
    retention = Retention(years=10, after="its last day", source="local", verified=False)

    class Meta:
        ordering = ["-ends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "criteria_set", "starts_on"],
                name="surveys_one_assessment_for_a_time",
                violation_error_message=_("This unit has been looked at from that day already. Open it from the list."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="surveys_assessment_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("writer")), name="surveys_a_peer_is_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("surveys:assessment", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class CriterionAnswer(Record):
    """How a centre sees one criterion: a level, or why it does not concern the centre."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    na_reason = models.CharField(_("why it does not concern us"), max_length=500, blank=True, db_default="")
    note = models.CharField(_("in our own words"), max_length=2000, blank=True, db_default="")
    peer_level = models.PositiveSmallIntegerField(_("level the peer saw"), null=True, blank=True)
    peer_note = models.CharField(_("what the peer says"), max_length=1000, blank=True, db_default="")
    edits = models.PositiveIntegerField(default=1, db_default=1)

    retention = WITH_ASSESSMENT

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="surveys_one_answer_each"),
            models.CheckConstraint(
                condition=Q(level__isnull=False, level__lte=3) | (Q(level__isnull=True) & ~Q(na_reason="")),
                name="surveys_a_level_or_a_reason",
                violation_error_message=_("Choose a level, or write why this does not concern you."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Evidence(Record):
    """What shows that a level is reached, of which day, and where it is found."""

    answer = models.ForeignKey(CriterionAnswer, models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=12, choices=EvidenceKind)
    text = models.CharField(_("what it shows"), max_length=500)
    url = models.URLField(_("address"), max_length=500, blank=True, db_default="")
    dated_on = models.DateField(_("of which day"))
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    retention = WITH_ASSESSMENT

    class Meta:
        ordering = ["-dated_on"]

    def __str__(self) -> str:
        return str(self.pk)
