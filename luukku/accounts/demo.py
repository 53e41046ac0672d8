"""The demo's people on the sign-in page: who they are, and their code of this half minute.

Imported only where `settings.DEMO` is on; the system check `luukku.E001` refuses such a deployment.
"""

import json
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User

if not settings.DEMO:
    msg = "This is no demo."
    raise ImportError(msg)

GROUPS = {
    "families": _("They work with families"),
    "helpers": _("They help with their own part"),
    "keepers": _("They lead, and look after rights"),
}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to try the day of."""

    email: str
    name: str
    title: str
    story: str
    code: str

    @property
    def called(self) -> str:
        """The first word of the name, for the button."""
        return self.name.split()[0]


@dataclass(slots=True)
class Group:
    name: str
    people: list[DemoPerson] = field(default_factory=list)


def people_by_group(language: str) -> list[Group]:
    """Everybody of the demo's file who exists in the database, in the file's order."""
    told = _told()
    users = {user.email: user for user in User.objects.filter(email__in=[one["email"] for one in told], is_active=True)}
    secrets = _secrets(list(users.values()))
    groups: dict[str, Group] = {}
    for one in told:
        user = users.get(one["email"])
        if user is None or user.pk not in secrets:
            continue
        group = groups.setdefault(one["group"], Group(str(GROUPS.get(one["group"], GROUPS["families"]))))
        title, story = (one[words].get(language) or one[words]["fi"] for words in ("title", "story"))
        group.people.append(DemoPerson(user.email, user.name, title, story, _code(secrets[user.pk])))
    return list(groups.values())


def sign_in(request: HttpRequest, email: str) -> HttpResponse:
    """Sign a demo person in without password and code: what the button on the card does.

    Raises:
        Http404: the address is no demo person's.
    """
    if email not in {one["email"] for one in _told()}:
        raise Http404
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None:
        raise Http404
    record_authentication(request, user, "mfa", type="webauthn", passwordless=True)
    response: HttpResponse = perform_login(request, Login(user=user, email=email))
    return response


def _told() -> list[dict[str, Any]]:
    found = files("luukku.project.demo").joinpath("people.json")
    told: list[dict[str, Any]] = json.loads(found.read_text(encoding="utf-8")) if found.is_file() else []
    return told


def _secrets(users: list[User]) -> dict[Any, str]:
    apps = Authenticator.objects.filter(user__in=users, type=Authenticator.Type.TOTP)
    return {app.user_id: decrypt(app.data["secret"]) for app in apps}


def _code(secret: str) -> str:
    """The six digits of now, in two groups as apps show them."""
    code = format_hotp_value(hotp_value(secret, _counter_of_now()))
    return f"{code[:3]} {code[3:]}"


def _counter_of_now() -> int:
    """The middle one of the counters that are accepted: this half minute's."""
    counters: list[int] = list(yield_hotp_counters_from_time())
    return counters[len(counters) // 2]
