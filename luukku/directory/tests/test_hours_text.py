"""Opening hours as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.directory.rules.hours_text import ALL_DAY, HoursError, read, written

quarters = st.integers(0, 95)


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", None),
        ("  ", None),
        ("9-16", ((time(9), time(16)),)),
        ("9–16.30", ((time(9), time(16, 30)),)),
        ("klo 9.00 – 16:30", ((time(9), time(16, 30)),)),
        ("13–16, 9–12", ((time(9), time(12)), (time(13), time(16)))),
        ("9–12 ja 13–16", ((time(9), time(12)), (time(13), time(16)))),
        ("20–2", ((time(20), time(2)),)),
        ("9–24", ((time(9), time(0)),)),
        ("Suljettu", ()),
        ("closed.", ()),
        ("stängt", ()),
        ("–", ()),
        ("24", (ALL_DAY,)),
        ("24 h", (ALL_DAY,)),
        ("0–24", (ALL_DAY,)),
    ],
)
def test_what_people_type_is_understood(typed, spans):
    assert read(typed) == spans


@pytest.mark.parametrize(
    "typed",
    [
        "9",
        "9-",
        "25–26",
        "9.60–12",
        "9–9",
        "9–12, 11–14",
        "9–24, 13–16",
        "x" * 500,
        "9–12 13",
        ",",
        "1–2,3–4,5–6,7–8,9–10,11–12,13–14",
    ],
)
def test_what_cannot_be_hours_is_refused(typed):
    with pytest.raises(HoursError):
        read(typed)


@given(st.lists(quarters, min_size=2, max_size=8, unique=True))
def test_what_is_shown_reads_back_as_it_was(points):
    times = [time(one // 4, one % 4 * 15) for one in sorted(points)]
    spans = tuple(zip(times[::2], times[1::2], strict=False))

    assert read(written(spans)) == spans


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(typed):
    try:
        told = read(typed)
    except HoursError:
        return
    assert told is None or all(len(span) == 2 for span in told)
