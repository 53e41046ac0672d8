"""Asking at once is no way around how often somebody may ask."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.services import open_in_emergency
from luukku.casework.services.emergency import MOST_ATTEMPTS
from luukku.core.clock import today
from luukku.core.errors import RuleViolation

TOO_MANY = MOST_ATTEMPTS + 3


def test_attempts_made_at_once_are_counted_one_after_another(committed):
    actor = a_worker().as_actor()
    gate = Barrier(TOO_MANY)

    def attempt(_number: int) -> str:
        gate.wait()
        try:
            open_in_emergency(actor, name="Zahra Keksitty", birth_on=today(), reason="Lapsi odottaa yksin aulassa.")
        except RuleViolation:
            return "refused"
        finally:
            connection.close()
        return "asked"

    with ThreadPoolExecutor(TOO_MANY) as pool:
        ended = list(pool.map(attempt, range(TOO_MANY)))

    assert ended.count("asked") == MOST_ATTEMPTS
    assert AuditEvent.objects.filter(action="emergency.asked").count() == MOST_ATTEMPTS
