"""Families' stories, told in data files and lived through the product's own services at past moments."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from luukku.accounts.actors import actor_for
from luukku.casework.models import Case, FamilyMembership, Person
from luukku.casework.services.families import NewMember, register_family
from luukku.casework.services.people import PersonFacts
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.project.demo.region import Region


@cache
def told_families() -> tuple[dict[str, Any], ...]:
    """Every family's story, in the order of their files and places."""
    told: list[dict[str, Any]] = []
    for file in sorted(files(__package__).joinpath("families").iterdir(), key=lambda file: file.name):
        found = json.loads(file.read_text(encoding="utf-8"))
        told += found if isinstance(found, list) else [found]
    return tuple(told)


@transaction.atomic
def live(region: Region, told: dict[str, Any], at: datetime) -> bool:
    """Live one family's story up to a moment, in one transaction. Returns whether it was not there yet."""
    worker = region.people[told["worker"]]
    organisation = region.organisations[told["organisation"]]
    if Case.objects.filter(organisation=organisation, family__name=told["name"]).exists():
        return False
    opened = helsinki_day(at) - timedelta(days=told["opened_days_ago"])
    actor = actor_for(worker, organisation, _moment(opened, 9, 0))
    assert actor is not None
    _register(actor, told, opened)
    return True


def _register(actor: Actor, told: dict[str, Any], opened: date) -> Case:
    members = [
        NewMember(
            facts=PersonFacts(
                name=one["name"],
                native_name=one.get("native", ""),
                called_name=one.get("called", ""),
                birth_on=date.fromisoformat(one["born"]) if "born" in one else None,
                mother_tongue=one.get("tongue", told["language"]),
                contact_language=one.get("contact", told["language"]),
                interpreter_need=one.get("interpreter", Person.InterpreterNeed.ALWAYS),
                reading=one.get("reading", Person.Reading.UNKNOWN),
            ),
            role=FamilyMembership.Role(one["role"]),
            is_guardian=one.get("guardian", False),
        )
        for one in told["members"]
    ]
    return register_family(
        actor,
        name=told["name"],
        language=told["language"],
        ground=Case.Ground(told.get("ground", "assessment")),
        members=members,
        opened_on=opened,
    )


def _moment(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HELSINKI)
