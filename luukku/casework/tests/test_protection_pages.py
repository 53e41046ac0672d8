"""Protection of an address where people work: said, never with the place, and not offered twice."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.casework.tests.factories import a_family, a_meeting, a_protection

pytestmark = pytest.mark.django_db

REMINDER = "do not write the place so that it tells where they live"


@pytest.fixture
def worker(client):
    worker = a_worker()
    client.force_login(worker.user)
    return worker


def test_protection_is_answered_with_a_message_and_then_not_offered_again(client, worker):
    case = a_family(worker, children=0).cases.get()
    page = worker.url(f"/cases/{case.pk}/people/{case.family.memberships.get().person_id}/")
    before = client.get(page).content.decode()

    client.post(f"{page}protection/", {"source": "register", "from_on": "1.3.2026"})

    after = client.get(page).content.decode()
    assert "Protect the address" in before
    assert "The address is marked as protected" in after
    assert "Address protection in force" in after
    assert "Protect the address" not in after


def test_where_a_meeting_is_written_the_worker_is_reminded_of_protection(client, worker):
    family = a_family(worker)
    case = family.cases.get()
    meeting = a_meeting(case)
    pages = [worker.url(f"/cases/{case.pk}/meetings/{end}/") for end in ("new", f"{meeting.pk}/edit")]
    before = [REMINDER in client.get(page).content.decode() for page in pages]

    a_protection(family.memberships.get(role="child").person)

    assert before == [False, False]
    assert all(REMINDER in client.get(page).content.decode() for page in pages)
