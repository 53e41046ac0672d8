from datetime import UTC, datetime, timedelta

import pytest

from luukku.core.limits import is_too_often

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_what_was_done_often_may_be_done_again_when_the_while_is_over_and_not_before():
    minutes = (0, 10, 20, 59, 60)

    told = [is_too_often("x", NOON + timedelta(minutes=one), most=2, seconds=3600) for one in minutes]

    assert told == [False, False, True, True, False]


def test_everybody_is_counted_apart():
    is_too_often("x", NOON, most=1, seconds=3600)

    assert not is_too_often("y", NOON, most=1, seconds=3600)
    assert is_too_often("x", NOON, most=1, seconds=3600)
