"""Clients of translating machines. They get the words of a public text and nothing about anybody."""

import base64
import json
import os
import urllib.request
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.error import HTTPError

TIMEOUT_SECONDS: Final = 30
LONGEST_ASKED: Final = 20_000
"""Characters in one question."""


class NotConnected(Exception):  # noqa: N818 - it is no error
    """No machine is set up."""


class Refused(OSError):  # noqa: N818 - what the machine did
    """The machine answered, but not with a translation: another language, too much, no right."""


class Machine(Protocol):
    """Whoever translates by machine."""

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
        answer = _post(f"{self.url.rstrip('/')}/translate", told, {})
        found = answer.get("translatedText")
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(one, str) for one in found):
            msg = "The machine did not answer with as many texts as it got."
            raise Refused(msg)
        return found


@dataclass(frozen=True, slots=True)
class ETranslation:
    """The Commission's eTranslation through a gateway that waits for its answer.

    eTranslation itself answers later, to an address of ours. A machine inside a municipality's network has none, so we
    ask a small gateway: POST {"sourceLanguage", "targetLanguage", "domain", "texts"} with Basic sign-in; it answers
    {"translations": [...]} when eTranslation has called it back. docs/production.md tells how it is set up.
    """

    url: str
    application: str
    password: str
    name: str = "eTranslation"

    def translate(self, texts: list[str], *, source: str, target: str) -> list[str]:
        pair = base64.b64encode(f"{self.application}:{self.password}".encode()).decode()
        told = {"sourceLanguage": source.upper(), "targetLanguage": target.upper(), "domain": "GEN", "texts": texts}
        answer = _post(self.url, told, {"Authorization": f"Basic {pair}"})
        found = answer.get("translations")
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(one, str) for one in found):
            msg = "The machine did not answer with as many texts as it got."
            raise Refused(msg)
        return found


@dataclass(frozen=True, slots=True)
class NoMachine:
    """What there is when nothing is set up."""

    name: str = ""

    def translate(self, texts: list[str], *, source: str, target: str) -> list[str]:
        raise NotConnected


def machine() -> Machine:
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
    return url.startswith(("https://", "http://127.0.0.1", "http://localhost"))


def _post(url: str, told: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
    body = json.dumps(told).encode()
    if len(body) > LONGEST_ASKED * 6:
        msg = "Too much for one question."
        raise Refused(msg)
    request = urllib.request.Request(url, body, {"Content-Type": "application/json", **headers}, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - the operator's own address
            found = json.loads(answer.read(5_000_000))
    except HTTPError as error:
        msg = f"The machine answered {error.code}."
        raise Refused(msg) from error
    except ValueError as error:
        msg = "The machine's answer could not be read."
        raise Refused(msg) from error
    if not isinstance(found, dict):
        msg = "The machine's answer could not be read."
        raise Refused(msg)
    return found
