"""Which cases have been kept long enough. Taking them away is the matter of whoever owns the tables."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from luukku.casework.law.records import keeping_rules
from luukku.casework.models import Case, CaseQuerySet, ChildProtectionPointer, Document, LegalHold
from luukku.casework.rules.keeping import MONTHS_IN_YEAR, After, is_over
from luukku.casework.services.keeping import keeping_of
from luukku.core.actor import SystemActor
from luukku.core.days import add_months
from luukku.core.errors import ensure


def cases_due(actor: SystemActor, *, after: UUID | None = None, limit: int = 200) -> list[Case]:
    """Closed cases whose time is over and that nothing holds, in the order of their ids; a batch beginning after one.

    The database finds those that the shortest time could let go; the rules decide for each.

    Raises:
        PermissionDenied: only the clock and an operator's command ask this.
    """
    ensure(isinstance(actor, SystemActor))
    found = _candidates(actor.day)
    due: list[Case] = []
    while len(due) < limit:
        rows = found.filter(pk__gt=after) if after else found
        batch = list(rows.order_by("pk")[:limit])
        if not batch:
            break
        due += [case for case in batch if is_due(case, actor.day)]
        after = batch[-1].pk
    return due[:limit]


def is_due(case: Case, day: date) -> bool:
    """Whether on this day the time of this very case is over and nothing holds it."""
    if case.state != Case.State.CLOSED:
        return False
    keeping = keeping_of(case, day)
    return keeping.hold is None and is_over(keeping.until, day)


def locked_if_due(case_id: UUID, day: date) -> Case | None:
    """The case, locked, if nobody has put a hold on it or opened it again meanwhile."""
    case = Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first()
    return case if case is not None and is_due(case, day) else None


def documents_due(actor: SystemActor, *, limit: int = 200) -> list[Document]:
    """Documents of closed cases that are kept for a shorter time than their case, and whose time is over."""
    ensure(isinstance(actor, SystemActor))
    found: list[Document] = []
    for code, rule in keeping_rules(actor.day).items():
        if rule.after is not After.CLOSING:
            continue
        before = add_months(actor.day, -rule.years * MONTHS_IN_YEAR)
        rows = Document.objects.filter(retention_class=code, case__state=Case.State.CLOSED, case__closed_on__lt=before)
        rows = rows.exclude(case__in=LegalHold.objects.standing().values("case")).select_related("case")
        found += rows.order_by("pk")[:limit]
    return found[:limit]


def notices_due(actor: SystemActor, *, limit: int = 200) -> list[ChildProtectionPointer]:
    """Notes of child-protection notices whose time is over, of children in no family whose removal is stopped.

    Raises:
        PermissionDenied: only the clock and an operator's command ask this.
    """
    ensure(isinstance(actor, SystemActor))
    held = Case.objects.filter(pk__in=LegalHold.objects.standing().values("case")).values("family__memberships__person")
    rows = ChildProtectionPointer.objects.past_keeping(actor.day).exclude(child__in=held)
    return list(rows.order_by("pk")[:limit])


def _candidates(day: date) -> CaseQuerySet:
    """Closed for at least the shortest time that counts from closing, without a hold."""
    shortest = min(rule.years for rule in keeping_rules(day).values() if rule.after is After.CLOSING)
    before = add_months(day, -shortest * MONTHS_IN_YEAR)
    held = LegalHold.objects.standing().values("case")
    closed = Case.objects.filter(Q(state=Case.State.CLOSED), closed_on__lt=before).exclude(pk__in=held)
    return closed.select_related("organisation")
