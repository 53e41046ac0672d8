"""Reports made by the services that make them in the product."""

from collections.abc import Sequence
from datetime import datetime

from luukku.accounts.tests.factories import Worker
from luukku.core.actor import SystemActor
from luukku.core.clock import now
from luukku.programme.models import Programme, ProgrammeReport
from luukku.programme.services.reporting import making


def a_report(
    worker: Worker, programme: Programme, *decisions: str, summary: str = "", at: datetime | None = None
) -> ProgrammeReport:
    """A report that was asked for and made."""
    asked = making.ask(worker.as_actor(at), programme.pk, summary=summary, decisions=decisions)
    made = making.make(SystemActor(None, None, frozenset(), at or now()), asked.pk)
    assert made is not None
    return made


def ids(rows: Sequence[dict[str, object]]) -> list[object]:
    return [one["row"]["text"] for one in rows]  # type: ignore[index]
