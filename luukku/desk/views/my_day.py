"""The first page of a working day."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from luukku.audit import trail
from luukku.casework import policies
from luukku.core.actor import Role
from luukku.core.clock import HELSINKI
from luukku.core.http import Request
from luukku.desk.reading.day import Day, day_of
from luukku.desk.reading.waiting import Need, When

MORNING_ENDS = 10
EVENING_BEGINS = 17
AT_FIRST = 4
"""Of a group; the rest unfolds, so that a phone's page stays short."""


@require_GET
def my_day(request: Request) -> HttpResponse:
    actor = request.actor
    if not actor.has(policies.LEADERS):
        return redirect(_first_page(actor.roles))
    day = day_of(actor)
    trail.record(actor, "day.viewed", cases=sorted(str(case_id) for case_id in day.case_ids))
    hour = actor.at.astimezone(HELSINKI).hour
    context = {
        "day": day,
        "groups": _groups(day),
        "coming": day.needs.get(When.COMING, []),
        "greeting": "morning" if hour < MORNING_ENDS else "evening" if hour >= EVENING_BEGINS else "day",
        "may_register": policies.may_open_cases(actor),
    }
    return render(request, "desk/my_day.html", context)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of what needs the worker: the first stand open, the rest unfolds."""

    when: When
    open: list[Need]
    folded: list[Need]
    more: int


def _groups(day: Day) -> list[Group]:
    """Late, today and this week. Where anything is late or due today, the rest of the week waits folded."""
    found: list[Group] = []
    for when in (When.LATE, When.TODAY, When.WEEK):
        if when not in day.needs:
            continue
        needs = day.needs[when]
        first = 0 if when is When.WEEK and found else AT_FIRST
        found.append(Group(when, needs[:first], needs[first:], day.more.get(when, 0)))
    return found


def _first_page(roles: frozenset[Role]) -> str:
    """Whoever works with no families begins where their work is."""
    if Role.DATA_PROTECTION in roles:
        return "casework:emergency-reviews"
    if Role.CHILD_PROTECTION in roles:
        return "casework:pointers"
    if Role.ADMINISTRATOR in roles:
        return "people"
    raise Http404
