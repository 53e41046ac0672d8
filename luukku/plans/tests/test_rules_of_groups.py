"""What follows from what in 681/2023, 14 §."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.plans.law.groups import group_rules, rules_on
from luukku.plans.rules.assessment_groups import Outcome, Window, last_day, suggest

DAY = date(2026, 11, 22)
RULES = rules_on(DAY)
PERMIT = date(2025, 1, 10)


def outcome(code, facts, *, age=30):
    told = suggest(RULES, facts, first_permit_on=PERMIT, age=age, day=DAY)
    return next(one for one in told.findings if one.group.code == code)


def test_there_are_the_seven_groups_of_the_act():
    assert [one.number for one in RULES.groups] == [1, 2, 3, 4, 5, 6, 7]
    assert all(rules.verified for rules in group_rules())


@pytest.mark.parametrize(
    ("code", "facts", "expected"),
    [
        ("jobseeker", {"unemployed_jobseeker": True}, Outcome.FOLLOWS),
        ("jobseeker", {"unemployed_jobseeker": False}, Outcome.DOES_NOT),
        ("jobseeker", {}, Outcome.UNKNOWN),
        ("asked", {"asked_for_it": True, "seems_to_need_it": True}, Outcome.FOLLOWS),
        ("asked", {"authority_contacted": True, "seems_to_need_it": True}, Outcome.FOLLOWS),
        ("asked", {"asked_for_it": True}, Outcome.UNKNOWN),
        ("asked", {"asked_for_it": True, "seems_to_need_it": False}, Outcome.DOES_NOT),
        ("asked", {"asked_for_it": False, "authority_contacted": False, "seems_to_need_it": True}, Outcome.DOES_NOT),
        ("asked", {"asked_for_it": False, "seems_to_need_it": True}, Outcome.UNKNOWN),
        ("trafficking", {"trafficking_victim": True}, Outcome.FOLLOWS),
    ],
)
def test_what_follows_for_a_group(code, facts, expected):
    assert outcome(code, facts).outcome is expected


def test_who_came_alone_belongs_to_the_group_until_23():
    facts = {"came_alone_as_minor": True}

    assert outcome("came_alone", facts, age=22).outcome is Outcome.FOLLOWS
    assert outcome("came_alone", facts, age=23).is_too_old
    assert outcome("came_alone", facts, age=23).outcome is Outcome.DOES_NOT
    assert outcome("came_alone", facts, age=None).lacks_age


@pytest.mark.parametrize(
    ("first", "last"), [(date(2024, 2, 29), date(2027, 2, 28)), (date(2023, 11, 22), date(2026, 11, 22))]
)
def test_three_years_end_on_the_same_day_of_the_month(first, last):
    assert last_day(first, RULES.years) == last


@pytest.mark.parametrize(
    ("first", "window"),
    [
        (None, Window.UNKNOWN),
        (date(2023, 11, 22), Window.OPEN),
        (date(2023, 11, 21), Window.PASSED),
        (date(2026, 11, 23), Window.NOT_YET),
    ],
)
def test_the_years_run_from_the_first_permit(first, window):
    told = suggest(RULES, {"unemployed_jobseeker": True}, first_permit_on=first, age=30, day=DAY)

    assert told.window is window
    assert (told.codes == ("jobseeker",)) == (window in (Window.OPEN, Window.UNKNOWN))


def test_the_years_do_not_bind_a_victim_of_trafficking():
    told = suggest(
        RULES, {"trafficking_victim": True}, first_permit_on=date(2019, 1, 1), age=30, day=DAY, has_no_end=True
    )

    assert (told.window, told.last_on, told.codes) == (Window.NO_END, None, ("trafficking",))


facts = st.dictionaries(st.sampled_from(RULES.facts()), st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts, st.sampled_from(RULES.facts()), st.booleans(), st.integers(0, 90))
def test_a_new_fact_never_turns_a_settled_group_around(known, code, truth, age):
    """Learning something only settles what was open: nothing that follows from less stops following from more."""
    before = suggest(RULES, known, first_permit_on=PERMIT, age=age, day=DAY)
    after = suggest(RULES, {code: truth} | known, first_permit_on=PERMIT, age=age, day=DAY)

    for old, new in zip(before.findings, after.findings, strict=True):
        assert old.outcome in (Outcome.UNKNOWN, new.outcome)
        assert bool(new.missing) <= (new.outcome is Outcome.UNKNOWN)


def test_before_the_act_no_rules_hold():
    with pytest.raises(LookupError, match="14 §"):
        rules_on(date(2024, 12, 31))
