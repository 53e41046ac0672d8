"""The read model holds what the registers hold, however it came to know."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_unit
from luukku.casework.models import Case, Deadline, FamilyMembership, Person, ResponsibleWorker, UnderstandingCheck
from luukku.core.clock import HELSINKI
from luukku.insight.models import Cell, Fact, Touched
from luukku.insight.rules import months
from luukku.insight.services import refreshing
from luukku.insight.tests import factories as make
from luukku.insight.tests.factories import NOW, OCTOBER
from luukku.plans.models import FamilyPlan, Review

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def leader():
    return make.Region().town()


def counts(figure, month=OCTOBER):
    cells = Cell.objects.of(figure, month)
    return sum(one.numerator for one in cells), sum(one.denominator for one in cells)


def everything():
    fields = [one.attname for one in Cell._meta.fields if one.attname != "id"]
    return sorted(map(str, Cell.objects.values_list(*fields)))


def test_a_plan_counts_from_the_day_it_holds_to_the_day_before_it_ends(leader):
    make.a_plan(make.a_case_here(leader), leader, date(2026, 9, 30), date(2026, 10, 31))
    make.a_case_here(leader, since=date(2026, 10, 31))
    make.a_case_here(leader, state="closed", closed_on=date(2026, 10, 31))

    refreshing.refresh(make.system())

    assert counts("plan_in_force", date(2026, 8, 1)) == (0, 2)
    assert counts("plan_in_force", SEPTEMBER) == (1, 2)
    assert counts("plan_in_force", OCTOBER) == (0, 2)


def test_languages_in_which_no_family_is_addressed_are_one_group(leader):
    for code in ("ar", "mnk", "vec"):
        make.a_case_here(leader, language=code)

    refreshing.refresh(make.system())

    cells = Cell.objects.of("plan_in_force", OCTOBER)
    assert {one.language: one.cases for one in cells} == {"ar": 1, "other": 2}


def test_a_family_that_moves_is_counted_each_month_where_it_was_a_client_then(leader):
    other = make.Region().town()
    case = make.a_case_here(leader, state="closed", closed_on=date(2026, 10, 10))
    Case.objects.create(
        family=case.family, organisation=other.organisation, opened_on=date(2026, 10, 10), ground=case.ground
    )

    refreshing.refresh(make.system())

    cells = Cell.objects.filter(figure="plan_in_force", month__gte=SEPTEMBER).order_by("month")
    assert [one.organisation_id for one in cells] == [leader.organisation.pk, other.organisation.pk]


def test_a_child_counts_until_the_august_of_the_year_in_which_it_turns_seven(leader):
    case = make.a_case_here(leader, since=date(2026, 1, 1))
    make.a_small_child(case, date(2019, 12, 31))
    with_part = make.a_small_child(case)
    elsewhere = make.a_small_child(case)
    FamilyMembership.objects.filter(person=elsewhere).update(residence="elsewhere")
    make.a_plan(case, leader, date(2026, 10, 1), children=[with_part])

    refreshing.refresh(make.system())

    assert counts("small_children_without_part", date(2026, 7, 1)) == (2, 2)
    assert counts("small_children_without_part", date(2026, 8, 1)) == (1, 1)
    assert counts("small_children_without_part", OCTOBER) == (0, 1)


def test_what_happened_counts_in_the_month_of_its_day(leader):
    case = make.a_case_here(leader)
    plan = make.a_plan(case, leader, date(2026, 3, 1), service="Kielikahvila")
    make.a_review(plan, date(2026, 10, 31), date(2026, 10, 31))
    make.a_review(plan, date(2026, 9, 30), date(2026, 10, 1))
    make.a_meeting_on(case, date(2026, 10, 1))
    make.a_meeting_on(case, date(2026, 10, 2), "missing", held=False)
    make.a_meeting_on(case, date(2026, 10, 3), "not_needed")
    for due, done in ((5, 5), (6, 7), (8, None)):
        Deadline.objects.create(
            case=case,
            rule=f"r{due}",
            started_on=SEPTEMBER,
            due_on=date(2026, 10, due),
            done_on=done and date(2026, 10, done),
        )
    Deadline.objects.create(case=case, rule="own", started_on=SEPTEMBER, due_on=date(2026, 10, 9), is_target=True)

    refreshing.refresh(make.system())

    assert counts("reviews_in_time") == (1, 1)
    assert counts("reviews_in_time", SEPTEMBER) == (0, 1)
    assert counts("meetings_interpreted") == (1, 1)
    assert counts("interpreters_found") == (1, 2)
    assert counts("dates_missed") == (2, 3)
    assert counts("services_used") == (1, 1)


def test_checks_and_families_taken_on_are_counted(leader):
    case = make.a_case_here(leader)
    at = datetime(2026, 10, 5, 12, tzinfo=HELSINKI)
    person = Person.objects.get(memberships__family=case.family)
    for result in ("understood", "partly"):
        UnderstandingCheck.objects.create(
            case=case, person=person, subject_id=case.pk, text_code="plan", text_hash=result, language="ar",
            method="own_words", result=result, checked_by=leader.user, checked_at=at,
        )  # fmt: skip
    ResponsibleWorker.objects.filter(case=case).update(handed_at=at, accepted_at=at.replace(day=13))

    refreshing.refresh(make.system())

    assert counts("texts_understood") == (1, 2)
    assert counts("taken_on_in_time") == (0, 1)


def test_a_refresh_after_changes_leaves_the_same_rows_as_a_rebuild(leader):
    cases = [make.a_case_here(leader, language=code) for code in ("ar", "mnk", "fi")]
    plan = make.a_plan(cases[0], leader, date(2026, 2, 1))
    make.a_review(plan, date(2026, 8, 1))
    child = make.a_small_child(cases[1])
    make.a_meeting_on(cases[2], date(2026, 10, 1), "missing")
    refreshing.refresh(make.system())

    FamilyPlan.objects.filter(pk=plan.pk).update(state="ended", ended_on=date(2026, 9, 15))
    Review.objects.all().delete()
    Person.objects.filter(pk=child.pk).update(birth_on=date(2018, 1, 1))
    cases[2].family.language = "so"
    cases[2].family.save()
    make.a_meeting_on(cases[2], date(2026, 7, 1))
    assert set(Touched.objects.values_list("case_id", flat=True)) == {one.pk for one in cases}
    done = refreshing.refresh(make.system())

    after = everything()
    refreshing.rebuild(make.system())
    assert done.cases == 3
    assert after == everything()
    assert Touched.objects.count() == 0


def test_a_family_with_a_protected_address_moves_to_the_region_alone(leader):
    unit = a_unit(leader.organisation)
    case = make.a_case_here(leader, unit=unit)
    refreshing.refresh(make.system())
    make.protect(case)

    assert set(Touched.objects.values_list("case_id", flat=True)) == {case.pk}
    refreshing.refresh(make.system())
    cell, after = Cell.objects.of("plan_in_force", OCTOBER).get(), everything()
    assert (cell.is_apart, cell.unit_id, cell.language, cell.cases) == (True, None, "", 1)
    refreshing.rebuild(make.system())
    assert after == everything()


def test_a_protection_that_ended_brings_a_family_back_to_no_town_and_one_noted_by_mistake_does(leader):
    unit = a_unit(leader.organisation)
    protection = make.protect(make.a_case_here(leader, unit=unit))
    refreshing.refresh(make.system())
    protection.end_confirmed_on = OCTOBER
    protection.save()

    refreshing.refresh(make.system())
    after_its_end = Cell.objects.of("plan_in_force", OCTOBER).get()
    protection.delete()
    refreshing.refresh(make.system())

    assert (after_its_end.is_apart, after_its_end.unit_id) == (True, None)
    assert Cell.objects.of("plan_in_force", OCTOBER).get().unit_id == unit.pk


def test_only_touched_cases_are_counted_again_and_the_second_time_none(leader):
    make.a_case_here(leader)
    first = refreshing.refresh(make.system())
    case = make.a_case_here(leader)

    assert first.cases == 1
    assert first.months == months.KEPT
    assert refreshing.refresh(make.system()).cases == 1
    assert refreshing.refresh(make.system()).cases == 0
    assert Fact.objects.filter(case_id=case.pk).count() == 1


def test_a_month_that_has_ended_is_added_as_a_rebuild_would_count_it(leader):
    case = make.a_case_here(leader, since=date(2024, 10, 1))
    make.a_plan(case, leader, date(2026, 3, 1))
    make.a_meeting_on(case, date(2024, 10, 10))
    refreshing.refresh(make.system())
    later = make.system(NOW.replace(month=12))

    done = refreshing.refresh(later)

    after, facts = everything(), Fact.objects.count()
    refreshing.rebuild(later)
    assert done.months == 1
    assert after == everything()
    assert facts == Fact.objects.count()
    assert counts("plan_in_force", date(2026, 11, 1)) == (1, 1)


def test_more_families_take_no_more_queries(leader, monkeypatch):
    monkeypatch.setattr(refreshing, "AT_ONCE", 100)
    refreshing.refresh(make.system())
    few = _queries_for(leader, 2)

    assert _queries_for(leader, 12) == few


def test_nobody_but_the_clock_counts(leader):
    with pytest.raises(PermissionDenied):
        refreshing.refresh(leader.as_actor())
    with pytest.raises(PermissionDenied):
        refreshing.rebuild(leader.as_actor())


def _queries_for(leader, families):
    for _number in range(families):
        make.a_case_here(leader)
    with CaptureQueriesContext(connection) as made:
        refreshing.refresh(make.system())
    return len(made)
