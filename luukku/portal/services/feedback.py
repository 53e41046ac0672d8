"""Feedback on accessibility: received at once, answered by its day (306/2019, 10 §)."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.core.limits import is_too_often
from luukku.core.text import clean
from luukku.portal import policies, rules
from luukku.portal.models import AccessibilityFeedback

MOST_AN_HOUR: Final = 5
"""Messages that one visitor can send in an hour. Source: local."""
MOST_FROM_ONE_PLACE: Final = 30
"""And all who share an address, as in a library: what tells them apart the sender makes up. Source: local."""
HOUR: Final = 3600


@transaction.atomic
def receive(
    actor: Actor, *, text: str, contact: str, language: str, visitor: str, address: str
) -> AccessibilityFeedback:
    """Keep what somebody could not do, with the day by which they are answered.

    Args:
        visitor, address: as `accounts.visitors` makes them; they are only counted.

    Raises:
        RuleViolation: the visitor has written often enough for now.
    """
    limits = ((visitor, MOST_AN_HOUR), (address, MOST_FROM_ONE_PLACE))
    if any(is_too_often(f"portal-feedback-{who}", actor.at, most=most, seconds=HOUR) for who, most in limits):
        raise RuleViolation(pgettext("family", "Many messages came from here. Try again in an hour."))
    row = AccessibilityFeedback(
        text=clean(text),
        contact=clean(contact),
        language=language,
        received_at=actor.at,
        due_on=rules.answer_due(actor.day),
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def answer(actor: Actor, feedback_id: UUID, *, answer: str) -> AccessibilityFeedback:
    """Note what was answered. The answer itself goes by mail or phone, as its writer wished.

    Raises:
        PermissionDenied: the actor does not keep the public site.
        RuleViolation: it was answered before.
    """
    row = ensure_found(policies.readable_feedback(actor).select_for_update(of=("self",)).filter(pk=feedback_id).first())
    if row.answered_at is not None:
        raise RuleViolation(_("Somebody has answered this already."))
    row.answer, row.answered_at = clean(answer), actor.at
    row.answered_by = User.objects.get(pk=actor.user_key)
    row.full_clean()
    row.save()
    trail.record(actor, "portal.feedback_answered", row)
    return row
