"""Steps of plans in force whose day has passed, one line for each family."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luukku.core.actor import Actor
from luukku.desk.reading.waiting import Need, When
from luukku.plans import policies as plans


def late_steps(actor: Actor) -> Iterator[tuple[Need, object]]:
    """What was agreed and is not noted as done, in the plans that the actor answers for: two queries."""
    in_force = {plan.pk: plan for plan in plans.plans_in_force(actor).select_related("case__family")}
    if not in_force:
        return
    rows = plans.late_actions(actor, list(in_force)).values("goal__part__plan_id")
    for row in rows.annotate(count=Count("pk"), since=Min("due_on")).order_by("since", "goal__part__plan_id"):
        plan = in_force[row["goal__part__plan_id"]]
        title = ngettext(
            "%(family)s: one step of the plan is late", "%(family)s: %(count)d steps of the plan are late", row["count"]
        )
        need = Need(
            when=When.WEEK,
            title=title % {"family": plan.case.family.name, "count": row["count"]},
            action=_("Look at the steps"),
            url=reverse("plans:plan", args=[plan.pk]),
            on=row["since"],
        )
        yield need, plan.case_id
