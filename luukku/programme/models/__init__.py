"""The tables of programmes."""

from luukku.programme.models.attending import Addendum, Attendance
from luukku.programme.models.goals import Goal, Measure, MeasureLink, MeasureQuerySet
from luukku.programme.models.imports import ImportRun
from luukku.programme.models.indicators import Indicator, Observation, Target
from luukku.programme.models.meetings import AgendaItem, CorrectiveAction, Decision, Meeting
from luukku.programme.models.outputs import Embedding, Output
from luukku.programme.models.parties import Duty, Party, Responsibility
from luukku.programme.models.programme_reports import DECISIONS, ProgrammeReport, ProgrammeReportQuerySet
from luukku.programme.models.programmes import (
    Passage,
    Programme,
    ProgrammeQuerySet,
    SourceConflict,
    SourceDocument,
    Theme,
)
from luukku.programme.models.reports import StatusReport, StatusRequest
from luukku.programme.models.sharing import (
    ModelAdoption,
    OperatingModel,
    OperatingModelQuerySet,
    OperatingModelVersion,
    OperatingModelVersionQuerySet,
    PackageImport,
)
from luukku.programme.models.threads import Thread, ThreadLink, ThreadLinkQuerySet
from luukku.programme.models.visions import Vision, VisionSection, VisionStatement

__all__ = [
    "DECISIONS", "Addendum", "AgendaItem", "Attendance", "CorrectiveAction", "Decision", "Duty", "Embedding", "Goal",
    "ImportRun", "Indicator", "Measure", "MeasureLink", "MeasureQuerySet", "Meeting", "ModelAdoption", "Observation",
    "OperatingModel", "OperatingModelQuerySet", "OperatingModelVersion", "OperatingModelVersionQuerySet", "Output",
    "PackageImport", "Party", "Passage", "Programme", "ProgrammeQuerySet", "ProgrammeReport",
    "ProgrammeReportQuerySet", "Responsibility", "SourceConflict", "SourceDocument", "StatusReport", "StatusRequest",
    "Target", "Theme", "Thread", "ThreadLink", "ThreadLinkQuerySet", "Vision", "VisionSection", "VisionStatement",
]  # fmt: skip
