"""Days that permits and registrations start: how long the right to an assessment and a first plan lasts."""

from datetime import date

from luukku.core.days import add_months


def last_day_of_integration_right(first: date, years: int) -> date:
    """The last day on which the assessment is still a duty and the first plan can still be made.

    The starting day is not counted; the time ends on the day of the same number, or the month's last.

    Args:
        years: how long the right lasts, as the clock `right_to_assessment` tells it.

    Source: 681/2023, 14 § 1 and 20 § 3. For a victim of trafficking 20 § 4 knows an exception: ask
    `has_no_end` first.
    """
    return add_months(first, years * 12)
