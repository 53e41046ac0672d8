"""Papers and pictures of a case: what they are, about whom, how long they are kept, and every version with its hash."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.casework.models.keeping import RetentionClass
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.models.meetings import Meeting
from luukku.casework.models.people import Person
from luukku.core.models import Record
from luukku.files.models import StoredFile


class DocumentQuerySet(models.QuerySet["Document"]):
    def of_case(self, case: Case) -> "DocumentQuerySet":
        """Those of a case, the newest first."""
        return self.filter(case=case).order_by("-created_at", "pk")


class Document(Record):
    """One paper of a case. Its content lies in its versions; a new version never replaces an earlier one.

    `removed_at` tells that its contents were taken away because it did not belong here; that it was here stays.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", _("Decision")
        CERTIFICATE = "certificate", _("Certificate")
        STATEMENT = "statement", _("Statement")
        PLAN = "plan", _("Plan of another service")
        LETTER = "letter", _("Letter")
        CONSENT = "consent", _("Consent or permit")
        PICTURE = "picture", _("Picture or drawing")
        OTHER = "other", _("Something else")

    class Secrecy(models.TextChoices):
        """Why others may not read it; the sections are in `law/records.toml`."""

        CLIENT_DATA = "client_data", _("Client data of social and health care")
        CLIENT_OF_AUTHORITY = "client_of_authority", _("A client of social services or of integration services")
        WHEREABOUTS = "whereabouts", _("Whereabouts of somebody who is protected")
        OPEN = "open", _("Not secret")

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    title = models.CharField(_("what it is"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    about = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about whom")
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("meeting")
    )
    retention_class = models.CharField(
        _("how long it is kept"), max_length=20, choices=RetentionClass, default=RetentionClass.CHILD_FAMILY
    )
    secrecy = models.CharField(
        _("why it is secret"), max_length=20, choices=Secrecy, default=Secrecy.CLIENT_OF_AUTHORITY
    )
    is_shared = models.BooleanField(_("helpers who may read documents see it"), default=False, db_default=False)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    removed_reason = models.CharField(_("why it was removed"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = DocumentQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_reason="")
                | Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_reason=""),
                name="casework_a_removed_document_says_why",
            ),
        ]
        indexes = [models.Index(fields=["case", "-created_at"], name="casework_documents_of_a_case")]

    def get_absolute_url(self) -> str:
        return reverse("casework:document", args=[self.case_id, self.pk])


class DocumentVersion(Record):
    """One file of a document, in the order in which they came. Added once, never changed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added at"))

    retention = AS_THE_CASE

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="casework_document_versions_differ"),
        ]
