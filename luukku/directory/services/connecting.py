"""Joining services and channels as a source tells it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from luukku.directory.models import Channel, Connection, ImportChange, Service, Source
from luukku.directory.ptv.records import ConnectionTold
from luukku.directory.services.writing import put_hours

if TYPE_CHECKING:
    from luukku.directory.services.applying import Outcome

Change = ImportChange.Change
KIND = "connection"


def apply(told: Iterable[ConnectionTold], outcome: "Outcome", *, at: datetime, is_dry: bool) -> None:
    """Make, change or end connections. One whose service or channel is not here waits until both are told."""
    latest = {one.source_id: one for one in told}
    if not latest:
        return
    services = _ids(Service, {one.service_id for one in latest.values()})
    channels = _ids(Channel, {one.channel_id for one in latest.values()})
    found = {
        (row.service_id, row.channel_id): row
        for row in Connection.objects.filter(service__in=services.values(), channel__in=channels.values())
    }
    same = []
    for one in latest.values():
        ids = services.get(one.service_id), channels.get(one.channel_id)
        if ids[0] is None or ids[1] is None:
            outcome.counts[KIND]["waiting"] += 1
            continue
        row = found.get((ids[0], ids[1]))
        mark = one.fingerprint()
        if one.is_withdrawn:
            _end(row, one, outcome, at=at, is_dry=is_dry)
        elif row is not None and row.source_hash == mark and row.archived_at is None:
            outcome.counts[KIND]["same"] += 1
            same.append(row.pk)
        else:
            outcome.note(KIND, Change.NEW if row is None else Change.CHANGED)
            if not is_dry:
                _put(row or Connection(service_id=ids[0], channel_id=ids[1]), one, mark, at)
    if not is_dry:
        Connection.objects.filter(pk__in=same).update(seen_at=at)


def _put(row: Connection, told: ConnectionTold, mark: str, at: datetime) -> None:
    row.charge, row.description = told.charge, told.description
    row.phones, row.emails = told.phones, told.emails
    row.source_hash, row.seen_at, row.archived_at = mark, at, None
    row.save()
    put_hours(told.hours, connection=row)
    Service.objects.filter(pk=row.service_id).update(changed_at=at)


def _end(row: Connection | None, told: ConnectionTold, outcome: "Outcome", *, at: datetime, is_dry: bool) -> None:
    if row is None or row.archived_at is not None:
        return
    outcome.note(KIND, Change.ARCHIVED)
    if not is_dry:
        row.archived_at = at
        row.save(update_fields=["archived_at", "updated_at"])
        Service.objects.filter(pk=row.service_id).update(changed_at=at)


def _ids(model: "type[Service] | type[Channel]", source_ids: set[str]) -> dict[str, Any]:
    rows = model.objects.filter(source=Source.PTV, source_id__in=source_ids)
    return dict(rows.values_list("source_id", "pk"))
