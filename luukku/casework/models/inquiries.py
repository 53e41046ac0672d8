"""A case may exist elsewhere: asking, without anybody being shown anything."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.core.models import Record
from luukku.core.retention import Retention


class CaseInquiryQuerySet(models.QuerySet["CaseInquiry"]):
    def possible(self) -> Self:
        return self.filter(state=CaseInquiry.State.POSSIBLE)

    def asked(self) -> Self:
        return self.filter(state=CaseInquiry.State.ASKED)

    def answered(self) -> Self:
        return self.filter(state__in=[CaseInquiry.State.CONTACT, CaseInquiry.State.NO])


class CaseInquiry(Record):
    """Somebody of a newly registered family may have a case elsewhere. The other side decides what it tells.

    `case` is the one registered, `about` the other. Before the answer neither side is told who the other is.
    """

    class State(models.TextChoices):
        POSSIBLE = "possible", _("Not asked yet")
        ASKED = "asked", _("Asked")
        CONTACT = "contact", _("They may contact me")
        NO = "no", _("No")

    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries")
    about = models.ForeignKey(Case, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.POSSIBLE)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    seen_at = models.DateTimeField(_("answer read at"), null=True, blank=True)

    objects = CaseInquiryQuerySet.as_manager()
    retention = Retention(years=12, after="it was answered", source="local", verified=False)

    class Meta:
        verbose_name_plural = "case inquiries"
        constraints = [
            models.UniqueConstraint(fields=["case", "about"], name="casework_one_inquiry_per_pair"),
            models.CheckConstraint(condition=~Q(case=F("about")), name="casework_nobody_asks_themselves"),
        ]
        indexes = [models.Index(fields=["about", "state"], name="casework_inquiries_about")]
