"""What readers of the public site have said, of the site and of one place."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from luukku.core.clock import helsinki_day
from luukku.portal.models import AccessibilityFeedback, PageFeedback


def put(place: UUID | str, at: datetime, due_on: date) -> Mapping[str, UUID | str]:
    """The ids that the doors of those who answer readers need."""
    told = AccessibilityFeedback.objects.create(text="Valikko ei aukea.", language="fi", received_at=at, due_on=due_on)
    PageFeedback.objects.create(
        kind="place",
        source_id=place,
        language="fi",
        given_on=helsinki_day(at),
        helped=False,
        comment="Puhelimeen ei vastattu.",
    )
    return {"public_feedback": told.pk, "public_kind": "place"}
