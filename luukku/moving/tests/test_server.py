"""Bringing a region from its server, which is busy, breaks off and lacks things."""

import pytest

from luukku.directory.ptv.client import MOST_TRIES, Client, SourceAwayError
from luukku.files.tests.factories import a_picture
from luukku.moving.integreat import gathering, server
from luukku.moving.integreat.files import UnreadableError
from luukku.moving.tests.fake_integreat import Server, serving


@pytest.fixture
def waits():
    return []


@pytest.fixture
def source():
    with serving(Server()) as running:
        yield running


def load(source, waits, **options):
    return server.load(Client(source.url, "", sleep=waits.append), options.pop("slug", "lindenau"), **options)


def test_a_server_tells_what_its_files_would(source, waits):
    loaded = load(source, waits)

    region = gathering.region(loaded.rows)
    assert len(region.pages) == 14
    assert (len(region.places), len(region.events)) == (5, 4)
    assert region.languages == {"de": "de", "en": "en", "ar": "ar", "fi": "fi"}
    assert any("combine_recurring" in asked for asked in source.asked)


def test_only_the_languages_that_are_wanted_are_asked_for(source, waits):
    load(source, waits, languages=["ar"])

    assert not any("/en/" in asked or "/fi/" in asked for asked in source.asked)
    assert any("/de/pages/" in asked for asked in source.asked)


def test_a_busy_server_is_waited_for(source, waits):
    source.busy, source.broken, source.cut = 2, 1, 1

    loaded = load(source, waits)

    assert len(gathering.region(loaded.rows).pages) == 14
    assert waits[:2] == [3.0, 3.0]


def test_a_server_that_always_breaks_off_brings_nothing(source, waits):
    source.cut = 10_000

    with pytest.raises(SourceAwayError):
        load(source, waits)

    assert len(waits) == MOST_TRIES - 1


def test_what_a_region_has_switched_off_is_left(source, waits):
    source.missing = {"/lindenau/en/events/", "/lindenau/offers/", "/lindenau/ar/imprint/"}

    assert gathering.region(load(source, waits).rows).pages


def test_missing_pages_are_no_empty_region(source, waits):
    source.missing = {"/lindenau/en/pages/"}

    with pytest.raises(SourceAwayError):
        load(source, waits)


def test_an_answer_that_is_no_list_is_refused(source, waits):
    source.wrong = {"/lindenau/de/pages/": "maintenance"}

    with pytest.raises(SourceAwayError):
        load(source, waits)


def test_without_a_region_the_servers_regions_are_named(source, waits):
    with pytest.raises(UnreadableError, match="lindenau, ulmenau"):
        load(source, waits, slug="")


def test_an_unknown_region_is_told(source, waits):
    with pytest.raises(UnreadableError, match="'birkenau'"):
        load(source, waits, slug="birkenau")


def test_pictures_are_fetched_only_when_asked_and_only_from_the_server(source, waits):
    source.pictures = {"/media/regions/1/haus.png": a_picture("PNG")}

    without = load(source, waits)
    loaded = load(source, waits, with_pictures=True)

    assert without.pictures == {}
    assert set(loaded.pictures) == {"media/regions/1/haus.png"}
