"""No published breakdown lets a reader work out a small count."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from luukku.numbers.rules import THRESHOLD, is_safe, published
from luukku.numbers.services import publish, publish_one


def values(counts, **more):
    found = publish(counts, **more)
    return [one.value for one in found.cells], found.total.value


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ({"a": 12, "b": 9, "c": 30}, [12, 9, 30], 51),
        ({"a": 0, "b": 9}, [0, 9], 9),
        ({"a": 4, "b": 9, "c": 30}, [None, None, 30], 43),
        ({"a": 4, "b": 3, "c": 30}, [None, None, 30], 37),
        ({"a": 1, "b": 1, "c": 30}, [None, None, None], 32),
        ({"a": 4}, [None], None),
        ({"a": 2, "b": 1}, [None, None], None),
        ({"a": 0, "b": 0}, [0, 0], 0),
        ({}, [], 0),
    ],
)
def test_small_counts_and_what_would_tell_them_are_masked(counts, shown, total):
    assert values(counts) == (shown, total)


def test_a_masked_total_leaves_the_large_counts_shown():
    assert values({"a": 1, "b": 0}) == ([None, 0], None)


def test_a_figure_is_found_by_its_key():
    found = publish({"a": 4, "b": 9, "c": 30})

    assert found.of("a").is_masked
    assert found.of("c").value == 30
    with pytest.raises(KeyError):
        found.of("d")


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_a_single_count_follows_the_threshold(count, shown):
    assert publish_one(count).value == shown


def test_no_threshold_below_three_is_taken():
    with pytest.raises(ValueError, match="below 3"):
        publish({"a": 9}, threshold=2)


def test_a_negative_count_is_no_count():
    with pytest.raises(ValueError, match="negative"):
        publish({"a": -1})


counts_of = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40), min_size=1)


@given(counts_of)
def test_what_is_shown_is_true_and_never_small(counts):
    found = published(counts)

    assert all(one.value in (None, counts[one.key]) for one in found.cells)
    assert all(one.value is None or one.value == 0 or one.value >= THRESHOLD for one in (*found.cells, found.total))


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=1))
def test_no_masked_count_can_be_told_from_the_total(counts):
    """Every way in which the masked counts can add up is tried: each of them has at least a threshold of values."""
    found = published(counts)
    hidden = [one.key for one in found.cells if one.is_masked]
    assume(found.total.value is not None and hidden)
    rest = found.total.value - sum(one.value for one in found.cells if one.value is not None)
    ways = [way for way in itertools.product(range(1, rest + 1), repeat=len(hidden)) if sum(way) == rest]

    for place, _key in enumerate(hidden):
        possible = {way[place] for way in ways}
        assert max(possible) - min(possible) >= THRESHOLD
        assert max(possible) >= THRESHOLD


def test_one_masked_count_is_never_safe():
    assert not is_safe([40], THRESHOLD)
