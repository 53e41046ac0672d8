"""Who sees whose published figures."""

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.models import Organisation, Unit
from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.core.actor import AnonymousActor, Role
from luukku.insight import policies
from luukku.insight.services import figures
from luukku.insight.tests import factories as make
from luukku.insight.tests import published
from luukku.insight.tests.factories import NOW, OCTOBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return published.a_county()


def seen_by(actor):
    return [
        set(found(actor))
        for found in (policies.visible_regions, policies.visible_organisations, policies.visible_units)
    ]


def test_who_leads_a_town_sees_the_towns_of_the_region_and_the_own_units(county):
    leader, neighbour, stranger = published.a_leader(county), published.a_leader(county, "Lempäälä"), a_unit()
    unit = a_unit(leader.organisation)
    a_unit(neighbour.organisation)

    town = leader.organisation
    assert seen_by(leader.as_actor(NOW)) == [{county}, {county, town, neighbour.organisation}, {unit}]
    assert stranger.organisation not in policies.visible_organisations(leader.as_actor(NOW))


def test_who_works_in_a_unit_sees_that_unit_the_own_town_and_the_region(county):
    town = an_organisation(county=county)
    unit, _other = a_unit(town), a_unit(town)

    assert seen_by(a_worker(town, unit=unit).as_actor(NOW)) == [{county}, {town}, {unit}]


def test_a_town_that_stands_in_no_region_is_its_own():
    leader = a_worker(roles=(Role.SUPERVISOR,))

    assert seen_by(leader.as_actor(NOW)) == [{leader.organisation}, {leader.organisation}, set()]


def test_the_product_itself_sees_all_and_who_works_with_no_families_nothing(county):
    a_unit(an_organisation(county=county))
    keeper = a_worker(county, roles=(Role.ADMINISTRATOR,)).as_actor(NOW)

    assert seen_by(make.system()) == [set(Organisation.objects.all())] * 2 + [set(Unit.objects.all())]
    assert seen_by(keeper) == seen_by(AnonymousActor.at_moment(NOW)) == [set(), set(), set()]


def test_an_organisations_own_figure_is_seen_by_who_sees_its_place(county):
    town = an_organisation(county=county)
    worker, keeper = a_worker(town), a_worker(town, roles=(Role.ADMINISTRATOR,))
    neighbour = an_organisation(county=county)

    assert policies.sees(worker.as_actor(NOW), town)
    assert policies.sees(worker.as_actor(NOW), county)
    assert not policies.sees(worker.as_actor(NOW), neighbour)
    assert not policies.sees(keeper.as_actor(NOW), town)
    assert policies.sees(published.a_leader(county).as_actor(NOW), neighbour)


def test_cells_follow_the_places(county):
    leader, neighbour = published.a_leader(county), published.a_leader(county, "Lempäälä")
    month = published.a_month(county)
    whole = published.a_cell(month, (50, 100))
    own = published.a_cell(month, (5, 10), town=leader.organisation)
    beside = published.a_cell(month, (6, 10), town=neighbour.organisation)
    published.units(month, neighbour.organisation, {"Perhekeskus": (6, 10)})
    elsewhere = published.a_county()
    published.a_cell(published.a_month(elsewhere), (1, 2))

    assert set(policies.visible_cells(leader.as_actor(NOW))) == {whole, own, beside}


def test_the_product_reads_a_place_that_is_told_and_has_none_of_its_own(county):
    leader = published.a_leader(county)
    month = published.a_month(county)
    published.a_cell(month, (50, 100))
    published.a_cell(month, (5, 10), town=leader.organisation)

    def told(organisation):
        place = figures.place_at(organisation)
        series = figures.series(make.system(), "plan_in_force", place=place, since=OCTOBER)
        return series.lines[0].figures[0].numerator

    assert (told(county), told(leader.organisation)) == (50, 5)
    with pytest.raises(PermissionDenied):
        figures.series(make.system(), "plan_in_force")


def test_a_place_that_is_not_the_actors_is_refused(county):
    worker = a_worker(an_organisation(county=county)).as_actor(NOW)
    neighbour = published.a_leader(county).organisation

    with pytest.raises(PermissionDenied):
        figures.series(worker, "plan_in_force", place=figures.place_at(neighbour))
