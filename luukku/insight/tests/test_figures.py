"""What leaves: published, for those who may see it, with what it means."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.models import Case
from luukku.core.actor import Role
from luukku.insight import jobs
from luukku.insight.models import PublishedCell, PublishedMonth
from luukku.insight.rules import months, tables
from luukku.insight.rules.tables import Sum
from luukku.insight.services import figures, publishing, refreshing
from luukku.insight.services.figures import Board, Dimension, Hidden, NotBrokenDownError
from luukku.insight.tests import factories as make
from luukku.insight.tests.factories import NOW, OCTOBER
from luukku.plans.models import FamilyPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    region = make.towns_with_families((20, 14), (12, 6), (3, 1))
    make.count_and_publish(region)
    return region


def october(actor, key, **more):
    """The one figure of October of a place."""
    return figures.series(actor, key, since=OCTOBER, **more).lines[0].figures[0]


def leaders(region):
    return list(region.leaders.values())


def boss(region):
    return a_worker(region.county, roles=(Role.SUPERVISOR,)).as_actor(NOW)


def test_published_figures_are_what_the_registers_hold(region):
    told = october(boss(region), "plan_in_force")

    in_force = FamilyPlan.objects.filter(state=FamilyPlan.State.IN_FORCE, in_force_on__lte=told.as_of)
    open_cases = Case.objects.active().filter(opened_on__lte=told.as_of)
    assert (told.numerator, told.denominator) == (in_force.count(), open_cases.count()) == (21, 35)
    assert (str(told.value), told.hidden, told.as_of) == ("60.0", None, date(2026, 10, 31))


def test_a_small_town_is_hidden_and_its_neighbours_do_not_tell_it(region):
    told = figures.series(boss(region), "plan_in_force", by=Dimension.ORGANISATION, since=OCTOBER)

    small = region.leaders[list(region.leaders)[2]].organisation
    hidden = {line.head.code for line in told.lines if line.figures[0].hidden == Hidden.PROTECTED}
    assert str(small.pk) in hidden
    assert len(hidden) > 1


def test_a_leader_compares_towns_and_a_worker_of_a_unit_sees_the_own_one(region):
    leader = leaders(region)[0]
    unit = leader.organisation.units.get()
    worker = a_worker(leader.organisation, unit=unit).as_actor(NOW)
    stranger = a_worker(leader.organisation, unit=a_unit(leader.organisation)).as_actor(NOW)
    towns = {"by": Dimension.ORGANISATION, "place": figures.region_place(worker), "since": OCTOBER}

    assert len(figures.series(leader.as_actor(NOW), "plan_in_force", **towns).lines) == 3
    assert [line.head.label for line in figures.series(worker, "plan_in_force", **towns).lines] == [
        leader.organisation.name
    ]
    assert [one.board for one in figures.dashboards(worker)] == [Board.UNIT, Board.MUNICIPALITY]
    assert [one.board for one in figures.dashboards(leader.as_actor(NOW))][-1] == Board.WORKING_GROUP
    with pytest.raises(PermissionDenied):
        october(stranger, "plan_in_force", place=figures.dashboards(worker)[0].place)


def test_languages_of_a_town_and_towns_by_language_tell_the_same():
    region = make.towns_with_families((60, 30), (60, 30))
    make.count_and_publish(region)
    leader = leaders(region)[0].as_actor(NOW)
    lines = figures.series(leader, "plan_in_force", by=Dimension.LANGUAGE, since=OCTOBER).lines
    table = figures.table(
        leader,
        "plan_in_force",
        rows=Dimension.ORGANISATION,
        columns=Dimension.LANGUAGE,
        place=figures.region_place(leader),
    )

    assert [line.head.label for line in lines] == ["arabia", "somali"]
    own = next(line for line in table.lines if line.head.code == str(leader.organisation_id))
    assert own.figures == tuple(line.figures[0] for line in lines)


@pytest.mark.parametrize(
    ("key", "sides"),
    [
        ("plan_in_force", {"rows": Dimension.UNIT, "columns": Dimension.LANGUAGE}),
        ("plan_in_force", {"rows": Dimension.UNIT, "columns": Dimension.UNIT}),
        ("survey_answered", {"rows": Dimension.ORGANISATION, "columns": Dimension.LANGUAGE}),
    ],
)
def test_what_is_not_told_so_is_refused(region, key, sides):
    with pytest.raises(NotBrokenDownError):
        figures.table(boss(region), key, **sides)


def test_what_waits_for_a_part_of_the_product_says_so(region):
    actor = boss(region)

    assert october(actor, "staff_trained").hidden == Hidden.LATER
    assert october(actor, "reviews_in_time").hidden == Hidden.NOTHING
    assert october(actor, "plan_in_force").definition.registers


def test_a_year_and_the_same_month_before_are_told_unless_asked_otherwise(region):
    told = figures.series(boss(region), "plan_in_force")

    assert (told.months[0], told.months[-1]) == (date(2025, 10, 1), OCTOBER)
    assert told.lines[0].figures[0].hidden == Hidden.WAITING


def test_ten_meetings_of_one_family_are_one_family(region):
    leader = leaders(region)[0]
    case = Case.objects.filter(organisation=leader.organisation).first()
    for day in range(1, 11):
        make.a_meeting_on(case, date(2026, 10, day))
    make.count_and_publish(region)

    told = october(leader.as_actor(NOW), "meetings_interpreted")
    assert told.hidden == Hidden.PROTECTED
    assert told.value is None


def test_a_few_who_are_noted_late_change_nothing_that_was_published(region):
    leader = leaders(region)[0]
    for _number in range(2):
        make.a_case_here(leader, unit=leader.organisation.units.get())
    make.count_and_publish(region)

    assert october(boss(region), "plan_in_force").denominator == 35


def test_a_year_takes_no_more_queries_than_a_month(region):
    def asked(since):
        with CaptureQueriesContext(connection) as made:
            figures.series(actor, "plan_in_force", by=Dimension.ORGANISATION, since=since)
        return len(made)

    actor = boss(region)
    assert asked(date(2025, 11, 1)) == asked(OCTOBER)


def test_several_figures_are_told_as_one_is_and_take_no_more_queries(region):
    actor, by = boss(region), Dimension.LANGUAGE
    keys = [one.code for one in figures.definitions().values() if one.is_counted and one.breaks_down_by(by)]

    with CaptureQueriesContext(connection) as for_one:
        figures.several(actor, keys[:1], by=by)
    with CaptureQueriesContext(connection) as for_all:
        told = figures.several(actor, keys, by=by)

    assert len(keys) > 2
    assert len(for_all) == len(for_one)
    assert told == [figures.series(actor, key, by=by) for key in keys]


def test_who_works_with_no_families_sees_no_figures(region):
    keeper = a_worker(region.county, roles=(Role.ADMINISTRATOR,)).as_actor(NOW)

    assert figures.dashboards(keeper) == ()
    with pytest.raises(PermissionDenied):
        october(keeper, "plan_in_force")


def test_a_night_counts_asks_and_publishes_each_month_once(region, monkeypatch):
    deferred = []
    monkeypatch.setattr(publishing.queue, "configure_task", lambda *_name, **_how: _Job(deferred))
    monkeypatch.setattr(jobs.SystemActor, "now", make.system)
    jobs.refresh(0)

    assert {"month": "2026-10-01", "region_id": str(region.county.pk)} not in deferred
    assert len(deferred) == months.SHOWN - 1
    jobs.publish(**deferred[0])
    assert PublishedMonth.objects.filter(month="2026-09-01").count() == 13


def test_a_new_month_looks_again_at_the_two_before(region):
    later = make.system(NOW.replace(month=12))
    refreshing.refresh(later)

    asked = [month for _region, month in publishing.waiting_for(later)]
    assert OCTOBER in asked


def test_guides_are_nobody_and_are_shown_as_they_are():
    shown = publishing._as_they_are([Sum("a", "", "", 1, 2, 2, 1, 1), Sum("b", "u", "", 1, 1, 1, 1, 0)])

    assert shown["", ""] == (2, 3)
    assert shown["u", ""] == (1, 1)


def test_few_families_are_told_apart_from_many_counts():
    sums = [Sum("a", "u", "ar", 9, 20, 1, 1, 1), Sum("a", "", "ar", 9, 9, 9, 9, 0)]
    layout = dict(tables.layouts(sums, 5, with_languages=False))["place"]

    assert ("in", "u") in layout.few
    assert ("in", "a:rest") not in layout.few
    assert layout.counts["out", "u"] == 11


def test_nothing_published_names_a_unit_without_its_organisation(region):
    assert not PublishedCell.objects.filter(unit__isnull=False, organisation=None).exists()


class _Job:
    def __init__(self, deferred):
        self.deferred = deferred

    def defer(self, **told):
        self.deferred.append(told)
