"""The gate of `/w/<code>/`: who gets in, as whom, and until when."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse

from luukku.accounts.actors import actor_for
from luukku.accounts.tests.factories import a_membership, a_unit, a_user, a_worker, an_administrator, an_organisation
from luukku.audit.models import AuditEvent
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 11, 21)
BEFORE_MIDNIGHT = datetime(2026, 11, 21, 21, 59, 30, tzinfo=UTC)  # 23.59.30 in Helsinki
AFTER_MIDNIGHT = datetime(2026, 11, 21, 22, 0, 30, tzinfo=UTC)  # 0.00.30 in Helsinki, still the 21st in UTC


def test_attack_08_an_actor_has_only_the_roles_given_by_the_organisation_worked_for():
    worker = a_worker(roles=(Role.CASEWORKER,))
    elsewhere = a_worker(roles=(Role.SUPERVISOR,), user=worker.user)

    assert worker.as_actor().roles == {Role.CASEWORKER}
    assert elsewhere.as_actor().roles == {Role.SUPERVISOR}


def test_a_role_in_one_unit_does_not_reach_another():
    organisation = an_organisation()
    led, served = a_unit(organisation), a_unit(organisation)
    worker = a_worker(roles=(Role.SUPERVISOR,), unit=led)
    a_membership(worker.user, organisation, Role.CASEWORKER, unit=served)

    actor = worker.as_actor()

    assert actor.units_as(Role.SUPERVISOR) == {led.pk}
    assert actor.units_as(Role.CASEWORKER) == {served.pk}


def test_attack_09_there_is_no_actor_before_the_first_day_and_after_the_last():
    worker = a_worker(starts_on=LAST_DAY, ends_on=LAST_DAY)

    assert actor_for(worker.user, worker.organisation, datetime(2026, 11, 20, 21, 59, tzinfo=UTC)) is None
    assert actor_for(worker.user, worker.organisation, datetime(2026, 11, 20, 22, 1, tzinfo=UTC)) is not None
    assert actor_for(worker.user, worker.organisation, BEFORE_MIDNIGHT) is not None
    assert actor_for(worker.user, worker.organisation, AFTER_MIDNIGHT) is None


def test_a_locked_out_person_is_no_actor():
    worker = a_worker(is_active=False)

    assert actor_for(worker.user, worker.organisation, BEFORE_MIDNIGHT) is None


def test_attack_09_rights_end_at_helsinki_midnight_in_a_session_that_goes_on(client):
    worker = an_administrator(ends_on=LAST_DAY)

    with time_machine.travel(BEFORE_MIDNIGHT, tick=False):
        client.force_login(worker.user)
        before = client.get(worker.url("/people/"))
    with time_machine.travel(AFTER_MIDNIGHT, tick=False):
        after = client.get(worker.url("/people/"))

    assert (before.status_code, after.status_code) == (200, 404)


def test_another_organisations_pages_are_not_there_and_the_knock_is_recorded(client):
    worker, other = an_administrator(), an_administrator()
    client.force_login(worker.user)

    response = client.get(other.url("/people/"))

    assert response.status_code == 404
    event = AuditEvent.objects.get(action="access.denied")
    assert (event.user_id, event.chain, event.outcome) == (worker.user.pk, other.organisation.pk, "denied")


def test_an_unknown_code_looks_the_same_as_somebody_elses(client):
    worker, other = a_worker(), a_worker()
    client.force_login(worker.user)

    unknown, foreign = client.get("/w/abcdefghjk/people/"), client.get(other.url("/people/"))

    assert (unknown.status_code, foreign.status_code) == (404, 404)
    assert not AuditEvent.objects.filter(action="access.denied").exclude(chain=other.organisation.pk).exists()


def test_a_stranger_is_led_to_sign_in_and_then_back(client):
    worker = a_worker()

    response = client.get(worker.url("/people/?page=2"))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next=%2Fw%2F{worker.organisation.code}%2Fpeople%2F%3Fpage%3D2"


def test_without_a_second_factor_every_page_leads_to_setting_one_up(client):
    worker = an_administrator(second_factor=False)
    client.force_login(worker.user)

    response = client.get(worker.url("/people/"))

    assert (response.status_code, response.url) == (302, reverse("second-factor"))


def test_recovery_codes_alone_are_no_second_factor(client):
    worker = an_administrator(second_factor=False)
    Authenticator.objects.create(user=worker.user, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(worker.user)

    assert client.get(worker.url("/people/")).status_code == 302


def test_links_inside_a_workplace_keep_its_prefix_and_the_prefix_is_gone_afterwards(client):
    worker = an_administrator()
    client.force_login(worker.user)

    html = client.get(worker.url("/people/")).content.decode()

    assert f'href="{worker.url("/people/invite/")}"' in html
    assert reverse("account_login") == "/sign-in/"


def test_the_prefix_is_gone_after_an_error_too(client):
    worker = a_worker()
    client.force_login(worker.user)

    assert client.get(worker.url("/people/")).status_code == 404
    assert reverse("account_login") == "/sign-in/"


def test_a_refusal_is_recorded_on_its_own(client):
    worker, person = a_worker(), a_user()
    client.force_login(worker.user)

    response = client.get(worker.url(f"/people/{person.pk}/"))

    assert response.status_code == 404
    event = AuditEvent.objects.get(action="access.denied")
    assert event.chain == worker.organisation.pk
    assert event.codes == {"url": "person", "ids": [f"pk={person.pk}"]}


def test_getting_to_a_page_takes_at_most_three_queries_beside_the_page(client, django_assert_max_num_queries):
    worker = a_worker()
    client.force_login(worker.user)
    client.get(worker.url("/authorities/"))

    with django_assert_max_num_queries(3 + 2 + 1):  # session, person, membership; the transaction's two; the page's own
        client.get(worker.url("/authorities/"))
