"""Tables as they were published."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.numbers.rules import LOWEST_THRESHOLD


class PublicationQuerySet(models.QuerySet["Publication"]):
    def about(self, source: str, subject: str) -> "PublicationQuerySet":
        """Tables that count the same people at the same time."""
        return self.filter(source=source, subject=subject)

    def published(self) -> "PublicationQuerySet":
        return self.filter(state=Publication.State.PUBLISHED)

    def in_order(self) -> "PublicationQuerySet":
        return self.order_by("source", "subject", "published_at", "id")


class Publication(Record):
    """One edition of a table of counts, from its counts to what every reader sees.

    `source` names what is counted, `subject` whom and when; tables with both the same are linked: cells that count the
    same people are the same cells. `counts` holds the inner cells in the order of the dimensions' leaves, `cases` how
    many people or families every cell counts; both are closed to the reading role. `cells` is what pages, files and
    interfaces read, beside the reasons that no reader is told.
    `beside` names subjects with mostly the same people (`rules.linking.Beside`).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being checked")
        PUBLISHED = "published", _("Published")
        REFUSED = "refused", _("Can't be published")

    class Refusal(models.TextChoices):
        NEAR_EARLIER = "near_earlier", _("It differs from what was published before by only a few people.")
        EXPOSED = "exposed", _("What was published before would give its hidden counts away.")

    source = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    name = models.CharField(max_length=60)
    edition = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True, db_default="")
    dimensions = models.JSONField()
    counts = models.JSONField()
    cases = models.JSONField(default=list, db_default=[], blank=True)
    structural = models.JSONField(default=list, db_default=[], blank=True)
    sensitive = models.JSONField(default=list, db_default=[], blank=True)
    threshold = models.PositiveSmallIntegerField(validators=[MinValueValidator(LOWEST_THRESHOLD)])
    width = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    beside = models.JSONField(default=dict, db_default={}, blank=True)
    zeros = models.CharField(max_length=7)
    least = models.PositiveSmallIntegerField(db_default=0, default=0)
    cells = models.JSONField(default=list, db_default=[], blank=True)
    audit = models.JSONField(default=dict, db_default={}, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()
    retention = Retention(after="what was published: readers keep it, and the next table must not give it away",
                          source="local", verified=False)  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject", "name", "edition"], name="numbers_one_of_each_edition"
            ),
            models.CheckConstraint(condition=Q(threshold__gte=LOWEST_THRESHOLD), name="numbers_threshold_is_no_lower"),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="numbers_published_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(refusal="") | ~Q(state="refused") & Q(refusal=""),
                name="numbers_refused_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.subject} {self.name} {self.edition}"
