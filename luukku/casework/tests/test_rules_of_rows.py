"""What one row of an existing register says, cell by cell."""

from datetime import date

import pytest

from luukku.casework.rules.import_rows import LONGEST, read_row

TODAY = date(2026, 11, 22)
LANGUAGES = {"arabia": "ar"}


def read(**said):
    mapping = {name: place for place, name in enumerate(said)}
    return read_row(2, tuple(said.values()), mapping, today=TODAY, languages=LANGUAGES)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"family": "x" * (LONGEST["family"] + 1)}, ("family", "too_long")),
        ({"email": "nobody at home"}, ("email", "unreadable")),
        ({"phone": "1" * (LONGEST["phone"] + 1)}, ("phone", "too_long")),
        ({"interpreter": "sometimes"}, ("interpreter", "unknown")),
        ({"permit_on": "in spring"}, ("permit_on", "unreadable")),
        ({"opened_on": "5/2024"}, ("opened_on", "unreadable")),
        ({"opened_on": "1.1.2999"}, ("opened_on", "future")),
    ],
)
def test_a_cell_that_can_not_be_read_is_a_fault_of_that_cell(said, fault):
    row = read(name="Zahra", **said)

    assert fault in row.faults


@pytest.mark.parametrize(
    ("written", "need"), [("", "always"), ("aina", "always"), ("virallisissa asioissa", "official"), ("ei", "none")]
)
def test_the_need_of_an_interpreter_is_read_from_everyday_words(written, need):
    row = read(name="Zahra", interpreter=written)

    assert (row.interpreter, row.faults) == (need, [])


def test_a_day_that_can_be_read_is_taken():
    row = read(name="Zahra", contact_language="Arabia", opened_on="1.5.2026", permit_on="2.4.2026")

    assert (row.contact_language, row.opened_on, row.permit_on) == ("ar", date(2026, 5, 1), date(2026, 4, 2))
    assert row.faults == []
