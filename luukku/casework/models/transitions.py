"""The steps of a case from state to state: who took each, when and why."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.rules.case_states import FOLLOWERS
from luukku.core.models import Record

_LEGAL = Q()
for _state, _following in sorted(FOLLOWERS.items()):
    _LEGAL |= Q(from_state=_state, to_state__in=sorted(_following))


class CaseTransition(Record):
    """One step of a case. The application only adds these: what was decided and why stays as it was written."""

    class Ground(models.TextChoices):
        """Why a case was closed. None of them tells where anybody went."""

        REACHED = "reached", _("What was agreed has been reached")
        NOT_NEEDED = "not_needed", _("The family does not need us any longer, or never did")
        OWN_WISH = "own_wish", _("The family wished it")
        MOVED = "moved", _("The family moved")
        ELSEWHERE = "elsewhere", _("Another service goes on with the family")
        NO_CONTACT = "no_contact", _("The family can't be reached any longer")
        OTHER = "other", _("Something else")

    case = models.ForeignKey(Case, models.PROTECT, related_name="transitions")
    from_state = models.CharField(_("from"), max_length=10, choices=Case.State)
    to_state = models.CharField(_("to"), max_length=10, choices=Case.State)
    happened_at = models.DateTimeField(_("when"))
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ground = models.CharField(_("ground"), max_length=12, choices=Ground, blank=True)
    note = models.TextField(_("in words"), max_length=4000, blank=True)
    left_open = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    despite = models.TextField(_("why it was closed though something was open"), max_length=2000, blank=True)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_LEGAL, name="casework_states_follow_in_order"),
            models.CheckConstraint(
                condition=~Q(to_state="closed") | ~Q(ground=""), name="casework_closing_has_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(to_state="reopened") | ~Q(note=""), name="casework_reopening_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(left_open=[]) | ~Q(despite=""), name="casework_closing_with_open_things_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["case", "-happened_at"], name="casework_steps_of_a_case")]
