"""Families' stories: read from the data files and lived, day by day, through the product's own services."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from django.db import transaction

from luukku.casework.models import Case
from luukku.core.clock import helsinki_day
from luukku.project.demo import interviewing, knowing, meeting, planning, sharing, working
from luukku.project.demo.life import Life
from luukku.project.demo.region import Region
from luukku.project.demo.stages import Stage, stage_of

Happening = tuple[int, int, Callable[[], object]]
"""How many days ago, in which order within that day, and what."""


@cache
def told_families() -> tuple[dict[str, Any], ...]:
    """Every family's story, in the order of their files and places."""
    told: list[dict[str, Any]] = []
    for file in sorted(files(__package__).joinpath("families").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".json"):
            told += json.loads(file.read_text(encoding="utf-8"))
    return tuple(told)


@transaction.atomic
def live(region: Region, told: dict[str, Any], at: datetime) -> bool:
    """Live one family's story up to a moment, in one transaction. Returns whether it was not there yet."""
    organisation = region.organisations[told["organisation"]]
    known = Case.objects.filter(organisation=organisation, family__name=told["name"]).order_by("opened_on").first()
    if known is not None:
        meeting.move_to_today(region, told, known, at)
        return False
    stage = stage_of(told, helsinki_day(at))
    life = Life(region, told, at)
    for _days, _place, happen in sorted(_happenings(life, stage), key=itemgetter(0, 1)):
        happen()
    return True


def _happenings(life: Life, stage: Stage) -> list[Happening]:
    """Everything of one story, negative days first: the earliest comes first when sorted."""
    told: list[Happening] = [(-stage.opened, 0, lambda: life.register(stage.opened))]
    told += [(-days, 1, what) for days, what in life.changes(stage.opened)]
    told += [(-days, 2, what) for days, what in interviewing.happenings(life, stage)]
    told += [(-days, 3, what) for days, what in planning.happenings(life, stage)]
    told += [(-days, 4, what) for days, what in meeting.happenings(life, stage)]
    told += [(-days, 5, what) for days, what in working.happenings(life, stage)]
    told += [(-days, 6, what) for days, what in sharing.happenings(life, stage)]
    told += [(-days, 6, what) for days, what in knowing.happenings(life, stage)]
    return told
