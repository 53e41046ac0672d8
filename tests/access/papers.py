"""Documents of the scene's family, and what its people have asked about their own data."""

from datetime import datetime
from uuid import UUID

from luukku.accounts.tests.factories import Worker
from luukku.casework import models as casework
from luukku.files import services as files
from luukku.files.kinds import Kind


def put(case: casework.Case, worker: Worker, at: datetime) -> dict[str, UUID | str]:
    """One document with a version; the ids that their doors need."""
    document = casework.Document.objects.create(case=case, title="Todistus", kind="certificate")
    file = files.keep_made(worker.as_actor(at), b"Todistus", name="todistus", kind=Kind.TEXT)
    version = casework.DocumentVersion.objects.create(
        document=document, number=1, file=file, added_by=worker.user, added_at=at
    )
    return {"document": document.pk, "document_version": version.pk}
