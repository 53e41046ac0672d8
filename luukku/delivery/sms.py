"""Text messages: through a gateway that takes JSON over HTTP, into the demo's outbox, or honestly nowhere."""

import json
import os
import urllib.request
from dataclasses import dataclass
from typing import Protocol
from urllib.error import HTTPError

from django.conf import settings

from luukku.delivery import outbox
from luukku.delivery.mail import NotConnected

TIMEOUT_SECONDS = 10


class Gateway(Protocol):
    """Whoever carries a text message further."""

    def send(self, *, to: str, text: str, reference: str) -> None:
        """Hand one message over.

        Args:
            to: the number with its country code, e.g. +358401234567.
            reference: our id; a gateway that gets the same one twice sends once.

        Raises:
            OSError: it could not be reached, or refused.
            NotConnected: there is none.
        """


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """POSTs {"to", "text", "from", "reference"} with a bearer token; any 2xx means that it was taken."""

    url: str
    token: str
    sender: str

    def send(self, *, to: str, text: str, reference: str) -> None:
        told = {"to": to, "text": text, "from": self.sender, "reference": reference}
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(self.url, json.dumps(told).encode(), headers, method="POST")  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310 - the operator's own address
                pass
        except HTTPError as error:
            msg = f"The gateway answered {error.code}."
            raise OSError(msg) from error


class OutboxGateway:
    """Shows text messages on the demo's page."""

    def send(self, *, to: str, text: str, reference: str) -> None:
        outbox.keep("sms", to=to, text=text)


class NoGateway:
    def send(self, *, to: str, text: str, reference: str) -> None:
        raise NotConnected


def gateway() -> Gateway:
    """What the environment has set up: LUUKKU_SMS_URL (http or https), LUUKKU_SMS_TOKEN, LUUKKU_SMS_SENDER."""
    if settings.DEMO:
        return OutboxGateway()
    url = os.environ.get("LUUKKU_SMS_URL", "")
    if url.startswith(("https://", "http://127.0.0.1")):
        return HttpGateway(url, os.environ.get("LUUKKU_SMS_TOKEN", ""), os.environ.get("LUUKKU_SMS_SENDER", "Luukku"))
    return NoGateway()


def is_connected() -> bool:
    return not isinstance(gateway(), NoGateway)
