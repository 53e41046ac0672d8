"""Making and changing services, places, phones and pages of one's own; taking them away and offering them again."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure, ensure_found
from luukku.directory import policies
from luukku.directory.models import (
    Activity,
    Channel,
    Connection,
    Provider,
    Service,
    Source,
    Sourced,
    VersionedText,
)
from luukku.directory.services import indexing
from luukku.directory.services.writing import archive, merged, put_text, text_in_force

LOCAL = VersionedText.Origin.LOCAL
LABELS = {field.name: field.verbose_name for field in VersionedText._meta.fields}
Row = TypeVar("Row", Service, Channel, Activity)


@transaction.atomic
def keep_service(
    actor: Actor,
    service_id: UUID | None,
    told: Mapping[str, Any],
    said: Mapping[str, Any],
    *,
    arranged_by: str = "",
    version: int = 0,
) -> Service:
    """Make a service of the actor's organisation, or change one; its Finnish words too.

    Args:
        told: columns of the service; said: fields of its text.
        arranged_by: the name of who arranges it; the actor's organisation when nothing is told.
        version: of the service as the writer saw it.

    Raises:
        PermissionDenied: the actor may not write, or the service is not the organisation's own.
        Conflict: somebody changed it meanwhile; carries both texts.
    """
    ensure(policies.may_write(actor))
    row = _row(actor, Service, policies.own_services(actor), service_id)
    provider = provider_named(actor, arranged_by) if arranged_by else row.provider or provider_of(actor)
    return _keep(actor, row, {**told, "provider": provider}, said, version)


@transaction.atomic
def keep_channel(
    actor: Actor,
    channel_id: UUID | None,
    told: Mapping[str, Any],
    said: Mapping[str, Any],
    *,
    version: int = 0,
    for_service: UUID | None = None,
) -> Channel:
    """Make a place, a phone service, an e-service, a form or a web page of one's own, or change one.

    Args:
        told: columns of the channel; said: fields of its Finnish text.
        for_service: a new one is at once a way to this service.

    Raises:
        PermissionDenied: as for keep_service; also for a service to which the actor adds nothing.
        Conflict: somebody changed it meanwhile; carries both texts.
    """
    ensure(policies.may_write(actor))
    row = _row(actor, Channel, policies.own_channels(actor), channel_id)
    if channel_id is None:
        row.provider = provider_of(actor)
    kept = _keep(actor, row, told, said, version)
    if for_service is not None:
        connect(actor, for_service, kept.pk)
    touch_services(actor, kept)
    return kept


def _row(actor: Actor, model: type[Row], rows: Any, pk: UUID | None) -> Row:
    if pk is None:
        return model(organisation_id=actor.organisation_id, version=0)
    row: Row = ensure_found(rows.present().select_for_update().filter(pk=pk).first())
    return row


def _keep(actor: Actor, row: Row, told: Mapping[str, Any], said: Mapping[str, Any], version: int) -> Row:
    if row.version != version:
        raise Conflict(row.version, conflicts(row, told, said))
    for name, value in told.items():
        setattr(row, name, value)
    row.changed_at, row.version = actor.at, row.version + 1
    row.full_clean()
    row.save()
    said = merged(text_in_force(row, "fi", origin=LOCAL), said)
    put_text(row, "fi", said, origin=LOCAL, written_by=actor.user_id, written_for=actor.organisation_id)
    indexing.entries_changed([row])
    trail.record(actor, "directory.entry_kept", row, kind=row.kind)
    return row


def conflicts(row: Sourced, told: Mapping[str, Any], said: Mapping[str, Any]) -> list[FieldConflict]:
    """What the row and its Finnish words say now, beside what is about to be written."""
    columns = {name: value for name, value in told.items() if not isinstance(value, list | dict)}
    before = text_in_force(row, "fi", origin=LOCAL)
    words = [
        FieldConflict(LABELS[name], getattr(before, name, "") or "", str(value))
        for name, value in said.items()
        if name not in ("keywords", "links") and (getattr(before, name, "") or "") != value
    ]
    return words + differences(row, columns)


@transaction.atomic
def connect(actor: Actor, service_id: UUID, channel_id: UUID, *, note: str = "") -> Connection:
    """Tell that a service is reached by a channel.

    Args:
        note: what is different for this service there, such as the floor; in Finnish.

    Raises:
        PermissionDenied: the actor adds nothing to the service, or the channel is not offered.
    """
    service = ensure_found(policies.services_to_add_to(actor).select_for_update().filter(pk=service_id).first())
    channel = ensure_found(policies.public_channels().filter(pk=channel_id).first())
    row, made = Connection.objects.get_or_create(service=service, channel=channel)
    if made or row.archived_at is not None:
        row.archived_at = None
        row.description = {"fi": note} if note else {}
        row.save()
        _changed(actor, service)
        trail.record(actor, "directory.way_added", service, channel=str(channel.pk))
    return row


@transaction.atomic
def disconnect(actor: Actor, service_id: UUID, connection_id: UUID) -> Service:
    """Take back a way that was added here.

    Raises:
        PermissionDenied: the actor adds nothing to the service.
        RuleViolation: the source tells of this way.
    """
    service: Service = ensure_found(
        policies.services_to_add_to(actor).select_for_update().filter(pk=service_id).first()
    )
    row: Connection = ensure_found(service.connections.present().filter(pk=connection_id).first())
    if row.source_hash:
        raise RuleViolation(_("The source tells of this way. It goes when the source takes it away."))
    row.archived_at = actor.at
    row.save(update_fields=["archived_at", "updated_at"])
    _changed(actor, service)
    trail.record(actor, "directory.way_ended", service, channel=str(row.channel_id))
    return service


def _changed(actor: Actor, service: Service) -> None:
    service.changed_at = actor.at
    service.save(update_fields=["changed_at", "updated_at"])
    indexing.entries_changed([service])


def touch_services(actor: Actor, channel: Channel) -> None:
    """Services and activities show their places: who asks for changes since a moment is told of them too."""
    Service.objects.present().filter(connections__in=channel.connections.present()).update(changed_at=actor.at)
    Activity.objects.present().filter(place=channel).update(changed_at=actor.at)


OWN: dict[type[Sourced], Any] = {
    Service: policies.own_services,
    Channel: policies.own_channels,
    Activity: policies.own_activities,
}


@transaction.atomic
def archive_entry(actor: Actor, kind: type[Row], pk: UUID) -> Row:
    """Take an entry of one's own out of what is offered. It is kept, with all its words.

    Raises:
        PermissionDenied: it is not the organisation's own.
    """
    row: Row = ensure_found(OWN[kind](actor).present().select_for_update().filter(pk=pk).first())
    archive(row, actor.at, Sourced.ArchivedWhy.BY_HAND)
    _follow(actor, row)
    trail.record(actor, "directory.entry_archived", row, kind=row.kind)
    return row


@transaction.atomic
def return_entry(actor: Actor, kind: type[Row], pk: UUID) -> Row:
    """Offer an archived entry of one's own again.

    Raises:
        PermissionDenied: it is not the organisation's own, or was not archived by hand.
    """
    rows = OWN[kind](actor).archived().filter(archived_why=Sourced.ArchivedWhy.BY_HAND)
    row: Row = ensure_found(rows.select_for_update().filter(pk=pk).first())
    row.archived_at, row.archived_why, row.changed_at = None, "", actor.at
    row.save(update_fields=["archived_at", "archived_why", "changed_at", "updated_at"])
    _follow(actor, row)
    trail.record(actor, "directory.entry_returned", row, kind=row.kind)
    return row


def _follow(actor: Actor, row: Sourced) -> None:
    if isinstance(row, Channel):
        touch_services(actor, row)
    indexing.entries_changed([row])


def provider_of(actor: Actor) -> Provider | None:
    """The directory's entry for the organisation that the actor works for; made when it is first needed."""
    organisation = Organisation.objects.filter(pk=actor.organisation_key).first()
    return provider_named(actor, organisation.name_fi) if organisation else None


def provider_named(actor: Actor, name: str) -> Provider:
    """The organisation of the directory with this name; one of our own is made when there is none."""
    words = " ".join(name.split())[:200]
    found = Provider.objects.present().filter(texts__is_current=True, texts__name__iexact=words).order_by("created_at")
    row: Provider | None = found.first()
    if row is None:
        row = Provider.objects.create(source=Source.OURS, organisation_id=actor.organisation_id, changed_at=actor.at)
        put_text(row, "fi", {"name": words}, origin=LOCAL, written_by=actor.user_id, written_for=actor.organisation_id)
    return row
