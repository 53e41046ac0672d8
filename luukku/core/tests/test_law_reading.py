"""Reading law from data: versions, days, and words that nobody reads."""

from dataclasses import dataclass
from datetime import date

import pytest

from luukku.core.law.reading import held_on, newest_on, newest_or_first, rules_of


@dataclass(frozen=True, slots=True)
class Sample:
    version: int
    months: int
    names: tuple[str, ...]
    valid_from: date
    valid_to: date | None


TOLD = [
    {"version": 1, "months": 3, "names": ["a"], "valid_from": date(2024, 1, 1), "valid_to": date(2025, 12, 31)},
    {"version": 2, "months": 6, "names": [], "valid_from": date(2026, 1, 1)},
]


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2025, 12, 31), 1), (date(2026, 1, 1), 2), (date(2040, 1, 1), 2), (date(2020, 1, 1), None)],
)
def test_the_version_of_the_day_holds(day, version):
    found = newest_on(rules_of(Sample, TOLD), day)

    assert (found.version if found else None) == version


def test_before_the_first_version_the_first_answers_where_an_answer_is_needed():
    rules = rules_of(Sample, TOLD)

    assert newest_or_first(rules, date(2020, 1, 1)) is rules[0]
    assert rules[0].names == ("a",)
    with pytest.raises(LookupError, match="the sample"):
        held_on(rules, date(2020, 1, 1), "the sample")


def test_a_word_that_nobody_reads_is_refused():
    with pytest.raises(ValueError, match="mouths"):
        rules_of(Sample, [TOLD[0] | {"mouths": 3}])
