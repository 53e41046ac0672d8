"""What a source tells, in one shape for all versions of the catalogue."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Any

Words = dict[str, str]
Texts = dict[str, dict[str, Any]]
"""By language: the fields of models.VersionedText (texts), "keywords" and "links"."""


@dataclass(slots=True)
class TermTold:
    """A classification; without names when the source gives the bare code."""

    scheme: str
    code: str
    uri: str = ""
    names: Words = field(default_factory=dict)
    parent: str = ""


@dataclass(slots=True)
class HoursTold:
    """One line of opening hours; see models.OpeningHours."""

    kind: str = "usual"
    weekdays: list[int] = field(default_factory=list)
    weeks: str = "every"
    opens: time | None = None
    closes: time | None = None
    is_closed: bool = False
    by_appointment: bool = False
    holiday: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: Words = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """What every record has: its id at the source, its words, and when it was changed there."""

    source_id: str
    texts: Texts = field(default_factory=dict)
    changed_at: datetime | None = None
    is_withdrawn: bool = False

    kind_name = "entry"

    @property
    def title(self) -> str:
        for language in ("fi", "en", "sv", *self.texts):
            if name := str(self.texts.get(language, {}).get("name", "")):
                return name
        return ""

    def fingerprint(self) -> str:
        """The same for the same content; the moment of publishing alone is no change."""
        told = asdict(self)
        del told["changed_at"]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(slots=True)
class ProviderTold(Entry):
    kind: str = "organisation"
    business_id: str = ""
    municipality: str = ""
    parent_id: str = ""
    phones: list[Words] = field(default_factory=list)
    emails: list[Words] = field(default_factory=list)
    urls: list[Words] = field(default_factory=list)

    kind_name = "provider"


@dataclass(slots=True)
class Area:
    """Where something is offered, by official codes."""

    kind: str = "limited"
    municipalities: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    counties: list[str] = field(default_factory=list)


@dataclass(slots=True)
class GeneralTold(Entry):
    kind: str = "service"
    charge: str = ""
    terms: list[TermTold] = field(default_factory=list)

    kind_name = "general_description"


@dataclass(slots=True)
class ServiceTold(Entry):
    provider_id: str = ""
    provider_name: str = ""
    general_id: str = ""
    kind: str = "service"
    charge: str = ""
    languages: list[str] = field(default_factory=list)
    area: Area = field(default_factory=Area)
    terms: list[TermTold] = field(default_factory=list)
    connections: "list[ConnectionTold]" = field(default_factory=list)

    kind_name = "service"


@dataclass(slots=True)
class ChannelTold(Entry):
    kind: str = "web_page"
    provider_id: str = ""
    languages: list[str] = field(default_factory=list)
    area: Area = field(default_factory=Area)
    phones: list[Words] = field(default_factory=list)
    emails: list[Words] = field(default_factory=list)
    urls: list[Words] = field(default_factory=list)
    street: Words = field(default_factory=dict)
    street_number: str = ""
    postal_code: str = ""
    post_office: str = ""
    municipality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    accessibility: list[dict[str, Any]] | None = None
    """None: the source does not speak of it at all."""
    needs_identification: bool | None = None
    form_identifier: str = ""
    hours: list[HoursTold] = field(default_factory=list)
    connections: "list[ConnectionTold]" = field(default_factory=list)

    kind_name = "channel"


@dataclass(slots=True)
class ActivityTold(Entry):
    """Something that people come to; `place_id` is the place's id at the source."""

    kind: str = "event"
    place_id: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_all_day: bool = False
    rrule: str = ""
    rdates: list[datetime] = field(default_factory=list)
    online_url: str = ""
    municipalities: list[str] = field(default_factory=list)

    kind_name = "activity"


@dataclass(slots=True)
class ConnectionTold:
    """A service at a channel, by their ids at the source."""

    service_id: str
    channel_id: str
    charge: str = ""
    description: Words = field(default_factory=dict)
    phones: list[Words] = field(default_factory=list)
    emails: list[Words] = field(default_factory=list)
    hours: list[HoursTold] = field(default_factory=list)
    is_withdrawn: bool = False

    kind_name = "connection"

    @property
    def source_id(self) -> str:
        return f"{self.service_id}/{self.channel_id}"

    def fingerprint(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()


@dataclass(slots=True)
class Unreadable:
    """An entry that could not be read. One bad entry never stops the others."""

    source_id: str
    why: str
    title: str = ""

    kind_name = "unreadable"


Record = ProviderTold | GeneralTold | ServiceTold | ChannelTold | ActivityTold | ConnectionTold | Unreadable
