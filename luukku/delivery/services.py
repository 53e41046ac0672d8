"""Planning messages, and carrying them to whoever sends them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from procrastinate.contrib.django import app as queue
from procrastinate.types import JSONDict

from luukku.accounts.models import Organisation, User
from luukku.core.actor import SystemActor
from luukku.core.errors import ensure
from luukku.delivery import sms
from luukku.delivery.kinds import NoLongerNeeded, kind_of
from luukku.delivery.mail import NotConnected
from luukku.delivery.models import Message

log = structlog.get_logger(__name__)

MOST_TRIES = 8
MANY = 1000
"""Mails planned in one statement."""


def nudge(
    user: User,
    kind: str,
    *,
    organisation: Organisation | None = None,
    path: str = "",
    channel: str = Message.Channel.MAIL,
) -> Message | None:
    """Tell a worker that something waits. The mail says nothing about what or whom.

    Args:
        kind: a code for the statistics of sending, e.g. "plan_review_due". It decides no words.
        organisation: whose pages the link leads to.
        path: the page there, without the organisation's prefix; ids only.
        channel: mail, or a text message to somebody who has given a number.

    Returns:
        The message, or None when the person may not sign in or has no number for a text message.
    """
    if not user.is_active or (channel == Message.Channel.SMS and not user.phone):
        return None
    return _plan(Message(user=user, kind=kind, organisation=organisation, path=path, channel=channel))


def send_mail_to(
    user: User, kind: str, *, organisation: Organisation | None = None, subject_id: UUID | None = None
) -> Message:
    """Send a mail about signing in; its link is made at the moment of sending."""
    return _plan(
        Message(user=user, kind=kind, organisation=organisation, subject_id=subject_id, channel=Message.Channel.MAIL)
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """One mail of many: to whom, about which workplace's pages, with which counts."""

    user_id: UUID
    organisation_id: UUID
    figures: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def tell_many(actor: SystemActor, tellings: Sequence[Telling], kind: str, *, path: str = "") -> int:
    """Plan one mail of a kind for each of many workers. The mails say counts at most, never what or whom.

    Returns:
        How many were planned: people who may not sign in get none.

    Raises:
        PermissionDenied: the actor is not the system.
    """
    ensure(isinstance(actor, SystemActor))
    languages = dict(
        User.objects.filter(pk__in={one.user_id for one in tellings}, is_active=True).values_list("pk", "language")
    )
    messages = [
        Message(
            user_id=one.user_id,
            organisation_id=one.organisation_id,
            kind=kind,
            path=path,
            channel=Message.Channel.MAIL,
            language=languages[one.user_id],
            figures=one.figures,
            created_at=actor.at,
        )
        for one in tellings
        if one.user_id in languages
    ]
    Message.objects.bulk_create(messages, batch_size=MANY)
    for first in range(0, len(messages), MANY):
        batch: list[JSONDict] = [{"message_id": str(one.pk)} for one in messages[first : first + MANY]]
        queue.configure_task("delivery.deliver", queue="delivery").batch_defer(*batch)
    return len(messages)


@transaction.atomic
def _plan(message: Message) -> Message:
    """Keep the message and plan its sending, both in the caller's transaction: undone change, no mail."""
    message.language = message.user.language
    message.save(force_insert=True)
    queue.configure_task("delivery.deliver", queue="delivery").defer(message_id=str(message.pk))
    return message


def deliver(actor: SystemActor, message_id: UUID) -> str:
    """Send one message, once. Run again after it was sent, it does nothing.

    Returns:
        The state the message is in afterwards.

    Raises:
        OSError: the server could not be reached or refused; the queue tries again later.
    """
    ensure(isinstance(actor, SystemActor))
    with transaction.atomic():
        found = Message.objects.select_for_update(of=("self",)).select_related("user", "organisation")
        message = found.filter(pk=message_id).first()
        if message is None or message.state != Message.State.PLANNED:
            return message.state if message else ""
        message.attempts += 1
        failure = _try(message, actor.at)
        if failure is not None and message.attempts >= MOST_TRIES:
            message.state, failure = Message.State.FAILED, None
        message.save()
    if failure is not None:
        raise failure
    return message.state


def _try(message: Message, at: datetime) -> OSError | None:
    """Send, and note in the message how it went. What can be mended by waiting is returned."""
    try:
        _send(message)
    except NoLongerNeeded:
        message.state = Message.State.NOT_NEEDED
    except NotConnected:
        message.state = Message.State.NOT_CONNECTED
        log.warning("message_not_connected", channel=message.channel, kind=message.kind)
    except OSError as failure:
        log.warning("message_failed", channel=message.channel, kind=message.kind, attempts=message.attempts)
        return failure
    else:
        message.state, message.sent_at = Message.State.SENT, at
    return None


def _send(message: Message) -> None:
    kind = kind_of(message.kind)
    with translation.override(message.language):
        organisation = message.organisation.name if message.organisation else ""
        text = str(kind.text) % {**message.figures, "link": kind.link(message), "organisation": organisation}
        subject = str(kind.subject)
    if message.channel == Message.Channel.SMS:
        sms.gateway().send(to=message.user.phone, text=text, reference=str(message.pk))
        return
    headers = {"Message-ID": f"<{message.pk}@luukku>", "Auto-Submitted": "auto-generated"}
    EmailMessage(subject, text, to=[message.user.email], headers=headers).send()
