"""The demo's outbox: the last mails and text messages, kept in the cache and nowhere else."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache

from luukku.core import clock

KEY = "demo-outbox"
KEPT = 100
DAYS = 7


@dataclass(frozen=True, slots=True)
class Kept:
    """One mail or text message as it would have left."""

    channel: str
    to: str
    subject: str
    text: str
    at: datetime


def keep(channel: str, *, to: str, text: str, subject: str = "") -> None:
    """Put a message on top of the outbox. Only a demo has one.

    Raises:
        RuntimeError: this is no demo.
    """
    if not settings.DEMO:
        msg = "Only a demo has an outbox."
        raise RuntimeError(msg)
    one = Kept(channel, to, subject, text, clock.now())
    cache.set(KEY, [one, *kept()][:KEPT], timeout=DAYS * 24 * 60 * 60)


def kept() -> list[Kept]:
    """What the outbox holds, newest first."""
    found: list[Kept] = cache.get(KEY, [])
    return found
