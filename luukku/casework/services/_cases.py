"""How every service here begins: lock the case, ask the policy, see that it is still open."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found


def user_of(actor: Actor) -> UUID:
    """The id of the person who acts. The system signs nothing here."""
    return ensure_found(actor.user_id)


def workplace_of(actor: Actor) -> UUID:
    """The id of the organisation acted for."""
    return ensure_found(actor.organisation_id)


def locked_case(actor: Actor, case_id: UUID, allowed: Callable[[Actor, Case], bool] = policies.may_answer_for) -> Case:
    """The case, locked until the end of the transaction, when the actor may do this with it.

    Raises:
        PermissionDenied: there is no such case for the actor.
        RuleViolation: the case is closed.
    """
    case = ensure_found(
        Case.objects.select_for_update(of=("self",)).select_related("family").filter(pk=case_id).first()
    )
    ensure(allowed(actor, case))
    if not case.is_open:
        raise RuleViolation(_("This case is closed, so nothing in it can be changed any more."))
    return case
