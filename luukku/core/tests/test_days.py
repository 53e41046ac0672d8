from datetime import UTC, date, datetime

import pytest

from luukku.core.clock import moment_in_digits
from luukku.core.days import add_months, in_digits


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_months_later_is_the_day_of_the_same_number_or_the_last_one(day, months, expected):
    assert add_months(day, months) == expected


def test_a_day_is_written_without_noughts_in_front():
    assert in_digits(date(2026, 1, 5)) == "5.1.2026"


def test_a_moment_is_written_as_it_was_in_finland():
    assert moment_in_digits(datetime(2026, 1, 4, 22, 5, tzinfo=UTC)) == "5.1.2026 0.05"
