"""Figures as if `numbers` had published them: a county with towns, units and languages."""

from datetime import date, datetime

from luukku.accounts.models import Organisation, Unit
from luukku.accounts.tests.factories import Worker, a_unit, a_worker, an_organisation
from luukku.core.actor import Role
from luukku.core.clock import HELSINKI
from luukku.insight.models import PublishedCell, PublishedMonth
from luukku.insight.rules import months

AT = datetime(2026, 11, 22, 9, tzinfo=HELSINKI)
OCTOBER = date(2026, 10, 1)


def a_county() -> Organisation:
    return an_organisation(Organisation.Kind.WELLBEING_COUNTY, name_fi="Pirkanmaan hyvinvointialue")


def a_leader(county: Organisation, name: str = "Nokia") -> Worker:
    """Who leads all of a town of the county."""
    return a_worker(an_organisation(name_fi=name, county=county), roles=(Role.SUPERVISOR,))


def a_month(county: Organisation, figure: str = "plan_in_force", month: date = OCTOBER, **fields) -> PublishedMonth:
    fields = {"version": 1, "state": "published", "published_at": AT} | fields
    return PublishedMonth.objects.create(figure=figure, month=month, region=county, **fields)


def a_cell(
    of: PublishedMonth,
    counts: tuple[int | None, int | None],
    *,
    town: Organisation | None = None,
    unit: Unit | None = None,
    language: str = "",
) -> PublishedCell:
    """Counts of a place; the region when no place is told."""
    place = unit.organisation if unit else town
    return PublishedCell.objects.create(
        publication=of, figure=of.figure, month=of.month, organisation=place, unit=unit, language=language,
        numerator=counts[0], denominator=counts[1],
    )  # fmt: skip


def a_year(county: Organisation, town: Organisation, figure: str = "plan_in_force") -> None:
    """Thirteen months: the town rises from 40 to 64 of 100, the region stays at 500 of 1,000."""
    for back in range(13):
        month = a_month(county, figure, months.shifted(OCTOBER, -back))
        a_cell(month, (64 - 2 * back, 100), town=town)
        a_cell(month, (500, 1000))


def languages(of: PublishedMonth, town: Organisation, told: dict[str, tuple[int | None, int | None]]) -> None:
    for language, counts in told.items():
        a_cell(of, counts, town=town, language=language)


def units(of: PublishedMonth, town: Organisation, told: dict[str, tuple[int | None, int | None]]) -> list[Unit]:
    found = [a_unit(town, name_fi=name) for name in told]
    for unit, counts in zip(found, told.values(), strict=True):
        a_cell(of, counts, unit=unit)
    return found
