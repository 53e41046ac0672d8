"""The tables of casework, by subject."""

from luukku.casework.models.absences import (
    Absence,
)
from luukku.casework.models.addresses import (
    AddressProtection,
    AddressProtectionQuerySet,
    ProtectedAddress,
    ProtectionNotice,
)
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
from luukku.casework.models.county_care import (
    CountyCare,
)
from luukku.casework.models.dated import (
    Dated,
    DatedQuerySet,
)
from luukku.casework.models.deadlines import (
    ClockCorrection,
    ClockPause,
    ClockRun,
    Deadline,
    DeadlineQuerySet,
    LocalTarget,
    counts_as,
)
from luukku.casework.models.documents import (
    Document,
    DocumentQuerySet,
    DocumentVersion,
)
from luukku.casework.models.expected import (
    ExpectedMember,
    ExpectedMemberQuerySet,
)
from luukku.casework.models.facts import (
    ContactPoint,
    FactSource,
    InterpreterExclusion,
    Literacy,
    PersonFact,
    PersonFactQuerySet,
    PersonIdentifier,
    PersonName,
    ResidenceRight,
    Script,
)
from luukku.casework.models.families import (
    Family,
    FamilyMembership,
    FamilyMembershipQuerySet,
    GuardianRelation,
    GuardianRelationQuerySet,
)
from luukku.casework.models.feeds import (
    CalendarFeed,
    CalendarFeedQuerySet,
)
from luukku.casework.models.imports import (
    ClientImport,
    ClientImportQuerySet,
    ImportRow,
    ImportRowQuerySet,
)
from luukku.casework.models.inquiries import (
    CaseInquiry,
    CaseInquiryQuerySet,
)
from luukku.casework.models.keeping import (
    CaseKeeping,
    LegalHold,
    LegalHoldQuerySet,
    RetentionClass,
)
from luukku.casework.models.meetings import (
    InterpreterMode,
    Meeting,
    MeetingParticipant,
    MeetingQuerySet,
)
from luukku.casework.models.merging import (
    PersonMerge,
    PersonMergeQuerySet,
)
from luukku.casework.models.notes import (
    CaseNote,
    NoteDraft,
)
from luukku.casework.models.own_data import (
    Correction,
    DataExport,
    DataExportQuerySet,
    Prohibition,
    ProhibitionQuerySet,
)
from luukku.casework.models.people import (
    Person,
    PersonQuerySet,
)
from luukku.casework.models.pointers import (
    ChildProtectionPointer,
    PointerClock,
)
from luukku.casework.models.sharing import (
    DataClass,
    DisclosedPerson,
    DisclosureEntry,
    ExternalContact,
    InformationPermit,
    PermitConsent,
    PermitQuerySet,
    PermitSubject,
    StatutoryDisclosure,
)
from luukku.casework.models.tasks import (
    Task,
    TaskQuerySet,
)
from luukku.casework.models.transitions import (
    CaseTransition,
)
from luukku.casework.models.understanding import (
    UnderstandingCheck,
)

__all__ = [
    "PLAN_SECTIONS",
    "Absence",
    "AddressProtection",
    "AddressProtectionQuerySet",
    "CalendarFeed",
    "CalendarFeedQuerySet",
    "CareTeamMember",
    "Case",
    "CaseInquiry",
    "CaseInquiryQuerySet",
    "CaseKeeping",
    "CaseNote",
    "CaseQuerySet",
    "CaseTransition",
    "ChildProtectionPointer",
    "ClientImport",
    "ClientImportQuerySet",
    "ClockCorrection",
    "ClockPause",
    "ClockRun",
    "ContactPoint",
    "Correction",
    "CountyCare",
    "DataClass",
    "DataExport",
    "DataExportQuerySet",
    "Dated",
    "DatedQuerySet",
    "Deadline",
    "DeadlineQuerySet",
    "DisclosedPerson",
    "DisclosureEntry",
    "Document",
    "DocumentQuerySet",
    "DocumentVersion",
    "EmergencyAccess",
    "EmergencyAccessQuerySet",
    "ExpectedMember",
    "ExpectedMemberQuerySet",
    "ExternalContact",
    "FactSource",
    "Family",
    "FamilyMembership",
    "FamilyMembershipQuerySet",
    "GuardianRelation",
    "GuardianRelationQuerySet",
    "ImportRow",
    "ImportRowQuerySet",
    "InformationPermit",
    "InterpreterExclusion",
    "InterpreterMode",
    "LegalHold",
    "LegalHoldQuerySet",
    "Literacy",
    "LocalTarget",
    "Meeting",
    "MeetingParticipant",
    "MeetingQuerySet",
    "NoteDraft",
    "PermitConsent",
    "PermitQuerySet",
    "PermitSubject",
    "Person",
    "PersonFact",
    "PersonFactQuerySet",
    "PersonIdentifier",
    "PersonMerge",
    "PersonMergeQuerySet",
    "PersonName",
    "PersonQuerySet",
    "PointerClock",
    "Prohibition",
    "ProhibitionQuerySet",
    "ProtectedAddress",
    "ProtectionNotice",
    "ResidenceRight",
    "ResponsibleWorker",
    "RetentionClass",
    "Script",
    "Section",
    "StatutoryDisclosure",
    "Task",
    "TaskQuerySet",
    "UnderstandingCheck",
    "counts_as",
]
