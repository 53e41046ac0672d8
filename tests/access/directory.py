"""Entries of the service directory, and a run that stopped, for the doors of the directory."""

from datetime import date, datetime
from uuid import UUID

from luukku.accounts.models import Organisation
from luukku.directory.models import Activity, Channel, Connection, FollowedCalendar, ImportRun, OpeningHours, Service


def put(organisation: Organisation | None, at: datetime) -> dict[str, UUID | str]:
    """A service that nobody here keeps up; a service, a place and a group of the organisation's own."""
    service = Service.objects.create(changed_at=at)
    service.texts.create(language="fi", origin="local", name="Neuvonta", summary="Saat neuvoja.")
    own = Service.objects.create(changed_at=at, organisation=organisation)
    gone = Service.objects.create(
        changed_at=at, organisation=organisation, archived_at=at, archived_why=Service.ArchivedWhy.BY_HAND
    )
    place = Channel.objects.create(kind=Channel.Kind.PLACE, changed_at=at, organisation=organisation)
    line = OpeningHours.objects.create(channel=place, kind="exception", is_closed=True, valid_from=date(2026, 12, 24))
    activity = Activity.objects.create(kind="peer_group", changed_at=at, organisation=organisation)
    activity.texts.create(language="fi", origin="local", name="Vertaisryhmä", summary="Tavataan.")
    counselling = Activity.objects.create(
        kind="counselling", languages=["ar"], changed_at=at, organisation=organisation
    )
    counselling.texts.create(language="fi", origin="local", name="Neuvontaa omalla kielelläsi: arabia")
    waiting = Channel.objects.create(
        kind="place", changed_at=at, organisation=organisation, source="integreat", source_id="x/1", is_published=False
    )
    waiting.texts.create(language="fi", origin="source", name="Kohtaamispaikka", summary="Kahvia ja seuraa.")
    for row, name in ((own, "Oma neuvonta"), (gone, "Vanha neuvonta"), (place, "Neuvontapiste")):
        row.texts.create(language="fi", origin="local", name=name)
    calendar = FollowedCalendar.objects.create(organisation=organisation, url="https://calendar.example.org/")
    run = ImportRun.objects.create(origin="file", state="stopped", fault="away", started_at=at)
    return {
        "service": service.pk,
        "own_service": own.pk,
        "own_way": Connection.objects.create(service=own, channel=place).pk,
        "archived_service": gone.pk,
        "own_channel": place.pk,
        "own_exception": line.pk,
        "own_calendar": calendar.pk,
        "words_language": "ar",
        "services_kind": "services",
        "channels_kind": "channels",
        "channel_kind": "place",
        "activity": activity.pk,
        "counselling": counselling.pk,
        "directory_run": run.pk,
        "waiting_place": waiting.pk,
        "waiting_kind": "place",
    }
