"""The facts the product brings along."""

import pytest

from luukku.accounts import reference
from luukku.accounts.models import AuthorityName, Organisation

pytestmark = pytest.mark.django_db

Kind = Organisation.Kind


@pytest.fixture(autouse=True)
def loaded():
    AuthorityName.objects.all().delete()
    Organisation.objects.update(county=None, employment_area=None)
    Organisation.objects.all().delete()
    return reference.load()


def test_there_are_308_municipalities_23_counties_and_46_employment_areas(loaded):
    counts = {kind: Organisation.objects.filter(kind=kind).count() for kind in Kind}

    assert (counts[Kind.MUNICIPALITY], counts[Kind.WELLBEING_COUNTY], counts[Kind.EMPLOYMENT_AREA]) == (308, 23, 46)
    assert (loaded.added, loaded.changed) == (loaded.total, 0)


def test_helsinki_and_aland_are_marked_among_the_counties():
    counties = Organisation.objects.filter(kind=Kind.WELLBEING_COUNTY)

    assert counties.filter(special="").count() == 21
    assert counties.get(special="helsinki").name_fi == "Helsingin kaupunki"
    assert counties.get(special="aland").name_sv == "Åland"


def test_every_municipality_has_its_county_employment_area_and_three_names():
    municipalities = Organisation.objects.filter(kind=Kind.MUNICIPALITY)

    assert not municipalities.filter(county=None).exists()
    assert not municipalities.filter(employment_area=None).exists()
    assert not municipalities.filter(name_sv="").exists()
    nokia = municipalities.get(official_code="536")
    assert (nokia.name_fi, nokia.county) == (
        "Nokia",
        Organisation.objects.get(name_fi="Pirkanmaan hyvinvointialue"),
    )


def test_loading_again_changes_nothing_and_keeps_ids_and_codes():
    before = set(Organisation.objects.values_list("pk", "code"))

    again = reference.load()

    assert (again.added, again.changed) == (0, 0)
    assert set(Organisation.objects.values_list("pk", "code")) == before


def test_a_corrected_name_is_brought_up_and_rows_made_by_hand_stay():
    Organisation.objects.filter(official_code="536").update(name_sv="Nokia!")
    centre = Organisation.objects.create(kind=Kind.RECEPTION_CENTRE, name_fi="Vastaanottokeskus")

    again = reference.load()

    assert (again.added, again.changed) == (0, 1)
    assert Organisation.objects.filter(pk=centre.pk).exists()


def test_old_names_of_authorities_end_where_the_new_ones_begin():
    elinvoimakeskus = AuthorityName.objects.filter(authority="elinvoimakeskus")

    old = elinvoimakeskus.get(name_fi__contains="ELY-keskus")
    new = elinvoimakeskus.get(name_fi="Elinvoimakeskus")

    assert (str(old.valid_to), str(new.valid_from)) == ("2025-12-31", "2026-01-01")
    assert AuthorityName.objects.filter(authority="lupa-ja-valvontavirasto").count() == 3
    assert str(AuthorityName.objects.get(name_fi="Työvoimaviranomainen").valid_from) == "2025-01-01"


def test_the_page_shows_what_offices_are_called_now(client):
    from luukku.accounts.tests.factories import a_worker

    worker = a_worker()
    client.force_login(worker.user)

    html = client.get(worker.url("/authorities/")).content.decode()

    assert "Economic Development Centre" in html
    assert "not checked from the source" in html
