"""The family page after a case was closed and opened again: what was agreed earlier is history, not nothing."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.casework.services import close_case, reopen_case
from luukku.casework.tests.factories import a_family
from luukku.desk.tests.test_family_page import a_plan, html_of

pytestmark = pytest.mark.django_db


def test_the_earlier_plan_stays_and_the_day_of_opening_is_told(client):
    worker = a_worker()
    case = a_family(worker, name="Karimin perhe").cases.get()
    plan = a_plan(case, worker)
    actor = worker.as_actor()
    close_case(actor, case.pk, ground="reached", note="Valmista.")
    reopen_case(actor, case.pk, user_id=worker.user.pk, reason="Perhe palasi.")
    client.force_login(worker.user)

    html = html_of(client, worker, case)

    today = f"{actor.day.day}.{actor.day.month}.{actor.day.year}"
    assert f"Opened again on {today}" in html
    assert f"earlier plan ended on {today}" in html
    assert f"/plans/{plan.pk}/" in html
    assert "There is no plan yet" not in html
