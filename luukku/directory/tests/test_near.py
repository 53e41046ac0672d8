"""Places in order of their distance, from whatever people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.directory import geography, near
from luukku.directory.rules.coordinates import distance_m
from luukku.directory.tests.factories import a_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "told", "code"),
    [
        ("33100", "33100 ", "837"),
        (" 33100 ", "33100 ", "837"),
        ("Tampere", "Tampere", "837"),
        ("tampere", "Tampere", "837"),
        ("Siivikkala", "Siivikkala", "980"),
    ],
)
def test_a_postal_code_a_municipality_and_a_post_office_are_understood(typed, told, code):
    point, name = geography.located(typed)

    assert name.casefold().startswith(told.casefold())
    assert distance_m(point, (61.498, 23.76)) < 40_000
    assert near.municipality_of(typed) == code


@pytest.mark.parametrize(
    "typed", ["", " ", "99998", "3310", "331000", "Muumilaakso", "٣٣١٠٠", "²²²²²", "'; --", "\x00"]
)
def test_what_nobody_knows_is_unknown(typed):
    assert geography.located(typed) is None
    assert near.municipality_of(typed) == ""


@given(st.text(max_size=30))
def test_any_text_is_understood_or_not_and_nothing_else(typed):
    told = geography.located(typed)

    assert told is None or (59 < told[0][0] < 71 and 19 < told[0][1] < 32)


def test_the_nearest_come_first_and_those_without_a_point_last():
    for number, north in enumerate((61.6, 61.5, 62.5)):
        a_place(f"Paikka {number}", latitude=north, longitude=23.76)
    a_place("B ilman", latitude=None, longitude=None)
    a_place("a ilman", latitude=None, longitude=None)

    found = near.places_near((61.498, 23.76), "fi")

    assert [one.name for one in found] == ["Paikka 1", "Paikka 0", "Paikka 2", "a ilman", "B ilman"]
    assert [one.kilometres is None for one in found] == [False, False, False, True, True]
    assert found[0].kilometres == pytest.approx(0.2, abs=0.1)


def test_without_a_point_they_come_by_name():
    a_place("Öljymäki"), a_place("alku"), a_place("Beta")

    found = near.places_near(None, "fi")

    assert [one.name for one in found] == ["alku", "Beta", "Öljymäki"]
    assert all(one.kilometres is None for one in found)


@pytest.mark.parametrize("code", ["33100", "37100", "33470"])
def test_known_postal_codes_have_a_point_in_pirkanmaa(code):
    area = geography.postal_area(code)
    assert distance_m(geography.point_in(area), (61.498, 23.76)) < 60_000


points = st.tuples(st.floats(59.5, 70), st.floats(20, 31.5))


@given(points, points, points)
def test_distances_are_a_metric(one, two, three):
    assert distance_m(one, one) == pytest.approx(0, abs=1)
    assert distance_m(one, two) == pytest.approx(distance_m(two, one), rel=1e-9)
    assert distance_m(one, three) <= distance_m(one, two) + distance_m(two, three) + 1
