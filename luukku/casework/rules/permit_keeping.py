"""Until when a permit is kept: a time that always ends, also when nobody tells of a death."""

from datetime import date

from luukku.casework.rules.keeping import MONTHS_IN_YEAR, KeepingRule
from luukku.core.days import add_months

LONGEST_LIFE = 120
"""Years from birth after which somebody is taken to have died: our own choice, so that no permit is kept for ever.

As long as the longest time that the annex of 703/2023 counts from a birth.
"""


def permit_kept_until(
    rule: KeepingRule,
    *,
    given_on: date,
    next_on: date | None = None,
    died_on: date | None = None,
    born_on: date | None = None,
) -> date:
    """The last day on which a permit about one person is kept.

    Args:
        rule: how many years after the death, or after the next permit.
        given_on: the first day of the permit.
        next_on: the first day of the next permit about the same person, kept elsewhere.
        died_on: None when no death is noted.
        born_on: None when it is not known; the permit's first day then counts as the latest possible birth.

    Returns:
        `rule.years` after whichever comes first: the next permit, or the death. Without either, after the longest life.

    Source: 703/2023, annex; the longest life is ours.
    """
    ended_on = died_on or add_months(born_on or given_on, LONGEST_LIFE * MONTHS_IN_YEAR)
    start = min(ended_on, next_on) if next_on else ended_on
    return add_months(start, rule.years * MONTHS_IN_YEAR)
