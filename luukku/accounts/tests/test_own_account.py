"""Sessions on other devices, own settings, and the demo's way in."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from luukku.accounts.checks import refuse_demo
from luukku.accounts.devices import device_named
from luukku.accounts.jobs import forget_old_sessions
from luukku.accounts.models import Invitation, Membership
from luukku.accounts.tests.factories import PASSWORD, a_user, a_worker, totp_code
from luukku.audit.models import AuditEvent
from luukku.core import clock

pytestmark = pytest.mark.django_db


def sign_in(client, user, **headers):
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD}, **headers)
    return client.post("/sign-in/second-step/", {"code": totp_code()}, **headers)


# ---- sessions


def test_the_list_names_devices_and_signs_out_of_another(client):
    worker = a_worker(password=PASSWORD)
    firefox = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
    other = Client()
    sign_in(other, worker.user, **firefox)
    client.force_login(worker.user)
    theirs = UserSession.objects.get(user=worker.user)

    html = client.get("/me/sessions/").content.decode()
    client.post(f"/me/sessions/{theirs.pk}/end/")

    assert "Firefox, Linux" in html
    assert other.get(worker.url("/authorities/")).status_code == 302
    assert client.get(worker.url("/authorities/")).status_code == 200


def test_nobody_ends_somebody_elses_session(client):
    worker, stranger = a_worker(password=PASSWORD), a_worker()
    theirs = Client()
    sign_in(theirs, worker.user)
    client.force_login(stranger.user)

    response = client.post(f"/me/sessions/{UserSession.objects.get(user=worker.user).pk}/end/")

    assert response.status_code == 403
    assert theirs.get(worker.url("/authorities/")).status_code == 200


def test_attack_69_signing_out_everywhere_ends_this_session_too(client):
    worker = a_worker(password=PASSWORD)
    other = Client()
    sign_in(other, worker.user)
    client.force_login(worker.user)

    response = client.post("/me/sessions/end-all/")

    assert response.url == reverse("account_login")
    assert [each.get(worker.url("/authorities/")).status_code for each in (client, other)] == [302, 302]
    assert AuditEvent.objects.filter(action="session.ended", user_id=worker.user.pk).exists()


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", "Unknown device"),
    ],
)
def test_devices_have_names_people_know(told, named):
    assert device_named(told) == named


def test_sessions_that_are_over_are_forgotten_with_their_devices(client):
    worker = a_worker(password=PASSWORD)
    sign_in(client, worker.user)
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    staying = Client()
    sign_in(staying, a_worker(password=PASSWORD).user)

    forget_old_sessions(timestamp=0)

    assert not UserSession.objects.filter(user=worker.user).exists()
    assert UserSession.objects.count() == Session.objects.count() == 1


def test_old_roles_and_invitations_are_forgotten_when_their_time_is_over():
    at = clock.now()
    old = a_worker(starts_on=date(2000, 1, 1), ends_on=at.date() - timedelta(days=13 * 366))
    recent = a_worker(starts_on=date(2000, 1, 1), ends_on=at.date() - timedelta(days=11 * 365))

    assert list(Membership.objects.expired(at)) == list(old.memberships)
    assert recent.memberships[0] not in Membership.objects.expired(at)
    assert not Invitation.objects.expired(at).exists()


# ---- own settings


def test_language_and_colours_follow_the_person(client):
    worker = a_worker()
    client.force_login(worker.user)

    saved = client.post("/me/", {"language": "sv", "scheme": "dark", "phone": "+358 40 123 4567"})
    html = client.get(saved.url).content.decode()

    worker.user.refresh_from_db()
    assert (worker.user.language, worker.user.scheme, worker.user.phone) == ("sv", "dark", "+358401234567")
    assert '<html lang="sv"' in html
    assert 'data-color-scheme="dark"' in html


def test_a_number_without_country_code_is_sent_back(client):
    worker = a_worker()
    client.force_login(worker.user)

    response = client.post("/me/", {"language": "fi", "scheme": "auto", "phone": "040 123 4567"})

    assert response.status_code == 422
    assert "country code" in response.content.decode()


def test_the_language_is_chosen_before_signing_in_and_leads_nowhere_else(client):
    response = client.post("/language/", {"language": "sv", "next": "https://evil.example/"})

    assert response.url == "/sign-in/"
    assert '<html lang="sv"' in client.get("/sign-in/").content.decode()


def test_an_unknown_language_changes_nothing(client):
    response = client.post("/language/", {"language": "xx", "next": "/sign-in/"})

    assert "luukku_language" not in response.cookies


# ---- the demo


def test_deploying_a_demo_is_refused(settings):
    settings.DEMO = True

    assert [error.id for error in refuse_demo(None)] == ["luukku.E001"]
    assert "luukku.E001" in [error.id for error in run_checks(include_deployment_checks=True, tags=["security"])]


def test_deploying_without_the_demo_is_not(settings):
    settings.DEMO = False

    assert refuse_demo(None) == []


def test_outside_a_demo_its_way_in_does_not_exist(client, settings):
    settings.DEMO = False
    user = a_user(email="maija@luukku.example")

    response = client.post("/demo/sign-in/", {"email": user.email})

    assert response.status_code == 404
    assert "demo" not in client.get("/sign-in/").content.decode().lower()
    with pytest.raises(ImportError):
        import luukku.accounts.demo  # noqa: F401


IN_A_DEMO = """
import os
os.environ["LUUKKU_DEMO"] = "1"
from luukku.project import environment
environment.prepare(start=False)
import django
django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.ALLOWED_HOSTS.append("testserver")
from django.db import transaction
from django.test import Client
from luukku.accounts.tests.factories import a_worker
with transaction.atomic():
    worker = a_worker(email="maija@luukku.example", name="Maija Lehtovaara")
    other = a_worker(email="somebody@luukku.example")
    client = Client()
    html = client.get("/sign-in/").content.decode()
    stranger = client.post("/demo/sign-in/", {"email": other.user.email})
    response = client.post("/demo/sign-in/", {"email": worker.user.email})
    landed = client.get("/workplaces/")
    from luukku.accounts.tests.factories import totp_code
    code = totp_code()
    print("card", "Maija Lehtovaara" in html, "lk-code" in html, "somebody@" in html)
    print("sign-in", stranger.status_code, response.status_code, response.url, landed.url == worker.url("/"))
    print("story", "perheestä" in html)
    transaction.set_rollback(True)
"""


@pytest.mark.slow
def test_in_a_demo_a_card_shows_the_person_and_its_button_signs_in():
    run = subprocess.run([sys.executable, "-c", IN_A_DEMO], capture_output=True, text=True, check=False, timeout=120)

    assert run.returncode == 0, run.stderr[-2000:]
    told = dict(line.split(" ", 1) for line in run.stdout.splitlines() if " " in line)
    assert told["card"] == "True True False"
    assert told["sign-in"] == "404 302 /workplaces/ True"
    assert told["story"] == "True"
