"""Counselling in one's own language: how its times are typed, kept and changed."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.directory.models import Activity, OpeningHours
from luukku.directory.reading import words_of
from luukku.directory.tests.factories import a_place
from luukku.search.models import Document

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def at_work():
    worker, client = a_worker(), Client()
    client.force_login(worker.user)
    return client, worker


def told(**more):
    return {"spoken": ["ar"], "phone": "03 000 0142", "day_0": "9–12, 13–15", "version": "0", "municipality": ""} | more


@pytest.mark.django_db
@time_machine.travel(AT, tick=False)
def test_a_worker_publishes_times_and_days_that_differ():
    client, worker = at_work()

    answer = client.post(
        worker.url("/directory/counselling/new/"),
        told(first_0="21.12.2026", last_0="6.1.2027", first_1="10.12.2026", times_1="10–11", by_appointment="on"),
    )

    row = Activity.objects.get()
    lines = list(row.hours.values_list("kind", "weekdays", "opens", "closes", "is_closed", "valid_from", "valid_to"))
    assert answer.status_code == 302
    assert (row.kind, row.languages, row.municipalities) == ("counselling", ["ar"], [])
    assert lines == [
        ("usual", [0], time(9), time(12), False, None, None),
        ("usual", [0], time(13), time(15), False, None, None),
        ("exception", [], None, None, True, date(2026, 12, 21), date(2027, 1, 6)),
        ("exception", [], time(10), time(11), False, date(2026, 12, 10), date(2026, 12, 10)),
    ]


@pytest.mark.django_db
def test_it_is_named_and_found_in_finnish_and_in_its_own_language():
    client, worker = at_work()

    client.post(worker.url("/directory/counselling/new/"), told())

    row = Activity.objects.with_texts().get()
    assert words_of(row, "ar").language == "ar"
    assert "العربية" in words_of(row, "ar")["name"]
    assert set(Document.objects.values_list("language", flat=True)) == {"fi", "ar"}


@pytest.mark.django_db
@time_machine.travel(AT, tick=False)
def test_the_form_shows_what_is_kept_and_days_that_are_over_no_more():
    client, worker = at_work()
    client.post(
        worker.url("/directory/counselling/new/"), told(first_0="1.12.2026", first_1="24.12.2026", times_1="9–10")
    )
    row = Activity.objects.get()
    with time_machine.travel(datetime(2026, 12, 10, 9, tzinfo=UTC), tick=False):
        client.force_login(worker.user)
        html = client.get(worker.url(f"/directory/counselling/{row.pk}/")).content.decode()

    assert 'value="9–12, 13–15"' in html
    assert 'value="24.12.2026"' in html
    assert 'value="1.12.2026"' not in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"day_0": "yhdeksästä"}, "9–12, 13–16.30"),
        ({"day_0": "24"}, "9–12, 13–16.30"),
        ({"day_0": ""}, "Tell at least one weekly time."),
        ({"phone": ""}, "Tell how the counsellor is reached"),
        ({"phone": "soita"}, "Write the number in digits"),
        ({"last_0": "6.1.2027"}, "Tell the first day."),
        ({"first_0": "6.1.2027", "last_0": "5.1.2027"}, "The last day must not be before the first."),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(wrong, says):
    client, worker = at_work()
    worker.user.language = "en"
    worker.user.save()

    answer = client.post(worker.url("/directory/counselling/new/"), told(how_to_get_in="Ota kirje mukaan.", **wrong))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert says in html
    assert "Ota kirje mukaan." in html
    assert not Activity.objects.exists()


@pytest.mark.django_db
def test_two_workers_at_once_see_both_texts():
    client, worker = at_work()
    client.post(worker.url("/directory/counselling/new/"), told())
    row = Activity.objects.get()
    path = worker.url(f"/directory/counselling/{row.pk}/")
    client.post(path, told(version="1", day_1="9–10"))

    answer = client.post(path, told(version="1", day_2="9–10"))

    assert answer.status_code == 409
    assert OpeningHours.objects.filter(weekdays=[1]).exists()


@pytest.mark.django_db
def test_the_form_of_groups_leads_to_the_form_of_times():
    client, worker = at_work()
    row = Activity.objects.create(kind="counselling", languages=["so"], changed_at=AT, organisation=worker.organisation)

    answer = client.get(worker.url(f"/directory/activities/{row.pk}/edit/"))

    assert answer.headers["Location"] == worker.url(f"/directory/counselling/{row.pk}/")


@pytest.mark.django_db
def test_a_place_and_a_municipality_are_chosen_from_what_there_is():
    client, worker = at_work()
    place = a_place()

    client.post(worker.url("/directory/counselling/new/"), told(phone="", place=str(place.pk), municipality="536"))

    row = Activity.objects.get()
    assert (row.place, row.municipalities) == (place, ["536"])
