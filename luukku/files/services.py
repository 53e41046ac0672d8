"""Keeping files and giving them out. Who may, and the trail's line, is the matter of the record they belong to."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure
from luukku.files import scanning, sealing
from luukku.files.cleaning import clean
from luukku.files.kinds import MOST_BYTES, Fault, Kind, Unfit
from luukku.files.models import FileContent, StoredFile
from luukku.files.names import clean_name
from luukku.files.sealing import Sealed, Unreadable
from luukku.files.shrinking import shrunk
from luukku.files.sniffing import sniff

log = structlog.get_logger(__name__)

_KINDS = _("We keep PDF documents, pictures (JPEG, PNG, WebP), Word, OpenDocument and Excel files and plain text.")
REASONS: dict[Fault, str | Promise] = {
    Fault.EMPTY: _("This file is empty. Choose another one."),
    Fault.KIND: _KINDS,
    Fault.HEIC: _(
        "This picture is in a telephone's own format (HEIC). Save or send it as a JPEG picture, then add it."
    ),
    Fault.BROKEN: _("We could not read this file: it is damaged. Save it again in its program, then add it."),
    Fault.LOCKED: _("This file is locked with a password. Save it without the password, then add it."),
    Fault.MACROS: _("This document has programs or other files inside. Save it as a PDF, then add it."),
    Fault.MOVING: _("This picture moves. Save one still picture of it, then add it."),
    Fault.TOO_LARGE_INSIDE: _("This file is too large when it is opened. Make it smaller or save it as a PDF."),
    Fault.TOO_LARGE: _("This file is larger than 20 megabytes. Make it smaller or split it into parts."),
    Fault.INFECTED: _("The virus scanner found something dangerous in this file, so it was not kept. Do not open it."),
    Fault.SCANNER_AWAY: _(
        "The virus scanner does not answer just now, so nothing can be taken in. Try again in a moment."
    ),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its content, as it is given out."""

    file: StoredFile
    content: bytes


@transaction.atomic
def keep(actor: Actor, upload: "UploadedFile[Any]") -> StoredFile:
    """Look into a file that was brought, clean it, and keep it closed.

    Raises:
        RuleViolation: it is not one of the kinds that we keep, too large, damaged, locked or dangerous.
    """
    if getattr(upload, "is_too_large", False) or (upload.size or 0) > MOST_BYTES:
        raise _refusal(Fault.TOO_LARGE)
    received = upload.read()
    try:
        kind = sniff(received)
        scan = _scanned(received)
        content = clean(kind, received)
    except Unfit as unfit:
        log.info("file_refused", reason=unfit.fault.value)
        raise _refusal(unfit.fault) from unfit
    if not content:
        raise _refusal(Fault.EMPTY)
    return _store(actor, clean_name(upload.name or "", kind), kind, content, scan, received=received)


@transaction.atomic
def keep_made(actor: Actor, content: bytes, *, name: str, kind: Kind, keep_until: datetime | None = None) -> StoredFile:
    """Keep what we made ourselves, until a moment when it is told."""
    return _store(actor, clean_name(name, kind), kind, content, StoredFile.Scan.OWN, keep_until=keep_until)


def read(file: StoredFile) -> Opened:
    """The file as it was kept. The caller has asked whether the reader may, and records the reading.

    Raises:
        RuleViolation: its content is gone or does not open any more.
    """
    row = FileContent.objects.filter(file=file).first()
    if row is None:
        raise RuleViolation(_("The content of this file has been removed."))
    try:
        content = sealing.unseal(file.pk, Sealed(row.key_id, bytes(row.nonce), bytes(row.sealed)))
    except Unreadable as error:
        log.error("file_unreadable", file=str(file.pk))
        raise RuleViolation(_("This file does not open. Tell whoever runs Luukku for you.")) from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        log.error("file_changed", file=str(file.pk))
        raise RuleViolation(_("This file does not open. Tell whoever runs Luukku for you."))
    return Opened(file, content)


def digest(content: bytes) -> str:
    """The SHA-256 by which a content is known."""
    return hashlib.sha256(content).hexdigest()


def has_content(file_id: UUID) -> bool:
    return FileContent.objects.filter(file_id=file_id).exists()


@transaction.atomic
def keep_smaller(actor: Actor, file: StoredFile) -> tuple[StoredFile, int, int] | None:
    """A copy of a kept picture that is quick to show, with its width and height in pixels; None of what is none."""
    made = shrunk(read(file).content)
    if made is None:
        return None
    return keep_made(actor, made.content, name=file.name, kind=Kind.WEBP), made.width, made.height


def forget_content(file: StoredFile) -> None:
    """Remove the content for good. What is known of the file stays with the record it belongs to."""
    FileContent.objects.filter(file=file).delete()


@transaction.atomic
def reseal(actor: SystemActor, *, limit: int = 20) -> int:
    """Close some contents again with the newest key, after it was changed. Returns how many; none when all are.

    Raises:
        Unreadable: the key that closed one of them is not there.
    """
    ensure(isinstance(actor, SystemActor))
    rows = FileContent.objects.select_for_update(skip_locked=True).exclude(key_id=sealing.newest_key())
    found = list(rows.order_by("pk")[:limit])
    for row in found:
        content = sealing.unseal(row.file_id, Sealed(row.key_id, bytes(row.nonce), bytes(row.sealed)))
        sealed = sealing.seal(row.file_id, content)
        row.key_id, row.nonce, row.sealed = sealed.key_id, sealed.nonce, sealed.content
        row.save()
    return len(found)


def _scanned(content: bytes) -> StoredFile.Scan:
    try:
        verdict = scanning.scanner().scan(content)
    except OSError as error:
        log.warning("scanner_away")
        raise Unfit(Fault.SCANNER_AWAY) from error
    if verdict is scanning.Verdict.INFECTED:
        raise Unfit(Fault.INFECTED)
    return StoredFile.Scan.CLEAN if verdict is scanning.Verdict.CLEAN else StoredFile.Scan.NOT_SCANNED


def _store(
    actor: Actor,
    name: str,
    kind: Kind,
    content: bytes,
    scan: StoredFile.Scan,
    *,
    received: bytes | None = None,
    keep_until: datetime | None = None,
) -> StoredFile:
    file = StoredFile(
        name=name,
        kind=kind.value,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        received_sha256=hashlib.sha256(content if received is None else received).hexdigest(),
        scan=scan,
        stored_by_id=actor.user_id,
        keep_until=keep_until,
    )
    file.full_clean()
    file.save(force_insert=True)
    sealed = sealing.seal(file.pk, content)
    row = FileContent(file=file, key_id=sealed.key_id, nonce=sealed.nonce, sealed=sealed.content)
    row.save(force_insert=True)
    return file


def _refusal(fault: Fault) -> RuleViolation:
    return RuleViolation(REASONS[fault], field="file")
