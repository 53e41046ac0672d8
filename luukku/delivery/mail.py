"""Where mails go when there is no mail server: into the demo's outbox, or honestly nowhere."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from luukku.delivery import outbox


class NotConnected(Exception):  # noqa: N818 - a state, told as it is
    """No mail server or text message gateway has been set up here."""


class NotConnectedBackend(BaseEmailBackend):
    """Says that nothing can be sent, instead of pretending."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise NotConnected


class OutboxBackend(BaseEmailBackend):
    """Keeps mails for the page `/demo/outbox`. Used only in a demo."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            outbox.keep("mail", to=", ".join(mail.to), subject=str(mail.subject), text=str(mail.body))
        return len(email_messages)


def is_connected() -> bool:
    """Whether mails leave, be it only into the demo's outbox."""
    return f"{__name__}.{NotConnectedBackend.__name__}" != settings.EMAIL_BACKEND
