"""Signing in with a password and a second step, and everything around it that must hold against attack."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from luukku.accounts.tests.factories import (
    PASSWORD,
    TOTP_SECRET,
    a_user,
    a_worker,
    an_administrator,
    an_organisation,
    totp_code,
)
from luukku.audit.models import AuditEvent
from luukku.core import clock

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
SECOND_STEP = "/sign-in/second-step/"


def write_password(client, user, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": user.email, "password": password, **more})


def sign_in(client, user, **more):
    write_password(client, user, **more)
    return client.post(SECOND_STEP, {"code": totp_code()})


def test_password_and_code_lead_to_the_workplace(client):
    worker = a_worker(password=PASSWORD)

    first = write_password(client, worker.user)
    second = client.post(SECOND_STEP, {"code": totp_code()})
    landed = client.get(second.url)

    assert first.url == SECOND_STEP
    assert second.url == reverse("workplaces")
    assert landed.url == worker.url("/")
    assert AuditEvent.objects.filter(action="session.started", user_id=worker.user.pk).count() == 1


def test_the_address_may_be_written_in_any_case(client):
    worker = a_worker(password=PASSWORD, email="Some.One@Example.org")

    response = client.post(SIGN_IN, {"login": "SOME.one@example.ORG", "password": PASSWORD})

    assert response.url == SECOND_STEP
    assert worker.user.email == "some.one@example.org"


def test_a_password_alone_opens_nothing(client):
    worker = an_administrator(password=PASSWORD)
    write_password(client, worker.user)

    assert client.get(reverse("workplaces")).status_code == 302
    assert client.get(worker.url("/people/")).url.startswith(SIGN_IN)


def test_a_wrong_password_and_an_unknown_address_answer_alike(client):
    user = a_user(password=PASSWORD)

    wrong = write_password(client, user, password="rowan berries")
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": PASSWORD})

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    told = [re.sub(r'value="[^"]*"|Token": "[^"]*"', "", page.content.decode()) for page in (wrong, unknown)]
    assert told[0] == told[1]
    assert AuditEvent.objects.filter(action="session.refused", outcome="denied", user_id=None).count() == 2


def test_a_wrong_code_is_refused_and_the_right_one_works_once(client):
    user = a_user(password=PASSWORD)
    write_password(client, user)

    wrong = client.post(SECOND_STEP, {"code": "000000"})
    right = client.post(SECOND_STEP, {"code": totp_code()})
    other = Client()
    write_password(other, user)
    again = other.post(SECOND_STEP, {"code": totp_code()})

    assert wrong.status_code == 422
    assert right.status_code == 302
    assert again.status_code == 422


def test_a_recovery_code_is_a_second_step_and_works_once(client):
    user = a_user(password=PASSWORD)
    code = RecoveryCodes.activate(user).generate_codes()[0]
    write_password(client, user)

    first = client.post(SECOND_STEP, {"code": code})
    other = Client()
    write_password(other, user)
    again = other.post(SECOND_STEP, {"code": code})

    assert (first.status_code, again.status_code) == (302, 422)


def test_secrets_of_second_steps_lie_encrypted():
    user = a_user()

    stored = Authenticator.objects.get(user=user).data["secret"]

    assert TOTP_SECRET not in stored
    assert Authenticator.objects.get(user=user).wrap().validate_code(totp_code())


def test_attack_69_after_five_wrong_passwords_even_the_right_one_must_wait(client):
    user = a_user(password=PASSWORD)
    for _try in range(5):
        write_password(client, user, password="wrong")

    response = write_password(client, user)

    assert response.status_code in (422, 429)
    assert "_auth_user_id" not in client.session
    assert AUTHENTICATION_METHODS_SESSION_KEY not in client.session


def test_codes_cannot_be_tried_one_after_another(client):
    user = a_user(password=PASSWORD)
    write_password(client, user)
    for _try in range(6):
        client.post(SECOND_STEP, {"code": "000000"})

    assert client.post(SECOND_STEP, {"code": totp_code()}).status_code == 422


def test_a_flood_from_one_address_gets_a_calm_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "3/m/ip"}
    for _try in range(3):
        client.post(SIGN_IN, {"login": "a@example.org", "password": "x"})

    response = client.post(SIGN_IN, {"login": "a@example.org", "password": "x"})

    assert response.status_code == 429
    assert "a moment" in response.content.decode()


def test_attack_69_the_session_gets_a_new_key_at_sign_in(client):
    user = a_user(password=PASSWORD)
    client.get(SIGN_IN)
    write_password(client, user)
    before = client.session.session_key

    client.post(SECOND_STEP, {"code": totp_code()})

    assert before
    assert client.session.session_key != before
    assert not client.session.exists(before)


def test_attack_69_a_planted_session_key_is_not_kept(client):
    user = a_user(password=PASSWORD)
    client.cookies["luukku_session"] = "plantedplantedplantedplanted1234"

    sign_in(client, user)

    assert client.cookies["luukku_session"].value != "plantedplantedplantedplanted1234"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_leads_nowhere_else(client, target):
    user = a_user(password=PASSWORD)
    client.post(f"{SIGN_IN}?next={target}", {"login": user.email, "password": PASSWORD, "next": target})

    response = client.post(SECOND_STEP, {"code": totp_code()})

    assert response.url == reverse("workplaces")


def test_sign_in_leads_back_to_the_page_that_asked(client):
    worker = a_worker(password=PASSWORD)
    asked = client.get(worker.url("/people/"))
    target = parse_qs(urlsplit(asked.url).query)["next"][0]
    client.post(asked.url, {"login": worker.user.email, "password": PASSWORD, "next": target})

    response = client.post(SECOND_STEP, {"code": totp_code()})

    assert response.url == worker.url("/people/")


def test_attack_69_signing_out_needs_a_post_and_ends_the_session_on_the_server(client):
    worker = an_administrator(password=PASSWORD)
    sign_in(client, worker.user)
    key = client.session.session_key

    asked = client.get("/sign-out/")
    still_in = client.get(worker.url("/people/")).status_code
    client.post("/sign-out/")
    copied = Client()
    copied.cookies["luukku_session"] = key

    assert (asked.status_code, still_in) == (200, 200)
    assert copied.get(worker.url("/people/")).status_code == 302
    assert AuditEvent.objects.filter(action="session.ended", user_id=worker.user.pk).exists()


def test_nothing_of_a_signed_in_page_stays_in_the_browser(client):
    worker = an_administrator(password=PASSWORD)
    sign_in(client, worker.user)

    inside, outside, out = client.get(worker.url("/people/")), client.get("/me/"), client.post("/sign-out/")

    assert inside["Cache-Control"] == "no-store"
    assert outside["Cache-Control"] == "no-store"
    assert out["Clear-Site-Data"] == '"cache"'


def test_every_change_needs_a_token_of_the_own_pages():
    worker = an_administrator()
    client = Client(enforce_csrf_checks=True)
    client.force_login(worker.user)
    other = a_worker(worker.organisation)
    refused = [
        "/sign-in/", "/sign-out/", "/language/", "/me/", "/me/sessions/end-all/", "/me/password/",
        worker.url("/people/invite/"), worker.url(f"/people/{other.user.pk}/lock-out/"),
        worker.url(f"/people/{other.user.pk}/roles/add/"), worker.url(f"/people/{other.user.pk}/second-factor/reset/"),
        worker.url(f"/people/roles/{other.memberships[0].pk}/end/"),
    ]  # fmt: skip

    statuses = {path: client.post(path, {}).status_code for path in refused}

    assert set(statuses.values()) == {403}


def test_nobody_signs_up_alone(client):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/sign-up/").status_code == 404


def test_a_locked_out_person_is_told_whom_to_ask(client):
    user = a_user(password=PASSWORD, is_active=False)

    response = write_password(client, user)

    assert client.get(response.url).status_code == 403


# ---- idle time, shared computers


def test_after_an_hour_of_silence_one_signs_in_again_and_comes_back(client):
    worker = an_administrator(password=PASSWORD)
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        sign_in(client, worker.user)
        clock_hand.shift(59 * 60)
        fresh = client.get(worker.url("/people/"))
        clock_hand.shift(61 * 60)
        stale = client.get(worker.url("/people/"))
        after = client.get(stale.url)

    assert fresh.status_code == 200
    assert stale.status_code == 302
    assert f"next=%2Fw%2F{worker.organisation.code}%2Fpeople%2F" in stale.url
    assert "signed out because nothing happened" in after.content.decode()


def test_on_a_shared_computer_the_patience_is_ten_minutes(client):
    worker = an_administrator(password=PASSWORD)
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        sign_in(client, worker.user, shared_computer="on")
        clock_hand.shift(9 * 60)
        fresh = client.get(worker.url("/people/"))
        clock_hand.shift(11 * 60)
        stale = client.get(worker.url("/people/"))

    assert (fresh.status_code, stale.status_code) == (200, 302)


def test_nobody_stays_signed_in_longer_than_twelve_hours(client):
    worker = an_administrator(password=PASSWORD)
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        sign_in(client, worker.user)
        for _half_hour in range(24):
            clock_hand.shift(30 * 60)
            last = client.get(worker.url("/people/"))
        clock_hand.shift(60)
        after = client.get(worker.url("/people/"))

    assert last.status_code == 200
    assert after.status_code == 302


def test_an_expired_fragment_sends_the_whole_page_to_sign_in(client):
    worker = an_administrator(password=PASSWORD)
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        sign_in(client, worker.user)
        clock_hand.shift(61 * 60)
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{worker.url('/people/')}"}
        response = client.get(worker.url("/people/invite/"), headers=headers)

    assert response["HX-Redirect"].endswith(f"next=%2Fw%2F{worker.organisation.code}%2Fpeople%2F")


def test_continuing_to_work_starts_the_clock_again(client):
    worker = an_administrator(password=PASSWORD)
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        sign_in(client, worker.user)
        clock_hand.shift(59 * 60)
        answered = client.get("/still-here/")
        clock_hand.shift(59 * 60)
        fresh = client.get(worker.url("/people/"))

    assert (answered.status_code, fresh.status_code) == (204, 200)


# ---- the first second factor


def test_a_newcomer_must_set_up_a_second_step_before_anything_else(client):
    worker = a_worker(password=PASSWORD, second_factor=False)

    first = write_password(client, worker.user)
    choice = client.get(client.get(first.url).url)
    app = client.get("/me/second-factor/app/")
    secret = app.context["form"].secret
    done = client.post("/me/second-factor/app/", {"code": totp_code(secret)})
    codes = client.get(done.url)

    assert choice.status_code == 200
    assert 'src="data:image/svg+xml;base64,' in app.content.decode()
    assert secret in app.content.decode()
    assert done.url == reverse("mfa_view_recovery_codes")
    assert len(codes.context["unused_codes"]) == 10
    assert client.get("/workplaces/").url == worker.url("/")
    assert AuditEvent.objects.filter(action="user.sign_in_changed", user_id=worker.user.pk).exists()


def test_the_only_second_step_cannot_be_removed(client):
    worker = a_worker(password=PASSWORD)
    sign_in(client, worker.user)
    client.post("/me/again/", {"password": PASSWORD})

    response = client.post("/me/second-factor/app/remove/")

    assert response.status_code == 422
    assert Authenticator.objects.filter(user=worker.user, type="totp").exists()


def test_changing_how_one_signs_in_asks_again_who_one_is(client):
    worker = a_worker(password=PASSWORD)
    sign_in(client, worker.user)

    response = client.get("/me/second-factor/passkeys/add/")
    allowed = client.post(response.url, {"password": PASSWORD})

    assert response.url.startswith("/me/again/")
    assert allowed.url == "/me/second-factor/passkeys/add/"
    assert client.get(allowed.url).status_code == 200


# ---- several workplaces


def test_whoever_works_in_two_places_chooses(client):
    worker = a_worker(an_organisation(name_fi="Nokian kaupunki"), password=PASSWORD)
    other = a_worker(an_organisation(name_fi="Tampereen kaupunki"), user=worker.user)
    sign_in(client, worker.user)

    html = client.get("/workplaces/").content.decode()

    assert f'href="{worker.url("/")}"' in html
    assert f'href="{other.url("/")}"' in html


def test_whoever_works_nowhere_is_told_what_to_do(client):
    user = a_user(password=PASSWORD)
    sign_in(client, user)

    response = client.get("/workplaces/")

    assert response.status_code == 200
    assert "no workplace here today" in response.content.decode()
