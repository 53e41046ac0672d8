"""When a county is in charge of a child's care."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation, OrganisationQuerySet
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import CountyCare, FamilyMembership
from luukku.casework.services._cases import locked_case
from luukku.casework.services._spans import ensure_shortens
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found


@transaction.atomic
def note_county_care(
    actor: Actor,
    case_id: UUID,
    *,
    child_id: UUID,
    county_id: UUID,
    from_on: date | None = None,
    verified_on: date | None = None,
) -> CountyCare:
    """Note that a county is in charge of a child's care. It changes nobody's right to decide.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it is no county.
        RuleViolation: the child is not of this family, or a day is in the future.
        ValidationError: a county is in charge at that time already.
    """
    case = locked_case(actor, case_id)
    ensure(counties(actor.day).filter(pk=county_id).exists())
    children = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id, role=FamilyMembership.Role.CHILD)
    if not children.filter(person_id=child_id).exists():
        raise RuleViolation(_("Choose a child who belongs to this family today."))
    if max(from_on or actor.day, verified_on or actor.day) > actor.day:
        raise RuleViolation(_("The day must not be in the future."))
    care = CountyCare(
        child_id=child_id,
        county_id=county_id,
        verified_on=verified_on,
        verified_by_id=actor.user_id if verified_on else None,
        during=(from_on or actor.day, None),
    )
    care.full_clean()
    care.save()
    trail.record(actor, "county_care.noted", care, case=case.pk)
    return care


@transaction.atomic
def end_county_care(actor: Actor, case_id: UUID, care_id: UUID, *, last_on: date) -> CountyCare:
    """Note the last day on which the county was in charge.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the child is of another family.
        RuleViolation: it has ended already, or the day is before the first or in the future.
    """
    case = locked_case(actor, case_id)
    here = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id).values("person_id")
    cares = policies.editable_county_cares(actor).select_for_update(of=("self",)).filter(child__in=here)
    care = ensure_found(cares.filter(pk=care_id).first())
    ensure_shortens(care, last_on)
    if not care.first_on <= last_on <= actor.day:
        raise RuleViolation(_("The last day must be between the first day and today."))
    care.during = (care.first_on, last_on + timedelta(days=1))
    care.full_clean()
    care.save()
    trail.record(actor, "county_care.ended", care, case=case.pk, last_on=last_on.isoformat())
    return care


def counties(day: date) -> OrganisationQuerySet:
    """Wellbeing services counties, and cities that do a county's work themselves."""
    return Organisation.objects.existing_on(day).filter(kind=Organisation.Kind.WELLBEING_COUNTY)
