"""What is kept is never old, never somebody's own, never more than fits, whatever is asked."""

import gzip
import re
from datetime import date
from threading import Thread

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.directory.models import ActivityText, Channel
from luukku.portal.keeping import KEEPING, OF_AN_ENTRY, Kept, Shelf
from luukku.portal.models import Touch
from luukku.portal.services import publishing
from luukku.portal.tests.test_near import a_place, a_service
from luukku.toolkit.services import items
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db

OUTSIDE = "luukku.project.urls"
READ = re.compile(r'(?:FROM|JOIN) "?(\w+)"?')
FOLLOWED = {"portal_entry", "portal_edition", "portal_touch"}
"""Tables that change with the number of the edition, and those that tell it."""


def address(name, language="fi", **named):
    return reverse(f"portal:{name}", urlconf=OUTSIDE, kwargs={"language": language, **named})


@pytest.fixture
def writer(db):
    return a_worker()


@pytest.fixture
def everything(writer):
    """Paths of every kind of page that is kept, with something on each."""
    item, place, service = make.published(writer, "Tule."), a_place("Pihlajapiha"), a_service("Neuvonta")
    still = ("home", "help", "pages", "places", "events", "services", "counselling", "accessibility", "discrimination")
    more = ("keep", "offline", "pages-json", "manifest", "service-worker")
    of_one = [("page", item), ("place", place), ("service", service)]
    return [
        *(address(name) for name in (*still, *more)),
        address("need", slug="child"),
        *(address(name, pk=row.pk) for name, row in of_one),
        f"{address('show')}?{urlencode({'to': address('home')})}",
        f"{address('qr')}?{urlencode({'to': address('home')})}",
    ]


class Sized(bytes):
    size = property(len)


# what is published is seen at once


def test_every_table_behind_a_kept_page_is_watched(client, everything, monkeypatch):
    monkeypatch.setattr("luukku.portal.services.counting.write", lambda: None)  # what is counted is not shown
    watched = set(_watched())

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answers = [client.get(path) for path in everything]

    read = {table for one in asked.captured_queries for table in READ.findall(one["sql"])}
    assert {one.status_code for one in answers} == {200}
    assert {one.headers["Cache-Control"] for one in answers} == {"public, no-cache"}
    assert read <= watched | FOLLOWED


def _watched():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'portal_touch'")
        return [table for (table,) in cursor.fetchall()]


def test_another_word_or_telephone_number_of_a_place_is_seen_at_once(client):
    row = a_place("Pihlajapiha")
    path = address("place", pk=row.pk)
    first = client.get(path).content.decode()

    Channel.objects.filter(pk=row.place_id).update(phones=[{"number": "03 000 0199", "kind": "phone"}])
    second = client.get(path).content.decode()
    ActivityText.objects.filter(entry=row).update(name="Koivupiha")
    third = client.get(path).content.decode()

    assert "03 000 0142" in first
    assert "03 000 0199" in second
    assert "Koivupiha" in third


def test_what_is_published_changed_and_withdrawn_within_one_moment_is_never_shown_old(client, writer):
    at = clock.now()
    item = make.published(writer, "Yksi.", title="Yksi", at=at)
    seen = [_titles(client)]

    make.published(writer, "Kaksi.", title="Kaksi", at=at)
    seen.append(_titles(client))
    items.archive(writer.as_actor(at), item.pk, note="Vanha.")
    seen.append(_titles(client))

    assert seen == [["Yksi"], ["Kaksi", "Yksi"], ["Kaksi"]]


def _titles(client):
    return re.findall(
        r'<h2 class="ds-heading"[^>]*><a [^>]*>([^<]+)</a>', client.get(address("pages")).content.decode()
    )


def test_what_was_withdrawn_is_not_told_by_a_304_either(client, writer):
    item = make.published(writer, "Tule.")
    path = address("page", pk=item.pk)
    etag = client.get(path).headers["ETag"]

    items.archive(writer.as_actor(), item.pk, note="Vanha.")

    assert client.get(path, headers={"If-None-Match": etag}).status_code == 404
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 404


def test_a_change_that_is_undone_leaves_what_is_kept(client):
    row = a_place("Pihlajapiha")
    state = publishing.current_state()

    with transaction.atomic():
        ActivityText.objects.filter(entry=row).update(name="Koivupiha")
        transaction.set_rollback(True)

    assert publishing.current_state() == state


@pytest.mark.django_db(transaction=True)
def test_a_long_change_that_ends_after_a_later_one_is_seen_too():
    a_place("Pihlajapiha")
    long, quick = (psycopg.connect(**_entry()) for _number in range(2))
    rename = "UPDATE directory_activitytext SET name = %s"
    long.execute(rename, ["Pitkä"])
    quick.execute("UPDATE directory_channel SET post_office = 'Nokia'")
    states = [publishing.current_state()]

    quick.commit()
    states.append(publishing.current_state())
    long.commit()
    states.append(publishing.current_state())
    for one in (long, quick):
        one.close()

    assert len(set(states)) == 3
    assert Touch.objects.count() <= 3


def _entry():
    told = connection.get_connection_params()
    return {name: told[name] for name in ("host", "port", "dbname", "user", "password") if told.get(name)}


# an answer belongs to the state it was made of


def test_an_answer_made_before_a_change_is_not_kept_after_it(monkeypatch):
    states = iter([(1, ()), (2, ())])
    monkeypatch.setattr("luukku.portal.keeping.current_state", lambda: next(states))
    kept, key = Kept(), (date(2026, 11, 23), "/fi/", ())
    slow = kept.bring_up_to_date()
    quick = kept.bring_up_to_date()

    kept.put(key, Sized(b"old"), slow)

    assert kept.get(key, quick) is None


def test_whoever_saw_a_later_state_gets_nothing_of_an_earlier_one(monkeypatch):
    states = iter([(2, ()), (1, ())])
    monkeypatch.setattr("luukku.portal.keeping.current_state", lambda: next(states))
    kept, key = Kept(), (date(2026, 11, 23), "/fi/", ())
    later = kept.bring_up_to_date()
    earlier = kept.bring_up_to_date()

    kept.put(key, Sized(b"old"), earlier)

    assert kept.get(key, later) is None


def test_pages_go_on_while_the_database_is_away(client, monkeypatch):
    client.get(address("home"))

    def away():
        raise OperationalError

    monkeypatch.setattr("luukku.portal.keeping.current_state", away)

    assert client.get(address("home")).status_code == 200


# nobody's own


def test_nothing_of_who_asks_reaches_an_answer_for_others(writer, everything):
    signed, stranger = Client(), Client()
    signed.force_login(writer.user)
    odd = {
        "Authorization": "Basic eA==",
        "Accept-Language": "sv",
        "X-Forwarded-Host": "evil.example",
        "HX-Request": "true",
    }

    first = [signed.get(path, headers=odd) for path in everything]
    second = [stranger.get(path) for path in everything]

    assert [one.content for one in first] == [one.content for one in second]
    assert not any(one.cookies or "Cookie" in one.headers.get("Vary", "") for one in (*first, *second))
    assert not any(writer.user.name in one.content.decode() or "evil" in str(one.headers) for one in first)


def test_a_cookie_neither_keeps_an_answer_from_being_kept_nor_is_set(client):
    client.cookies["luukku_session"] = "x" * 32
    client.cookies["django_language"] = "sv"

    html = client.get(address("home")).content.decode()

    assert '<html lang="fi"' in html


def test_what_was_written_into_a_form_is_shown_to_its_writer_alone(client):
    own = client.post(address("accessibility"), {"text": "", "contact": "aino@example.org"})
    others = client.get(address("accessibility"))

    assert (own.status_code, own.headers["Cache-Control"]) == (422, "no-store")
    assert b"aino@example.org" in own.content
    assert b"aino@example.org" not in others.content


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused_and_leave_nothing(client, method):
    answer = getattr(client, method)(address("home"))

    assert answer.status_code == 405
    assert KEEPING.size == 0


# the form of an answer


def test_head_tells_what_get_would_and_sends_no_body(client):
    asked, got = client.head(address("home")), client.get(address("home"))

    assert asked.content == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
        assert asked.headers[name] == got.headers[name]
    assert got.content


@pytest.mark.parametrize(
    ("told", "packs"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("x-gzipped", False),
        ("notgzip, br", False),
        ("gzip" * 5000, False),
    ],
)
def test_compressed_goes_only_to_whom_takes_it(client, told, packs):
    answer = client.get(address("home"), headers={"Accept-Encoding": told})

    html = gzip.decompress(answer.content) if packs else answer.content
    assert (answer.headers.get("Content-Encoding") == "gzip") is packs
    assert html.lstrip().startswith(b"<!doctype html>")
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_304_tells_the_form_that_was_asked_for(client):
    packed = client.get(address("home"), headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    plain = client.get(address("home")).headers["ETag"]

    same = client.get(address("home"), headers={"If-None-Match": f'"x", W/{packed}', "Accept-Encoding": "gzip"})
    other = client.get(address("home"), headers={"If-None-Match": packed})

    assert (same.status_code, same.headers["ETag"]) == (304, packed)
    assert not {"Content-Type", "Content-Encoding", "Content-Length"} & set(same.headers)
    assert same.headers["Vary"] == "Accept-Encoding"
    assert (other.status_code, other.headers["ETag"]) == (200, plain)


@pytest.mark.parametrize("told", ['"', "x", ",,,", '"' + "a" * 9000, "W/", "\x00"])
def test_odd_marks_are_answered_whole(client, told):
    assert client.get(address("home"), headers={"If-None-Match": told}).status_code == 200


# never more than fits


def test_a_shelf_lets_go_of_the_least_used():
    shelf, each = Shelf(most=10 * (OF_AN_ENTRY + 100)), Sized(100)
    keys = [(date(2026, 11, 23), f"/fi/{number}/", ()) for number in range(11)]
    for key in keys[:10]:
        shelf.put(key, each)
    shelf.get(keys[0])

    shelf.put(keys[10], each)

    assert shelf.get(keys[0]) is not None
    assert shelf.get(keys[1]) is None
    assert shelf.size == 10 * (OF_AN_ENTRY + 100)


def test_a_flood_of_questions_pushes_no_page_out(client, writer, monkeypatch):
    make.published(writer, "Tule.")
    monkeypatch.setattr(KEEPING.asked, "most", 60_000)
    client.get(address("home"))
    client.get(address("pages"))
    still = KEEPING.still.size

    for number in range(60):
        client.get(address("pages"), {"page": number, "utm_source": "x" * number})
        client.get(address("show"), {"to": f"/fi/pages/{writer.user.pk}/"[:-13] + f"{number:012}/"})
        client.get(f"{address('home')}?{'&'.join(f'a{one}=1' for one in range(number))}")

    assert KEEPING.still.size == still
    assert 0 < KEEPING.asked.size <= 60_000


def test_words_that_a_page_does_not_read_change_neither_it_nor_what_is_kept(client):
    plain = client.get(address("home"))
    size = KEEPING.size

    answers = [client.get(address("home"), {"page": 2, "since": "x", "near": "33100", "to": "//x.y"})]
    answers.append(client.get(f"{address('home')}?%00=%ff&&&=;"))

    assert {one.content for one in answers} == {plain.content}
    assert KEEPING.size == size


def test_a_word_told_twice_counts_as_the_last_one_everywhere(client, writer):
    for number in range(51):
        make.published(writer, "Sana.", title=f"Teksti {number:02}")
    paths = [f"{address('pages')}?page=1&page=2", f"{address('pages')}?page=2", f"{address('pages')}?page=1"]

    twice, second, first = [client.get(path).content for path in paths]

    assert twice == second
    assert second != first


def test_many_who_ask_and_publish_at_once_break_nothing(monkeypatch):
    numbers = iter(range(10_000))
    monkeypatch.setattr("luukku.portal.keeping.current_state", lambda: (next(numbers) // 50, ()))
    kept, wrong = Kept(), []

    def ask():
        for number in range(500):
            state, key = kept.bring_up_to_date(), (date(2026, 11, 23), f"/fi/{number % 9}/", ())
            answer = kept.get(key, state)
            if answer is not None and answer != str(state).encode():
                wrong.append(answer)
            kept.put(key, Sized(str(state).encode()), state)

    threads = [Thread(target=ask) for _number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert wrong == []
