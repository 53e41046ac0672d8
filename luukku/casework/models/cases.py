"""A case, who answers for it, who helps, and who opened it in an emergency."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, Unit, User
from luukku.casework.models.dated import Dated, DatedQuerySet, has_days, once_at_a_time
from luukku.casework.models.families import Family
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.rules.case_states import OPEN
from luukku.core.models import Record
from luukku.core.retention import Retention


class CaseQuerySet(models.QuerySet["Case"]):
    def active(self) -> Self:
        """Cases in which work goes on: being taken in, active, or opened again."""
        return self.filter(state__in=OPEN)


class Case(Record):
    """The work of one organisation with one family, from opening to closing."""

    class State(models.TextChoices):
        INTAKE = "intake", _("Being taken in")
        ACTIVE = "active", _("Active")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")

    class Ground(models.TextChoices):
        """Why the municipality's work begins (681/2023, 9, 10 and 14 §)."""

        ASSESSMENT = "assessment", _("Assessment must or may be made")
        CONTACT = "contact", _("An authority contacted us with the person's consent")
        GUIDANCE = "guidance", _("Guidance and counselling")
        RECEPTION = "reception", _("Reception services")

    family = models.ForeignKey(Family, models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="cases")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "organisation"],
                condition=Q(state__in=sorted(OPEN)),
                name="casework_one_open_case_per_family",
                violation_error_message=_("This family already has an active case here."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OPEN), closed_on__isnull=True)
                | Q(state="closed", closed_on__isnull=False, closed_on__gte=F("opened_on")),
                name="casework_only_a_closed_case_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "unit", "state"], name="casework_cases_of_a_unit")]

    def get_absolute_url(self) -> str:
        return reverse("desk:family", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether work goes on; a closed case is only read."""
        return self.state in OPEN


class Section(models.TextChoices):
    """What a helper may be shown of a case, each by itself. The first three are parts of the plan."""

    SHARED = "shared", _("The shared part")
    CHILDREN = "children", _("The children's parts")
    ADULTS = "adults", _("The adults' own parts")
    NOTES = "notes", _("Case notes")
    DOCUMENTS = "documents", _("Documents")
    MEETINGS = "meetings", _("Meetings and what was agreed in them")
    ASSESSMENT = "assessment", _("The assessment and the needs")


PLAN_SECTIONS = (Section.SHARED, Section.CHILDREN, Section.ADULTS)
"""The sections that are parts of the plan."""


class ResponsibleWorker(Dated):
    """Who answers for the case on which days. An active case has exactly one, without gap or overlap.

    A case that was handed on (`handed_at`) waits for its new worker to say so, and for the family to be told.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="responsible_workers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(_("handed on at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("taken on at"), null=True, blank=True)
    told_on = models.DateField(_("the family was told on"), null=True, blank=True)

    objects = DatedQuerySet["ResponsibleWorker"].as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_one_responsible_worker_at_a_time",
                ["case"],
                told=_("Somebody already answers for this family at that time."),
            ),
            has_days("casework_responsibility_has_days"),
        ]


class CareTeamMember(Dated):
    """Somebody who helps the family beside the responsible worker and may see the sections granted."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="care_team")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    function = models.CharField(_("what they do for the family"), max_length=120)
    sections = ArrayField(models.CharField(max_length=10, choices=Section), default=list, blank=True)

    objects = DatedQuerySet["CareTeamMember"].as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            # the person first: the index then also answers whom somebody helps
            once_at_a_time(
                "casework_helper_once_at_a_time",
                ["user", "organisation", "case"],
                told=_("This person already helps the family at that time."),
            ),
            has_days("casework_helping_has_days"),
        ]


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def open_at(self, at: datetime) -> Self:
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def unreviewed(self) -> Self:
        return self.filter(reviewed_at__isnull=True)


class EmergencyAccess(Record):
    """A worker opened a case that was not theirs, for a reason and a few hours. Its owner is told; somebody reviews."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="emergency_accesses")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reason = models.TextField(_("why"), max_length=2000)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    seen_by_owner_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    was_justified = models.BooleanField(_("was justified"), null=True, blank=True)
    review_note = models.TextField(_("what we found"), max_length=2000, blank=True)

    objects = EmergencyAccessQuerySet.as_manager()
    retention = Retention(years=12, after="it ended", source="703/2023, annex; elsewhere local", verified=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="casework_emergency_ends"),
        ]
        indexes = [models.Index(fields=["user", "ends_at"], name="casework_emergencies_of_a_user")]
