"""Child-protection notices: noted without content, and existing for their author and child protection alone."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies, services
from luukku.casework.models import ChildProtectionPointer, Deadline, PointerClock
from luukku.casework.tests.factories import a_family, a_helper
from luukku.core.actor import Role, SystemActor
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, 8, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_tuesday():
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def case(worker):
    return a_family(worker, children=1).cases.get()


@pytest.fixture
def child(case):
    return case.family.memberships.get(role="child").person


@pytest.fixture
def protector(worker):
    return a_worker(worker.organisation, roles=(Role.CHILD_PROTECTION,))


@pytest.fixture
def pointer(worker, case, child):
    return services.note_notice(worker.as_actor(), case.pk, child_id=child.pk, on=TODAY)


def test_a_notice_starts_its_clocks_apart_from_those_of_the_case(pointer):
    due = {clock.rule: clock.due_on for clock in PointerClock.objects.all()}

    assert due == {
        "child_notice_urgent": TODAY,
        "child_notice_start": date(2026, 12, 3),
        "child_notice_told": date(2026, 12, 3),
        "child_notice_ready": date(2027, 2, 24),
    }
    assert not Deadline.objects.filter(rule__startswith="child_").exists()


def test_there_is_no_place_for_what_it_says():
    typed = {
        field.name
        for field in ChildProtectionPointer._meta.get_fields()
        if field.get_internal_type() in ("TextField", "CharField")
    }

    assert typed == {"kind", "reference"}


def test_only_its_author_and_child_protection_see_it(worker, protector, pointer):
    others = [
        a_worker(unit=worker.unit),
        a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,)),
        a_worker(worker.organisation, roles=(Role.DATA_PROTECTION, Role.ADMINISTRATOR)),
        a_worker(roles=(Role.CHILD_PROTECTION,)),
    ]

    assert policies.visible_pointers(worker.as_actor()).get() == pointer
    assert policies.visible_pointers(protector.as_actor()).get() == pointer
    assert not any(policies.visible_pointers(other.as_actor()).exists() for other in others)


def test_the_county_to_which_it_was_sent_sees_it(worker, case, child):
    county = an_organisation("wellbeing_county")
    services.note_notice(worker.as_actor(), case.pk, child_id=child.pk, on=TODAY, county_id=county.pk)
    there = a_worker(county, roles=(Role.CHILD_PROTECTION,))

    assert policies.visible_pointers(there.as_actor()).count() == 1


def test_a_worker_never_notes_the_move(worker, protector, pointer):
    with pytest.raises(PermissionDenied):
        services.note_move(worker.as_actor(), pointer.pk, on=TODAY)

    due = services.note_move(protector.as_actor(), pointer.pk, on=TODAY)

    assert due.kind == "move_notice_due"
    assert due.clocks.get().is_target
    with pytest.raises(PermissionDenied):
        services.note_move_told(worker.as_actor(), due.pk, on=TODAY, county_id=worker.organisation.pk)


def test_telling_the_new_county_stops_its_clock(protector, pointer):
    county = an_organisation("wellbeing_county")
    due = services.note_move(protector.as_actor(), pointer.pk, on=TODAY)

    services.note_move_told(protector.as_actor(), due.pk, on=TODAY, county_id=county.pk, reference="A-12")

    due.refresh_from_db()
    assert (due.kind, due.county, due.clocks.get().done_on) == ("move_notice_done", county, TODAY)
    with pytest.raises(RuleViolation):
        services.note_move_told(protector.as_actor(), due.pk, on=TODAY, county_id=county.pk)


def test_attack_42_a_notice_made_is_not_turned_into_a_move_that_was_told(protector, pointer):
    with pytest.raises(RuleViolation):
        services.note_move_told(
            protector.as_actor(), pointer.pk, on=TODAY, county_id=an_organisation("wellbeing_county").pk
        )


def test_a_clock_of_a_notice_is_done_once(worker, pointer):
    clock = pointer.clocks.get(rule="child_notice_urgent")

    services.note_pointer_clock_done(worker.as_actor(), clock.pk, done_on=TODAY)

    with pytest.raises(RuleViolation):
        services.note_pointer_clock_done(worker.as_actor(), clock.pk, done_on=TODAY)


def test_only_a_child_of_the_family_that_one_answers_for(worker, case):
    stranger = a_family(a_worker(), children=1).memberships.get(role="child").person
    adult = case.family.memberships.filter(role="adult").get().person

    with pytest.raises(PermissionDenied):
        services.note_notice(worker.as_actor(), case.pk, child_id=stranger.pk, on=TODAY)
    with pytest.raises(RuleViolation):
        services.note_notice(worker.as_actor(), case.pk, child_id=adult.pk, on=TODAY)
    with pytest.raises(RuleViolation):
        services.note_notice(worker.as_actor(), case.pk, child_id=adult.pk, on=TODAY + timedelta(days=1))


def test_noting_and_reading_through_the_pages(client, worker, case, child):
    client.force_login(worker.user)
    page = worker.url(f"/cases/{case.pk}/people/{child.pk}/child-protection/")

    refused = client.post(page, {"on": "24.11.2026", "reference": "äiti kertoi että"})
    noted = client.post(page, {"on": "24.11.2026", "reference": "LS-2026/11"})

    assert (refused.status_code, noted.status_code) == (422, 302)
    html = client.get(worker.url("/child-protection/")).content.decode()
    assert child.name in html
    assert "LS-2026/11" in html


PLAIN = re.compile(r'[A-Za-z0-9]{64}|name="_key" value="[^"]*"')


def seen_by(client, reader, case, child):
    """Everything around the family that a reader can open, without what differs from one answer to the next."""
    client.force_login(reader.user)
    paths = [
        "/", "/families/", f"/cases/{case.pk}/", f"/cases/{case.pk}/?show=people", f"/cases/{case.pk}/deadlines/",
        f"/cases/{case.pk}/people/{child.pk}/", f"/cases/{case.pk}/people/{child.pk}/child-protection/", "/clocks/",
        "/child-protection/", f"/cases/{case.pk}/close/", f"/cases/{case.pk}/deadlines/new/", "/emergency/reviews/",
    ]  # fmt: skip
    answers = {path: client.get(reader.url(path)) for path in paths}
    return {path: (one.status_code, PLAIN.sub("", one.content.decode())) for path, one in answers.items()}


def test_attack_33_that_a_notice_was_made_shows_nowhere_else(client, worker, case, child):
    author = a_worker(unit=worker.unit)
    chief = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    helper = a_worker(unit=worker.unit)
    a_helper(case, helper)
    auditor = a_worker(worker.organisation, roles=(Role.DATA_PROTECTION,))
    readers = [worker, chief, helper, auditor, a_worker()]
    for reader in readers:
        seen_by(client, reader, case, child)
    before = [seen_by(client, reader, case, child) for reader in readers]
    lines = AuditEvent.objects.about_case(case.pk).count()

    pointer = ChildProtectionPointer.objects.create(
        child=child, organisation=worker.organisation, kind="notice_made", on=TODAY, author=author.user
    )
    clock = PointerClock.objects.create(
        pointer=pointer, rule="child_notice_start", rule_version=1, started_on=TODAY, due_on=TODAY - timedelta(days=1)
    )
    about = AuditEvent.objects.about_case(case.pk).count() - lines
    services.send_digests(SystemActor.now())
    after = [seen_by(client, reader, case, child) for reader in readers]

    assert before == after
    assert about == 0
    assert all(not message.figures.get("late") for message in Message.objects.all())
    for reader in readers:
        client.force_login(reader.user)
        doors = [f"/child-protection/{one}/moved/" for one in (pointer.pk, case.pk)]
        dates = [f"/child-protection/dates/{one}/done/" for one in (clock.pk, case.pk)]
        assert {client.get(reader.url(door)).status_code for door in doors} == {404}
        assert {client.post(reader.url(one)).status_code for one in dates} == {404}


def test_attack_33_noting_it_leaves_no_line_with_the_case(client, worker, case, child, pointer):
    (line,) = AuditEvent.objects.filter(action="pointer.noted")

    assert line.case_ids == []
    assert str(child.pk) not in str(line.codes)
    assert line.subject_id == pointer.pk


def test_a_worker_of_child_protection_begins_at_the_notices(client, protector, pointer):
    client.force_login(protector.user)

    assert client.get(protector.url("/"))["Location"] == protector.url("/child-protection/")
    assert "moves to another county" in client.get(protector.url("/child-protection/")).content.decode()
