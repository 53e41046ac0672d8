"""Days on which a worker is away, and who stands in."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models.dated import Dated, DatedQuerySet, has_last_day, once_at_a_time
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
            once_at_a_time(
                "casework_away_once_at_a_time",
                ["user", "organisation"],
                told=_("These days are noted as away already."),
            ),
            models.CheckConstraint(condition=~Q(user=F("substitute")), name="casework_nobody_stands_in_for_themselves"),
            has_last_day("casework_absence_has_a_last_day"),
        ]
