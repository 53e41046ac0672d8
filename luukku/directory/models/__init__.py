"""Tables of the directory."""

from luukku.directory.models.activities import Activity, ActivityQuerySet, ActivityText
from luukku.directory.models.calendars import FollowedCalendar, FollowedCalendarQuerySet
from luukku.directory.models.channels import Channel, ChannelQuerySet, ChannelText, Connection
from luukku.directory.models.classifications import Term, TermQuerySet
from luukku.directory.models.hours import OpeningHours
from luukku.directory.models.imports import ImportChange, ImportRun, ImportRunQuerySet
from luukku.directory.models.providers import Provider, ProviderText
from luukku.directory.models.services import (
    AreaKind,
    Charge,
    GeneralDescription,
    GeneralDescriptionText,
    LocalAddition,
    Service,
    ServiceKind,
    ServiceQuerySet,
    ServiceText,
)
from luukku.directory.models.sourced import TEXT_FIELDS, Source, Sourced, SourcedQuerySet, VersionedText, Words

__all__ = [
    "TEXT_FIELDS",
    "Activity",
    "ActivityQuerySet",
    "ActivityText",
    "AreaKind",
    "Channel",
    "ChannelQuerySet",
    "ChannelText",
    "Charge",
    "Connection",
    "FollowedCalendar",
    "FollowedCalendarQuerySet",
    "GeneralDescription",
    "GeneralDescriptionText",
    "ImportChange",
    "ImportRun",
    "ImportRunQuerySet",
    "LocalAddition",
    "OpeningHours",
    "Provider",
    "ProviderText",
    "Service",
    "ServiceKind",
    "ServiceQuerySet",
    "ServiceText",
    "Source",
    "Sourced",
    "SourcedQuerySet",
    "Term",
    "TermQuerySet",
    "VersionedText",
    "Words",
]
