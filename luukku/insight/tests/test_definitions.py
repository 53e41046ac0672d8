"""Figures are data: whole, checked and in words."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from luukku.accounts.tests.factories import a_worker
from luukku.insight.definitions import counted, definition, definitions
from luukku.insight.figure_words import WORDS, quality_of
from luukku.insight.rules.definitions import DefinitionError, Dimension, read
from luukku.insight.rules.months import between, first_kept, last_day, last_full, shifted
from luukku.insight.rules.shares import percent
from luukku.insight.services.counting import cases, things
from luukku.surveys.models import Assessment
from luukku.surveys.tests.factories import a_sent_assessment

WHOLE = {
    "code": "plan", "version": 1, "counts": "families", "time": "stands", "direction": "up", "registers": ["a"],
    "dimensions": ["unit"], "is_about_people": True, "threshold": 5,
}  # fmt: skip


def tables_in(sql: str) -> set[str]:
    """The registers that a statement names."""
    return set(re.findall(r'\b(?:FROM|JOIN) "?((?:accounts|casework|directory|plans|surveys|toolkit)_[a-z]+)', sql))


def test_every_figure_has_its_words_and_no_words_are_left_over():
    assert WORDS.keys() == definitions().keys()


def test_a_figure_that_waits_for_a_part_of_the_product_says_so_and_names_no_register():
    waiting = {code: one.registers for code, one in definitions().items() if not one.is_counted}

    assert set(waiting.values()) == {()}
    with translation.override("en"):
        assert "not in the product yet" in quality_of("staff_trained")
    assert "staff_trained" not in counted()


@pytest.mark.parametrize("code", cases.FIGURES)
def test_a_figure_by_cases_reads_the_registers_that_it_names_and_no_others(code):
    own = cases.STANDS.get(code) or cases.HAPPENS[code]
    of_cases, _plan, of_plans = cases.WHO.partition("plan AS")

    read_by = tables_in(own) | tables_in(of_cases) | (tables_in(of_plans) if re.search(r"\bplan\b", own) else set())

    assert read_by == set(definition(code).registers)


@pytest.mark.django_db
@pytest.mark.parametrize("code", things.COUNTERS)
def test_a_figure_of_no_family_reads_the_registers_that_it_names_and_no_others(code):
    a_sent_assessment(a_worker())
    Assessment.objects.update(state=Assessment.State.CONFIRMED, confirmed_on=date(2026, 10, 1))

    with CaptureQueriesContext(connection) as asked:
        list(things.COUNTERS[code]([date(2026, 10, 1)]))

    assert set().union(*(tables_in(one["sql"]) for one in asked)) == set(definition(code).registers)


def test_what_holds_for_all_figures_by_cases_is_told_with_each():
    with translation.override("en"):
        assert quality_of("plan_in_force").endswith("counted in the region's total alone.")


def test_a_figure_tells_by_what_it_may_be_broken_down():
    assert definition("survey_answered").breaks_down_by(Dimension.ORGANISATION)
    assert not definition("survey_answered").breaks_down_by(Dimension.LANGUAGE)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"colour": "red"}, "nobody reads: colour"),
        ({"version": "1"}, "in another form: version"),
        ({"threshold": 2}, "below 3 it exposes"),
        ({"registers": []}, "names no register"),
        ({"time": "always"}, "always"),
    ],
)
def test_a_definition_that_can_not_be_so_is_refused(change, told):
    with pytest.raises(DefinitionError, match=told):
        read([WHOLE | change])


def test_a_code_is_never_given_twice():
    with pytest.raises(DefinitionError, match="defined twice"):
        read([WHOLE, WHOLE])


def test_a_figure_lies_within_one_that_is_told_alike():
    found = read([WHOLE, WHOLE | {"code": "service", "within": "plan"}])

    assert found["service"].within == "plan"
    assert (definition("services_used").within, definition("meetings_interpreted").within) == (
        "plan_in_force",
        "interpreters_found",
    )


@pytest.mark.parametrize(
    "others",
    [
        [{"within": "nothing"}],
        [{"within": "plan", "threshold": 4}],
        [{"within": "plan", "dimensions": []}],
        [{"within": "plan"}, {"code": "third", "within": "second"}],
        [{"within": "plan"}, {"code": "third", "within": "plan"}],
    ],
)
def test_a_figure_that_is_told_otherwise_lies_within_none(others):
    with pytest.raises(DefinitionError, match="within"):
        read([WHOLE, *(WHOLE | {"code": "second"} | one for one in others)])


def test_months_are_counted_over_the_year():
    assert shifted(date(2026, 11, 1), 3) == date(2027, 2, 1)
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
    assert last_full(date(2026, 3, 31)) == date(2026, 2, 1)
    assert first_kept(date(2026, 11, 22)) == date(2024, 10, 1)
    assert list(between(date(2026, 12, 1), date(2027, 1, 1))) == [date(2026, 12, 1), date(2027, 1, 1)]


def test_a_share_is_rounded_half_up_and_there_is_none_of_nothing():
    assert str(percent(1, 16)) == "6.3"
    assert percent(0, 0) is None
