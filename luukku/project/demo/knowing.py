"""What the demo's workers know about people in rows: permits, codes, contacts, names, languages, wishes."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any

from luukku.casework.models import Person
from luukku.casework.rules.identity_codes import check_character
from luukku.casework.services.facts import Days, add_fact
from luukku.casework.services.sources import Told
from luukku.project.demo.life import Life
from luukku.project.demo.stages import Stage

FIRST_CHILD_SIGN_YEAR = 2000


@cache
def told_facts() -> dict[str, list[dict[str, Any]]]:
    """Facts by the key of their family, as facts.json tells them."""
    told: dict[str, list[dict[str, Any]]] = json.loads(
        files(__package__).joinpath("facts.json").read_text(encoding="utf-8")
    )
    return told


def happenings(life: Life, stage: Stage) -> Iterator[tuple[int, Callable[[], object]]]:
    """The day of registering, for the families of whom more is told."""
    for told in told_facts().get(life.told["key"], []):
        yield stage.opened, partial(_know, life, told, stage.opened)


def _know(life: Life, told: dict[str, Any], opened: int) -> None:
    person = life.people.get(told["who"])
    if person is None:
        return
    values = dict(told["values"])
    first = told.get("days_before")
    from_on = life.day(opened) - timedelta(days=first) if first is not None else None
    if told["kind"] == "permits":
        values |= {"granted_on": from_on, "ground": values.get("ground", "")}
    if values.get("value") == "made up":
        values["value"] = made_up_code(person)
    origin = told.get("origin", "person")
    add_fact(
        life.actor(opened, 9, 40),
        person.pk,
        told["kind"],
        values=values,
        days=Days(from_on),
        told=Told(origin, told.get("told_by", ""), life.day(opened)),
    )


def made_up_code(person: Person) -> str:
    """A personal identity code that no real person has: its number is from 900 on."""
    born = person.birth_on or date(1990, 1, 1)
    number = 900 + (born.toordinal() + len(person.name)) % 100
    sign = "A" if born.year >= FIRST_CHILD_SIGN_YEAR else "-"
    digits = f"{born:%d%m%y}{number}"
    return f"{digits[:6]}{sign}{digits[6:]}{check_character(digits)}"
