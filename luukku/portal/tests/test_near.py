from datetime import datetime, timedelta

import pytest
import time_machine

from luukku.core import clock
from luukku.core.clock import HELSINKI
from luukku.directory.models import Activity, ActivityText, Channel, Service, ServiceText

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 12, tzinfo=HELSINKI)


def a_place(name, *, kind=Activity.Kind.MEETING_PLACE, postal_code="33100", language="fi", **more):
    at = clock.now()
    spot = Channel.objects.create(
        kind=Channel.Kind.PLACE,
        changed_at=at,
        street={"fi": "Mallikatu"},
        street_number="4",
        postal_code=postal_code,
        post_office="Tampere",
        municipality="837",
        phones=[{"number": "03 000 0142", "kind": "phone"}],
        **{key: more.pop(key) for key in ("latitude", "longitude") if key in more},
    )
    row = Activity.objects.create(kind=kind, place=spot, changed_at=at, **more)
    ActivityText.objects.create(entry=row, language=language, origin="local", name=name, summary="Tervetuloa.")
    return row


def a_service(name):
    row = Service.objects.create(changed_at=clock.now())
    ServiceText.objects.create(entry=row, language="fi", origin="source", name=name, summary="Neuvoo.")
    return row


def test_a_meeting_place_tells_where_and_whom_to_call(client):
    row = a_place("Pihlajapiha")

    html = client.get(f"/en/places/{row.pk}/").content.decode()

    assert "Mallikatu 4, 33100 Tampere" in html
    assert 'href="tel:030000142"' in html
    assert "This text is not yet in this language: English. Here it is in another: Finnish." in html


def test_the_nearest_place_comes_first(client):
    a_place("A kaukana", latitude=60.17, longitude=24.94)
    a_place("B lähellä", latitude=61.50, longitude=23.76)

    html = client.get("/fi/places/", {"near": "33100"}).content.decode()

    assert html.index("B lähellä") < html.index("A kaukana")
    assert " km</bdi>" in html


def test_where_somebody_is_is_kept_nowhere(client):
    answer = client.get("/fi/places/", {"near": "33100"})

    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("near", ["00000", "Ei mikään", "x" * 10_000, "²"])
def test_an_unknown_place_is_said_to_be_unknown(client, near):
    html = client.get("/en/places/", {"near": near}).content.decode()

    assert "We do not know this place." in html


@pytest.mark.parametrize("near", ["\x00", "  ", ""])
def test_who_asks_for_no_place_at_all_is_told_of_none(client, near):
    html = client.get("/en/places/", {"near": near}).content.decode()

    assert "We do not know this place." not in html


def test_coming_events_are_told_by_their_next_time_and_past_ones_not(client):
    with time_machine.travel(MOMENT, tick=False):
        a_place("Viikkokerho", kind="event", starts_at=MOMENT - timedelta(days=20), rrule="FREQ=WEEKLY")
        a_place("Mennyt juhla", kind="event", starts_at=MOMENT - timedelta(days=3))

        html = client.get("/fi/events/").content.decode()

    assert "Viikkokerho" in html
    assert "24.11.2026" in html
    assert "Mennyt juhla" not in html


def test_a_service_is_read_without_sign_in(client):
    row = a_service("Maahanmuuttoneuvonta")

    listed = client.get("/fi/services/").content.decode()
    shown = client.get(f"/fi/services/{row.pk}/").content.decode()

    assert "Maahanmuuttoneuvonta" in listed
    assert "Neuvoo." in shown


def test_what_is_archived_or_not_published_is_not_found(client):
    hidden = a_place("Piilossa", is_published=False)
    service = a_service("Mennyt palvelu")
    Service.objects.filter(pk=service.pk).update(archived_at=clock.now(), changed_at=clock.now())

    assert client.get(f"/fi/places/{hidden.pk}/").status_code == 404
    assert client.get(f"/fi/services/{service.pk}/").status_code == 404


def test_a_change_in_the_directory_is_seen_at_once(client):
    row = a_place("Vanha nimi")
    client.get("/fi/places/")
    ActivityText.objects.update(name="Uusi nimi")
    Activity.objects.filter(pk=row.pk).update(changed_at=clock.now() + timedelta(seconds=1))

    assert "Uusi nimi" in client.get("/fi/places/").content.decode()


@pytest.mark.parametrize("path", ["/fi/places/", "/fi/events/", "/fi/services/"])
def test_lists_of_the_directory_need_as_many_queries_for_many_as_for_few(client, path, django_assert_max_num_queries):
    def more(count):
        for number in range(count):
            a_place(f"Paikka {number}")
            a_place(f"Juhla {number}", kind="event", starts_at=clock.now() + timedelta(days=1))
            a_service(f"Palvelu {number}")

    more(1)
    with django_assert_max_num_queries(10) as few:
        client.get(path)
    more(9)
    with django_assert_max_num_queries(10) as many:
        client.get(path)

    assert len(many) == len(few)


def test_events_lead_to_a_calendar_that_anybody_may_follow(client):
    page = client.get("/ar/events/").content.decode()

    assert "/events.ics?kind=event&amp;lang=ar" in page
    assert client.get("/events.ics?kind=event&lang=ar").status_code == 200


def test_a_weekly_group_tells_its_day_its_hours_and_the_next_times(client):
    with time_machine.travel(MOMENT, tick=False):
        begins = MOMENT.replace(hour=10) - timedelta(days=13)
        row = a_place(
            "Ryhmä", kind="peer_group", starts_at=begins, ends_at=begins.replace(hour=12), rrule="FREQ=WEEKLY"
        )
        html = client.get(f"/en/places/{row.pk}/").content.decode()

    assert "Every week: Tuesday" in html.replace("\n", "")
    assert "10.00–12.00" in html
    assert [day in html for day in ("24.11.2026", "1.12.2026", "8.12.2026", "15.12.2026", "22.12.2026")] == [
        True, True, True, True, False
    ]  # fmt: skip
