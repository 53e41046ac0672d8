"""Tables of surveys and criteria."""

from luukku.surveys.models.answers import (
    Aggregate,
    Comparability,
    Finding,
    FindingQuerySet,
    LegacyAggregate,
    OpenAnswer,
    Response,
)
from luukku.surveys.models.criteria import (
    Assessment,
    AssessmentQuerySet,
    CriteriaSet,
    Criterion,
    CriterionAnswer,
    Evidence,
)
from luukku.surveys.models.instruments import (
    Instrument,
    InstrumentQuerySet,
    InstrumentVersion,
    Item,
    ItemVersion,
    Placement,
)
from luukku.surveys.models.waves import Box, Panel, Wave, WaveInvitation, WaveQuerySet

__all__ = [
    "Aggregate",
    "Assessment",
    "AssessmentQuerySet",
    "Box",
    "Comparability",
    "CriteriaSet",
    "Criterion",
    "CriterionAnswer",
    "Evidence",
    "Finding",
    "FindingQuerySet",
    "Instrument",
    "InstrumentQuerySet",
    "InstrumentVersion",
    "Item",
    "ItemVersion",
    "LegacyAggregate",
    "OpenAnswer",
    "Panel",
    "Placement",
    "Response",
    "Wave",
    "WaveInvitation",
    "WaveQuerySet",
]
