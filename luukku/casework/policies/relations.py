"""What binds an actor to cases: each relation as the ids of its cases, written out in SQL once a day.

Almost every question of a page stands on these, so the object-relational mapper would otherwise put the same inner
questions together dozens of times a page. Only the question is kept, in the words of the mapper; no answer ever is.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler

from luukku.casework.models import (
    Absence,
    CareTeamMember,
    Case,
    DatedQuerySet,
    EmergencyAccess,
    EmergencyAccessQuerySet,
    ResponsibleWorker,
)
from luukku.casework.policies import sharing
from luukku.core.actor import Actor, Role
from luukku.core.clock import start_of_day

WORKERS = frozenset({Role.CASEWORKER})
SUPERVISORS = frozenset({Role.SUPERVISOR})
DATA_PROTECTION = frozenset({Role.DATA_PROTECTION})
LEADERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
REVIEWERS = frozenset({Role.SUPERVISOR, Role.DATA_PROTECTION})

QUESTIONS_REMEMBERED = 256
"""Of so many actors a day each relation is put together only once."""

Args = ParamSpec("Args")
CaseIds = QuerySet[Any, UUID]
"""Ids of cases, each relation from its own table."""


class Ids(Expression):
    """Ids of cases as a question that is already written out; stands where a nested queryset would, after `__in`."""

    def __init__(self, sql: str, params: tuple[Any, ...]) -> None:
        super().__init__(output_field=UUIDField())
        self.sql, self.params = sql, params

    @classmethod
    def of(cls, ids: CaseIds) -> "Ids":
        try:
            return cls(*ids.order_by().query.sql_with_params())
        except EmptyResultSet:
            return NONE

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return f"({self.sql})", self.params

    def resolve_expression(self, *_args: object, **_kwargs: object) -> "Ids":  # nothing in it refers outwards
        return self


NONE = Ids("SELECT NULL::uuid WHERE FALSE", ())


def any_of(relations: Iterable[Ids]) -> Ids:
    """Cases that stand in at least one of these relations."""
    told = list(relations)
    if not told:
        return NONE
    return Ids(" UNION ".join(one.sql for one in told), tuple(value for one in told for value in one.params))


def for_the_day(build: Callable[Concatenate[Actor, Args], CaseIds]) -> Callable[Concatenate[Actor, Args], Ids]:
    """Write a relation out once for an actor's day. What `build` asks may depend on the day, not on the hour."""

    @lru_cache(QUESTIONS_REMEMBERED)
    def written(actor: Actor, *args: Args.args, **kwargs: Args.kwargs) -> Ids:
        return Ids.of(build(actor, *args, **kwargs))

    def ids(actor: Actor, /, *args: Args.args, **kwargs: Args.kwargs) -> Ids:
        return written(replace(actor, at=start_of_day(actor.day)), *args, **kwargs)  # type: ignore[arg-type]

    return ids


@for_the_day
def answered(actor: Actor) -> CaseIds:
    return (
        ResponsibleWorker.objects.on(actor.day)
        .filter(user_id=actor.user_key, case__organisation_id=actor.organisation_key)
        .values_list("case_id", flat=True)
    )


def substitutions(actor: Actor) -> DatedQuerySet[Absence]:
    """Absences of others during which, today, the actor stands in."""
    return Absence.objects.on(actor.day).filter(substitute_id=actor.user_key, organisation_id=actor.organisation_key)


@for_the_day
def stood_in_for(actor: Actor) -> CaseIds:
    return (
        ResponsibleWorker.objects.on(actor.day)
        .filter(user_id__in=substitutions(actor).values("user_id"), case__organisation_id=actor.organisation_key)
        .values_list("case_id", flat=True)
    )


@for_the_day
def supervised(actor: Actor) -> CaseIds:
    cases = Case.objects.filter(organisation_id=actor.organisation_key)
    units = actor.units_as(Role.SUPERVISOR)
    if None not in units:
        cases = cases.filter(unit_id__in=[unit for unit in units if unit])
    return cases.values_list("id", flat=True)


@for_the_day
def helped(actor: Actor) -> CaseIds:
    return places(actor).filter(sharing.opens_on(actor.day)).values_list("case_id", flat=True)


@for_the_day
def helped_here(actor: Actor) -> CaseIds:
    return places(actor).filter(case__organisation_id=actor.organisation_key).values_list("case_id", flat=True)


def places(actor: Actor) -> DatedQuerySet[CareTeamMember]:
    """The actor's own places in care teams that hold today, whether or not they open anything."""
    return CareTeamMember.objects.on(actor.day).filter(user_id=actor.user_key, organisation_id=actor.organisation_key)


def opened_in_emergency(actor: Actor) -> Ids:
    """Asked for the moment: an emergency opening ends by the hour."""
    return Ids.of(own_open_emergencies(actor).values_list("case_id", flat=True))


def own_open_emergencies(actor: Actor) -> EmergencyAccessQuerySet:
    """The actor's own emergency openings that still let them read."""
    opened = EmergencyAccess.objects.open_at(actor.at)
    return opened.filter(user_id=actor.user_key, organisation_id=actor.organisation_key)


def relations_of(actor: Actor) -> dict[str, Ids]:
    """The ids of cases by what binds the actor to them, as far as the actor's roles admit each relation."""
    relations: dict[str, Ids] = {}
    if actor.has(WORKERS):
        relations |= {
            "answers": answered(actor),
            "stands_in": stood_in_for(actor),
            "helps": helped(actor),
            "in_emergency": opened_in_emergency(actor),
        }
    if actor.has(SUPERVISORS):
        relations["supervises"] = supervised(actor)
    return relations


def whole_relations(actor: Actor) -> list[Ids]:
    """Those relations that let the actor read a case whole."""
    return [ids for bond, ids in relations_of(actor).items() if bond != "helps"]
