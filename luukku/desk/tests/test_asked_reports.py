"""Who was asked how a measure goes finds the question on their day."""

from datetime import date, datetime

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.clock import HELSINKI
from luukku.desk.reading.day import day_of
from luukku.desk.reading.waiting import When
from luukku.programme.services import owners, status_reports
from luukku.programme.services.owners import Who
from luukku.programme.tests import factories as make

NOW = datetime(2026, 11, 23, 9, tzinfo=HELSINKI)


@pytest.mark.django_db
def test_an_owner_is_asked_on_the_own_day_until_the_report_is_given():
    worker, other = a_worker(), a_worker()
    programme = make.a_programme(worker, at=NOW)
    measure = make.a_measure(worker, programme, at=NOW, text="Avataan kahvila")
    party = make.a_party(worker, programme, at=NOW)
    owners.name_owner(
        worker.as_actor(NOW), "measure", measure.pk, Who(party.pk, person_id=worker.user.pk), starts_on=date(2026, 1, 1)
    )
    system = SystemActor(user_id=None, organisation_id=None, roles=frozenset(), at=NOW)
    status_reports.ask_owners(system)

    def asked(who, at=NOW):
        return [(when, one.url) for when, group in day_of(who.as_actor(at)).needs.items() for one in group]

    here = f"/programme/{programme.pk}/measures/{measure.pk}/report/"
    assert [(when, url[-len(here) :]) for when, url in asked(worker)] == [(When.WEEK, here)]
    assert asked(worker, NOW.replace(month=12, day=20))[0][0] == When.LATE
    assert asked(other) == []

    status_reports.report(worker.as_actor(NOW), measure.pk, standing="on_course", text="Avattu")
    assert asked(worker) == []
