"""The demo region's organisations and the people who sign in."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password

from luukku.accounts.models import Membership, Organisation, Unit, User
from luukku.core.actor import Actor

ActorOf = Callable[[str, int], Actor]
"""Somebody of the demo at work, so many days ago."""

AT_WORK_SINCE = date(2024, 1, 1)
"""Everybody's first day, earlier than anything in the demo."""


@dataclass(frozen=True, slots=True)
class Region:
    """What the families' stories refer to, by the keys of the data files."""

    organisations: dict[str, Organisation]
    units: dict[str, Unit]
    people: dict[str, User]


@cache
def told_people() -> tuple[dict[str, Any], ...]:
    """The demo people as people.json tells them."""
    return tuple(_read("people.json"))


@cache
def told_emergencies() -> tuple[dict[str, Any], ...]:
    """Who opened whose case in an emergency, and why."""
    return tuple(_read("region.json")["emergencies"])


def key_of(told: dict[str, Any]) -> str:
    """What the families' stories call a person: the part of the address before the @."""
    return str(told["email"]).split("@", 1)[0]


def load_region() -> Region:
    """Organisations, units and people that are missing are made; those that are there stay as they are."""
    organisations, units = {}, {}
    for told in _read("region.json")["organisations"]:
        organisation = _organisation(told)
        organisations[told["key"]] = organisation
        for unit in told.get("units", []):
            names = {field: value for field, value in unit.items() if field != "key"}
            units[unit["key"]], _made = Unit.objects.get_or_create(
                organisation=organisation, name_fi=names.pop("name_fi"), defaults=names
            )
    county = organisations["pirkanmaa"]
    Organisation.objects.filter(
        kind=Organisation.Kind.MUNICIPALITY, pk__in=[one.pk for one in organisations.values()], county=None
    ).update(county=county)
    people = {key_of(told): _person(told, organisations, units) for told in told_people()}
    return Region(organisations, units, people)


def _organisation(told: dict[str, Any]) -> Organisation:
    names = {field: value for field, value in told.items() if field.startswith("name_")}
    if code := told.get("official_code"):
        found, _made = Organisation.objects.get_or_create(kind=told["kind"], official_code=code, defaults=names)
    else:
        found, _made = Organisation.objects.get_or_create(
            kind=told["kind"], name_fi=names.pop("name_fi"), defaults=names
        )
    return found


def _person(told: dict[str, Any], organisations: dict[str, Organisation], units: dict[str, Unit]) -> User:
    user = User.objects.filter(email=told["email"]).first()
    if user is None:
        language = told["language"]
        user = User.objects.create(
            email=told["email"],
            password=_hashed(told["password"]),
            name=told["name"],
            title=told["title"][language],
            language=language,
        )
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
    for held in told["memberships"]:
        Membership.objects.get_or_create(
            user=user,
            organisation=organisations[held["organisation"]],
            unit=units[held["unit"]] if "unit" in held else None,
            role=held["role"],
            defaults={"starts_on": AT_WORK_SINCE},
        )
    return user


@cache
def _hashed(password: str) -> str:
    """Hashing is slow on purpose; the demo's people share a password, so it is done once."""
    return make_password(password)


def _read(name: str) -> Any:
    return json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
