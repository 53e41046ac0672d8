"""Invitations: a link in a mail, good for one person, one use and seven days."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import Invitation, User
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.errors import RuleViolation

VALID_FOR = timedelta(days=7)


@transaction.atomic
def new_invitation_token(invitation_id: UUID) -> str | None:
    """A fresh token for the mail that is about to leave; the database keeps only its hash.

    Called by whoever delivers the mail, so that no secret waits in a queue. A second mail makes the first one's
    link useless. None when the invitation was accepted or has been withdrawn meanwhile.
    """
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id, accepted_at=None).first()
    if invitation is None:
        return None
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hash(token)
    invitation.save()
    return token


def open_invitation(token: str, at: datetime) -> Invitation | None:
    """The invitation a token opens, if nobody has used it, its days are not over and its role has not ended."""
    found = Invitation.objects.select_related("membership__user", "membership__organisation", "invited_by")
    invitation = found.filter(token_hash=_hash(token), accepted_at=None, expires_at__gt=at).first()
    if invitation is None or not invitation.membership.user.is_active:
        return None
    ends_on = invitation.membership.ends_on
    return None if ends_on and ends_on < helsinki_day(at) else invitation


@transaction.atomic
def accept_invitation(token: str, *, password: str, at: datetime) -> User:
    """Set the first password of somebody invited. The link works once.

    Raises:
        RuleViolation: the link was used, has expired, or never was.
    """
    opened = open_invitation(token, at)
    invitation = (
        Invitation.objects.select_for_update().filter(pk=opened.pk, accepted_at=None).first() if opened else None
    )
    if invitation is None:
        raise RuleViolation(_("This invitation can no longer be used. Ask the person who invited you for a new one."))
    membership = invitation.membership
    user = User.objects.select_for_update().get(pk=membership.user_id)
    if user.has_usable_password():
        raise RuleViolation(_("You already have a password here. Sign in with it."))
    user.set_password(password)
    user.save()
    invitation.accepted_at = at
    invitation.save()
    actor = Actor(user.pk, membership.organisation_id, frozenset(), at)
    trail.record(actor, "invitation.accepted", invitation, user=str(user.pk))
    return user


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
