"""Ages in whole years. Somebody born on 29.2. is a year older on 1.3. when the year has no 29.2."""

from datetime import date

OF_AGE = 18
"""What pure rules take for granted; a test holds it to law/standing.toml, which is asked everywhere else."""


def age(born: date, day: date) -> int:
    """Whole years lived on the day; negative before the birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def latest_birth_of_age(years: int, day: date) -> date:
    """The latest date of birth of those who are at least so many years old on the day."""
    year = day.year - years
    try:
        return date(year, day.month, day.day)
    except ValueError:  # 29.2. in a year without one
        return date(year, 2, 28)
