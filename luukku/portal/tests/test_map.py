import itertools

import pytest

from luukku.directory import geography
from luukku.directory.rules.picture import framed, projected
from luukku.portal.services import mapping
from luukku.portal.services.nearby import Near
from luukku.portal.tests.test_near import a_place

TAMPERE, NOKIA, HELSINKI = (61.498, 23.76), (61.48, 23.51), (60.17, 24.94)


def near(name, point, town="Tampere"):
    return Near(name, "", "fi", "/", town=town, point=point)


def test_the_projection_is_the_one_that_tiled_maps_share():
    assert projected((0, 0)) == (0.5, 0.5)
    assert projected((85.0511287798, -180)) == pytest.approx((0, 0), abs=1e-9)


def test_north_is_up_and_east_is_right():
    frame = framed([TAMPERE, NOKIA, (62.0, 23.6)], width=400)

    (east, _y), (west, _z) = frame.place(TAMPERE), frame.place(NOKIA)
    assert west < east
    assert frame.place((62.0, 23.6))[1] < frame.place(NOKIA)[1]


def test_a_picture_of_one_point_is_as_wide_as_it_was_asked_to_be():
    frame = framed([TAMPERE], width=400, margin=0, least_m=4000)

    assert frame.place(TAMPERE) == (200, frame.height / 2)
    assert frame.shows((61.50, 23.77))
    assert not frame.shows(NOKIA)


def test_nothing_has_no_picture():
    with pytest.raises(ValueError, match="around something"):
        framed([], width=400)
    assert mapping.picture([near("Verkossa", None)], None) is None


def test_every_centre_of_the_county_lies_inside_its_picture():
    frame = framed(geography.outline()["county"], width=400)

    assert all(frame.shows(geography.centre_of(code)) for code in ("536", "837", "936", "291", "619", "790"))


def test_tiles_cover_the_picture_and_lie_side_by_side():
    frame = framed([TAMPERE, NOKIA], width=400)
    tiles = frame.tiles()

    assert 4 <= len(tiles) <= 49
    assert min(one.x for one in tiles) <= 0
    assert max(one.x + one.size for one in tiles) >= 400
    assert max(one.y + one.size for one in tiles) >= frame.height


def test_the_county_tells_how_many_places_a_town_has():
    found = [near("A", TAMPERE), near("B", TAMPERE), near("C", NOKIA, "Nokia"), near("D", HELSINKI, "Helsinki")]

    drawn = mapping.picture(found, None)

    assert {(mark.name, mark.text) for mark in drawn.marks} == {("Tampere", "2"), ("Nokia", "1")}
    assert next((town.name, town.count) for town in mapping.towns(found)) == ("Tampere", 2)


def test_names_of_neighbours_do_not_lie_on_one_another():
    found = [near(name, (61.46 + number / 1000, 23.5), name) for number, name in enumerate("ABCD")]

    drawn = mapping.picture(found, None)

    assert len({(mark.name_y, mark.is_left) for mark in drawn.marks}) == len(found)
    assert boxes_meet(drawn) == []


def test_the_name_of_a_town_does_not_lie_under_the_mark_of_its_neighbour():
    found = [near("A", TAMPERE), near("C", NOKIA, "Nokia"), near("E", (61.46, 24.07), "Kangasala")]

    assert boxes_meet(mapping.picture(found, None)) == []


def boxes_meet(drawn):
    """Which names lie on another town's mark or name."""
    names = {mark.name: mapping._name_box(mark, mark.name_y - mark.y, is_left=mark.is_left) for mark in drawn.marks}
    r = mapping.RADIUS - 1  # marks that touch do not lie on each other
    dots = {mark.name: mapping.Box(mark.x - r, mark.y - r, mark.x + r, mark.y + r) for mark in drawn.marks}
    return [
        (one, other)
        for one, other in itertools.permutations(names, 2)
        if names[one].meets(names[other]) or names[one].meets(dots[other])
    ]


def test_the_nearest_are_numbered_as_in_the_list_and_neighbours_share_a_mark():
    found = [near("A", TAMPERE), near("B", TAMPERE), near("C", NOKIA)]

    drawn = mapping.picture(found, (61.50, 23.70))

    assert [mark.text for mark in drawn.marks] == ["1, 2", "3"]
    assert drawn.here is not None


@pytest.mark.django_db
def test_the_list_stands_below_the_picture_with_the_same_numbers(client):
    a_place("Lähellä", latitude=61.498, longitude=23.77)

    whole = client.get("/en/places/").content.decode()
    asked = client.get("/en/places/", {"near": "33100"}).content.decode()

    assert 'aria-hidden="true"' in whole
    assert 'href="?near=Tampere"' in whole
    assert '<text class="pt-number"' in asked
    assert '<bdi class="lk-num">1.</bdi>' in asked
    assert "<image" not in whole


@pytest.mark.django_db
def test_a_tiled_map_is_shown_only_where_one_has_been_chosen(client, settings):
    settings.LUUKKU_TILES, settings.LUUKKU_TILES_BY = "https://tiles.example/{z}/{x}/{y}.png", "Somebody"
    a_place("Lähellä", latitude=61.498, longitude=23.77)

    html = client.get("/en/places/").content.decode()

    assert '<image href="https://tiles.example/' in html
    assert "Somebody" in html
    assert "{z}" not in html
