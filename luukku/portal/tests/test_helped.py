import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core import clock
from luukku.core.actor import Role
from luukku.directory.models import Activity
from luukku.portal.models import PageCount, PageFeedback
from luukku.portal.services import counting
from luukku.portal.tests.test_near import a_place, a_service
from luukku.toolkit.models import Feedback, UsageCount
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = {"kind": "place"}


@pytest.fixture
def worker(db):
    return a_worker()


@pytest.fixture
def place(worker):
    row = a_place("Pihlajapiha")
    Activity.objects.filter(pk=row.pk).update(organisation=worker.organisation)
    return row


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch):
    """Every opening is written at once, and none is left from another test."""
    monkeypatch.setattr(counting, "WRITE_SECONDS", 0.0)
    counting.COUNTS.forget()
    yield
    counting.COUNTS.forget()


def say(client, kind, pk, language="en", **more):
    return client.post(f"/{language}/helped/{kind}/{pk}/", {"helped": "yes", **more})


def test_a_reader_of_a_text_answers_where_the_toolkit_keeps_answers(client, worker):
    item = make.published(worker, "Tule mukaan.")

    answer = say(client, "page", item.pk, comment="Soita 050 123 4567!")

    row = Feedback.objects.get()
    assert answer.status_code == 200
    assert not answer.cookies
    assert (row.item_id, row.helped, row.language, row.comment) == (item.pk, True, "en", "Soita […]!")


def test_a_reader_of_a_place_answers_without_a_name(client, place):
    say(client, "place", place.pk, helped="no", comment="Ovi oli kiinni. me@example.org")

    row = PageFeedback.objects.get()
    assert (row.source_id, row.helped, row.comment) == (place.pk, False, "Ovi oli kiinni. […]")
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("path", ["pages", "places", "services"])
def test_every_page_that_tells_of_one_thing_asks_whether_it_helped(client, worker, path):
    pk = {
        "pages": lambda: make.published(worker, "Tule.").pk,
        "places": lambda: a_place("Paikka").pk,
        "services": lambda: a_service("Palvelu").pk,
    }[path]()

    html = client.get(f"/en/{path}/{pk}/").content.decode()

    assert f'action="/en/helped/{path[:-1]}/{pk}/"' in html


def test_a_visitor_who_has_answered_much_keeps_the_words_and_is_asked_to_wait(client, place):
    for _number in range(5):
        say(client, "place", place.pk)

    answer = say(client, "place", place.pk, comment="Vielä yksi asia.")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Try again in an hour" in html
    assert "Vielä yksi asia." in html
    assert PageFeedback.objects.count() == 5


def test_texts_and_places_share_one_limit(client, worker, place):
    item = make.published(worker, "Tule mukaan.")
    for _number in range(5):
        say(client, "page", item.pk)

    assert say(client, "place", place.pk).status_code == 422


def test_two_browsers_in_one_library_are_two_visitors(client, place):
    for _number in range(5):
        say(client, "place", place.pk)

    answer = client.post(f"/en/helped/place/{place.pk}/", {"helped": "yes"}, headers={"User-Agent": "Another"})

    assert answer.status_code == 200


@pytest.mark.parametrize("told", [{"helped": ""}, {"helped": "maybe"}, {"comment": "x" * 1001}])
def test_an_answer_that_is_none_is_refused_with_what_was_typed(client, place, told):
    answer = say(client, "place", place.pk, **told)

    assert answer.status_code == 422
    assert not PageFeedback.objects.exists()


@pytest.mark.parametrize("kind", ["place", "service", "page", "nothing"])
def test_nobody_answers_about_what_is_not_there(client, kind):
    assert say(client, kind, uuid4()).status_code == 404


def test_an_answer_from_another_site_is_refused(client, place):
    path = f"/en/helped/place/{place.pk}/"

    assert client.post(path, {"helped": "yes"}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_openings_are_counted_by_day_and_language_also_when_the_page_is_kept(client, worker, place):
    item = make.published(worker, "Tule mukaan.")
    etag = client.get(f"/fi/places/{place.pk}/").headers["ETag"]
    client.get(f"/fi/places/{place.pk}/", headers={"If-None-Match": etag})
    client.get(f"/ar/places/{place.pk}/")
    client.get(f"/fi/pages/{item.pk}/")
    client.head(f"/fi/places/{place.pk}/")
    client.get(f"/fi/places/{uuid4()}/")

    counts = dict(PageCount.objects.values_list("language", "count"))
    text = UsageCount.objects.get()
    assert counts == {"fi": 2, "ar": 1}
    assert (text.item_id, text.municipality, text.language, text.count) == (item.pk, "public", "fi", 1)


def test_a_rush_is_written_together(client, place, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(counting, "WRITE_SECONDS", 3600.0)
    for _number in range(3):
        client.get(f"/fi/places/{place.pk}/")
    assert PageCount.objects.get().count == 1

    monkeypatch.setattr(counting, "WRITE_SECONDS", 0.0)
    with django_assert_num_queries(3):  # a savepoint around one statement
        counting.write()

    assert PageCount.objects.get().count == 3


def test_only_an_opening_writes_what_waits_so_that_other_addresses_never_ask_the_database(client, place, monkeypatch):
    monkeypatch.setattr(counting, "WRITE_SECONDS", 3600.0)
    for _number in range(2):
        client.get(f"/fi/places/{place.pk}/")
    monkeypatch.setattr(counting, "WRITE_SECONDS", 0.0)

    client.get("/healthz")
    assert PageCount.objects.get().count == 1

    client.get(f"/fi/places/{place.pk}/")
    assert PageCount.objects.get().count == 3


def test_what_has_gone_meanwhile_is_not_counted_and_hinders_nothing(db, place):
    for pk in (place.pk, uuid4()):
        counting.opened(f"/fi/places/{pk}/", clock.today())
        counting.opened(f"/fi/pages/{pk}/", clock.today())
    counting.write()

    assert PageCount.objects.get().source_id == place.pk


@pytest.mark.parametrize("path", ["/fi/", "/fi/places/", "/fi/search/?q=x", "/xx/places/1/", "/fi/places/no/"])
def test_nothing_but_pages_of_one_thing_is_counted(db, path):
    counting.opened(path, clock.today())

    assert not counting.COUNTS.openings


def test_whoever_keeps_a_place_up_reads_what_is_said_and_marks_it_as_read(client, worker, place):
    say(client, "place", place.pk, helped="no", comment="Ovi oli kiinni.")
    client.force_login(worker.user)

    listed = client.get(worker.url("/public-site/")).content.decode()
    shown = client.get(worker.url(f"/public-site/place/{place.pk}/")).content.decode()
    client.post(worker.url(f"/public-site/place/{place.pk}/read/"))

    assert "Pihlajapiha" in listed
    assert "Ovi oli kiinni." in shown
    assert f'href="/en/places/{place.pk}/"' in shown
    assert PageFeedback.objects.get().read_by == worker.user
    assert AuditEvent.objects.filter(action="portal.page_feedback_read").count() == 1


def test_small_figures_are_not_shown(client, worker, place):
    for _number in range(3):
        say(client, "place", place.pk)
    PageCount.objects.create(kind="place", source_id=place.pk, day=clock.today(), language="fi", count=40)
    PageCount.objects.create(kind="place", source_id=place.pk, day=clock.today(), language="so", count=2)
    client.force_login(worker.user)

    html = client.get(worker.url(f"/public-site/place/{place.pk}/")).content.decode()

    assert '<span class="lk-num">40</span>' not in html  # with the total it would tell the other
    assert '<span class="lk-num">3</span>' not in html
    assert re.findall(r'<(dd|td)>\s*<span class="lk-soft">not shown', html) == ["dd", "td", "td"]


def test_another_organisation_hears_nothing_of_the_place(client, place):
    stranger = a_worker()
    say(client, "place", place.pk, comment="Ovi oli kiinni.")
    client.force_login(stranger.user)

    assert "Pihlajapiha" not in client.get(stranger.url("/public-site/")).content.decode()
    assert client.get(stranger.url(f"/public-site/place/{place.pk}/")).status_code == 404
    assert client.post(stranger.url(f"/public-site/place/{place.pk}/read/")).status_code == 404


def test_what_nobody_keeps_up_is_answered_for_by_whoever_keeps_the_site(client):
    keeper, service = a_worker(roles=(Role.ADMINISTRATOR,)), a_service("Neuvonta")
    say(client, "service", service.pk, comment="Numero on väärä.")
    client.force_login(keeper.user)

    assert "Neuvonta" in client.get(keeper.url("/public-site/")).content.decode()
    assert "Numero on väärä." in client.get(keeper.url(f"/public-site/service/{service.pk}/")).content.decode()


def test_the_list_needs_as_many_queries_for_many_places_as_for_few(client, worker, django_assert_max_num_queries):
    def more(count):
        for number in range(count):
            row = a_place(f"Paikka {number}")
            Activity.objects.filter(pk=row.pk).update(organisation=worker.organisation)
            PageFeedback.objects.create(
                kind="place", source_id=row.pk, language="fi", given_on=clock.today(), helped=True
            )
            PageCount.objects.create(kind="place", source_id=row.pk, day=clock.today(), language="fi", count=9)

    client.force_login(worker.user)
    path = worker.url("/public-site/")
    client.get(path)
    more(2)
    with django_assert_max_num_queries(40) as few:
        client.get(path)
    more(10)
    with django_assert_max_num_queries(40) as many:
        client.get(path)

    assert len(many) == len(few)


def test_answers_and_counts_live_as_long_as_they_say(db, place):
    day = clock.today()
    PageFeedback.objects.create(
        kind="place", source_id=place.pk, language="fi", given_on=day - timedelta(days=731), helped=True
    )
    PageCount.objects.create(kind="place", source_id=place.pk, day=day - timedelta(days=1097), language="fi", count=1)

    assert PageFeedback.objects.all().expired(clock.now()).count() == 1
    assert PageCount.objects.all().expired(clock.now()).count() == 1


def test_staff_find_the_page_by_its_name():
    assert reverse("portal-work:readers", urlconf="luukku.project.urls_work") == "/public-site/"
