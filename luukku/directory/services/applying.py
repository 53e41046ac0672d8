"""One page of what a source tells, compared with what is here and, unless it is only tried, written down.

What is written here by people is another origin and is never touched. The same page twice changes nothing the second
time: an entry is known by its id at the source, and its content by a fingerprint.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from luukku.directory.geography import postal_area
from luukku.directory.models import (
    Activity,
    Channel,
    GeneralDescription,
    ImportChange,
    Provider,
    Service,
    Source,
    Sourced,
    VersionedText,
)
from luukku.directory.ptv.records import (
    ActivityTold,
    ChannelTold,
    ConnectionTold,
    Entry,
    GeneralTold,
    ProviderTold,
    Record,
    ServiceTold,
    TermTold,
    Unreadable,
)
from luukku.directory.services import connecting, differences, indexing
from luukku.directory.services.terms import Terms
from luukku.directory.services.writing import archive, put_hours, put_text

Change = ImportChange.Change
SOURCE_TEXT = VersionedText.Origin.SOURCE
Row = TypeVar("Row", bound=Sourced)
MODELS: dict[type[Entry], type[Sourced]] = {
    ProviderTold: Provider,
    GeneralTold: GeneralDescription,
    ServiceTold: Service,
    ChannelTold: Channel,
    ActivityTold: Activity,
}


@dataclass(slots=True)
class Outcome:
    """What one page did or would do."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    changes: list[ImportChange] = field(default_factory=list)

    def note(
        self,
        kind: str,
        what: str,
        told: "Entry | Unreadable | Named | None" = None,
        fields: list[dict[str, Any]] | None = None,
    ) -> None:
        """Count one more; with what it is about also keep it as a change, field by field."""
        self.counts[kind][what] += 1
        if told is not None:
            self.changes.append(
                ImportChange(
                    kind=kind,
                    source_id=told.source_id[:200],
                    title=told.title[:200],
                    change=what,
                    fields=(fields or [])[:60],
                )
            )


@dataclass(slots=True)
class Applier:
    """Applies pages of one run.

    Attributes:
        at: the moment of the run; is_dry: compare only.
        terms: code lists, found or made.
        source: whose entries these are; keeper: the organisation that keeps up new ones here.
        is_shown: whether new places and activities are shown to everybody at once, or wait for somebody to look.
    """

    at: datetime
    is_dry: bool = False
    terms: Terms = field(default_factory=Terms)
    source: str = Source.PTV
    keeper: UUID | None = None
    is_shown: bool = True

    def apply(self, records: Sequence[Record], terms: Iterable[TermTold] = ()) -> Outcome:
        """Compare, and write unless dry. The caller holds the transaction."""
        outcome = Outcome()
        if not self.is_dry:
            self.terms.keep(terms)
        for kind, model in MODELS.items():
            told = [one for one in records if type(one) is kind]
            if told:
                self._entries(model, told, outcome)
        links = [one for one in records if isinstance(one, ConnectionTold)]
        links += [one for row in records if isinstance(row, ServiceTold | ChannelTold) for one in row.connections]
        connecting.apply(links, outcome, at=self.at, is_dry=self.is_dry)
        for one in records:
            if isinstance(one, Unreadable):
                outcome.note("unreadable", Change.FAILED, one, [{"field": "", "before": "", "after": one.why}])
        return outcome

    def _entries(self, model: type[Sourced], told: Sequence[Entry], outcome: Outcome) -> None:
        latest = {one.source_id: one for one in told}
        rows: Any = model._default_manager
        found = {row.source_id: row for row in rows.filter(source=self.source, source_id__in=latest).with_texts()}
        same, touched = [], []
        for source_id, one in latest.items():
            row = found.get(source_id)
            mark = one.fingerprint()
            if one.is_withdrawn:
                touched += self._withdraw(row, one, outcome)
            elif row is not None and row.source_hash == mark and row.archived_at is None:
                outcome.counts[one.kind_name]["same"] += 1
                same.append(row.pk)
            else:
                touched += self._write(model, row, one, mark, outcome)
        if not self.is_dry:
            rows.filter(pk__in=same).update(seen_at=self.at)
            indexing.entries_changed(touched)

    def _withdraw(self, row: Sourced | None, told: Entry, outcome: Outcome) -> list[Sourced]:
        if row is None or row.archived_at is not None:
            return []
        outcome.note(told.kind_name, Change.ARCHIVED, Named(told.source_id, name_of(row)))
        if not self.is_dry:
            archive(row, self.at, Sourced.ArchivedWhy.WITHDRAWN)
        return [row]

    def _write(
        self, model: type[Sourced], row: Sourced | None, told: Entry, mark: str, outcome: Outcome
    ) -> list[Sourced]:
        columns = self._columns(told)
        source_texts = [text for text in row.texts.all() if text.origin == SOURCE_TEXT] if row else []  # type: ignore[attr-defined]
        fields = differences.of_columns(row, columns) + differences.of_texts(source_texts, told.texts)
        fields += self._parts_differ(row, told)
        if row is not None and _is_changed_here(row):
            outcome.note(told.kind_name, Change.KEPT, told, fields)
            return []
        what = Change.NEW if row is None or not row.source_hash else Change.CHANGED
        if row is not None and row.archived_at is not None:
            what = Change.RETURNED
        outcome.note(told.kind_name, what, told, [] if what == Change.NEW else fields)
        if self.is_dry:
            return []
        row = row or self._new(model, told)
        for name, value in columns.items():
            setattr(row, name, value)
        row.source_hash, row.source_changed_at = mark, told.changed_at
        row.seen_at = row.changed_at = self.at
        row.archived_at, row.archived_why = None, ""
        row.save()
        for language in {*told.texts, *(text.language for text in source_texts)}:
            put_text(row, language, told.texts.get(language, {}), origin=SOURCE_TEXT)
        self._put_parts(row, told)
        return [row]

    def _new(self, model: type[Sourced], told: Entry) -> Sourced:
        row = model(source=self.source, source_id=told.source_id, organisation_id=self.keeper)
        if isinstance(row, Channel | Activity):
            row.is_published = self.is_shown
        return row

    def archive_missing(
        self,
        model: type[Sourced],
        kind: str,
        seen: set[str],
        outcome: Outcome,
        *,
        prefix: str = "",
        unseen_since: datetime | None = None,
    ) -> None:
        """Entries of the source that were not told: no longer offered, with all their words.

        Args:
            prefix: only those whose id begins so.
            unseen_since: only those that were not seen from that moment on, either.
        """
        rows: Any = model._default_manager
        gone = rows.filter(source=self.source, source_id__startswith=prefix, archived_at__isnull=True)
        gone = gone.exclude(source_hash="").exclude(source_id__in=seen)
        missing = list((gone.exclude(seen_at__gte=unseen_since) if unseen_since else gone).with_texts())
        for row in missing:
            outcome.note(kind, Change.ARCHIVED, Named(row.source_id, name_of(row)))
            if not self.is_dry:
                archive(row, self.at, Sourced.ArchivedWhy.VANISHED)
        if not self.is_dry:
            indexing.entries_changed(missing)

    def _columns(self, told: Entry) -> dict[str, Any]:
        """The columns of the row that the record tells, with ids of the entries that it names."""
        if isinstance(told, ProviderTold):
            return {
                name: getattr(told, name)
                for name in ("kind", "business_id", "municipality", "phones", "emails", "urls")
            } | {"parent_id": self._provider(told.parent_id)}
        if isinstance(told, GeneralTold):
            return {"kind": told.kind, "charge": told.charge}
        if isinstance(told, ServiceTold):
            return {
                "kind": told.kind,
                "charge": told.charge,
                "languages": told.languages,
                "provider_id": self._provider(told.provider_id, told.provider_name),
                "general_description_id": self._general(told.general_id),
                **_area(told),
                "regions": told.area.regions,
                "counties": told.area.counties,
            }
        if isinstance(told, ActivityTold):
            return {name: getattr(told, name) for name in ACTIVITY_COLUMNS} | {"place_id": self._place(told.place_id)}
        if not isinstance(told, ChannelTold):
            raise TypeError(type(told).__name__)
        return _channel_columns(told) | {"provider_id": self._provider(told.provider_id), **_area(told)}

    def _provider(self, source_id: str, name: str = "") -> Any:
        """The provider with this id; one that was not told yet stands as a name until it is."""
        return self._named(Provider, source_id, name)

    def _place(self, source_id: str) -> Any:
        known = Channel.objects.filter(source=self.source, source_id=source_id) if source_id else Channel.objects.none()
        return known.values_list("pk", flat=True).first()

    def _general(self, source_id: str) -> Any:
        return self._named(GeneralDescription, source_id, "")

    def _named(self, model: type[Provider] | type[GeneralDescription], source_id: str, name: str) -> Any:
        if not source_id:
            return None
        row = model.objects.filter(source=self.source, source_id=source_id).only("pk").first()
        if row is None and not self.is_dry:
            row = model.objects.create(
                source=self.source, source_id=source_id[:200], changed_at=self.at, seen_at=self.at
            )
            if name:
                put_text(row, "fi", {"name": name}, origin=SOURCE_TEXT)
        return row.pk if row else None

    def _parts_differ(self, row: Sourced | None, told: Entry) -> list[dict[str, Any]]:
        if row is None:
            return []
        found: list[dict[str, Any]] = []
        if isinstance(told, GeneralTold | ServiceTold) and isinstance(row, GeneralDescription | Service):
            before = [term.code for term in row.terms.all()]
            found += differences.of_lists("terms", before, [one.code for one in told.terms])
        if isinstance(told, ChannelTold) and isinstance(row, Channel):
            lines = differences.hours_as_words(row.hours.filter(is_local=False))
            found += differences.of_lists("hours", lines, differences.hours_as_words(told.hours))
        return found

    def _put_parts(self, row: Sourced, told: Entry) -> None:
        if isinstance(told, GeneralTold | ServiceTold) and isinstance(row, GeneralDescription | Service):
            row.terms.set(self.terms.rows(told.terms))
        if isinstance(told, ChannelTold) and isinstance(row, Channel):
            put_hours(told.hours, channel=row)


CHANNEL_COLUMNS = (
    "kind",
    "languages",
    "phones",
    "emails",
    "urls",
    "street",
    "street_number",
    "postal_code",
    "post_office",
    "municipality",
    "latitude",
    "longitude",
    "needs_identification",
    "form_identifier",
)


ACTIVITY_COLUMNS = (
    "kind",
    "starts_at",
    "ends_at",
    "is_all_day",
    "rrule",
    "rdates",
    "online_url",
    "municipalities",
)


def _is_changed_here(row: Sourced) -> bool:
    """Whether people here changed what the source told, or put it away: then it is theirs."""
    is_put_away = row.archived_at is not None and row.archived_why == Sourced.ArchivedWhy.BY_HAND
    is_edited = isinstance(row, Activity | Channel) and row.source == Source.INTEGREAT and row.version > 1
    return is_put_away or is_edited


def _channel_columns(told: ChannelTold) -> dict[str, Any]:
    """The columns; what the source leaves out of an address follows from its postal code."""
    columns = {name: getattr(told, name) for name in CHANNEL_COLUMNS}
    if told.accessibility is not None:
        columns["accessibility"] = told.accessibility
    if area := postal_area(told.postal_code):
        columns["municipality"] = told.municipality or area.municipality
        columns["post_office"] = told.post_office or area.name
    return columns


@dataclass(frozen=True, slots=True)
class Named:
    """What a run tells of an entry: its id at the source and its name."""

    source_id: str
    title: str


def name_of(row: Sourced) -> str:
    """Any name that the entry has, Finnish first."""
    names = {text.language: text.name for text in row.texts.all() if text.name}  # type: ignore[attr-defined]
    return names.get("fi") or next(iter(names.values()), "")


def _area(told: ServiceTold | ChannelTold) -> dict[str, Any]:
    return {"area_kind": told.area.kind, "municipalities": told.area.municipalities}
