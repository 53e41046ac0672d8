"""How often somebody may do something within a while: counted in the cache, which all processes share."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection


def is_too_often(key: str, at: datetime, *, most: int, seconds: int) -> bool:
    """Count once more, and tell whether that is more than `most` in the while since the first time.

    The while is not prolonged by trying again. Inside a transaction those who come in the very same moment wait for
    one another, so that none slips by uncounted; what is undone was not done.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    began_at, count = cache.get(key, (at, 0))
    if at - began_at >= timedelta(seconds=seconds):
        began_at, count = at, 0
    cache.set(key, (began_at, count + 1), timeout=seconds)
    return bool(count + 1 > most)
