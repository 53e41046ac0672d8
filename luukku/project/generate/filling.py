"""Filling the tables: one organisation after the other, each in a process that has its own connection."""

from dataclasses import dataclass
from datetime import date, timedelta

import psycopg

from luukku.project.generate import interviews
from luukku.project.generate import trail as trails
from luukku.project.generate.cases import STAGES, Work, open_case
from luukku.project.generate.chance import Chance, Weighted
from luukku.project.generate.interviews import Interviewing
from luukku.project.generate.names import languages, namings
from luukku.project.generate.people import FamilyMaker
from luukku.project.generate.plans import Planning
from luukku.project.generate.sheets import NULL, Sheet
from luukku.project.generate.trail import Event, Log
from luukku.project.generate.world import Organisation, Worker, World, make_world

OLDEST_DAYS = 1000
STEPS = 4
"""Workers whose families are sent at once; enough to keep COPY busy, few enough to stay small."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a process needs to know to make its part of the world anew."""

    url: str
    families: int
    seed: int
    probe_families: int
    today: date
    key_id: str
    key: bytes

    def world(self) -> World:
        return make_world(self.families, self.seed, self.probe_families)


@dataclass(frozen=True, slots=True)
class Done:
    """What a process has written, and the county's events that are still to be chained."""

    counts: dict[str, int]
    county: str
    events: list[Event]


def fill_people(task: Task) -> dict[str, int]:
    """Organisations, units, those who sign in, and the interview template."""
    world = task.world()
    sheet, since = Sheet(), f"{task.today - timedelta(days=OLDEST_DAYS + 60)}"
    at = f"{since}T08:00:00+00:00"
    for organisation in world.organisations:
        _organisation(sheet, organisation, at)
        for worker in organisation.workers:
            add_worker(sheet, worker, at, since)
    interviews.publish(sheet, task.seed, at)
    return _send(task, sheet)


def fill_families(task: Task, place: int) -> Done:
    """All families of one municipality and its chain of the trail. Runs in a process of its own."""
    world = task.world()
    organisation = world.municipalities[place]
    county = world.county_of(organisation)
    log, county_log = Log(organisation.id), Log(county.id)
    sheet = Sheet()
    helpers = county.workers
    with psycopg.connect(task.url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        for number, worker in enumerate(organisation.workers):
            fill_caseload(task.seed, task.today, sheet, (log, county_log), worker, helpers)
            if number % STEPS == 0:
                sheet.send(connection)
        trails.write(log, sheet, task.key_id, task.key)
        sheet.send(connection)
    return Done(sheet.counts, county.id, county_log.events)


def fill_counties(task: Task, done: list[Done]) -> dict[str, int]:
    """The chains of the counties, whose people help in many municipalities."""
    sheet = Sheet()
    for chain in sorted({one.county for one in done}):
        log = Log(chain, [event for one in done if one.county == chain for event in one.events])
        log.events.sort()
        trails.write(log, sheet, task.key_id, task.key)
    return _send(task, sheet)


def _send(task: Task, sheet: Sheet) -> dict[str, int]:
    with psycopg.connect(task.url, autocommit=True) as connection:
        sheet.send(connection)
    return sheet.counts


def fill_caseload(
    seed: int,
    today: date,
    sheet: Sheet,
    logs: tuple[Log, Log],
    worker: Worker,
    helpers: list[Worker],
    spoken: Weighted[str] | None = None,
) -> None:
    """The families of one worker, from chances of their own: the same in a world of any size.

    Args:
        logs: of the worker's organisation and of the county, in this order.
        spoken: mother tongues of the families; those of newcomers in the whole country unless told.
    """
    chance = Chance(f"{seed}:caseload:{worker.id}")
    for number in range(worker.families):
        opened = today - timedelta(days=2 + int(chance.random() ** 1.4 * OLDEST_DAYS))
        naming = namings()[(spoken or languages()).pick(chance)]
        stage = STAGES.pick(chance)
        at = f"{opened}T07:00:00+00:00"
        household = FamilyMaker(sheet, chance, naming, opened, at).make(worker.unit.organisation.official_code)
        work = Work(sheet, chance, *logs, worker, helpers, today, opened, household, chance.uuid(), stage)
        _live(work, number, seed)


def _live(work: Work, number: int, seed: int) -> None:
    open_case(work, number)
    if work.stage == "registered":
        return
    interviewing = Interviewing(work, seed)
    day = interviewing.hold()
    if work.stage not in ("interview", "guidance"):
        Planning(work, interviewing.needs, day).make()


def _organisation(sheet: Sheet, made: Organisation, at: str) -> None:
    sheet.add(
        "accounts_organisation", made.id, at, at, made.name_fi, made.name_sv, "", made.kind, made.code,
        made.official_code, made.county.id if made.county else NULL,
    )  # fmt: skip
    for unit in made.units:
        sheet.add("accounts_unit", unit.id, at, at, unit.name, "", "", made.id)


def add_worker(sheet: Sheet, worker: Worker, at: str, since: str) -> None:
    sheet.add("accounts_user", worker.id, at, at, "!", worker.email, worker.name, "", "", "fi", "auto", "t")
    chance = Chance(f"{worker.id}:membership")
    sheet.add(
        "accounts_membership", chance.uuid(), at, at, worker.id, worker.unit.organisation.id, worker.unit.id,
        worker.role, since, NULL,
    )  # fmt: skip
    sheet.add("mfa_authenticator", worker.id, "totp", '{"secret": ""}', at)
