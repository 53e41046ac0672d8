"""Attack 5: what others work with leaves no trace in a list, a number, an order or a choice."""

import re
from datetime import timedelta

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.tests.factories import a_deadline, a_family, a_helper, a_meeting, a_note, a_task
from luukku.core import clock
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

ONE_TIME = re.compile(r'(name="(?:csrfmiddlewaretoken|_key)" value=|nonce=|"X-CSRFToken": ?)"[^"]*"')
PAGES = (
    "/",
    "/families/",
    "/families/?order=newest",
    "/families/?whose=unit",
    "/families/?page=2",
    "/cases/{case}/",
    "/cases/{case}/?show=notes",
    "/cases/{case}/tasks/",
    "/cases/{case}/tasks/new/",
    "/cases/{case}/meetings/new/",
    "/cases/{case}/notes/new/",
    "/cases/{case}/close/",
)


def seen(client, worker, case):
    """Every page as the worker sees it, without what is new each time; and what a search answers."""
    client.force_login(worker.user)
    pages = {path: client.get(worker.url(path.format(case=case.pk))) for path in PAGES}
    for words in ("Karimin perhe", "Karimi", "3.4.1992"):
        pages[f"search {words}"] = client.post(worker.url("/families/search/"), {"q": words})
    return {path: (page.status_code, ONE_TIME.sub("", page.content.decode())) for path, page in pages.items()}


def work_with(worker, *, families):
    for number in range(families):
        case = a_family(worker, name=f"Karimin perhe {number}").cases.get()
        a_task(case, what="Salainen tehtävä", due_on=clock.today())
        a_note(case, worker, topic="Salainen muistiinpano")
        a_meeting(case, clock.now() + timedelta(hours=1), topic="Salainen aihe")
        a_meeting(case, clock.now() - timedelta(days=1), topic="Salainen aihe")
        a_deadline(case, "plan_review", due_on=clock.today())


@pytest.mark.parametrize("who", ["worker", "supervisor", "helper"])
def test_attack_05_what_others_work_with_changes_no_page(client, who):
    home = a_unit()
    worker = a_worker(unit=home, name="Leena Keksitty")
    case = a_family(worker, name="Karimin perhe").cases.get()
    reader = worker
    if who == "supervisor":
        reader = a_worker(unit=home, roles=(Role.SUPERVISOR,))
    if who == "helper":
        reader = a_worker()
        a_helper(case, reader)
    before = seen(client, reader, case)

    work_with(a_worker(unit=a_unit(home.organisation), name="Naapuri Yksikössä"), families=35)
    work_with(a_worker(name="Toisen Kunnan"), families=3)
    if who == "worker":
        work_with(a_worker(unit=home, name="Työpari Samassa"), families=3)
    after = seen(client, reader, case)

    assert [path for path in before if before[path] != after[path]] == []
    assert 200 in {status for status, _html in before.values()}
    assert not any("Salainen" in html for _status, html in after.values())
