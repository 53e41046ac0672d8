"""How long each kind of record lives, by which section. Declared on the model when it is born."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import models, transaction

from luukku.core import clock


@dataclass(frozen=True, slots=True)
class Retention:
    """A retention rule, as data.

    Attributes:
        years: full years to keep; None means as long as the record it belongs to (`after` names it).
        days: used instead of years for operational rows.
        after: what starts the time, in words.
        source: act and section, or "local" for our own default.
        verified: whether the source's text was checked.
    """

    after: str
    source: str
    verified: bool
    years: int | None = None
    days: int | None = None

    def told(self) -> str:
        """The rule in one line, for the operator."""
        length = f"{self.years} years after" if self.years else f"{self.days} days after" if self.days else "as long as"
        checked = "" if self.verified else ", not checked"
        return f"{length} {self.after} ({self.source}{checked})"


def run(*, apply: bool, at: datetime | None = None) -> Iterator[str]:
    """Walk every kind of record that says how long it lives; count, or with `apply` remove, what has lived so long.

    A model whose queryset knows `expired(at)` is emptied of those rows. Others are told as they are: kept with the
    record they belong to, removed together with it.
    """
    moment = at or clock.now()
    for model in apps.get_models():
        retention: Retention | None = getattr(model, "retention", None)
        if retention is None:
            continue
        rows: models.QuerySet[models.Model] = model._default_manager.all()
        expired = getattr(rows, "expired", None)
        if expired is None:
            yield f"{model._meta.label}: {retention.told()}"
            continue
        with transaction.atomic():
            due = expired(moment)
            count = due.delete()[0] if apply else due.count()
        yield f"{model._meta.label}: {retention.told()}: {count} {'removed' if apply else 'to remove'}"
