"""Identity codes, births known in part, and the days that permits start: tables of cases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.casework.policies import first_permit_day, first_permit_days, integration_right_ends
from luukku.casework.rules.births import Birth, NotABirthError, Precision, read_birth, swapped
from luukku.casework.rules.identity_codes import (
    CENTURIES,
    CHECKS,
    Fault,
    NotACodeError,
    check_character,
    code_inside,
    read_code,
)
from luukku.casework.rules.residence import last_day_of_integration_right
from luukku.casework.tests.factories import a_person, a_residence_right

# ---------------------------------------------------------------- identity codes


@pytest.mark.parametrize(
    ("written", "value", "born"),
    [
        ("010594Y9032", "010594Y9032", date(1994, 5, 1)),
        ("010594-9032", "010594-9032", date(1994, 5, 1)),
        ("010594y9032", "010594Y9032", date(1994, 5, 1)),
        (" 010594 – 9032 ", "010594-9032", date(1994, 5, 1)),
        ("010594−9032", "010594-9032", date(1994, 5, 1)),
        ("٠١٠٥٩٤-٩٠٣٢", "010594-9032", date(1994, 5, 1)),
        ("０１０５９４Ｙ９０３２", "010594Y9032", date(1994, 5, 1)),
        ("010594+9032", "010594+9032", date(1894, 5, 1)),
        ("010594X9032", "010594X9032", date(1994, 5, 1)),
        ("010594W9032", "010594W9032", date(1994, 5, 1)),
        ("010594V9032", "010594V9032", date(1994, 5, 1)),
        ("010594U9032", "010594U9032", date(1994, 5, 1)),
        ("020516B903X", "020516B903X", date(2016, 5, 2)),
        ("020516C903X", "020516C903X", date(2016, 5, 2)),
        ("020516D903X", "020516D903X", date(2016, 5, 2)),
        ("020516E903X", "020516E903X", date(2016, 5, 2)),
        ("020516F903X", "020516F903X", date(2016, 5, 2)),
        ("290200A900T", "290200A900T", date(2000, 2, 29)),
    ],
)
def test_a_code_is_read_as_people_write_it(written, value, born):
    if value[-1] in "XT":  # the table's codes whose check is worked out here
        check = check_character(value[:6] + value[7:10])
        written, value = written[:-1] + check, value[:-1] + check

    code = read_code(written)

    assert (code.value, code.birth_on, code.is_temporary) == (value, born, True)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", Fault.FORM),
        ("0105949032", Fault.FORM),
        ("010594Z9032", Fault.FORM),
        ("010594G9032", Fault.FORM),
        ("010594-90321", Fault.FORM),
        ("01O594-9032", Fault.FORM),
        ("010594-903G", Fault.CHECK),
        ("x" * 5000, Fault.FORM),
        ("320594-9032", Fault.DAY),
        ("290201A9001", Fault.DAY),
        ("010094-9032", Fault.DAY),
        ("010594-0012", Fault.NUMBER),
        ("010594-9033", Fault.CHECK),
        ("010594-9022", Fault.CHECK),
    ],
)
def test_what_is_no_code_says_why_and_never_what(written, fault):
    with pytest.raises(NotACodeError) as refused:
        read_code(written)

    assert refused.value.fault == fault
    assert "0594" not in str(refused.value)


def test_the_same_digits_with_another_sign_are_another_code():
    values = {read_code(f"010594{sign}9032").value for sign in CENTURIES if CENTURIES[sign] == 1900}

    assert len(values) == 6


@given(st.dates(date(1850, 1, 1), date(2099, 12, 31)), st.integers(900, 999), st.data())
def test_a_code_that_is_made_right_is_read_back_and_one_wrong_digit_is_seen(born, number, data):
    sign = data.draw(
        st.sampled_from([sign for sign, century in CENTURIES.items() if century == born.year // 100 * 100])
    )
    digits = f"{born:%d%m%y}{number}"
    check = check_character(digits)

    assert read_code(f"{digits[:6]}{sign}{digits[6:]}{check}").birth_on == born
    wrong = CHECKS[(CHECKS.index(check) + data.draw(st.integers(1, 30))) % 31]
    with pytest.raises(NotACodeError):
        read_code(f"{digits[:6]}{sign}{digits[6:]}{wrong}")


@given(st.text() | st.from_regex(r"\d{6}[-+A-Ya-y]\d{3}[0-9A-Ya-y]", fullmatch=True))
def test_any_text_is_a_code_that_reads_back_or_is_refused_without_being_told(written):
    told = ""
    try:
        code = read_code(written)
    except NotACodeError as refused:
        code, told = code_inside(written), str(refused)

    assert told in {"", *Fault}
    assert code is None or read_code(code.value) == code


@given(st.text(), st.text())
def test_a_right_code_is_found_whatever_stands_around_it(before, after):
    code = code_inside(f"{before} 010594Y9032 {after}")

    assert code is not None
    assert code.value == "010594Y9032"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zahra 010594Y9032", True),
        ("010594y9032", True),
        ("010594Y9033", False),
        ("1010594Y9032", False),
        ("010594Y90321", False),
        ("Zahra Karimi 3.4.1992", False),
    ],
)
def test_a_code_is_found_inside_what_was_typed(text, found):
    assert (code_inside(text) is not None) is found


def test_a_code_does_not_print_itself():
    assert "0594" not in f"{read_code('010594Y9032')!r} {read_code('010594Y9032')}"


# ---------------------------------------------------------------- births


@pytest.mark.parametrize(
    ("written", "on", "precision", "told"),
    [
        ("3.4.1992", date(1992, 4, 3), Precision.DAY, "3.4.1992"),
        ("03/04/1992", date(1992, 4, 3), Precision.DAY, "3.4.1992"),
        ("1992-04-03", date(1992, 4, 3), Precision.DAY, "3.4.1992"),
        ("03041992", date(1992, 4, 3), Precision.DAY, "3.4.1992"),
        ("٣.٤.١٩٩٢", date(1992, 4, 3), Precision.DAY, "3.4.1992"),
        ("4/1992", date(1992, 4, 30), Precision.MONTH, "4/1992"),
        ("2.2000", date(2000, 2, 29), Precision.MONTH, "2/2000"),
        ("1992-04", date(1992, 4, 30), Precision.MONTH, "4/1992"),
        ("1992", date(1992, 12, 31), Precision.YEAR, "1992"),
        ("~1992", date(1992, 12, 31), Precision.ESTIMATED, "~1992"),
        ("~ 3.4.1992", date(1992, 12, 31), Precision.ESTIMATED, "~1992"),
    ],
)
def test_attack_57_a_birth_is_read_as_far_as_it_is_known(written, on, precision, told):
    birth = read_birth(written)

    assert (birth.on, birth.precision, birth.told()) == (on, precision, told)


@pytest.mark.parametrize(
    "written",
    ["", "x", "32.1.1992", "29.2.2001", "13/1992", "0", "92", "1.1.1899", "1899", "19920", "~", "1.1", "\x00"],
)
def test_attack_57_what_is_no_birth_is_refused(written):
    with pytest.raises(NotABirthError):
        read_birth(written)


def test_a_birth_of_this_year_is_not_after_today():
    today = date(2026, 11, 22)

    assert read_birth("2026").until(today).on == today
    assert read_birth("2025").until(today).on == date(2025, 12, 31)
    assert read_birth("1.12.2026").until(today).on == date(2026, 12, 1)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(list(Precision)))
def test_what_is_told_of_a_birth_is_read_back(day, precision):
    told = Birth(day, precision).told()

    assert read_birth(told).told() == told
    assert read_birth(told).may_be(day)


@pytest.mark.parametrize(
    ("day", "other"),
    [
        (date(1992, 4, 3), date(1992, 3, 4)),
        (date(1992, 4, 13), None),
        (date(1992, 4, 4), None),
        (date(1992, 12, 1), date(1992, 1, 12)),
    ],
)
def test_a_day_and_its_month_change_places(day, other):
    assert swapped(day) == other


# ---------------------------------------------------------------- permits


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 3, 1), date(2027, 3, 1)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 12, 31), date(2028, 12, 31)),
        (date(2023, 8, 31), date(2026, 8, 31)),
    ],
)
def test_the_right_lasts_three_years_from_the_first_permit(first, last):
    assert last_day_of_integration_right(first, 3) == last


@pytest.mark.django_db
def test_the_first_of_a_persons_permits_counts():
    person, other = a_person(), a_person()
    a_residence_right(person, date(2025, 5, 1))
    a_residence_right(person, date(2024, 5, 1), kind="temporary_protection")

    assert first_permit_day(person) == date(2024, 5, 1)
    assert first_permit_days([person.pk, other.pk]) == {person.pk: date(2024, 5, 1)}
    assert integration_right_ends(person) == date(2027, 5, 1)
    assert (first_permit_day(other), integration_right_ends(other)) == (None, None)


@pytest.mark.django_db
def test_three_years_do_not_bind_a_victim_of_trafficking():
    person = a_person()
    a_residence_right(person, date(2020, 5, 1), ground="trafficking")

    assert integration_right_ends(person) is None
