"""Documents of a case: taking them in, adding versions, giving them out, taking away what does not belong here."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import (
    Document,
    DocumentVersion,
    FamilyMembership,
    Meeting,
    Person,
)
from luukku.casework.services._cases import locked_case, user_of
from luukku.casework.services.keeping import class_of
from luukku.casework.services.viewing import note_view
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found
from luukku.files import services as files
from luukku.files.services import Opened


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a worker tells of a document. Without a retention class it is kept as its case, or as it was."""

    title: str
    kind: str
    about: Person | None = None
    meeting: Meeting | None = None
    retention_class: str = ""
    secrecy: str = Document.Secrecy.CLIENT_OF_AUTHORITY
    is_shared: bool = False


@transaction.atomic
def add_document(actor: Actor, case_id: UUID, *, facts: DocumentFacts, upload: "UploadedFile[Any]") -> Document:
    """Take a document in, with its first version.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the case is closed, the file can't be kept, or it is told to be about somebody else.
    """
    case = locked_case(actor, case_id)
    facts = replace(facts, retention_class=facts.retention_class or class_of(case))
    document = Document(case=case)
    _write(document, facts)
    document.full_clean()
    document.save()
    version = _add(actor, document, 1, upload, "")

    trail.record(actor, "document.added", document, case=case.pk, sha256=version.file.sha256)
    return document


@transaction.atomic
def add_version(actor: Actor, document_id: UUID, *, upload: "UploadedFile[Any]", note: str = "") -> DocumentVersion:
    """Add a newer version; the earlier ones stay.

    Raises:
        PermissionDenied: the actor does not answer for the document's case, or it was removed.
        RuleViolation: the file can't be kept, or it is the one that is there already.
    """
    document = _locked(actor, document_id)
    latest = document.versions.select_related("file").first()
    number = latest.number + 1 if latest else 1
    version = _add(actor, document, number, upload, note.strip())
    if latest and latest.file.sha256 == version.file.sha256:
        raise RuleViolation(_("This is the same file as the version before."), field="file")

    trail.record(
        actor, "document.version_added", document, case=document.case_id, number=number, sha256=version.file.sha256
    )
    return version


@transaction.atomic
def change_document(actor: Actor, document_id: UUID, *, version: int, facts: DocumentFacts) -> Document:
    """Change what is told of a document.

    Raises:
        PermissionDenied: the actor does not answer for its case, or it was removed.
        Conflict: somebody saved since `version`.
        RuleViolation: it is told to be about somebody who does not belong to the family.
    """
    document = _locked(actor, document_id)
    facts = replace(facts, retention_class=facts.retention_class or document.retention_class)
    if document.version != version:
        raise Conflict(version=document.version, fields=differences(document, asdict(facts)))
    changed = [one.name for one in fields(facts) if getattr(document, one.name) != getattr(facts, one.name)]
    document.version += 1
    _write(document, facts)
    document.full_clean()
    document.save()

    trail.record(actor, "document.changed", document, case=document.case_id, fields=changed)
    return document


@transaction.atomic
def remove_document(actor: Actor, document_id: UUID, *, reason: str) -> Document:
    """Take away the contents of what does not belong here, in all versions and for good. That it was here stays.

    Raises:
        PermissionDenied: the actor does not answer for its case, or it was removed already.
        RuleViolation: no reason, or the removal of this case's data is stopped.
    """
    document = _locked(actor, document_id)
    if not reason.strip():
        raise RuleViolation(_("Write why the document does not belong here."), field="reason")
    if document.case.legal_holds.standing().exists():
        raise RuleViolation(_("Removal of this family's data is stopped, so nothing can be taken away now."))
    for version in document.versions.select_related("file"):
        files.forget_content(version.file)
    document.removed_at, document.removed_by_id = actor.at, user_of(actor)
    document.removed_reason = reason.strip()
    document.version += 1
    document.full_clean()
    document.save()

    trail.record(actor, "document.removed", document, case=document.case_id)
    return document


@transaction.atomic
def open_version(actor: Actor, document: Document, version_id: UUID) -> Opened:
    """One version's file, for somebody who may read the document.

    Raises:
        PermissionDenied: the actor may not read it, or there is no such version.
        RuleViolation: the content does not open.
    """
    ensure(policies.readable_documents(actor).filter(pk=document.pk).exists())
    version = ensure_found(document.versions.select_related("file").filter(pk=version_id).first())
    note_view(actor, "document.downloaded", document, case=document.case)
    return files.read(version.file)


def _locked(actor: Actor, document_id: UUID) -> Document:
    document = ensure_found(
        Document.objects.select_for_update(of=("self",)).select_related("case").filter(pk=document_id).first()
    )
    ensure(policies.may_edit_document(actor, document))
    return document


def _write(document: Document, facts: DocumentFacts) -> None:
    for one in fields(facts):
        setattr(document, one.name, getattr(facts, one.name))
    document.title = facts.title.strip()
    if facts.about is not None:
        belongs = FamilyMembership.objects.filter(family_id=document.case.family_id, person=facts.about)
        if not belongs.exists():
            raise RuleViolation(_("Choose somebody of this family."), field="about")
    if facts.meeting is not None and facts.meeting.case_id != document.case_id:
        raise RuleViolation(_("Choose a meeting of this family."), field="meeting")


def _add(actor: Actor, document: Document, number: int, upload: "UploadedFile[Any]", note: str) -> DocumentVersion:
    file = files.keep(actor, upload)
    version = DocumentVersion(
        document=document, number=number, file=file, note=note, added_by_id=user_of(actor), added_at=actor.at
    )
    version.full_clean()
    version.save()
    return version
