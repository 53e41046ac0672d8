"""Signing in through the employer's OpenID Connect provider."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from luukku.accounts.models import User
from luukku.accounts.tests import oidc_provider
from luukku.accounts.tests.factories import a_user, a_worker, totp_code
from luukku.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

START = "/sign-in/with/work/"


@pytest.fixture
def provider(settings):
    with oidc_provider.running() as server:
        app = {
            "provider_id": "work",
            "name": "Tampereen kaupunki",
            "client_id": oidc_provider.CLIENT_ID,
            "secret": oidc_provider.CLIENT_SECRET,
            "settings": {"server_url": server.url, "oauth_pkce_enabled": True},
        }
        settings.LUUKKU_OIDC_ORIGINS = [server.url]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        server.app = app
        yield server


@pytest.fixture
def leena(db):
    return a_worker(email="leena@example.org")


def go_there_and_back(client, provider, **more):
    asked = client.post(START, more)
    return client.get(provider.answer(asked.url))


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_known_person_comes_in_and_still_shows_the_second_step(client, provider, leena):
    back = go_there_and_back(client, provider)
    second = client.post("/sign-in/second-step/", {"code": totp_code()})

    assert back.url == "/sign-in/second-step/"
    assert second.url == reverse("workplaces")
    assert client.get(leena.url("/authorities/")).status_code == 200
    assert SocialAccount.objects.get().user == leena.user


def test_nothing_the_provider_tells_of_the_person_is_kept(client, provider, leena):
    provider.claims["address"] = {"street_address": "Salainen katu 1"}

    go_there_and_back(client, provider)

    assert SocialAccount.objects.get().extra_data == {}


def test_the_sign_in_page_offers_the_provider_by_its_name(client, provider):
    assert "Tampereen kaupunki" in client.get("/sign-in/").content.decode()


def test_the_browser_may_follow_the_button_to_the_provider_and_nowhere_else(client, provider):
    policy = client.get("/sign-in/")["Content-Security-Policy"]

    assert f"form-action 'self' {provider.url}" in policy
    assert f"form-action 'self' {provider.url}" not in client.get("/sign-in/forgotten/")["Content-Security-Policy"]


def test_the_way_back_is_kept(client, provider, leena):
    go_there_and_back(client, provider, next=leena.url("/authorities/"))

    response = client.post("/sign-in/second-step/", {"code": totp_code()})

    assert response.url == leena.url("/authorities/")


def test_an_unknown_address_makes_no_account(client, provider):
    response = go_there_and_back(client, provider)

    assert response.status_code == 403
    assert "no account here yet" in response.content.decode()
    assert not User.objects.filter(email="leena@example.org").exists()
    assert AuditEvent.objects.filter(action="session.refused", codes__by="oidc").count() == 1
    assert not is_in(client)


def test_a_locked_out_person_is_not_known(client, provider):
    a_user(email="leena@example.org", is_active=False)

    assert go_there_and_back(client, provider).status_code == 403


def test_a_person_locked_out_after_the_accounts_were_joined_does_not_come_in(client, provider, leena):
    go_there_and_back(client, provider)
    leena.user.is_active = False
    leena.user.save()
    client.session.flush()

    response = go_there_and_back(client, provider)

    assert response.url == "/sign-in/closed/"
    assert not is_in(client)


def test_an_address_that_the_provider_has_not_checked_counts_only_where_it_is_trusted(client, provider, leena):
    del provider.claims["email_verified"]
    refused = go_there_and_back(client, provider)
    provider.app["settings"]["trusts_unverified_email"] = True

    trusted = go_there_and_back(client, provider)

    assert refused.status_code == 403
    assert trusted.url == "/sign-in/second-step/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another question's"},
        {"nonce": ""},
        {"key": oidc_provider.OTHER_KEY},
        {"claims": {"aud": "somebody else"}},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"exp": int(time.time()) - 3600}},
    ],
    ids=["another nonce", "no nonce", "another's key", "for another", "from another", "too late"],
)
def test_a_token_that_is_wrong_in_anything_does_not_sign_in(client, provider, leena, wrong):
    provider.claims |= wrong.pop("claims", {})
    for name, value in wrong.items():
        setattr(provider, name, value)

    response = go_there_and_back(client, provider)

    assert response.status_code == 403
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_an_answer_works_once_and_only_in_the_browser_that_asked(client, provider, leena):
    from django.test import Client

    asked = client.post(START)
    answer = provider.answer(asked.url)
    stolen = Client()

    elsewhere = stolen.get(answer)
    first = client.get(answer)
    again = client.get(answer)

    assert (elsewhere.status_code, first.status_code, again.status_code) == (403, 302, 403)


def test_whoever_turns_back_at_the_provider_is_led_back_to_the_start(client, provider):
    asked = client.post(START)
    state = provider.answer(asked.url).partition("state=")[2]

    response = client.get(f"{START}back/?error=access_denied&state={state}")

    assert response.status_code == 403
    assert "Start again from the beginning" in response.content.decode()


def test_the_way_there_needs_a_post_and_a_known_provider(client, provider):
    assert client.get(START).status_code == 405
    assert client.post("/sign-in/with/another/").status_code == 404


def test_without_a_provider_there_is_no_way_there(client):
    assert client.post(START).status_code == 404


def test_the_question_carries_state_nonce_and_a_challenge(client, provider):
    asked = client.post(f"{START}?auth_params=prompt%3Dnone&scope=admin")

    assert all(word in asked.url for word in ("state=", "nonce=", "code_challenge=", "code_challenge_method=S256"))
    assert "prompt" not in asked.url
    assert "admin" not in asked.url
