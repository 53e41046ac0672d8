"""Sums of which a few contributions make up most: the others could subtract their own and know them nearly."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

LARGEST_SHARE: Final = Decimal("0.5")
"""One contribution may be at most so much of a sum. Source: local; the (n, k) rule with n = 1."""

TWO_LARGEST_SHARE: Final = Decimal("0.75")
"""Two contributions together may be at most so much of a sum. Source: local; the (n, k) rule with n = 2."""

NEAR: Final = Decimal("0.15")
"""Nobody may estimate another's contribution within so much of it. Source: local; the p % rule."""


def is_dominated(contributions: Iterable[Decimal | int]) -> bool:
    """Whether a sum or a mean tells too much of its largest contribution.

    By the (1, 50 %) and the (2, 75 %) rule, or by the 15 % rule: the second largest subtracts itself from the sum, and
    what the others have beside the largest is less than 15 % of it.

    Args:
        contributions: what each one adds; at least 0.

    Raises:
        ValueError: a contribution is negative.
    """
    found = sorted((Decimal(one) for one in contributions), reverse=True)
    if found and found[-1] < 0:
        msg = "A contribution can't be negative."
        raise ValueError(msg)
    total = sum(found, Decimal(0))
    if not total:
        return False
    largest, two = found[0], sum(found[:2], Decimal(0))
    return largest > LARGEST_SHARE * total or two > TWO_LARGEST_SHARE * total or total - two < NEAR * largest
