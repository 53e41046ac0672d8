"""Writing a difference: every new row and every changed field, in the order in which rows point to each other."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.programme.models import Measure, Programme, Thread, ThreadLink, VisionStatement
from luukku.programme.models.base import Sourced
from luukku.programme.rules.merging import Change, What, plain
from luukku.programme.rules.rows import Kind, Row
from luukku.programme.services.importing import columns
from luukku.programme.services.importing.known import Here, Key
from luukku.programme.services.importing.linking import BATCH, Linking

SELF_LINKS: Final = {Kind.GOAL: "parent", Kind.PASSAGE: "parent"}
THREAD_COLUMNS: Final = {Kind.STATEMENT: "statement", Kind.CORRECTION: "correction"}


@dataclass(slots=True)
class Applier:
    """Writes one file's rows.

    Attributes:
        programme: where rows belong that name no programme of their own.
        rows: every row that is here or was just made, by kind and code.
    """

    organisation_id: UUID
    at: datetime
    day: date
    here: Here
    programme: Programme | None = None
    rows: dict[Key, Sourced] = field(default_factory=dict)
    threaded: dict[str, tuple[Kind, Sourced]] = field(default_factory=dict)

    def apply(self, changes: list[Change]) -> None:
        self.rows = dict(self.here.rows)
        of_kind: dict[Kind, list[tuple[int, Change]]] = defaultdict(list)
        for position, change in enumerate(changes, 1):
            of_kind[change.row.kind].append((position, change))
        for kind in Kind:
            if kind in columns.MODELS:
                self._kind(kind, of_kind[kind])
        self.threaded = {code: (kind, row) for (kind, code), row in self.rows.items()}
        self._relations(change for kind in Kind for _position, change in of_kind[kind])

    def _kind(self, kind: Kind, changes: list[tuple[int, Change]]) -> None:
        model = columns.MODELS[kind]
        new = [(position, one) for position, one in changes if one.what is What.NEW]
        made = [self._new(kind, position, one.row) for position, one in new]
        model._default_manager.bulk_create(made, batch_size=BATCH)
        for row in made:
            self.rows[kind, row.code] = row
        if kind in SELF_LINKS:
            self._parents(kind, [one for _position, one in new])
        changed: dict[tuple[str, ...], list[Sourced]] = defaultdict(list)
        for _position, change in changes:
            if change.what in (What.CHANGED, What.KEPT):
                row, names = self._changed(kind, change)
                changed[names].append(row)
        for names, rows in changed.items():
            model._default_manager.bulk_update(rows, names, batch_size=BATCH)

    def _new(self, kind: Kind, position: int, told: Row) -> Sourced:
        row = columns.MODELS[kind](code=told.code, position=position, told=dict(told.fields))
        if isinstance(row, Programme | Thread):
            row.organisation_id = self.organisation_id
        else:
            row.programme_id = self._home(told).pk  # type: ignore[attr-defined]
        if isinstance(row, Measure):
            row.organisation_id = self.organisation_id
        if isinstance(row, VisionStatement):
            row.published_on = self.day
        self._set(row, kind, {name: value for name, value in told.fields.items() if name != SELF_LINKS.get(kind)})
        return row

    def _home(self, told: Row) -> Programme:
        found = self.rows.get((Kind.PROGRAMME, told.programme)) if told.programme else self.programme
        if not isinstance(found, Programme):
            msg = f"{told.place} belongs to no programme."
            raise LookupError(msg)
        return found

    def _set(self, row: Sourced, kind: Kind, fields: dict[str, Any]) -> None:
        columns.set_columns(row, kind, fields)
        for name, to in columns.one_links(kind).items():
            if name in fields:
                found = self.rows.get((to, fields[name])) if fields[name] else None
                setattr(row, f"{name}_id", found.pk if found else None)

    def _parents(self, kind: Kind, changes: list[Change]) -> None:
        """Rows that point to rows of their own kind get that link once all of them are there."""
        name = SELF_LINKS[kind]
        held = []
        for change in changes:
            if change.row.fields.get(name):
                row = self.rows[kind, change.row.code]
                setattr(row, f"{name}_id", self.rows[kind, change.row.fields[name]].pk)
                held.append(row)
        columns.MODELS[kind]._default_manager.bulk_update(held, [name], batch_size=BATCH)

    def _changed(self, kind: Kind, change: Change) -> tuple[Sourced, tuple[str, ...]]:
        """The row as it is to be, and the columns in which it differs from before."""
        row = self.rows[kind, change.row.code]
        if isinstance(row, VisionStatement) and {"text", "text_sv", "text_en"} & set(change.updates):
            row = self._next_version(row)
            self.rows[kind, change.row.code] = row
        before = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
        self._set(row, kind, change.updates)
        if isinstance(row, VisionStatement):
            row.published_on = row.published_on or self.day
        row.told = row.told | dict(change.row.fields)
        row.version += 1
        row.updated_at = self.at
        names = [
            column.name
            for column in row._meta.concrete_fields
            if getattr(row, column.attname) != before[column.attname]
        ]
        return row, tuple(names)

    def _next_version(self, before: VisionStatement) -> VisionStatement:
        """A published statement keeps its words; the new ones stand in a version of their own."""
        after = VisionStatement(
            programme_id=before.programme_id, vision_id=before.vision_id, section_id=before.section_id,
            code=before.code, number=before.number + 1, position=before.position,
            told=before.told, is_tentative=before.is_tentative, municipalities=before.municipalities,
            text=before.text, text_sv=before.text_sv, text_en=before.text_en, source=before.source, note=before.note,
            details=before.details,
        )  # fmt: skip
        VisionStatement.objects.filter(pk=before.pk).update(
            replaced_by=None, code=f"{before.code[:32]}~{before.number}"
        )
        after.save()
        VisionStatement.objects.filter(pk=before.pk).update(replaced_by=after, code=before.code)
        return after

    def _relations(self, changes: Iterable[Change]) -> None:
        """What stands in rows of its own: added, and taken away only where the last import had told it."""
        linking = Linking(self.rows)
        for change in changes:
            if change.what is What.SAME:
                continue
            row = self.rows[change.row.kind, change.row.code]
            for name in columns.MANY & set(change.updates):
                told = change.updates[name]
                wanted = [told] if isinstance(told, str) else list(told or ())
                before = plain(change.before.get(name)) or []
                had = set([before] if isinstance(before, str) else before)
                added = [one for one in wanted if one and one not in had]
                if isinstance(row, Thread):
                    self._thread(row, added, had - set(wanted))
                else:
                    linking.note(row, name, added, had - set(wanted))
        linking.write()

    def _thread(self, thread: Thread, added: list[str], gone: set[str]) -> None:
        for code in gone:
            if code in self.threaded:
                kind, row = self.threaded[code]
                no_longer = thread.links.open().filter(**{_thread_column(kind): row}, is_derived=True)
                no_longer.update(ended_at=self.at, end_reason=_("The file no longer tells it."))
        ended = list(thread.links.filter(ended_by__isnull=False))
        links = []
        for position, code in enumerate(added, 1):
            if code not in self.threaded:
                continue
            kind, row = self.threaded[code]
            if any(getattr(one, f"{_thread_column(kind)}_id") == row.pk for one in ended):
                continue  # somebody here has ended it
            link = ThreadLink(thread=thread, reason=thread.pattern or thread.text[:500], is_derived=True)
            link.position = position
            setattr(link, f"{_thread_column(kind)}_id", row.pk)
            links.append(link)
        ThreadLink.objects.bulk_create(links, batch_size=BATCH)


def _thread_column(kind: Kind) -> str:
    return THREAD_COLUMNS.get(kind, kind.value)
