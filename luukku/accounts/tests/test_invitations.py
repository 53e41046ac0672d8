"""Invitations: one link, one person, one use, seven days."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from luukku.accounts import services
from luukku.accounts.tests.factories import (
    PASSWORD,
    a_user,
    an_administrator,
)
from luukku.audit.models import AuditEvent
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db


def today() -> date:
    return clock.today()


@pytest.fixture
def admin():
    return an_administrator()


def invitation(**more):
    return {
        "email": "New.Person@example.org", "name": "Uusi Ihminen", "title": "", "language": "fi",
        "role": Role.CASEWORKER, "unit": None, "starts_on": today(), "ends_on": None,
    } | more  # fmt: skip


@pytest.fixture
def invited(admin):
    membership = services.invite(admin.as_actor(), **invitation())
    return membership, services.new_invitation_token(membership.invitation.pk)


def test_an_invitation_sets_the_password_and_works_once(client, invited):
    membership, token = invited
    url = reverse("invitation", args=[token])
    told = {"password1": PASSWORD, "password2": PASSWORD}

    asked, done, again = client.get(url), client.post(url, told), client.post(url, told)

    membership.user.refresh_from_db()
    assert asked.status_code == 200
    assert asked["Referrer-Policy"] == "same-origin"
    assert done.status_code == 302
    assert membership.user.check_password(PASSWORD)
    assert again.status_code == 410
    assert AuditEvent.objects.filter(action="invitation.accepted").count() == 1


def test_after_seven_days_an_invitation_opens_nothing(client, invited):
    membership, token = invited
    membership.invitation.expires_at = clock.now() - timedelta(seconds=1)
    membership.invitation.save()

    assert client.get(reverse("invitation", args=[token])).status_code == 410


def test_a_forged_token_opens_nothing(client, invited):
    _membership, token = invited

    assert client.get(reverse("invitation", args=[token[:-1] + ("A" if token[-1] != "A" else "B")])).status_code == 410
    assert client.get(reverse("invitation", args=["0" * 43])).status_code == 410


def test_a_newer_link_makes_the_older_one_useless(client, invited, admin):
    membership, token = invited
    services.send_invitation_again(admin.as_actor(), membership.pk)
    newer = services.new_invitation_token(membership.invitation.pk)

    assert client.get(reverse("invitation", args=[token])).status_code == 410
    assert client.get(reverse("invitation", args=[newer])).status_code == 200


def test_the_database_knows_no_token(invited):
    membership, token = invited
    membership.invitation.refresh_from_db()

    assert token.encode() not in bytes(membership.invitation.token_hash)


def test_two_different_passwords_are_not_taken(client, invited):
    _membership, token = invited

    response = client.post(
        reverse("invitation", args=[token]), {"password1": PASSWORD, "password2": "something else altogether"}
    )

    assert response.status_code == 422


def test_a_password_that_is_too_easy_is_not_taken(client, invited):
    _membership, token = invited

    response = client.post(
        reverse("invitation", args=[token]), {"password1": "password1234", "password2": "password1234"}
    )

    assert response.status_code == 422


def test_an_accepted_invitation_is_not_sent_again(admin, invited):
    membership, token = invited
    services.accept_invitation(token, password=PASSWORD, at=clock.now())

    with pytest.raises(RuleViolation):
        services.send_invitation_again(admin.as_actor(), membership.pk)
    assert services.new_invitation_token(membership.invitation.pk) is None


def test_a_known_person_without_password_is_invited_again(admin):
    user = a_user()

    membership = services.invite(admin.as_actor(), **invitation(email=user.email))

    assert membership.invitation.expires_at > clock.now()
