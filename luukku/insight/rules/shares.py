"""A share with the two numbers from which it is worked out."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def percent(numerator: int, denominator: int) -> Decimal | None:
    """Per cent with one decimal, rounded half up; None when there is nothing to count."""
    if not denominator:
        return None
    return (Decimal(100) * numerator / denominator).quantize(TENTH, ROUND_HALF_UP)
