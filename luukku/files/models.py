"""One file as it is kept, and its content apart from it, so that no list ever reads a content by accident."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.models import Record
from luukku.core.retention import Retention


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def expired(self, at: datetime) -> Self:
        """Files that were made for a few days only, and whose days are over."""
        return self.filter(keep_until__lte=at)


class StoredFile(Record):
    """What is known of a file without opening it.

    `sha256` is of the content as it is kept and given out; `received_sha256` of what was brought, before it was
    cleaned, so that it can be told later whether it was this very file.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF document")
        JPEG = "jpeg", _("Picture (JPEG)")
        PNG = "png", _("Picture (PNG)")
        WEBP = "webp", _("Picture (WebP)")
        DOCX = "docx", _("Word document")
        ODT = "odt", _("OpenDocument text")
        XLSX = "xlsx", _("Spreadsheet")
        TEXT = "txt", _("Plain text")
        ZIP = "zip", _("Packed files")

    class Scan(models.TextChoices):
        CLEAN = "clean", _("No virus was found")
        NOT_SCANNED = "not_scanned", _("Not checked for viruses: no scanner is connected")
        OWN = "own", _("Made by Luukku")

    name = models.CharField(_("name of the file"), max_length=150)
    kind = models.CharField(_("kind of file"), max_length=6, choices=Kind)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    received_sha256 = models.CharField(max_length=64)
    scan = models.CharField(_("virus check"), max_length=12, choices=Scan)
    stored_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    keep_until = models.DateTimeField(_("kept until"), null=True, blank=True)

    objects = StoredFileQuerySet.as_manager()
    retention = Retention(after="the record that it belongs to", source="local", verified=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="files_file_has_content"),
        ]
        indexes = [
            models.Index(fields=["keep_until"], condition=Q(keep_until__isnull=False), name="files_kept_for_a_while")
        ]


class FileContent(Record):
    """The content, closed with the field key (AES-256-GCM; the file's id is bound in). Never read for a list."""

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="content")
    key_id = models.CharField(max_length=8)
    nonce = models.BinaryField(max_length=12)
    sealed = models.BinaryField()

    retention = Retention(after="the file", source="local", verified=False)

    def __repr__(self) -> str:
        return "<FileContent: closed>"

    __str__ = __repr__
