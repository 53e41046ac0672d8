"""Opening a family's data in an emergency: rarely, openly, briefly."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import EmergencyAccess
from luukku.casework.services import note_seen, note_view, open_in_emergency, review_emergency
from luukku.casework.services.emergency import MOST_ATTEMPTS
from luukku.casework.tests.factories import a_case, a_family, a_member, an_emergency
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db

REASON = "Lapsi odottaa yksin perhekeskuksessa ja äiti on sairaalassa."
BORN = date(1992, 4, 3)


def a_known_family(worker):
    family = a_family(worker, adults=0, children=0)
    a_member(family, name="Zahra Karimi", native_name="زهرا کریمی", birth_on=BORN)
    return family.cases.get()


def opened(worker, name="Zahra Karimi", birth_on=BORN, reason=REASON):
    return open_in_emergency(worker.as_actor(), name=name, birth_on=birth_on, reason=reason)


@pytest.mark.parametrize("name", ["Zahra Karimi", "zahra  karimi", "زهرا کریمی"])
def test_the_exact_name_and_day_open_the_case_for_four_hours(name):
    worker = a_worker()
    case = a_known_family(worker)
    other = a_worker(worker.organisation)

    access = opened(other, name)[0]

    assert policies.may_see_fully(other.as_actor(), case)
    assert access.ends_at - access.starts_at == timedelta(hours=4)
    assert not policies.may_answer_for(other.as_actor(), case)


def test_who_answers_for_the_family_is_told_at_once_and_the_trail_says_emergency():
    worker = a_worker()
    case = a_known_family(worker)
    other = a_worker(worker.organisation)

    opened(other)

    assert Message.objects.filter(user=worker.user).count() == 1
    assert policies.emergency_accesses_to_tell(worker.as_actor()).count() == 1
    event = AuditEvent.objects.get(action="emergency.opened")
    assert (event.purpose, event.case_ids) == ("emergency", [case.pk])


def test_every_view_during_it_says_emergency():
    worker = a_worker()
    case = a_known_family(worker)
    other = a_worker(worker.organisation)
    opened(other)

    with transaction.atomic():
        note_view(other.as_actor(), "case.viewed", case, case=case)
        note_view(worker.as_actor(), "case.viewed", case, case=case)

    views = AuditEvent.objects.filter(action="case.viewed")
    assert views.get(user_id=other.user.pk).purpose == "emergency"
    assert views.get(user_id=worker.user.pk).purpose == ""


@pytest.mark.parametrize(
    "wrong",
    [{"name": "Zahra"}, {"name": "Zahra Karimy"}, {"birth_on": date(1992, 3, 4)}, {"name": "🙂"}, {"name": "."}],
)
def test_anything_less_exact_opens_nothing_and_is_recorded(wrong):
    worker = a_worker()
    a_known_family(worker)

    assert opened(a_worker(worker.organisation), **wrong) == []
    event = AuditEvent.objects.get(action="emergency.asked")
    assert (event.codes, event.case_ids) == ({"found": False}, [])


# attack 1: an organisation opens its own cases and no other's
def test_a_case_of_another_organisation_is_not_found():
    a_known_family(a_worker())

    assert opened(a_worker()) == []


def test_a_closed_case_and_a_former_member_are_not_found():
    worker = a_worker()
    case = a_known_family(worker)
    day = worker.as_actor().day
    a_member(a_case(worker).family, name="Reza Karimi", birth_on=BORN, until=day)
    case.state, case.closed_on = "closed", day
    case.save()

    assert opened(a_worker(worker.organisation)) == []
    assert opened(a_worker(worker.organisation), "Reza Karimi") == []


def test_a_short_reason_is_refused():
    with pytest.raises(RuleViolation):
        opened(a_worker(), reason="Kiire on nyt.      ")


def test_only_workers_with_families_open_in_an_emergency():
    with pytest.raises(PermissionDenied):
        opened(a_worker(roles=(Role.ADMINISTRATOR,)))


def test_guessing_stops_after_a_few_attempts():
    worker = a_worker()
    for _attempt in range(MOST_ATTEMPTS):
        opened(worker)

    with pytest.raises(RuleViolation):
        opened(worker)


def test_the_owner_says_once_to_have_seen_it():
    worker = a_worker()
    access = an_emergency(a_known_family(worker), a_worker(worker.organisation))

    first = note_seen(worker.as_actor(), access.pk).seen_by_owner_at

    assert note_seen(worker.as_actor(), access.pk).seen_by_owner_at == first


def test_nobody_else_says_so():
    worker = a_worker()
    other = a_worker(worker.organisation)
    access = an_emergency(a_known_family(worker), other)

    with pytest.raises(PermissionDenied):
        note_seen(other.as_actor(), access.pk)


def test_a_review_says_who_found_what():
    worker = a_worker(unit=a_unit())
    access = an_emergency(a_known_family(worker), a_worker(worker.organisation))
    supervisor = a_worker(worker.organisation, roles=(Role.SUPERVISOR,))

    review_emergency(supervisor.as_actor(), access.pk, was_justified=False, note="Ei ollut kiire.")

    access = EmergencyAccess.objects.get()
    assert (access.was_justified, access.reviewed_by, access.review_note) == (False, supervisor.user, "Ei ollut kiire.")
    assert AuditEvent.objects.get(action="emergency.reviewed").codes == {"justified": False}


def test_what_was_not_right_is_explained():
    worker = a_worker()
    access = an_emergency(a_known_family(worker), a_worker(worker.organisation))
    officer = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))

    with pytest.raises(RuleViolation):
        review_emergency(officer.as_actor(), access.pk, was_justified=False, note=" ")


def test_what_is_reviewed_is_not_reviewed_again_and_nobody_reviews_their_own():
    worker = a_worker()
    supervisor = a_worker(worker.organisation, roles=(Role.SUPERVISOR, Role.CASEWORKER))
    own = an_emergency(a_known_family(worker), supervisor)
    done = an_emergency(a_case(worker), a_worker(worker.organisation))
    review_emergency(supervisor.as_actor(), done.pk, was_justified=True, note="")

    for access in (own, done):
        with pytest.raises(PermissionDenied):
            review_emergency(supervisor.as_actor(), access.pk, was_justified=True, note="")
