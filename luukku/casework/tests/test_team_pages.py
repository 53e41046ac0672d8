"""The pages of who divides the work: loads, handing on, days away."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luukku.accounts.tests.factories import a_unit, a_worker, an_administrator
from luukku.audit.models import AuditEvent
from luukku.casework import policies, services
from luukku.casework.models import Absence, ResponsibleWorker
from luukku.casework.services import note_absence
from luukku.casework.tests.factories import a_case, a_family
from luukku.core import clock
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return a_unit()


@pytest.fixture
def supervisor(unit):
    return a_worker(unit=unit, roles=(Role.SUPERVISOR,))


def read(client, worker, path):
    client.force_login(worker.user)
    response = client.get(worker.url(path))
    assert response.status_code == 200
    return response.content.decode()


def fi(day):
    return f"{day.day}.{day.month}.{day.year}"


def test_worker_leaves_twelve_families_get_new_ones_nobody_falls_between(client, unit, supervisor):
    """The whole path by the pages: refused, told to the supervisor, handed on, taken on, and then the role ends."""
    leaving = a_worker(unit=unit, name="Lähtevä Leena")
    heirs = [a_worker(unit=unit, name=f"Jatkaja {number}") for number in range(3)]
    cases = [a_family(leaving, name=f"Perhe {number:02}").cases.get() for number in range(12)]
    admin = an_administrator(unit.organisation)
    last_day = clock.today() + timedelta(days=6)
    end_page = reverse("membership-end", urlconf="luukku.project.urls_work", args=[leaving.memberships[0].pk])

    client.force_login(admin.user)
    refused = client.post(admin.url(end_page), {"ends_on": fi(last_day)})
    assert refused.status_code == 422
    assert "12 families" in refused.content.decode()

    hand_on_page = f"/team/{leaving.user.pk}/"
    page = read(client, supervisor, hand_on_page)
    assert all(case.family.name in page for case in cases)
    to = {f"to-{case.pk}": str(heirs[number % 2].user.pk) for number, case in enumerate(cases[:5])}
    answer = client.post(
        supervisor.url(hand_on_page),
        {"to_all": str(heirs[2].user.pk), "from_on": fi(last_day + timedelta(days=1))} | to,
    )
    assert answer.status_code == 302

    client.force_login(admin.user)
    assert client.post(admin.url(end_page), {"ends_on": fi(last_day)}).status_code == 302

    for case in cases:
        spans = list(ResponsibleWorker.objects.filter(case=case).order_by("during"))
        assert spans[0].user_id == leaving.user.pk
        assert spans[0].during.upper == spans[1].during.lower == last_day + timedelta(days=1)
        assert spans[1].during.upper is None
    assert ResponsibleWorker.objects.filter(user=heirs[2].user).count() == 7


def test_attack_04_a_foreign_family_sent_along_is_not_found_and_nothing_changes(client, unit, supervisor):
    worker, heir = a_worker(unit=unit), a_worker(unit=unit)
    mine, foreign = a_case(worker), a_case(a_worker())
    before = list(ResponsibleWorker.objects.order_by("pk").values())
    client.force_login(supervisor.user)

    answer = client.post(
        supervisor.url(f"/team/{worker.user.pk}/"),
        {f"to-{mine.pk}": str(heir.user.pk), f"to-{foreign.pk}": str(heir.user.pk)},
    )

    assert answer.status_code == 404
    assert list(ResponsibleWorker.objects.order_by("pk").values()) == before


def test_a_worker_who_was_not_offered_is_refused_in_the_form(client, unit, supervisor):
    worker = a_worker(unit=unit)
    case = a_case(worker)
    client.force_login(supervisor.user)

    answer = client.post(supervisor.url(f"/team/{worker.user.pk}/"), {f"to-{case.pk}": str(a_worker().user.pk)})

    assert answer.status_code == 422
    assert ResponsibleWorker.objects.get(case=case).user == worker.user


def test_an_empty_choice_says_what_to_do_and_keeps_the_day(client, unit, supervisor):
    worker = a_worker(unit=unit)
    a_case(worker)
    client.force_login(supervisor.user)

    answer = client.post(supervisor.url(f"/team/{worker.user.pk}/"), {"from_on": "3.3.2030"})

    assert answer.status_code == 422
    assert "3.3.2030" in answer.content.decode()


def test_the_list_of_workers_tells_loads_absences_and_who_leaves(client, unit, supervisor):
    worker = a_worker(unit=unit, name="Aino Ahkera", ends_on=clock.today() + timedelta(days=5))
    substitute = a_worker(unit=unit, name="Sini Sijainen")
    a_case(worker)
    a_case(worker)
    Absence.objects.create(
        user=worker.user,
        organisation=worker.organisation,
        substitute=substitute.user,
        noted_by=supervisor.user,
        during=(clock.today(), clock.today() + timedelta(days=3)),
    )

    page = read(client, supervisor, "/team/")

    assert "Aino Ahkera" in page
    assert "Sini Sijainen stands in" in page
    assert "hand the families on before that" in page


def test_the_supervisors_day_tells_of_families_that_would_be_left_alone(client, unit, supervisor):
    worker = a_worker(unit=unit, name="Aino Ahkera", ends_on=clock.today() + timedelta(days=5))
    a_case(worker)

    page = read(client, supervisor, "/")

    assert "Aino Ahkera leaves and still answers for 1 family" in page
    assert f"/team/{worker.user.pk}/" in page


def test_days_away_are_noted_on_ones_own_page_and_my_day_shows_the_substitute_the_families(client, unit):
    worker, substitute = a_worker(unit=unit, name="Aino Ahkera"), a_worker(unit=unit, name="Sini Sijainen")
    case = a_family(worker, name="Karimin perhe").cases.get()
    client.force_login(worker.user)
    today = clock.today()

    answer = client.post(
        worker.url("/absences/"),
        {"from_on": fi(today), "last_on": fi(today), "substitute": str(substitute.user.pk)},
    )

    assert answer.status_code == 302
    day = read(client, substitute, "/")
    assert "You stand in for Aino Ahkera" in day
    families = read(client, substitute, "/families/")
    assert "Karimin perhe" in families
    assert "Responsible worker Aino Ahkera, Sini Sijainen standing in" in families
    assert "Aino Ahkera, Sini Sijainen standing in" in read(client, substitute, f"/cases/{case.pk}/")


def test_ending_days_away_by_the_button_shuts_the_families(client, unit):
    worker, substitute = a_worker(unit=unit), a_worker(unit=unit)
    case = a_case(worker)
    today = clock.today()
    absence = note_absence(
        worker.as_actor(), user_id=worker.user.pk, substitute_id=substitute.user.pk, from_on=today, last_on=today
    )
    client.force_login(worker.user)

    client.post(worker.url(f"/absences/{absence.pk}/end/"))

    client.force_login(substitute.user)
    assert client.get(substitute.url(f"/cases/{case.pk}/")).status_code == 404


def test_a_family_handed_on_waits_on_my_day_until_it_is_taken_on_and_told(client, unit, supervisor):
    worker, heir = a_worker(unit=unit), a_worker(unit=unit)
    case = a_family(worker, name="Karimin perhe").cases.get()
    client.force_login(supervisor.user)
    client.post(supervisor.url(f"/team/{worker.user.pk}/"), {f"to-{case.pk}": str(heir.user.pk)})

    assert "Karimin perhe: you answer for this family now" in read(client, heir, "/")
    assert worker.user.name in read(client, heir, f"/cases/{case.pk}/responsible/taken/")
    answer = client.post(heir.url(f"/cases/{case.pk}/responsible/taken/"), {"told_on": fi(clock.today())})

    assert answer.status_code == 302
    assert "you answer for this family now" not in read(client, heir, "/")
    assert AuditEvent.objects.filter(action="case.taken_on").count() == 1
    assert not policies.spans_to_take_on(heir.as_actor()).exists()


def test_the_number_of_queries_does_not_grow_with_workers_or_families(client, unit, supervisor):
    worker = a_worker(unit=unit)
    a_case(worker)
    pages = ["/team/", f"/team/{worker.user.pk}/"]
    few = [_queries(client, supervisor, page) for page in pages]

    for _one in range(4):
        a_case(a_worker(unit=unit))
        a_case(worker)

    assert [_queries(client, supervisor, page) for page in pages] == few
    assert max(few) <= 20


def _queries(client, worker, page):
    read(client, worker, page)
    with CaptureQueriesContext(connection) as queries:
        client.get(worker.url(page))
    return len(queries)


def test_a_colleague_is_chosen_by_name_and_title_and_only_who_works_with_families_is_offered(client, unit, supervisor):
    worker = a_worker(unit=unit)
    colleague = a_worker(unit=unit, name="Tuomas Työpari")
    colleague.user.title = "Perheohjaaja"
    colleague.user.save()
    an_administrator(unit.organisation)
    case = a_case(worker)
    pages = [
        read(client, worker, f"/cases/{case.pk}/responsible/"),
        read(client, worker, "/absences/"),
        read(client, supervisor, f"/team/{worker.user.pk}/"),
    ]

    assert all("Tuomas Työpari, Perheohjaaja" in page for page in pages)
    day = clock.today()
    offered = {*services.workers_to_answer(case, day), *services.workers_here(worker.as_actor(), day)}
    assert offered == {worker.user, colleague.user}
