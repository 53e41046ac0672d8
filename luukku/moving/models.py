"""What was moved over, so that moving once more changes only what changed."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.toolkit.models import ToolkitItem


class MovedPageQuerySet(models.QuerySet["MovedPage"]):
    def of_region(self, organisation_id: object, region: str) -> Self:
        return self.filter(organisation=organisation_id, region=region)


class MovedPage(Record):
    """A page of another system and the item that it became.

    Attributes:
        number: the page's own id there, where it is known; paths: every address it was known by, in all languages.
        marks: by language, the fingerprint of what was told last. A text that somebody changed here keeps the mark of
            what was taken in, so that the difference is told again.
        pictures: the files that came along, by the fingerprint of their address.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("Page")
        IMPRINT = "imprint", _("Who publishes it")
        OFFER = "offer", _("Offer of somebody else")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="moved_pages")
    region = models.CharField(_("region"), max_length=100)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.PAGE)
    number = models.CharField(max_length=20, blank=True)
    paths: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=600), default=list, blank=True)
    item = models.OneToOneField(ToolkitItem, models.CASCADE, related_name="moved_from")
    marks: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    pictures: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(_("changed at its source"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen at its source"))
    gone_at = models.DateTimeField(_("gone at its source"), null=True, blank=True)

    objects = MovedPageQuerySet.as_manager()
    retention = Retention(after="the item of the toolkit", source="local", verified=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "region"], name="moving_pages_of_a_region")]

    def __str__(self) -> str:
        return f"{self.region} {self.number or self.item_id}"
