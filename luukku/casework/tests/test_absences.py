"""Days away: somebody stands in, never a second responsible worker, and it ends by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luukku.accounts.events import membership_ending
from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import Absence, ResponsibleWorker
from luukku.casework.services import cards_of, end_absence, note_absence, plan_meeting, reassign
from luukku.casework.services.meetings import MeetingFacts
from luukku.casework.tests.factories import a_case
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db
SUPERVISOR = (Role.SUPERVISOR,)


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def substitute(worker):
    return a_worker(unit=worker.unit)


def away(actor, worker, substitute, *, first=0, last=6):
    day = clock.today()
    return note_absence(
        actor,
        user_id=worker.user.pk,
        substitute_id=substitute.user.pk,
        from_on=day + timedelta(days=first),
        last_on=day + timedelta(days=last),
    )


def test_who_stands_in_may_do_what_the_responsible_worker_may(worker, substitute):
    case = a_case(worker)

    away(worker.as_actor(), worker, substitute)

    actor = substitute.as_actor()
    assert policies.may_answer_for(actor, case)
    assert policies.sight_of(actor, case).answers
    assert policies.sight_of(actor, case).stands_in
    facts = MeetingFacts(starts_at=clock.now() + timedelta(days=1), topic="Tapaaminen")
    assert plan_meeting(actor, case.pk, facts=facts).case == case


def test_the_responsible_worker_stays_the_only_one(worker, substitute):
    case = a_case(worker)

    away(worker.as_actor(), worker, substitute)

    assert ResponsibleWorker.objects.get(case=case).user == worker.user
    card = cards_of(worker.as_actor(), [case])[0]
    assert (card.responsible, card.substitute) == (worker.user, substitute.user)
    assert policies.may_answer_for(worker.as_actor(), case)


def test_standing_in_gives_nothing_in_another_organisation_and_is_not_handed_on(worker, substitute):
    case = a_case(worker)
    third = a_worker(unit=worker.unit)
    away(worker.as_actor(), worker, substitute)
    elsewhere = an_organisation()
    there = a_case(a_worker(elsewhere, user=worker.user))
    substitute_there = a_worker(elsewhere, user=substitute.user)

    assert not policies.may_see(third.as_actor(), case)
    assert not policies.may_see(substitute_there.as_actor(), there)
    assert not policies.may_see(substitute_there.as_actor(), case)
    assert not policies.may_see(substitute.as_actor(), there)


# attack 56: begins and ends at midnight in Helsinki
@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2026, 12, 6, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 6, 22, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 13, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 13, 22, 0, tzinfo=UTC), False),
    ],
)
def test_standing_in_begins_and_ends_by_itself_at_midnight_in_helsinki(worker, substitute, at, may):
    case = a_case(worker)
    Absence.objects.create(
        user=worker.user,
        organisation=worker.organisation,
        substitute=substitute.user,
        noted_by=worker.user,
        during=(datetime(2026, 12, 7, tzinfo=UTC).date(), datetime(2026, 12, 14, tzinfo=UTC).date()),
    )

    assert policies.may_answer_for(substitute.as_actor(at), case) is may


def test_whoever_is_back_early_ends_it_at_once(worker, substitute):
    case = a_case(worker)
    absence = away(worker.as_actor(), worker, substitute)

    end_absence(worker.as_actor(), absence.pk)

    assert not policies.may_see(substitute.as_actor(), case)
    assert AuditEvent.objects.filter(action="absence.ended", case_ids__contains=[case.pk]).exists()


def test_ending_keeps_the_days_that_were(worker, substitute):
    yesterday = clock.today() - timedelta(days=1)
    absence = Absence.objects.create(
        user=worker.user,
        organisation=worker.organisation,
        substitute=substitute.user,
        noted_by=worker.user,
        during=(yesterday, yesterday + timedelta(days=9)),
    )

    end_absence(worker.as_actor(), absence.pk)

    absence.refresh_from_db()
    assert absence.last_on == yesterday


def test_the_substitute_is_told_and_the_families_can_read_it(worker, substitute):
    case = a_case(worker)

    away(worker.as_actor(), worker, substitute)

    assert Message.objects.filter(user=substitute.user).count() == 1
    event = AuditEvent.objects.get(action="absence.noted")
    assert event.case_ids == [case.pk]
    assert event.codes["substitute"] == str(substitute.user.pk)


def test_a_supervisor_notes_the_days_of_the_workers_led(worker, substitute):
    a_case(worker)
    supervisor = a_worker(unit=worker.unit, roles=SUPERVISOR)

    assert away(supervisor.as_actor(), worker, substitute).noted_by == supervisor.user


@pytest.mark.parametrize("who", ["colleague", "other unit", "other organisation"])
def test_nobody_else_notes_or_ends_somebodys_days(worker, substitute, who):
    other = {
        "colleague": lambda: a_worker(unit=worker.unit),
        "other unit": lambda: a_worker(unit=a_unit(worker.organisation), roles=SUPERVISOR),
        "other organisation": lambda: a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR)),
    }[who]()
    absence = away(worker.as_actor(), worker, substitute, first=20, last=21)

    with pytest.raises(PermissionDenied):
        away(other.as_actor(), worker, substitute)
    with pytest.raises(PermissionDenied):
        end_absence(other.as_actor(), absence.pk)


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (3, 2), (0, 400)])
def test_days_that_can_not_be_are_refused(worker, substitute, first, last):
    with pytest.raises(RuleViolation):
        away(worker.as_actor(), worker, substitute, first=first, last=last)


def test_the_same_days_are_noted_once(worker, substitute):
    away(worker.as_actor(), worker, substitute)

    with pytest.raises(ValidationError):
        away(worker.as_actor(), worker, substitute, first=6, last=8)


@pytest.mark.parametrize("why", ["themselves", "elsewhere", "leaves meanwhile", "locked out", "no caseworker"])
def test_a_substitute_works_with_families_here_on_all_of_those_days(worker, why):
    day = clock.today()
    other = {
        "themselves": lambda: worker,
        "elsewhere": a_worker,
        "leaves meanwhile": lambda: a_worker(unit=worker.unit, ends_on=day + timedelta(days=3)),
        "locked out": lambda: a_worker(unit=worker.unit, is_active=False),
        "no caseworker": lambda: a_worker(unit=worker.unit, roles=SUPERVISOR),
    }[why]()

    with pytest.raises(RuleViolation):
        away(worker.as_actor(), worker, other)


def test_nobody_stands_in_who_is_away_and_nobody_goes_away_who_stands_in(worker, substitute):
    third = a_worker(unit=worker.unit)
    away(worker.as_actor(), worker, substitute)

    with pytest.raises(RuleViolation):
        away(substitute.as_actor(), substitute, third, first=6, last=9)
    with pytest.raises(RuleViolation):
        away(third.as_actor(), third, worker, first=6, last=9)


def test_who_stands_in_does_not_stop_working_here_meanwhile(worker, substitute):
    away(worker.as_actor(), worker, substitute)
    actor = worker.as_actor()

    with pytest.raises(RuleViolation):
        membership_ending.send(sender=None, membership=substitute.memberships[0], ends_on=actor.day, actor=actor)
    membership_ending.send(
        sender=None, membership=substitute.memberships[0], ends_on=actor.day + timedelta(days=6), actor=actor
    )


def test_when_the_family_is_handed_on_standing_in_for_the_former_worker_ends(worker, substitute):
    case = a_case(worker)
    heir = a_worker(unit=worker.unit)
    away(worker.as_actor(), worker, substitute)

    reassign(worker.as_actor(), case.pk, user_id=heir.user.pk)

    assert not policies.may_see(substitute.as_actor(), case)
    assert policies.may_answer_for(heir.as_actor(), case)
