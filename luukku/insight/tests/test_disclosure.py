"""What a reader can't work out: from figures that count the same people, from zeros, from the months beside."""

from datetime import date

import pytest

from luukku.casework.models import Case
from luukku.insight.models import Cell, PublishedCell, PublishedMonth
from luukku.insight.rules import tables
from luukku.insight.rules.tables import Sum
from luukku.insight.services import figures, publishing, refreshing
from luukku.insight.services.figures import Dimension, Hidden
from luukku.insight.tests import factories as make
from luukku.insight.tests.factories import OCTOBER
from luukku.numbers.models import Publication
from luukku.numbers.services.checking import check_numbers

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2026, 9, 1)


def publish(region, *months):
    refreshing.refresh(make.system())
    for month in months:
        publishing.publish(make.system(), month, region.county.pk)


def told(figure, month=OCTOBER, **where):
    """Counts by organisation as they are shown; the region's under none."""
    cells = PublishedCell.objects.filter(figure=figure, month=month, unit=None, language="", **where)
    return {one.organisation_id: (one.numerator, one.denominator) for one in cells}


def cells_of(publication, *codes):
    return next(cell for cell in publication.cells if cell["key"] == list(codes))


def test_figures_over_the_same_families_are_one_table_and_hide_the_same():
    region = make.towns_with_families((30, 20, 10), (30, 22, 12), (20, 3, 2))
    publish(region, OCTOBER)

    plans, services = told("plan_in_force"), told("services_used")
    assert plans.keys() == services.keys()
    assert {where: counts[1] for where, counts in services.items()} == {
        where: counts[0] for where, counts in plans.items()
    }
    assert plans[None] == (45, 80)
    assert services[None] == (24, 45)
    assert not Publication.objects.filter(source__startswith="insight.services_used").exists()


def test_the_check_sees_what_a_figure_tells_of_the_one_around_it():
    region = make.towns_with_families((30, 20, 10), (30, 22, 12), (20, 3, 2))
    publish(region, OCTOBER)
    assert check_numbers()[1] == []

    small = str(list(region.leaders)[2])
    publication = Publication.objects.get(source="insight.plan_in_force.1", name="organisation")
    for outcome, count in (("in:in", 2), ("in:out", 1)):
        cells_of(publication, outcome, small)["value"] = count
    publication.save()

    found = check_numbers()[1]
    assert any(small in one.cell and "outcome in," in one.cell for one in found)


def test_meetings_are_counted_once_for_both_figures_of_interpreters():
    region = make.towns_with_families((12, 0))
    cases = list(Case.objects.all())
    for number, case in enumerate(cases):
        make.a_meeting_on(case, OCTOBER, "missing" if number < 6 else "booked", held=number % 2 == 0)
    publish(region, OCTOBER)

    assert told("interpreters_found")[None] == (6, 12)
    assert told("meetings_interpreted")[None][1] == 6
    assert check_numbers()[1] == []


def test_where_too_few_have_a_plan_what_their_plans_name_is_not_told():
    region = make.towns_with_families((30, 3, 2))
    publish(region, OCTOBER)

    assert told("plan_in_force")[None] == (None, 30)
    assert told("services_used") == {}
    assert PublishedMonth.objects.get(figure="services_used").state == PublishedMonth.State.REFUSED


def test_a_language_of_nobody_and_a_hidden_one_look_the_same():
    region = make.towns_with_families((40, 20), (40, 20))
    first, second = region.leaders.values()
    make.a_case_here(first, language="fa")
    publish(region, OCTOBER)

    place = figures.place_at(region.county)
    table = figures.table(
        make.system(), "plan_in_force", rows=Dimension.ORGANISATION, columns=Dimension.LANGUAGE, place=place
    )
    told = [one for line in table.lines for one in line.figures]
    assert not [one for one in told if one.hidden == Hidden.NOTHING]
    publication = Publication.objects.get(source="insight.plan_in_force.1", name="language")
    assert publication.zeros == "protect"
    for town in (first, second):
        assert cells_of(publication, "all", str(town.organisation.pk), "fa")["value"] is None
    assert any(one.value is not None for one in told)


def test_one_family_that_came_between_two_months_is_not_told_by_the_difference():
    region = make.towns_with_families((30, 20), (40, 25), (50, 30))
    came_to = next(iter(region.leaders.values()))
    newcomer = make.a_case_here(came_to, unit=came_to.organisation.units.get(), since=date(2026, 10, 10))
    make.a_plan(newcomer, came_to, date(2026, 10, 20))
    publish(region, OCTOBER, SEPTEMBER)

    now, before = told("plan_in_force"), told("plan_in_force", SEPTEMBER)
    assert now[came_to.organisation.pk] == (21, 31)
    assert before[came_to.organisation.pk] == (None, None)
    assert before[None] == (120 - 45, 120)
    unit = PublishedCell.objects.filter(figure="plan_in_force", unit=came_to.organisation.units.get())
    assert {one.month: one.denominator for one in unit} == {OCTOBER: 31, SEPTEMBER: None}
    assert told("services_used", SEPTEMBER)[came_to.organisation.pk][1] is None
    assert check_numbers()[1] == []


@pytest.mark.parametrize("others", [(), ((6, 3),)])
def test_a_newcomer_is_not_told_by_the_total_of_a_region_of_one_town(others):
    region = make.towns_with_families((25, 12), *others)
    town = next(iter(region.leaders.values()))
    newcomer = make.a_case_here(town, since=date(2026, 10, 5))
    make.a_plan(newcomer, town, date(2026, 10, 8))
    publish(region, OCTOBER, SEPTEMBER)

    assert told("plan_in_force")[None][1] == 26 + sum(families for families, _plans in others)
    assert told("plan_in_force", SEPTEMBER) == {}
    assert check_numbers()[1] == []


def test_a_region_of_one_town_is_told_again_when_enough_have_come():
    region = make.towns_with_families((25, 12))
    town = next(iter(region.leaders.values()))
    for number in range(10):
        case = make.a_case_here(town, since=date(2026, 10, 5))
        if number < 5:
            make.a_plan(case, town, date(2026, 10, 8))
    publish(region, OCTOBER, SEPTEMBER)

    assert told("plan_in_force", SEPTEMBER)[None] == (12, 25)
    assert told("plan_in_force")[None] == (17, 35)


def test_a_total_tells_of_one_organisation_until_a_second_is_large():
    one, large, small = a_sum("a", "u", 40, 30), a_sum("b", "v", 15, 12), a_sum("b", "v", 15, 3)
    apart = a_sum(tables.APART, "", 20, 20, tables.APART)

    def is_of_one(*sums):
        return dict(tables.layouts(sums, 5, with_languages=True))["region"].is_of_one

    assert [is_of_one(one), is_of_one(one, apart), is_of_one(one, small), is_of_one(one, large)] == [
        True,
        True,
        True,
        False,
    ]


def test_one_family_of_six_children_that_came_between_two_months_is_not_told_by_the_difference():
    region = make.towns_with_families((15, 0), (15, 0))
    town = next(iter(region.leaders.values()))
    for number, case in enumerate(Case.objects.order_by("organisation", "pk")):
        child = make.a_small_child(case)
        if number % 15 < 7:
            make.a_plan(case, region.leaders[case.organisation_id], date(2026, 3, 2), children=[child])
    newcomer = make.a_case_here(town, since=date(2026, 10, 5))
    for _child in range(6):
        make.a_small_child(newcomer)
    publish(region, OCTOBER, SEPTEMBER)

    now, before = (told("small_children_without_part", month) for month in (OCTOBER, SEPTEMBER))
    assert now[None] == (22, 36)
    assert None in (now[town.organisation.pk][1], before.get(town.organisation.pk, (None, None))[1])
    assert check_numbers()[1] == []


def test_meetings_of_one_family_that_are_noted_late_do_not_change_what_is_told():
    region = make.towns_with_families((24, 0), (24, 0))
    for number, case in enumerate(Case.objects.order_by("organisation", "pk")):
        make.a_meeting_on(case, OCTOBER, "missing" if number % 2 else "booked")
    publish(region, OCTOBER)
    first = told("interpreters_found")
    assert (12, 24) in first.values()

    one = Case.objects.first()
    for day in range(6):
        make.a_meeting_on(one, date(2026, 10, 10 + day), "missing")
    publish(region, OCTOBER)

    assert told("interpreters_found") == first
    assert check_numbers()[1] == []


def test_a_place_is_told_again_when_enough_have_come():
    region = make.towns_with_families((30, 20), (40, 25))
    came_to = next(iter(region.leaders.values()))
    for number in range(10):
        case = make.a_case_here(came_to, unit=came_to.organisation.units.get(), since=date(2026, 10, 10))
        if number < 5:
            make.a_plan(case, came_to, date(2026, 10, 20))
    publish(region, OCTOBER, SEPTEMBER)

    assert told("plan_in_force", SEPTEMBER)[came_to.organisation.pk] == (20, 30)
    assert told("plan_in_force")[came_to.organisation.pk] == (25, 40)


def test_the_check_sees_months_that_differ_by_one_family():
    region = make.towns_with_families((30, 20), (40, 25), (50, 30))
    town = next(iter(region.leaders.values()))
    make.a_case_here(town, unit=town.organisation.units.get(), since=date(2026, 10, 10))
    publish(region, OCTOBER, SEPTEMBER)
    assert check_numbers()[1] == []

    september = Publication.objects.get(
        source="insight.plan_in_force.1", name="organisation", subject__startswith="2026-09"
    )
    for outcome, count in (("all", 30), ("out", 10)):
        cells_of(september, outcome, str(town.organisation.pk))["value"] = count
    september.save()

    assert "differs by a few from a subject beside it" in {one.problem for one in check_numbers()[1]}


def test_families_with_a_protected_address_are_told_in_the_regions_total_alone():
    region = make.towns_with_families((30, 20), (40, 25), (50, 30))
    town = next(iter(region.leaders.values())).organisation
    for case in Case.objects.filter(organisation=town).order_by("pk")[:2]:
        make.protect(case)
    publish(region, OCTOBER)

    assert told("plan_in_force")[None] == (75, Case.objects.count()) == (75, 120)
    shown = [
        (one.organisation_id, one.unit_id, one.language, one.denominator)
        for one in PublishedCell.objects.filter(figure="plan_in_force", organisation=town)
    ]
    assert (town.pk, None, "", 30) not in shown
    apart = Cell.objects.of("plan_in_force", OCTOBER).filter(is_apart=True)
    assert sum(one.denominator for one in apart) == 2
    towns = [counts[1] for where, counts in told("plan_in_force").items() if where]
    assert None in towns  # or what is missing from the total would be told
    assert not PublishedCell.objects.filter(language=tables.APART).exists()
    assert check_numbers()[1] == []


def test_families_kept_apart_stand_in_no_place_and_no_language_and_are_always_hidden():
    sums = [Sum("a", "", "ar", 19, 30, 30, 19, 11), Sum(tables.APART, "", tables.APART, 8, 20, 20, 8, 12)]
    found = dict(tables.layouts(sums, 5, with_languages=True))

    assert found.keys() == {"region", "organisation", "language"}  # there are no units
    assert {("all", "apart"), ("in", "apart"), ("out", "apart")} <= found["organisation"].few
    language = found["language"]
    assert {("in", "apart", "ar"), ("in", "a", "apart")} <= language.structural
    assert ("in", "apart", "apart") not in language.structural
    assert dict(found["region"].trees)["outcome"] == {"all": ("in", "out")}
    assert sum(found["region"].counts.values()) == 50


def a_sum(organisation, unit, some, others, language="ar"):
    return Sum(organisation, unit, language, some, some + others, some + others, some, others)


def test_places_that_are_too_small_are_broken_down_together_and_by_no_unit():
    sums = [a_sum("a", "u", 40, 30), a_sum("a", "", 20, 20, "so"), a_sum("b", "v", 15, 12), a_sum("c", "w", 6, 5)]
    found = {name: dict(one.trees) for name, one in tables.layouts(sums, 5, with_languages=True)}

    assert found["organisation"]["place"] == {"all": ("a", "few", "apart"), "few": ("b", "c")}
    assert found["place"]["place"].keys() == {"all", "few", "a", "b"}
    assert found["language"]["place"] == {"all": ("a", "few", "apart")}
    layouts = dict(tables.layouts(sums, 5, with_languages=True))
    assert layouts["language"].counts["in", "few", "ar"] == 21
    assert sum(layouts["place"].counts.values()) == 148
    few = dict(tables.layouts([a_sum("c", "w", 6, 5)], 5, with_languages=True))
    assert few.keys() == {"region", "organisation"}


def test_a_region_of_small_places_tells_its_languages():
    region = make.towns_with_families((30, 15), (30, 15), (6, 3))
    publish(region, OCTOBER)

    by_language = PublishedCell.objects.filter(figure="plan_in_force", organisation=None).exclude(language="")
    assert {one.language for one in by_language} == {"ar", "so"}
    small = list(region.leaders.values())[2].as_actor(make.NOW)
    own = figures.series(small, "plan_in_force", since=OCTOBER, place=figures.dashboards(small)[0].place)
    assert own.lines[0].figures[0].hidden == Hidden.PROTECTED
    assert not PublishedCell.objects.filter(publication__state="refused").exists()
    assert check_numbers()[1] == []


def test_what_nobody_of_a_place_has_is_known_for_each_of_its_languages():
    inner = Sum("a", "u", "ar", 12, 29, 4, 4, 17)
    sums = [Sum("a", "u", "ar", 29, 29, 29, 29, 0, inner), Sum("b", "", "so", 0, 17, 17, 0, 17)]
    found = dict(tables.layouts(sums, 5, with_languages=True, is_split=True))

    assert found["organisation"].counts["in:in", "a"] == 12
    assert found["organisation"].counts["in:out", "a"] == 17
    assert found["organisation"].counts["in:in", "b"] == 0
    assert ("in:in", "a") in found["organisation"].few
    assert {("out", "a", "ar"), ("in:in", "b", "so")} <= found["language"].structural
    assert ("in:in", "a", "so") not in found["language"].structural
    assert "place" in found
