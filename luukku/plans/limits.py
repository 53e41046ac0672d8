"""How long somebody's individual integration plan may last, told where a plan's days touch it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.core.days import in_digits
from luukku.plans.law.periods import limits_on
from luukku.plans.models import OtherPlan
from luukku.plans.rules import duration
from luukku.plans.rules.duration import Bite, Limits, TimeOf

BITES: dict[Bite, str | Promise] = {
    Bite.FIRST_TOO_LONG: _("The first plan may last at most one year: until %(first)s. Check the last day."),
    Bite.NEEDS_GROUND: _(
        "All plans together may last at most two years from the first one: until %(total)s. "
        "More time needs a ground, which the authority that keeps the plan decides."
    ),
    Bite.PAST_LATEST: _("Even with its ground the time ends on %(latest)s. Check the last day."),
    Bite.ENDS_SOON: _("The time for integration plans ends on %(latest)s. Talk in good time about what comes then."),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """What the law's limits say about one listed plan.

    Attributes:
        times, law: None for a plan that began before the act did; its older time holds until its first review (102 §).
        bites: sentences where its days touch them; empty when they do not.
    """

    other: OtherPlan
    times: TimeOf | None
    law: Limits | None
    bites: tuple[str, ...]


def limit_of(other: OtherPlan, day: date) -> Limit | None:
    """None for a plan that is no individual integration plan, or whose beginning is not known."""
    first_from = other.first_from or other.valid_from
    if other.kind != OtherPlan.Kind.INTEGRATION or first_from is None:
        return None
    law = limits_on(first_from)
    if law is None:
        return Limit(other, None, None, ())
    times = duration.time_of(first_from, law, ground=other.ground, added_days=other.added_days)
    days = {
        "first": in_digits(times.first_until),
        "total": in_digits(times.total_until),
        "latest": in_digits(times.latest_until),
    }
    bites = duration.bites(
        times,
        valid_from=other.valid_from,
        valid_until=other.valid_until,
        first_from=first_from,
        has_ground=bool(other.ground),
        day=day,
    )
    return Limit(other, times, law, tuple(str(BITES[bite]) % days for bite in bites))


def limits_of(others: Iterable[OtherPlan], day: date) -> list[Limit]:
    found = (limit_of(other, day) for other in others)
    return [one for one in found if one is not None]
