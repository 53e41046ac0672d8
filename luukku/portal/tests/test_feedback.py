from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core.actor import Role
from luukku.core.clock import HELSINKI
from luukku.portal.models import AccessibilityFeedback
from luukku.portal.services import feedback

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 13, 15, tzinfo=HELSINKI)
PATH = "/en/accessibility/"


@pytest.fixture
def keeper(db):
    return a_worker(roles=(Role.ADMINISTRATOR,))


def tell(client, minutes=0, **more):
    with time_machine.travel(MOMENT + timedelta(minutes=minutes), tick=False):
        return client.post(PATH, {"text": "The menu does not open.", "contact": "me@example.org", **more})


def test_feedback_is_received_at_once_with_the_day_of_the_answer(client):
    answer = tell(client)

    row = AccessibilityFeedback.objects.get()
    assert row.due_on == date(2026, 12, 7)
    assert "We received this on 23.11.2026 at 13.15. We answer by 7.12.2026." in answer.content.decode()
    assert not answer.cookies


def test_empty_feedback_says_what_to_do_and_keeps_what_was_typed(client):
    answer = tell(client, text="")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Write here what did not work." in html
    assert "me@example.org" in html


def test_a_visitor_who_has_written_much_is_asked_to_wait(client):
    for _number in range(5):
        tell(client)

    answer, later, after = tell(client), tell(client, minutes=30), tell(client, minutes=60)

    assert "Try again in an hour" in answer.content.decode()
    assert [one.status_code for one in (answer, later, after)] == [422, 422, 200]
    assert AccessibilityFeedback.objects.count() == 6


def test_whoever_changes_their_browsers_name_is_asked_to_wait_in_the_end(client):
    answers = [
        client.post(PATH, {"text": "Roskaa."}, headers={"User-Agent": f"Robot {number}"})
        for number in range(feedback.MOST_FROM_ONE_PLACE + 1)
    ]

    assert [one.status_code for one in answers] == [200] * feedback.MOST_FROM_ONE_PLACE + [422]
    assert AccessibilityFeedback.objects.count() == feedback.MOST_FROM_ONE_PLACE


def test_whoever_has_many_addresses_of_one_network_is_one(client):
    for number in range(5):
        client.post(PATH, {"text": "Roskaa."}, REMOTE_ADDR=f"2001:db8::{number}")

    assert client.post(PATH, {"text": "Roskaa."}, REMOTE_ADDR="2001:db8::ffff").status_code == 422
    assert client.post(PATH, {"text": "Asiaa."}, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_on_another_site_is_refused(client, headers):
    answer = client.post(PATH, {"text": "x"}, headers=headers)

    assert answer.status_code == 403
    assert not AccessibilityFeedback.objects.exists()


def test_whoever_keeps_the_site_sees_what_is_late_first_and_notes_the_answer(client, keeper):
    tell(client)
    row = AccessibilityFeedback.objects.get()
    client.force_login(keeper.user)
    with time_machine.travel(MOMENT + timedelta(days=15), tick=False):
        client.force_login(keeper.user)
        shown = client.get(keeper.url("/public-feedback/")).content.decode()
        client.post(keeper.url(f"/public-feedback/{row.pk}/"), {"answer": "We mended the menu."})

    row.refresh_from_db()
    assert "Late: answer was due" in shown
    assert row.answer == "We mended the menu."
    assert AuditEvent.objects.filter(action="portal.feedback_answered").count() == 1


def test_nobody_else_sees_what_readers_wrote(client):
    tell(client)
    worker = a_worker()
    client.force_login(worker.user)

    row = AccessibilityFeedback.objects.get()
    assert client.get(worker.url("/public-feedback/")).status_code == 404
    assert client.get(worker.url(f"/public-feedback/{row.pk}/")).status_code == 404


def test_only_the_named_organisation_keeps_the_site_when_one_is_named(client, keeper, settings):
    settings.LUUKKU_PORTAL_KEEPER = "somebody-else"
    client.force_login(keeper.user)

    assert client.get(keeper.url("/public-feedback/")).status_code == 404


def test_the_list_of_feedback_is_reached_by_its_name():
    assert reverse("portal-work:feedback", urlconf="luukku.project.urls_work") == "/public-feedback/"
