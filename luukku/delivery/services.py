"""Planning messages, and carrying them to whoever sends them."""

from datetime import datetime
from uuid import UUID

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from procrastinate.contrib.django import app as queue

from luukku.accounts.models import Organisation, User
from luukku.core.actor import SystemActor
from luukku.core.errors import ensure
from luukku.delivery import sms
from luukku.delivery.kinds import NoLongerNeeded, kind_of
from luukku.delivery.mail import NotConnected
from luukku.delivery.models import Message

log = structlog.get_logger(__name__)

MOST_TRIES = 8


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
        text = str(kind.text) % {"link": kind.link(message), "organisation": organisation}
        subject = str(kind.subject)
    if message.channel == Message.Channel.SMS:
        sms.gateway().send(to=message.user.phone, text=text, reference=str(message.pk))
        return
    headers = {"Message-ID": f"<{message.pk}@luukku>", "Auto-Submitted": "auto-generated"}
    EmailMessage(subject, text, to=[message.user.email], headers=headers).send()
