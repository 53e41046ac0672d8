"""Which region an organisation stands in, told by the row and by the database alike."""

import pytest

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import an_organisation

pytestmark = pytest.mark.django_db


def test_the_region_is_the_county_and_oneself_without_one():
    county = an_organisation(Organisation.Kind.WELLBEING_COUNTY)
    town, alone = an_organisation(county=county), an_organisation()

    rows = Organisation.objects.filter(pk__in=[county.pk, town.pk, alone.pk])
    assert [one.region_id for one in (county, town, alone)] == [county.pk, county.pk, alone.pk]
    assert sorted(rows.region_ids()) == sorted(one.region_id for one in rows)


def test_regions_hold_themselves_and_what_stands_in_them():
    county, other = (an_organisation(Organisation.Kind.WELLBEING_COUNTY) for _number in range(2))
    town, alone = an_organisation(county=county), an_organisation()
    an_organisation(county=other)

    assert set(Organisation.objects.in_regions([county.pk, alone.pk])) == {county, town, alone}
    assert set(Organisation.objects.in_regions(Organisation.objects.filter(pk=town.pk).region_ids())) == {county, town}
