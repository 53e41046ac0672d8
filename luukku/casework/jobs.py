"""Jobs of casework."""

from uuid import UUID

from procrastinate.contrib.django import app as queue

from luukku.casework import services
from luukku.core.actor import SystemActor


@queue.task(name="casework.make_export")
def make_export(*, export_id: str) -> None:
    """Put a copy of one person's data together. Run twice, it is made once; what fails is told on its page."""
    services.make_export(SystemActor.now(), UUID(export_id))
