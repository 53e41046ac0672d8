"""Rights to bring in clients from a file: who may open cases, or supervises those who do. A file is its bringer's."""

from django.db.models import Q, QuerySet

from luukku.accounts.models import Membership, Unit, User
from luukku.casework.models import ClientImport, ClientImportQuerySet, ImportRow, ImportRowQuerySet
from luukku.casework.policies.cases import may_open_cases
from luukku.casework.policies.relations import LEADERS, SUPERVISORS
from luukku.core.actor import Actor, Role


def may_import(actor: Actor) -> bool:
    return actor.has(LEADERS) and actor.organisation_id is not None


def own_imports(actor: Actor) -> ClientImportQuerySet:
    """Files that the actor has brought into this organisation. Nobody else sees whom they name."""
    if not may_import(actor):
        return ClientImport.objects.none()
    return ClientImport.objects.filter(organisation_id=actor.organisation_key, uploaded_by_id=actor.user_key)


def own_import_rows(actor: Actor) -> ImportRowQuerySet:
    return ImportRow.objects.filter(batch__in=own_imports(actor))


def units_to_import_into(actor: Actor) -> QuerySet[Unit]:
    """Units in which the actor works with families, or which the actor supervises."""
    units = Unit.objects.filter(organisation_id=actor.organisation_key)
    held = actor.units_as(Role.CASEWORKER) | actor.units_as(Role.SUPERVISOR)
    return units if None in held else units.filter(pk__in=[unit for unit in held if unit])


def workers_to_import_for(actor: Actor) -> QuerySet[User]:
    """Who may answer for the families: a worker for their own; a supervisor chooses among those supervised."""
    at_work = Membership.objects.valid_on(actor.day).filter(
        organisation_id=actor.organisation_key, role=Role.CASEWORKER
    )
    allowed = Q(pk=actor.user_key) if may_open_cases(actor) else Q(pk__in=[])
    if actor.has(SUPERVISORS):
        units = actor.units_as(Role.SUPERVISOR)
        theirs = at_work if None in units else at_work.filter(unit_id__in=[unit for unit in units if unit])
        allowed |= Q(pk__in=theirs.values("user_id"))
    return User.objects.filter(allowed, is_active=True, pk__in=at_work.values("user_id")).order_by("name", "pk")
