"""Indicators of a programme and what was seen of them."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure
from luukku.programme import policies
from luukku.programme.models import Indicator
from luukku.programme.services import placing
from luukku.programme.services.transitions import lock_programme


@transaction.atomic
def add_indicator(
    actor: Actor,
    programme_id: UUID,
    *,
    text: str,
    unit: str = "",
    direction: str = Indicator.Direction.UP,
    definition: str = "",
    measure_ids: Iterable[UUID] = (),
) -> Indicator:
    """Say by what it is seen that something goes the right way.

    Raises:
        PermissionDenied: the programme is not the actor's, or a measure is not of it or not seen.
    """
    programme = lock_programme(actor, programme_id)
    wanted = list(measure_ids)
    measures = list(policies.visible_measures(actor).filter(programme=programme, pk__in=wanted))
    ensure(len(measures) == len(wanted))
    row = Indicator(programme=programme, text=text, unit=unit, direction=direction, definition=definition)
    row.position = placing.last(programme.indicators)
    row.full_clean()
    row.save()
    row.measures.set(measures)
    trail.record(actor, "programme.indicator_added", row)
    return row
