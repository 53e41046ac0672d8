"""The region's other families, whom no story tells: enough of them for figures, made as a benchmark's world is made.

Colleagues who never sign in answer for them, in units of which nobody of the demo is the supervisor. Who leads a whole
organisation finds them among its families. Nobody lived these days: there is no trail of them.
"""

from collections.abc import Iterator
from datetime import datetime
from math import ceil
from typing import Final

import psycopg

from luukku.accounts.models import User
from luukku.core.clock import helsinki_day
from luukku.plans.models import InterviewTemplate
from luukku.project.demo.region import AT_WORK_SINCE, Region
from luukku.project.generate import filling, interviews
from luukku.project.generate.chance import Chance, Weighted
from luukku.project.generate.names import namings
from luukku.project.generate.sheets import NULL, Sheet
from luukku.project.generate.trail import Log
from luukku.project.generate.world import Organisation, Unit, Worker

SEED: Final = 2026
A_WORKER: Final = 35
"""At most so many families a colleague answers for."""

PLACES: Final = (
    ("tampere", "hervanta-perhekeskus", 105), ("tampere", "tampere-kotoutuminen", 70),
    ("nokia", "nokia-kotoutuminen", 90), ("ylojarvi", "ylojarvi-perhekeskus", 60),
    ("kangasala", "kangasala-perhekeskus", 60), ("valkeakoski", "valkeakoski-perhekeskus", 35), ("virrat", "", 3),
)  # fmt: skip
"""Organisation, unit, how many families. The last are too few to be shown."""
SPOKEN: Final = Weighted(("ar", "uk", "fa", "so", "ru"), (26, 24, 20, 16, 14))
"""Mother tongues and how often they are spoken: few, so that most groups are large enough to be shown."""
HELPER: Final = ("pirkanmaa", "pirkanmaa-neuvola")


def fill(region: Region, at: datetime, owner: str) -> int:
    """Fill the region, unless it is filled. Returns how many families were made.

    Args:
        owner: the database's address as its owner: sealed plans come from elsewhere, as in a restored backup.
    """
    if User.objects.filter(pk=_worker(region, *HELPER, 0).id).exists():
        return 0
    sheet = rows(region, at)
    with psycopg.connect(owner) as connection:
        sheet.send(connection)
    return sheet.counts["casework_case"]


def rows(region: Region, at: datetime) -> Sheet:
    """What is to be written. Meetings to come are left out: they would not move along with the calendar."""
    sheet, today = Sheet(), helsinki_day(at)
    helper = _worker(region, *HELPER, 0)
    _employ(sheet, helper)
    for worker in _colleagues(region):
        _employ(sheet, worker)
        filling.fill_caseload(SEED, today, sheet, (Log(""), Log("")), worker, [helper], SPOKEN)
    sheet.lines["mfa_authenticator"].clear()
    sheet.lines["casework_meeting"] = [row for row in sheet.lines["casework_meeting"] if not row.endswith(NULL)]
    template = str(InterviewTemplate.objects.get(organisation=None, key="initial_interview", version=1).pk)
    there = sheet.lines["plans_interview"]
    sheet.lines["plans_interview"] = [row.replace(interviews.template_id(SEED), template) for row in there]
    return sheet


def _colleagues(region: Region) -> Iterator[Worker]:
    for row, (organisation, unit, families) in enumerate(PLACES):
        workers = ceil(families / A_WORKER)
        for number in range(workers):
            yield _worker(region, organisation, unit, 10 * row + number, families // workers)


def _worker(region: Region, organisation: str, unit: str, number: int, families: int = 0) -> Worker:
    """A colleague at a place, as the generator knows one: the same name and id at every start."""
    home = region.organisations[organisation]
    made = Organisation(str(home.pk), home.code, home.kind, home.official_code, home.name_fi, home.name_sv)
    place = Unit(str(region.units[unit].pk) if unit else NULL, "", made)
    chance, naming = Chance(f"{SEED}:{organisation}:{unit}:{number}"), namings()["fi"]
    woman = chance.random() < 0.8
    given = naming.given(chance, woman=woman)
    name = naming.full(given, given, naming.surname(chance), woman=woman).name
    worker = Worker(chance.uuid(), number, name, "caseworker", place, families)
    place.workers.append(worker)
    return worker


def _employ(sheet: Sheet, worker: Worker) -> None:
    since = f"{AT_WORK_SINCE}"
    filling.add_worker(sheet, worker, f"{since}T08:00:00+00:00", since)
