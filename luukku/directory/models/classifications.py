"""Code lists: service classes, target groups, life events, ontology terms."""

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.directory.models.sourced import Words


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, scheme: str) -> Self:
        return self.filter(scheme=scheme)

    def in_order(self) -> Self:
        return self.order_by("scheme", "code", "uri")


class Term(Record):
    """One code of one list, named in several languages. Codes stay as their keeper writes them."""

    class Scheme(models.TextChoices):
        SERVICE_CLASS = "service_class", _("Service classes")
        TARGET_GROUP = "target_group", _("Target groups")
        LIFE_EVENT = "life_event", _("Life events")
        ONTOLOGY = "ontology", _("Ontology terms")
        INDUSTRY = "industry", _("Industries")

    scheme = models.CharField(_("list"), max_length=13, choices=Scheme)
    code = models.CharField(_("code"), max_length=200)
    uri = models.CharField(max_length=300, blank=True)
    names: "models.JSONField[Words, Words]" = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="narrower")

    objects = TermQuerySet.as_manager()
    retention = Retention(after="the code list itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="directory_terms_differ"),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "fi")

    def name_in(self, language: str) -> str:
        """Its name in a language, or in the nearest that it has; the code when nobody has named it."""
        for code in (language, "fi", "en", "sv"):
            if self.names.get(code):
                return self.names[code]
        return next(iter(self.names.values()), self.code)
