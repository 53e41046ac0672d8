"""Entries of the service directory, and a run that stopped, for the doors of the directory."""

from datetime import datetime
from uuid import UUID

from luukku.accounts.models import Organisation
from luukku.directory.models import Activity, Channel, ImportRun, Service


def put(organisation: Organisation | None, at: datetime) -> dict[str, UUID | str]:
    service = Service.objects.create(changed_at=at)
    service.texts.create(language="fi", origin="local", name="Neuvonta", summary="Saat neuvoja.")
    activity = Activity.objects.create(kind="peer_group", changed_at=at, organisation=organisation)
    activity.texts.create(language="fi", origin="local", name="Vertaisryhmä", summary="Tavataan.")
    place = Channel.objects.create(
        kind="place", changed_at=at, organisation=organisation, source="integreat", source_id="x/1", is_published=False
    )
    place.texts.create(language="fi", origin="source", name="Kohtaamispaikka", summary="Kahvia ja seuraa.")
    run = ImportRun.objects.create(origin="file", state="stopped", fault="away", started_at=at)
    return {
        "service": service.pk,
        "words_language": "ar",
        "activity": activity.pk,
        "directory_run": run.pk,
        "waiting_place": place.pk,
        "waiting_kind": "place",
    }
