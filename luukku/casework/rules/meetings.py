"""Meetings: how long they are suggested to be, and the seal of what was agreed in them."""

from hashlib import sha256
from typing import Final

USUAL_MINUTES: Final = 60
INTERPRETED_TIMES: Final = 2
"""Everything is said twice when it is interpreted (national guidance for work through interpreters, not law)."""


def suggested_minutes(*, is_interpreted: bool, usual: int = USUAL_MINUTES) -> int:
    """How long a meeting is suggested to be, in minutes; whoever agrees on it decides."""
    return usual * INTERPRETED_TIMES if is_interpreted else usual


def text_seal(*texts: str) -> str:
    """SHA-256 of texts in their order, so that an understanding stays bound to the very words."""
    return sha256("\x1f".join(texts).encode()).hexdigest()
