"""The tables of casework, by subject."""

from luukku.casework.models.addresses import AddressProtection, ProtectedAddress
from luukku.casework.models.cases import (
    PLAN_SECTIONS,
    CareTeamMember,
    Case,
    CaseQuerySet,
    EmergencyAccess,
    EmergencyAccessQuerySet,
    ResponsibleWorker,
    Section,
)
from luukku.casework.models.dated import Dated, DatedQuerySet
from luukku.casework.models.deadlines import Deadline, DeadlineQuerySet
from luukku.casework.models.families import Family, FamilyMembership, GuardianRelation, GuardianRelationQuerySet
from luukku.casework.models.meetings import InterpreterMode, Meeting, MeetingQuerySet
from luukku.casework.models.people import Person, PersonQuerySet
from luukku.casework.models.understanding import UnderstandingCheck

__all__ = [
    "PLAN_SECTIONS",
    "AddressProtection",
    "CareTeamMember",
    "Case",
    "CaseQuerySet",
    "Dated",
    "DatedQuerySet",
    "Deadline",
    "DeadlineQuerySet",
    "EmergencyAccess",
    "EmergencyAccessQuerySet",
    "Family",
    "FamilyMembership",
    "GuardianRelation",
    "GuardianRelationQuerySet",
    "InterpreterMode",
    "Meeting",
    "MeetingQuerySet",
    "Person",
    "PersonQuerySet",
    "ProtectedAddress",
    "ResponsibleWorker",
    "Section",
    "UnderstandingCheck",
]
