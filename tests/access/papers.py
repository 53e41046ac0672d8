"""Documents of the scene's family, and what its people have asked about their own data."""

from datetime import datetime, timedelta
from uuid import UUID

from luukku.accounts.tests.factories import Worker
from luukku.casework import models as casework
from luukku.files import services as files
from luukku.files.kinds import Kind


def put(
    case: casework.Case, worker: Worker, adult: casework.Person, child: casework.Person, at: datetime
) -> dict[str, UUID | str]:
    """One document with a version, and one of each thing that may be asked; the ids that their doors need."""
    document = casework.Document.objects.create(case=case, title="Todistus", kind="certificate")
    file = files.keep_made(worker.as_actor(at), b"Todistus", name="todistus", kind=Kind.TEXT)
    version = casework.DocumentVersion.objects.create(
        document=document, number=1, file=file, added_by=worker.user, added_at=at
    )
    return {"document": document.pk, "document_version": version.pk} | _asked(case, worker, adult, child, at)


def _asked(
    case: casework.Case, worker: Worker, adult: casework.Person, child: casework.Person, at: datetime
) -> dict[str, UUID | str]:
    until = at + timedelta(days=7)
    copy = files.keep_made(worker.as_actor(at), b"Kopio", name="kopio", kind=Kind.ZIP, keep_until=until)
    export = casework.DataExport.objects.create(
        case=case, person=adult, asked_by=adult, received_on=at.date(), language="fi", state="ready",
        ordered_by=worker.user, made_at=at, expires_at=until, sha256=copy.sha256, file=copy,
    )  # fmt: skip
    correction = casework.Correction.objects.create(
        case=case, person=adult, asked_by=adult, received_on=at.date(), target="other", place="Kirje",
        old_text="Vanha", new_text="Uusi", noted_by=worker.user,
    )  # fmt: skip
    prohibition = casework.Prohibition.objects.create(
        case=case, person=child, guardian=None, extent="all", reason="Painava syy", told_on=at.date(),
        noted_by=worker.user,
    )  # fmt: skip
    return {"export": export.pk, "correction": correction.pk, "prohibition": prohibition.pk}
