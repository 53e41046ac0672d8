"""Who may act for an organisation, and until when."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from luukku.accounts import policies
from luukku.accounts.events import MailKind, mail_wanted, membership_ending
from luukku.accounts.models import Membership, Organisation, Unit, User
from luukku.audit import trail
from luukku.core.actor import Actor, Role
from luukku.core.errors import RuleViolation, ensure


@transaction.atomic
def add_membership(
    actor: Actor, user_id: UUID, *, role: Role, unit: Unit | None, starts_on: date, ends_on: date | None
) -> Membership:
    """Give somebody who belongs to the organisation one more role.

    Raises:
        PermissionDenied: the actor does not administer this person, or the unit is another organisation's.
        RuleViolation: the person has this role at that time already, or the days are the wrong way round.
    """
    user = User.objects.get(pk=user_id)
    ensure(policies.changeable_people(actor).filter(pk=user.pk).exists())
    membership = create_membership(actor, user, role=role, unit=unit, starts_on=starts_on, ends_on=ends_on)
    mail_wanted.send(
        sender=Membership,
        user=user,
        kind=MailKind.NEW_WORKPLACE,
        organisation=membership.organisation,
        invitation_id=None,
    )
    return membership


def create_membership(
    actor: Actor, user: User, *, role: Role, unit: Unit | None, starts_on: date, ends_on: date | None
) -> Membership:
    """The row itself, in the actor's organisation, checked and traced. For services of this app only."""
    organisation = policies.administered_organisations(actor).first()
    if organisation is None or user.pk == actor.user_id:
        raise PermissionDenied
    ensure(unit is None or policies.grantable_units(actor).filter(pk=unit.pk).exists())
    if starts_on < actor.day:
        raise RuleViolation(_("Rights can't begin in the past. Choose today or a later day."))
    membership = Membership(
        user=user,
        organisation=organisation,
        unit=unit,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _check(membership)
    membership.save()
    _record(actor, "membership.added", membership)
    return membership


@transaction.atomic
def change_end(actor: Actor, membership_id: UUID, *, ends_on: date | None) -> Membership:
    """Set the last day of a role: earlier, later, or open (None). The last day counts in full.

    Raises:
        PermissionDenied: the actor may not change this membership; nobody changes their own.
        RuleViolation: the new day lies in the past, the organisation would be left without an administrator, or an
            app above knows of work that would be orphaned.
    """
    membership = Membership.objects.select_for_update().select_related("organisation", "user").get(pk=membership_id)
    ensure(policies.changeable_memberships(actor).filter(pk=membership.pk).exists())
    if membership.ends_on is not None and membership.ends_on < actor.day:
        raise RuleViolation(_("This role has already ended. Add a new one instead."))
    if ends_on is not None and ends_on < max(actor.day, membership.starts_on):
        raise RuleViolation(_("The last day can be today at the earliest, and not before the first day."))
    about_to_end(actor, membership, ends_on)

    membership.ends_on = ends_on
    _check(membership)
    membership.save()

    _record(actor, "membership.end_changed", membership)
    return membership


def about_to_end(actor: Actor, membership: Membership, ends_on: date | None) -> None:
    """Ask everybody who could mind. Raises RuleViolation when somebody does. For services of this app only."""
    _keep_an_administrator(membership, ends_on)
    membership_ending.send(sender=Membership, membership=membership, ends_on=ends_on, actor=actor)


def _check(membership: Membership) -> None:
    try:
        membership.full_clean()
    except ValidationError as error:
        raise RuleViolation(" ".join(error.messages)) from error


def _keep_an_administrator(membership: Membership, ends_on: date | None) -> None:
    """Somebody must be left who can let others in: an administrator of the whole organisation with as late an end."""
    if membership.role != Role.ADMINISTRATOR or ends_on is None:
        return
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    others = Membership.objects.filter(
        organisation=membership.organisation,
        role=Role.ADMINISTRATOR,
        unit=None,
        user__is_active=True,
        starts_on__lte=ends_on,
    ).exclude(user=membership.user_id)
    if not others.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=ends_on)).exists():
        raise RuleViolation(
            _("This is the last administrator. Give the role to somebody else before this person's role ends.")
        )


def _record(actor: Actor, action: str, membership: Membership) -> None:
    """What the trail says about a membership: ids, codes and days."""
    trail.record(
        actor,
        action,
        membership,
        user=str(membership.user_id),
        role=str(membership.role),
        unit=str(membership.unit_id) if membership.unit_id else None,
        starts_on=membership.starts_on.isoformat(),
        ends_on=membership.ends_on.isoformat() if membership.ends_on else None,
    )
