from datetime import datetime, time

import pytest
import time_machine

from luukku.core.clock import HELSINKI
from luukku.directory.models import Activity, OpeningHours
from luukku.portal.keeping import KEEPING
from luukku.portal.tests.test_near import a_place

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 12, tzinfo=HELSINKI)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def a_desk(language="ar", *, name="Neuvonta", weekday=2, **more):
    row = a_place(name, kind=Activity.Kind.COUNSELLING, languages=[language], **more)
    OpeningHours.objects.create(activity=row, weekdays=[weekday], opens=time(9), closes=time(12))
    return row


def closed(row, first, last):
    OpeningHours.objects.create(activity=row, kind="exception", is_closed=True, valid_from=first, valid_to=last)


def test_the_readers_own_language_comes_first_with_its_week(client):
    a_desk("ar", phones=[{"number": "03 000 0150", "kind": "phone"}])
    a_desk("so")

    html = client.get("/ar/counselling/").content.decode()

    assert '<span lang="ar" dir="rtl">العربية</span>' in html
    assert "9.00–12.00" in html
    assert 'href="tel:030000150"' in html
    assert 'href="/ar/counselling/so/"' in html


def test_the_next_time_skips_days_that_differ(client):
    row = a_desk()
    closed(row, MONDAY.date(), MONDAY.date().replace(day=30))

    html = client.get("/en/counselling/ar/").content.decode()

    assert "Next time: Wednesday <bdi>2.12.2026</bdi>" in html.replace("\n", "")
    assert "<bdi>25.11.2026</bdi>: closed" in html
    assert "<bdi>24.11.2026</bdi>: closed" not in html  # nobody counsels on a Tuesday anyway


def test_the_soonest_counsellor_comes_first(client):
    a_desk(weekday=4, name="Perjantai")
    soon = a_desk(weekday=0, name="Maanantai")

    html = client.get("/en/counselling/ar/").content.decode()

    assert html.index(str(soon.pk)) < html.index(str(Activity.objects.exclude(pk=soon.pk).get().pk))


def test_a_language_in_which_nobody_counsels_is_told_honestly(client):
    a_desk("so")

    html = client.get("/en/counselling/").content.decode()

    assert "Nobody counsels in this language yet." in html
    assert client.get("/en/counselling/tr/").status_code == 404
    assert client.get("/en/counselling/nothing/").status_code == 404


def test_what_is_not_published_is_not_told(client):
    a_desk("so", is_published=False)

    assert client.get("/en/counselling/so/").status_code == 404


def test_counselling_has_a_list_of_its_own(client):
    a_desk(name="Neuvontapöytä")

    assert "Neuvontapöytä" not in client.get("/fi/places/").content.decode()
    assert "counselling" in client.get("/fi/").content.decode()


def test_the_list_needs_as_many_queries_for_many_counsellors_as_for_few(client, django_assert_max_num_queries):
    a_desk("ar", municipalities=["837"])
    with django_assert_max_num_queries(10) as few:
        client.get("/fi/counselling/ar/")
    for number in range(9):
        a_desk("ar", name=f"Neuvonta {number}", municipalities=["536"])
    KEEPING.forget()
    with django_assert_max_num_queries(10) as many:
        client.get("/fi/counselling/ar/")

    assert len(many) == len(few)
