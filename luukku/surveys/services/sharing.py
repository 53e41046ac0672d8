"""Sets of criteria that travel in packages: told whole, and kept beside those that are here."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure
from luukku.surveys import policies
from luukku.surveys.models import CriteriaSet, Criterion
from luukku.surveys.rules.criteria import OWN_KEY

FIELDS = (
    "key", "names", "texts", "levels", "required_level", "evidence_kinds", "evidence_months", "act", "section",
)  # fmt: skip
LONGEST_KEY = 60
LEVELS = 4


def tell(row: CriteriaSet) -> dict[str, Any]:
    """All that a set says."""
    return {
        "key": row.key, "number": row.number, "titles": row.titles, "intros": row.intros, "origin": row.origin,
        "criteria": [{name: getattr(one, name) for name in FIELDS} for one in row.criteria.all()],
    }  # fmt: skip


def stands(set_id: UUID, body: Mapping[str, Any]) -> CriteriaSet | None:
    """The set that is here under an id, or under the key and the version of what came; None when neither is.

    Beside another version of the product's own criteria stands the newest one that is here: it is never followed.
    """
    rows = CriteriaSet.objects.prefetch_related("criteria")
    found = rows.filter(pk=set_id).first() or rows.filter(key=body["key"], number=body["number"]).first()
    if found is None and body["key"] == OWN_KEY:
        return rows.filter(key=OWN_KEY).order_by("-number").first()
    return found


def is_here(set_id: UUID) -> bool:
    return CriteriaSet.objects.filter(pk=set_id).exists()


@transaction.atomic
def take_in_shared(actor: Actor, set_id: UUID, body: Mapping[str, Any], *, as_fork: bool = False) -> CriteriaSet:
    """Keep a set that came in a package. What has been published never changes, so neither does this one.

    Args:
        as_fork: another set has its key and version: it gets a key of its own, as it does where its key is the
            product's.

    Raises:
        PermissionDenied: the actor does not prepare surveys here.
        RuleViolation: a criterion has not the four levels.
        ValidationError: a choice that we do not know.
    """
    ensure(policies.may_keep(actor))
    if any(len(one["levels"]) != LEVELS for one in body["criteria"]) or not body["criteria"]:
        raise RuleViolation(_("Each criterion needs the words of its four levels."))
    key = f"{body['key'][: LONGEST_KEY - 9]}-{set_id.hex[:8]}" if as_fork or body["key"] == OWN_KEY else body["key"]
    row = CriteriaSet(
        pk=set_id, key=key, number=body["number"], titles=body["titles"], intros=body["intros"], origin=body["origin"]
    )
    row.full_clean()
    row.save(force_insert=True)
    for position, one in enumerate(body["criteria"], start=1):
        criterion = Criterion(criteria_set=row, position=position, **one)
        criterion.full_clean()
        criterion.save()
    row.is_published = True
    row.save(update_fields=["is_published", "updated_at"])
    trail.record(actor, "surveys.criteria_taken_in", row, version=row.number)
    return row
