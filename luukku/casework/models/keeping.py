"""How long records are kept, and what keeps them longer."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.core.models import Record
from luukku.core.retention import Retention


class RetentionClass(models.TextChoices):
    """Why something is kept; the years and their section are in `law/records.toml`."""

    INTEGRATION = "integration", _("Integration services")
    CHILD_FAMILY = "child_family", _("Services for children and families")
    WORKING_AGE = "working_age", _("Services for people of working age")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    FAMILY_LAW = "family_law", _("Family law matters of a child")


class CaseKeeping(Record):
    """The retention class of one case, where somebody chose another than the usual one of its organisation."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="keeping")
    retention_class = models.CharField(_("how long it is kept"), max_length=20, choices=RetentionClass)
    reason = models.CharField(_("why"), max_length=300)
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    retention = Retention(after="the case was removed", source="local", verified=False)


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def standing(self) -> Self:
        return self.filter(lifted_at__isnull=True)


class LegalHold(Record):
    """Nothing of this case is removed while it stands: a complaint, a trial or an inquiry needs it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="legal_holds")
    reason = models.TextField(_("why"), max_length=1000)
    put_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    put_at = models.DateTimeField(_("put at"))
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)
    lifted_reason = models.TextField(_("why it was lifted"), max_length=1000, blank=True)

    objects = LegalHoldQuerySet.as_manager()
    retention = Retention(after="the case was removed", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at__isnull=True),
                name="casework_one_hold_at_a_time",
                violation_error_message=_("Removal of this case is stopped already."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_reason="")
                | Q(lifted_at__gte=F("put_at"), lifted_by__isnull=False) & ~Q(lifted_reason=""),
                name="casework_a_lifted_hold_says_why",
            ),
        ]
