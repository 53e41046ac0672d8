"""What a copy of somebody's data says, for tests."""

import io
import json
import zipfile
from datetime import date

from luukku.casework.models import DataExport
from luukku.casework.services import make_export, request_export
from luukku.core.actor import SystemActor
from luukku.files import services as files


def asked_for(worker, case, person, asked_by=None) -> DataExport:
    """Somebody has asked for a copy; the queue has not come to it yet."""
    actor = worker.as_actor()
    return request_export(
        actor, case.pk, person.pk, asked_by_id=(asked_by or person).pk, received_on=actor.day, language="en"
    )


def made(export: DataExport) -> DataExport:
    make_export(SystemActor.now(), export.pk)
    export.refresh_from_db()
    return export


def contents(export: DataExport) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(files.read(export.file).content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(export: DataExport) -> str:
    """Everything that the copy says, whichever way it says it."""
    from pypdf import PdfReader

    parts = contents(export)
    pages = PdfReader(io.BytesIO(parts["own-data.pdf"])).pages
    printed = " ".join(page.extract_text() for page in pages)
    return " ".join([parts["own-data.html"].decode(), parts["own-data.json"].decode(), printed, *parts])


def chapters(export: DataExport) -> dict[str, list[str]]:
    """The titles of each chapter's entries."""
    read = json.loads(contents(export)["own-data.json"])
    return {one["code"]: [entry["title"] for entry in one["entries"]] for one in read["chapters"]}


LONG_GONE = date(2021, 1, 1)
