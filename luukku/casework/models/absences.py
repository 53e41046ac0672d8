"""Days on which a worker is away, and who stands in."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models.dated import Dated, DatedQuerySet
from luukku.core.retention import Retention


class Absence(Dated):
    """A worker is away for whole days; the substitute may then do what the worker may. Why is not asked.

    Who answers for the families stays as it was: a substitute is never a second responsible worker.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DatedQuerySet["Absence"].as_manager()
    retention = Retention(years=12, after="it ended", source="703/2023, 9–10 §", verified=False)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="casework_away_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("These days are noted as away already."),
            ),
            models.CheckConstraint(condition=~Q(user=F("substitute")), name="casework_nobody_stands_in_for_themselves"),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__upper_inf=False, during__lower_inf=False),
                name="casework_absence_has_a_last_day",
            ),
        ]
