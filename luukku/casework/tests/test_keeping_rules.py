"""How long records are kept: the classes as data, and the day on which the time is over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.accounts.models import Organisation
from luukku.casework.forms import DocumentForm
from luukku.casework.labels import source_of_rule
from luukku.casework.law.records import keeping_rules, secrecy_bases
from luukku.casework.models import Document, RetentionClass
from luukku.casework.rules.clocks import Force
from luukku.casework.rules.keeping import After, is_over, kept_until, usual_class

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def test_every_class_and_every_reason_for_secrecy_has_its_section():
    assert {one.value for one in RetentionClass} <= set(keeping_rules(TODAY))
    assert {one.value for one in Document.Secrecy} == set(secrecy_bases())
    assert all(one.checked_on for one in secrecy_bases().values())


@pytest.mark.parametrize(
    ("code", "days", "until"),
    [
        ("child_family", {"closed_on": date(2026, 3, 15)}, date(2056, 3, 15)),
        ("child_family", {"closed_on": date(2024, 2, 29)}, date(2054, 2, 28)),
        ("integration", {"closed_on": date(2026, 3, 15)}, date(2030, 3, 15)),
        ("working_age", {"closed_on": date(2026, 12, 31)}, date(2036, 12, 31)),
        ("family_law", {"born_on": date(2018, 5, 4)}, date(2138, 5, 4)),
        ("logs", {"made_on": date(2026, 1, 1)}, date(2038, 1, 1)),
        ("child_protection", {"closed_on": date(2026, 1, 1), "born_on": date(2018, 5, 4)}, None),
        ("permits", {"closed_on": date(2026, 1, 1), "made_on": date(2026, 1, 1)}, None),
        ("child_family", {}, None),
        ("family_law", {"closed_on": date(2026, 1, 1)}, None),
    ],
)
def test_the_last_day_is_counted_from_what_starts_the_time(code, days, until):
    assert kept_until(keeping_rules(TODAY)[code], **days) == until


def test_no_record_of_integration_services_cites_the_act_on_social_care():
    rules = keeping_rules(TODAY)

    assert {code for code, rule in rules.items() if rule.act == "703/2023"} == {
        "child_family", "working_age", "child_protection", "family_law", "logs", "permits",
    }  # fmt: skip
    assert rules["integration"].force is Force.LOCAL_TARGET
    assert (rules["integration"].act, rules["integration"].section) == ("681/2023", "77 §")
    assert all(rule.force is Force.LOCAL_TARGET for rule in rules.values() if not rule.act)


def test_only_what_the_law_sets_is_shown_as_law():
    shown = {code: source_of_rule(rule).kind for code, rule in keeping_rules(TODAY).items()}

    assert {code for code, kind in shown.items() if kind == "local"} == {
        "integration", "integration_logs", "notice_made", "death_unknown",
    }  # fmt: skip


@pytest.mark.parametrize("kind", Organisation.Kind.values)
def test_a_county_keeps_records_of_social_care_and_everybody_else_those_of_integration_services(kind):
    assert usual_class(kind) == ("child_family" if kind == "wellbeing_county" else "integration")


def test_the_form_tells_the_years_of_the_rules():
    hints = DocumentForm.base_fields["retention_class"].widget.hints

    assert set(hints) == set(RetentionClass.values)
    for code, hint in hints.items():
        assert str(hint).startswith(f"{keeping_rules(TODAY)[code].years} ")


@given(closed=DAYS)
def test_nothing_is_over_before_its_years_have_passed(closed):
    for rule in keeping_rules(TODAY).values():
        until = kept_until(rule, closed_on=closed)
        if rule.after is not After.CLOSING:
            assert until is None
            assert not is_over(until, date(9999, 1, 1))
            continue
        assert until is not None
        assert until.year == closed.year + rule.years
        assert not is_over(until, until)
        assert is_over(until, until + timedelta(days=1))


@given(first=DAYS, second=DAYS)
def test_who_closed_later_is_kept_as_long_or_longer(first, second):
    rule = keeping_rules(TODAY)["child_family"]
    one, other = sorted((first, second))

    assert kept_until(rule, closed_on=one) <= kept_until(rule, closed_on=other)
