"""An administrator's work with the people of the organisation."""

import secrets
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts import policies
from luukku.accounts.events import MailKind, mail_wanted
from luukku.accounts.models import Invitation, Membership, Unit, User
from luukku.accounts.services.invitations import VALID_FOR
from luukku.accounts.services.memberships import about_to_end, create_membership
from luukku.accounts.services.own import end_sessions
from luukku.audit import trail
from luukku.core.actor import Actor, Role
from luukku.core.errors import RuleViolation, ensure


@transaction.atomic
def invite(
    actor: Actor,
    *,
    email: str,
    name: str,
    title: str,
    language: str,
    role: Role,
    unit: Unit | None,
    starts_on: date,
    ends_on: date | None,
) -> Membership:
    """Give somebody their first role here; a newcomer to Luukku gets a link by mail, a known person a note.

    Raises:
        PermissionDenied: the actor is no administrator of the whole organisation, or invites itself.
        RuleViolation: the person has this role already, or may not sign in.
    """
    ensure(policies.may_administer(actor))
    user = User.objects.select_for_update().filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, name=name, title=title, language=language)
        trail.record(actor, "user.added", user)
    if not user.is_active:
        raise RuleViolation(_("Signing in with this e-mail address has been closed. Ask for it to be opened first."))
    membership = create_membership(actor, user, role=role, unit=unit, starts_on=starts_on, ends_on=ends_on)
    if user.has_usable_password():
        _tell(user, MailKind.NEW_WORKPLACE, membership)
        return membership
    invitation = Invitation.objects.create(
        membership=membership,
        token_hash=secrets.token_bytes(32),  # nobody knows this one: the mail will make its own
        expires_at=actor.at + VALID_FOR,
        invited_by=policies.administered_people(actor).get(pk__in=[actor.user_id]),
    )
    trail.record(actor, "invitation.sent", invitation, user=str(user.pk))
    _tell(user, MailKind.INVITATION, membership, invitation.pk)
    return membership


@transaction.atomic
def send_invitation_again(actor: Actor, membership_id: UUID) -> Invitation:
    """A new link for seven days more; the old one stops working when the new mail leaves.

    Raises:
        PermissionDenied: the actor does not administer this person.
        RuleViolation: the invitation was accepted already.
    """
    membership = Membership.objects.select_related("user", "organisation").get(pk=membership_id)
    ensure(policies.changeable_memberships(actor).filter(pk=membership.pk).exists())
    invitation = Invitation.objects.select_for_update().filter(membership=membership, accepted_at=None).first()
    if invitation is None:
        raise RuleViolation(_("This invitation was accepted already."))
    invitation.expires_at = actor.at + VALID_FOR
    invitation.token_hash = secrets.token_bytes(32)
    invitation.save()
    trail.record(actor, "invitation.sent", invitation, user=str(membership.user_id))
    _tell(membership.user, MailKind.INVITATION, membership, invitation.pk)
    return invitation


@transaction.atomic
def reset_second_factor(actor: Actor, user_id: UUID) -> User:
    """Take away a lost second factor. The person gets a link to choose a new password and then a new second factor.

    The password goes too: else whoever knows it could set up a second factor of their own.

    Raises:
        PermissionDenied: the actor does not administer this person, or is this person.
        RuleViolation: the person's first workplace is another organisation, or no role holds here any more.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    ensure(policies.changeable_people(actor).filter(pk=user.pk).exists())
    if not policies.people_at_home(actor).filter(pk=user.pk).exists():
        raise RuleViolation(_("This person works first of all for another organisation. Its administrator can help."))
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save()
    end_sessions(user)
    trail.record(actor, "user.second_factor_reset", user)
    mail_wanted.send(sender=User, user=user, kind=MailKind.SECOND_FACTOR_RESET, organisation=None, invitation_id=None)
    return user


@transaction.atomic
def lock_out(actor: Actor, user_id: UUID) -> User:
    """Close somebody's sign-in altogether and end their sessions.

    Raises:
        PermissionDenied: the actor does not administer this person, or is this person.
        RuleViolation: the person works elsewhere too, or is the last administrator.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    ensure(policies.changeable_people(actor).filter(pk=user.pk).exists())
    if not policies.people_of_this_organisation_only(actor).filter(pk=user.pk).exists():
        raise RuleViolation(_("This person works for another organisation too. End the roles here instead."))
    _refuse_orphans(actor, user)
    user.is_active = False
    user.save()
    end_sessions(user)
    trail.record(actor, "user.locked_out", user)
    return user


@transaction.atomic
def let_in_again(actor: Actor, user_id: UUID) -> User:
    """Open somebody's sign-in again; roles that have ended stay ended.

    Raises:
        PermissionDenied: the actor does not administer this person.
        RuleViolation: the person works elsewhere too, so another organisation may have closed the sign-in.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    ensure(policies.changeable_people(actor).filter(pk=user.pk).exists())
    if not policies.people_of_this_organisation_only(actor).filter(pk=user.pk).exists():
        raise RuleViolation(_("This person works for another organisation too, which must open the sign-in."))
    user.is_active = True
    user.save()
    trail.record(actor, "user.let_in", user)
    return user


def _refuse_orphans(actor: Actor, user: User) -> None:
    """Every role that still holds would end today: those who know of work that hangs on it may refuse."""
    for membership in Membership.objects.filter(user=user).valid_on(actor.day).select_related("organisation"):
        about_to_end(actor, membership, actor.day)


def _tell(user: User, kind: MailKind, membership: Membership, invitation_id: UUID | None = None) -> None:
    mail_wanted.send(
        sender=Membership,
        user=user,
        kind=kind,
        organisation=membership.organisation,
        invitation_id=invitation_id,
    )
