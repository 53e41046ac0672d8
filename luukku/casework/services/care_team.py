"""Who helps the family beside the responsible worker, and what they are shown."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luukku.accounts.models import Membership, Organisation
from luukku.audit import trail
from luukku.casework.models import CareTeamMember
from luukku.casework.services._cases import locked_case
from luukku.casework.services._spans import ensure_goes_on
from luukku.casework.services.responsibility import case_path
from luukku.core.actor import Actor, Role
from luukku.core.errors import RuleViolation, ensure_found
from luukku.delivery import services as delivery


def workplaces_of_helper(email: str, day: date) -> QuerySet[Membership]:
    """Where the person with exactly this address works with families on the day; one row for each organisation."""
    return (
        Membership.objects.valid_on(day)
        .filter(user__email=email.strip().lower(), user__is_active=True, role=Role.CASEWORKER)
        .filter(organisation__in=Organisation.objects.existing_on(day))
        .select_related("user", "organisation")
        .order_by("organisation_id", "starts_on")
        .distinct("organisation_id")
    )


@transaction.atomic
def add_helper(
    actor: Actor,
    case_id: UUID,
    *,
    user_id: UUID,
    organisation_id: UUID,
    function: str,
    sections: Sequence[str] = (),
    from_on: date | None = None,
    last_on: date | None = None,
) -> CareTeamMember:
    """Take somebody into the care team, with the sections of the plan that the family lets them read.

    Args:
        organisation_id: for which organisation they help; their right ends with their work there.
        last_on: the last day, when it is known.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: it is the actor, or the person does not work with families there, or the days do not fit.
        ValidationError: they are in the team already at that time.
    """
    case = locked_case(actor, case_id)
    if user_id == actor.user_id:
        raise RuleViolation(_("You answer for the family already. Ask somebody else to help."))
    from_on = from_on or actor.day
    _ensure_works_there(user_id, organisation_id, from_on)
    if last_on is not None and last_on < from_on:
        raise RuleViolation(_("The last day must not be before the first."))
    helper = CareTeamMember(
        case=case, user_id=user_id, organisation_id=organisation_id, function=function.strip(),
        sections=sorted(set(sections)), during=(from_on, last_on + timedelta(days=1) if last_on else None),
    )  # fmt: skip
    helper.full_clean()
    helper.save()

    trail.record(actor, "helper.added", helper, case=case.pk, user=str(user_id), sections=helper.sections)
    delivery.nudge(helper.user, "care_team", organisation=helper.organisation, path=case_path(case.pk))
    return helper


@transaction.atomic
def change_helper(
    actor: Actor, case_id: UUID, helper_id: UUID, *, function: str, sections: Sequence[str]
) -> CareTeamMember:
    """Change what a helper does and may read, from this moment on.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it is another case's helper.
        RuleViolation: they no longer help.
    """
    case = locked_case(actor, case_id)
    helper = ensure_found(CareTeamMember.objects.select_for_update().filter(pk=helper_id, case=case).first())
    ensure_goes_on(helper, actor.day)
    helper.function, helper.sections = function.strip(), sorted(set(sections))
    helper.full_clean()
    helper.save()

    trail.record(actor, "helper.changed", helper, case=case.pk, sections=helper.sections)
    return helper


@transaction.atomic
def end_helper(actor: Actor, case_id: UUID, helper_id: UUID) -> None:
    """End somebody's part in the care team at once: from this moment they read nothing.

    Yesterday becomes their last day; who only joined today is taken out, and the trail keeps that they were there.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it is another case's helper.
        RuleViolation: their part has ended already.
    """
    case = locked_case(actor, case_id)
    helper = ensure_found(CareTeamMember.objects.select_for_update().filter(pk=helper_id, case=case).first())
    ensure_goes_on(helper, actor.day)
    trail.record(actor, "helper.ended", helper, case=case.pk, user=str(helper.user_id))
    if helper.during.lower >= actor.day:
        helper.delete()
        return
    helper.during = (helper.during.lower, actor.day)
    helper.full_clean()
    helper.save()


def _ensure_works_there(user_id: UUID, organisation_id: UUID, day: date) -> None:
    at_work = Membership.objects.valid_on(day).filter(
        user_id=user_id, user__is_active=True, organisation_id=organisation_id, role=Role.CASEWORKER
    )
    if not at_work.exists():
        raise RuleViolation(_("This person does not work with families there on that day."))
