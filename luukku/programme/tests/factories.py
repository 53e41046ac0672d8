"""Programmes made by the services that make them in the product."""

import itertools
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luukku.accounts.tests.factories import Worker
from luukku.programme.models import Duty, Goal, ImportRun, Measure, Output, Party, Programme, Responsibility, Thread
from luukku.programme.services import goals, measures, owners, programmes
from luukku.programme.services.importing import bringing
from luukku.programme.services.owners import Who

_number = itertools.count(1)


def a_programme(worker: Worker, *, at: datetime | None = None, **facts: Any) -> Programme:
    facts.setdefault("text", f"Ohjelma {next(_number)}")
    return programmes.create(worker.as_actor(at), facts=facts)


def a_goal(worker: Worker, programme: Programme, text: str = "", *, at: datetime | None = None, **more: Any) -> Goal:
    text = text or f"Tavoite {next(_number)}"
    return goals.add_goal(worker.as_actor(at), programme.pk, text=text, level=more.pop("level", "regional"), **more)


def a_measure(worker: Worker, programme: Programme, *goals: Goal, at: datetime | None = None, **more: Any) -> Measure:
    text = more.pop("text", f"Toimenpide {next(_number)}")
    chosen = [goal.pk for goal in goals]
    return measures.add_measure(worker.as_actor(at), programme.pk, text=text, goal_ids=chosen, **more)


@transaction.atomic
def a_party(worker: Worker, programme: Programme, *, at: datetime | None = None, **more: Any) -> Party:
    name = more.pop("name", f"Toimija {next(_number)}")
    row = owners.party_of(worker.as_actor(at), programme, Who(name=name))
    for column, value in more.items():
        setattr(row, column, value)
    row.save()
    return row


def a_duty(worker: Worker, party: Party, *, at: datetime | None = None, starts_on: date = date(2024, 1, 1)) -> Duty:
    return owners.add_duty(worker.as_actor(at), party.pk, text=f"Tehtävä {next(_number)}", starts_on=starts_on)


def an_output(programme: Programme, text: str = "") -> Output:
    return Output.objects.create(programme=programme, text=text or f"Tuotos {next(_number)}")


def an_owner(
    worker: Worker, target: str, row: Any, party: Party, starts_on: date, *, at: datetime | None = None, **more: Any
) -> Responsibility:
    return owners.name_owner(worker.as_actor(at), target, row.pk, Who(party.pk), starts_on=starts_on, **more)


def bring(worker: Worker, told: dict[str, Any] | bytes, form: str = "json", **more: Any) -> ImportRun:
    """Look at a file and bring it in when nothing is wrong with it."""
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return bringing.bring_at_once(worker.as_actor(), bringing.Told("file", form, content, **more))


def a_file(**parts: Any) -> dict[str, Any]:
    """The smallest programme as JSON, with more parts."""
    head = {"meta": {"schema": "luukku-programme/1"}, "programme": {"id": "P", "fi": "Ohjelma"}}
    return head | parts


def a_theme(*goals: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "T1", "fi": "Teema", "goals": list(goals)} | more


def a_thread(worker: Worker, text: str = "Lanka") -> Thread:
    return Thread.objects.create(organisation=worker.organisation, text=text)
