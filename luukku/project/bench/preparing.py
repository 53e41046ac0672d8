"""Makes a generated database ready for visitors: sessions for the probes, meetings moved to today, what to visit.

Runs as a process of its own for each database (`python -m luukku.project.bench.preparing`) and prints one JSON object.
"""

import json
import sys
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from luukku.project.bench import stories
from luukku.project.environment import DatabaseRole, prepare

NAMES_A_PROBE = 12


def main() -> None:
    prepare(DatabaseRole.OWNER)
    import django

    django.setup()
    from django.db import transaction

    from luukku.core import clock

    told = json.loads(sys.argv[1])
    at = clock.now()
    with transaction.atomic():
        probes = [_probe(user_id, told["code"], at) for user_id in told["probes"]]
        _move_meetings(told["probes"], clock.helsinki_day(at) - date.fromisoformat(told["day"]))
    sys.stdout.write(json.dumps({"probes": probes}))


def _probe(user_id: str, code: str, at: datetime) -> dict[str, Any]:
    """One worker: how to be signed in as them, and what they may visit."""
    from luukku.accounts.models import User
    from luukku.casework.models import Case, FamilyMembership

    user = User.objects.get(pk=user_id)
    answered = Case.objects.filter(responsible_workers__user=user, responsible_workers__during__contains=at.date())
    cases = answered.active()
    ids = list(cases.order_by("pk").values_list("pk", flat=True))
    story = ids.pop()
    stories.tell(story, user.pk, at)
    members = FamilyMembership.objects.filter(family__cases__in=ids).order_by("family_id", "person_id")
    names = list(members.values_list("person__name", flat=True))[:: max(1, len(ids) // NAMES_A_PROBE)]
    return {
        "session": sign_in(user, at),
        "chief": sign_in(_chief(user), at),
        "base": f"/w/{code}/",
        "cases": [str(case) for case in ids],
        "plans": _plans(ids),
        "draft": _draft(ids),
        "differences": _differences(ids),
        "interview": _interview(ids),
        "story": str(story),
        "days": [str(at.date() - timedelta(days=days)) for days in range(100, 1000, 100)],
        "names": [_asked(name, place) for place, name in enumerate(names[:NAMES_A_PROBE])],
    }


def _chief(user: Any) -> Any:
    """Who supervises the unit in which the worker answers for families."""
    from luukku.accounts.models import User
    from luukku.core.actor import Role

    units = user.memberships.values("unit")
    return User.objects.filter(memberships__unit__in=units, memberships__role=Role.SUPERVISOR).earliest("pk")


def sign_in(user: Any, at: datetime) -> str:
    """A session, as signing in with password and second factor leaves it; answers its key."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from luukku.accounts import sessions

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.begin(session, at)
    session.save()
    return str(session.session_key)


def _plans(cases: list[Any]) -> list[str]:
    from luukku.plans.models import FamilyPlan

    in_force = FamilyPlan.objects.filter(case__in=cases, state=FamilyPlan.State.IN_FORCE)
    return [str(plan) for plan in in_force.order_by("pk").values_list("pk", flat=True)]


def _draft(cases: list[Any]) -> dict[str, Any] | None:
    """The shared part of one draft, to be written again and again."""
    from luukku.plans.models import FamilyPlan, PlanPart

    part = (
        PlanPart.objects.filter(plan__case__in=cases, plan__state=FamilyPlan.State.DRAFT, kind=PlanPart.Kind.SHARED)
        .order_by("pk")
        .first()
    )
    return {"id": str(part.pk), "version": part.version, "family": part.view_family} if part else None


def _differences(cases: list[Any]) -> list[str]:
    """A newer and an older version of the same plan, as their addresses have it."""
    from luukku.plans.models import FamilyPlan

    newer = FamilyPlan.objects.filter(case__in=cases, number=2).order_by("pk").values_list("pk", "case_id")
    older = dict(FamilyPlan.objects.filter(case__in=cases, number=1).values_list("case_id", "pk"))
    return [f"{plan}/compare/{older[case]}" for plan, case in newer]


def _interview(cases: list[Any]) -> str:
    """The address of an interview that is under way."""
    from luukku.plans.models import Interview

    found = Interview.objects.filter(case__in=cases, state=Interview.State.DRAFT).order_by("pk").first()
    return f"interviews/{found.pk}/" if found else ""


def _asked(name: str, place: int) -> str:
    """What somebody types: the whole name, its first word, or the name with a letter missing."""
    words = name.split()
    if place % 3 == 1:
        return words[0]
    return name[:3] + name[4:] if place % 3 == 2 else name


def _move_meetings(probes: list[str], days: timedelta) -> None:
    """A world kept for some days is looked at as on its own day: what was to come is to come."""
    from luukku.casework.models import Meeting

    if not days:
        return
    ids = [UUID(probe) for probe in probes]
    coming = Meeting.objects.filter(case__responsible_workers__user__in=ids, held_at__isnull=True)
    for meeting in coming.distinct():
        meeting.starts_at += days
        meeting.save(update_fields=["starts_at"])


if __name__ == "__main__":
    main()
