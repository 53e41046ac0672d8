"""Did we understand each other? Who has said yes to a plan, who is missing, and what comes next."""

from dataclasses import dataclass
from enum import StrEnum

from luukku.casework.models import Person, UnderstandingCheck
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.plans.labels import PlanLabels, day
from luukku.plans.letter import Letter, Side
from luukku.plans.models import Confirmation, FamilyPlan, Objection
from luukku.plans.rules.content import Text
from luukku.plans.services import force, objections, signing

STILL_AGAINST = (Objection.Outcome.OPEN, Objection.Outcome.STAYS)


class NextStep(StrEnum):
    """The one thing to do with an offered plan."""

    GO_THROUGH = "go_through"
    WORKER_CONFIRMS = "worker_confirms"
    SETTLE = "settle"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """One person's yes, or that it is still missing.

    Attributes:
        person: None for the worker.
        how: through whom and in which way it was understood; empty when not confirmed.
    """

    person: Person | None
    said: Text
    how: Text
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Panel:
    lines: tuple[Line, ...]
    next_step: NextStep
    next_person: Person | None
    objections: tuple[Objection, ...] = ()


def panel_of(actor: Actor, letter: Letter, worker_name: str) -> Panel:
    """The panel of an offered plan or of one that has been confirmed."""
    plan = letter.plan
    given = signing.confirmations_of(plan)
    by_person = {one.person_id: one for one in given if one.person_id}
    own = next((one for one in given if one.capacity == Confirmation.Capacity.WORKER), None)
    people = signing.signing_people(actor, plan, by_person)
    if plan.state == FamilyPlan.State.OFFERED:
        # Who became a guardian after their yes is asked again, so they are among those who are missing.
        for person_id in force.missing_signers(actor, plan):
            by_person.pop(person_id, None)
    checks = signing.latest_checks(plan)
    said_against = objections.objections_of(plan)
    against = {one.person_id: one for one in said_against if one.outcome in STILL_AGAINST}
    lines = [
        _disagreeing(letter, person, against[person.pk])
        if person.pk in against and person.pk not in by_person
        else _person_line(letter, person, by_person.get(person.pk), checks.get(person.pk))
        for person in people
    ]
    lines.append(_line(letter, None, _worker_name(own, worker_name), own, None))
    waiting = next((line.person for line in lines if line.person and not line.is_confirmed), None)
    return Panel(tuple(lines), _next_step(plan, waiting, own), waiting, tuple(said_against))


def _next_step(plan: FamilyPlan, waiting: Person | None, own: Confirmation | None) -> NextStep:
    if plan.state != FamilyPlan.State.OFFERED:
        return NextStep.NOTHING
    if waiting is not None:
        return NextStep.GO_THROUGH
    return NextStep.SETTLE if own else NextStep.WORKER_CONFIRMS


def _worker_name(own: Confirmation | None, worker_name: str) -> str:
    return own.worker.name if own is not None and own.worker is not None else worker_name


def _person_line(letter: Letter, person: Person, given: Confirmation | None, check: UnderstandingCheck | None) -> Line:
    names = Text(letter.ours.name_of(person), letter.theirs.name_of(person))
    return _line(letter, person, names, given, check)


def _disagreeing(letter: Letter, person: Person, objection: Objection) -> Line:
    """A line of its own kind: understood, and does not agree."""
    on = day(helsinki_day(objection.said_at))
    ours, theirs = (
        side.labels.disagrees_line % {"name": side.labels.isolated(side.name_of(person)), "date": on}
        for side in (letter.ours, letter.theirs)
    )
    return Line(person=person, said=Text(ours, theirs), how=Text("", ""), is_confirmed=False)


def _line(
    letter: Letter,
    person: Person | None,
    name: Text | str,
    given: Confirmation | None,
    check: UnderstandingCheck | None,
) -> Line:
    names = name if isinstance(name, Text) else Text(name, name)
    return Line(
        person=person,
        said=Text(_said(letter.ours, names.worker, given), _said(letter.theirs, names.family, given)),
        how=Text(_how(letter.ours.labels, given, check), _how(letter.theirs.labels, given, check)),
        is_confirmed=given is not None,
    )


def _said(side: Side, name: str, given: Confirmation | None) -> str:
    name = side.labels.isolated(name)
    if given is None:
        return side.labels.not_confirmed_line % {"name": name}
    return side.labels.confirmed_line % {"name": name, "date": day(helsinki_day(given.confirmed_at))}


def _how(labels: PlanLabels, given: Confirmation | None, check: UnderstandingCheck | None) -> str:
    understanding = given.understanding if given is not None else None
    if understanding is not None:
        return f"{labels.method(understanding.method)}."
    return labels.result(check.result) if given is None and check is not None else ""
