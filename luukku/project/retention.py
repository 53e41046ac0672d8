"""Removing what has been kept long enough: by hand (`luukku retention`) and each night."""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import models, transaction

from luukku.audit import trail
from luukku.core.actor import SystemActor
from luukku.core.retention import Retention
from luukku.project import removal


def run(actor: SystemActor, *, apply: bool) -> Iterator[str]:
    """Walk every kind of record that says how long it lives; count, or with `apply` remove, what has lived so long.

    A model whose queryset knows `expired(at)` is emptied of those rows, and the trail says how many. Others are told as
    they are: kept with the record they belong to, removed together with it.

    Returns:
        One line for each kind of record: its rule, and how many rows are due or were removed.
    """
    for model in apps.get_models():
        retention: Retention | None = getattr(model, "retention", None)
        if retention is None:
            continue
        due = _expired(model, actor.at)
        if due is None:
            yield f"{model._meta.label}: {retention.told()}"
        elif apply:
            yield f"{model._meta.label}: {retention.told()}: {_remove(actor, model, due)} removed"
        else:
            yield f"{model._meta.label}: {retention.told()}: {due.count()} to remove"
    yield from _families(actor, apply=apply)


def _families(actor: SystemActor, *, apply: bool) -> Iterator[str]:
    """Whole cases, and documents kept for a shorter time. Only the tables' owner may remove them."""
    if not apply or not removal.owns_tables():
        due, notices = removal.count_due(actor), removal.count_notices_due(actor)
        how = (
            ": run `luukku retention --apply`, which enters as the owner of the tables"
            if apply and (due or notices)
            else ""
        )
        yield f"Notes of child-protection notices whose time is over: {notices} to remove"
        yield f"Whole cases whose time is over: {due} to remove{how}"
        return
    notices = 0
    while removed := removal.remove_notices(actor):
        notices += removed
    yield f"Notes of child-protection notices whose time was over: {notices} removed"
    documents = 0
    while removed := removal.remove_documents(actor):
        documents += removed
    cases = rows = 0
    for one in removal.remove_due(actor):
        cases, rows = cases + 1, rows + one.rows
    yield f"Documents whose time was over before their case's: {documents} removed"
    yield f"Whole cases whose time is over: {cases} removed, {rows} rows"


def _expired(model: type[models.Model], at: datetime) -> models.QuerySet[models.Model] | None:
    expired = getattr(model._default_manager.all(), "expired", None)
    return expired(at) if expired else None


@transaction.atomic
def _remove(actor: SystemActor, model: type[models.Model], due: models.QuerySet[models.Model]) -> int:
    count: int = due.delete()[0]
    if count:
        trail.record(actor, "retention.removed", kind=model._meta.label, count=count)
    return count
