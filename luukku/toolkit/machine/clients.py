"""Clients of translating machines. They get the words of a public text and nothing about anybody."""

import json
import os
import urllib.request
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit

TIMEOUT_SECONDS: Final = 30
LONGEST_ASKED: Final = 20_000
"""Characters in one question."""
LONGEST_SNIPPET: Final = 5_000
"""Characters of one text that eTranslation takes; a longer one is left to people."""


class NotConnected(Exception):  # noqa: N818 - it is no error
    """No machine is set up."""


class Refused(OSError):  # noqa: N818 - what the machine did
    """The machine answered, but not with a translation: another language, too much, no right.

    `code` is the machine's own word for it; empty when it gave none.
    """

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class Machine(Protocol):
    """Whoever translates by machine, and answers at once."""

    @property
    def name(self) -> str: ...

    def translate(self, texts: list[str], *, source: str, target: str) -> list[str]:
        """The texts in another language, in the same order.

        Raises:
            OSError: nobody answers, or the machine refuses.
            NotConnected: there is none.
        """


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """POST /translate with {"q": [...], "source", "target", "format": "text"}; answers {"translatedText": [...]}."""

    url: str
    key: str = ""
    name: str = "LibreTranslate"

    def translate(self, texts: list[str], *, source: str, target: str) -> list[str]:
        told: dict[str, Any] = {"q": texts, "source": source, "target": target, "format": "text"}
        if self.key:
            told["api_key"] = self.key
        answer = _json(_post(f"{self.url.rstrip('/')}/translate", told))
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(one, str) for one in found):
            msg = "The machine did not answer with as many texts as it got."
            raise Refused(msg)
        return found


@dataclass(frozen=True, slots=True)
class ETranslation:
    """The Commission's eTranslation: it takes a text at once and calls back with the translation, minutes later.

    POST with Digest sign-in; the answer is the number of the request, or a negative code when it refuses.
    """

    url: str
    application: str
    password: str
    name: str = "eTranslation"

    def ask(self, text: str, *, source: str, target: str, callback: str, reference: str) -> str:
        """Hand one text over. Returns the number of the request.

        Args:
            callback: the address that eTranslation posts the translation, or its error, to.
            reference: comes back with the answer.

        Raises:
            Refused: it does not take this text; `code` is its number for why.
            OSError: nobody answers.
        """
        if len(text) > LONGEST_SNIPPET:
            msg = "The text is longer than eTranslation takes."
            raise Refused(msg, "too_long")
        told = {
            "priority": 0,
            "externalReference": reference,
            "callerInformation": {"application": self.application, "username": self.application},
            "textToTranslate": text,
            "sourceLanguage": source.upper(),
            "targetLanguages": [target.upper()],
            "domain": "GEN",
            "requesterCallback": callback,
            "errorCallback": callback,
        }
        answer = _post(self.url, told, self._opener()).decode("ascii", errors="replace").strip().strip('"')
        if not answer.isdigit():
            msg = "eTranslation did not take the text."
            raise Refused(msg, answer[:20])
        return answer[:40]

    def _opener(self) -> urllib.request.OpenerDirector:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, self.url, self.application, self.password)
        return urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(known))


@dataclass(frozen=True, slots=True)
class NoMachine:
    """What there is when nothing is set up."""

    name: str = ""

    def translate(self, texts: list[str], *, source: str, target: str) -> list[str]:
        raise NotConnected


def machine() -> Machine | ETranslation:
    """What the environment has set up: LUUKKU_LIBRETRANSLATE_* or LUUKKU_ETRANSLATION_*."""
    libre, commission = os.environ.get("LUUKKU_LIBRETRANSLATE_URL", ""), os.environ.get("LUUKKU_ETRANSLATION_URL", "")
    if _is_safe(libre):
        return LibreTranslate(libre, os.environ.get("LUUKKU_LIBRETRANSLATE_KEY", ""))
    if _is_safe(commission):
        user, password = (
            os.environ.get("LUUKKU_ETRANSLATION_USER", ""),
            os.environ.get("LUUKKU_ETRANSLATION_PASSWORD", ""),
        )
        return ETranslation(commission, user, password)
    return NoMachine()


def is_connected() -> bool:
    return not isinstance(machine(), NoMachine)


def _is_safe(url: str) -> bool:
    """Whether nobody on the way can read what is told there."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))


def _post(url: str, told: dict[str, Any], opener: urllib.request.OpenerDirector | None = None) -> bytes:
    body = json.dumps(told).encode()
    if len(body) > LONGEST_ASKED * 6:
        msg = "Too much for one question."
        raise Refused(msg)
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method="POST")  # noqa: S310
    reach = opener or urllib.request.build_opener()
    try:
        with reach.open(request, timeout=TIMEOUT_SECONDS) as answer:
            content: bytes = answer.read(5_000_000)
    except HTTPError as error:
        msg = f"The machine answered {error.code}."
        raise Refused(msg, str(error.code)) from error
    return content


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError as error:
        msg = "The machine's answer could not be read."
        raise Refused(msg) from error
