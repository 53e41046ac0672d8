"""Where a run reads from, page by page, so that it can stop after any page and go on there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from luukku.directory.ptv import v12
from luukku.directory.ptv.client import PAGE_SIZE, Client
from luukku.directory.ptv.records import (
    ChannelTold,
    ConnectionTold,
    GeneralTold,
    ProviderTold,
    Record,
    ServiceTold,
    TermTold,
    Unreadable,
)


@dataclass(frozen=True, slots=True)
class Page:
    """Records that belong together in one transaction; `of` pages in this phase as far as is known."""

    phase: str
    number: int
    of: int
    records: list[Record]
    terms: tuple[TermTold, ...] = ()


class Source(Protocol):
    """Something to bring in."""

    @property
    def is_whole(self) -> bool:
        """Whether what it does not tell is gone."""

    def pages(self, phase: str, page: int) -> Iterator[Page]:
        """The pages after this one; from the first when `phase` is empty."""


@dataclass(frozen=True, slots=True)
class FileSource:
    """Records of a file, a hundred at a time."""

    records: list[Record]
    is_whole: bool = False

    def pages(self, phase: str, page: int) -> Iterator[Page]:
        total = -(-len(self.records) // PAGE_SIZE)
        for number in range(page + 1 if phase else 1, total + 1):
            rows = self.records[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
            yield Page("file", number, total, rows)


CODE_LISTS = {
    "service-classes": "service_class",
    "target-groups": "target_group",
    "life-events": "life_event",
}
LISTS: dict[str, Callable[[dict[str, Any]], Record]] = {
    "organization": v12.provider,
    "general-description": v12.general_description,
    "service": v12.service,
    "service-channel": v12.channel,
    "connection": v12.connection,
}
WITHDRAWN: dict[str, Callable[[str], Record]] = {
    "service": lambda told: ServiceTold(told, is_withdrawn=True),
    "service-channel": lambda told: ChannelTold(told, is_withdrawn=True),
    "organization": lambda told: ProviderTold(told, is_withdrawn=True),
    "general-description": lambda told: GeneralTold(told, is_withdrawn=True),
}
FILTERED = frozenset({"service", "service-channel"})
MOST_ROUNDS = 3


@dataclass(slots=True)
class ApiSource:
    """PTV's interface, version 12.

    While a list is read, somebody may publish: entries then move from page to page, and one could be missed. A list
    whose total changed meanwhile is therefore read once more from its first page; reading twice does no harm.

    Attributes:
        since: only what changed from then on; None reads everything.
        county: only services and channels for this county (its two digits); empty reads all of Finland.
    """

    client: Client
    since: datetime | None = None
    county: str = ""

    @property
    def is_whole(self) -> bool:
        return self.since is None

    def pages(self, phase: str, page: int) -> Iterator[Page]:
        phases = ["codes", *LISTS, *(f"archived {name}" for name in (*WITHDRAWN, "connection") if self.since)]
        begin = phases.index(phase) if phase in phases else 0
        for index, name in enumerate(phases[begin:]):
            after = page if index == 0 and phase else 0
            if name == "codes":
                yield from self._codes(after)
            else:
                yield from self._list(name, after)

    def _codes(self, after: int) -> Iterator[Page]:
        for number, (path, scheme) in enumerate(CODE_LISTS.items(), start=1):
            if number <= after:
                continue
            told: list[TermTold] = []
            page, pages = 1, 1
            while page <= pages:
                answer = self.client.page(path, page)
                pages = answer.pages
                told += [one for row in answer.items if (one := v12.code(scheme, row))]
                page += 1
            yield Page("codes", number, len(CODE_LISTS), [], tuple(told))

    def _list(self, name: str, after: int) -> Iterator[Page]:
        mapper = self._withdrawn_by(name) if name.startswith("archived ") else LISTS[name]
        number = after
        for _round in range(MOST_ROUNDS):
            totals: set[int] = set()
            while True:
                answer = self.client.page(self._path(name), number + 1, self._query(name))
                number += 1
                totals.add(answer.total)
                yield Page(name, number, answer.pages, [_safely(mapper, row) for row in answer.items])
                if number >= answer.pages:
                    break
            if len(totals) == 1:
                return
            number = 0

    def _path(self, name: str) -> str:
        return f"{name.removeprefix('archived ')}/archived" if name.startswith("archived ") else f"{name}/search"

    def _query(self, name: str) -> dict[str, str]:
        at = self.since.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if self.since else ""
        if name.startswith("archived "):
            return {"archivedAtOrAfter": at}
        query = {"publishedAtOrAfter": at} if at else {}
        if self.county and name in FILTERED:
            query |= {"areaType": "LimitedArea", "wellbeingServicesCounties": self.county}
        return query

    def _withdrawn_by(self, name: str) -> Callable[[dict[str, Any]], Record]:
        kind = name.removeprefix("archived ")
        if kind == "connection":
            return lambda row: ConnectionTold(
                str(row.get("serviceContentId", "")), str(row.get("channelContentId", "")), is_withdrawn=True
            )
        make = WITHDRAWN[kind]
        return lambda row: make(str(row.get("contentId", "")))


def _safely(mapper: Callable[[dict[str, Any]], Record], row: dict[str, Any]) -> Record:
    told = str(row.get("contentId", ""))[:200]
    try:
        record = mapper(row)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return Unreadable(told, type(error).__name__)
    return record if record.source_id.strip("/") else Unreadable(told, "no_id")
