"""The plain-language check for other programs: open to everybody, without cookies. Nothing of a text is kept.

A text comes in the body of a POST, so that it stands in no address and no log.
"""

import json
import time
from collections.abc import Mapping
from typing import Any, Final, Literal

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from luukku.accounts import visitors
from luukku.core import clock
from luukku.core.links import absolute
from luukku.language.plain import check
from luukku.language.plain.limiting import Turns, turns_for
from luukku.language.plain.page import LONGEST_TEXT
from luukku.language.plain.rules import EXPLAINED_IN
from luukku.language.plain.telling import as_answer, as_rules

TURNS_A_MINUTE: Final = 60
_turns: Final = Turns(TURNS_A_MINUTE)

Language = Literal["fi", "sv", "en"]

api = NinjaAPI(
    title="Luukku: selkotarkistus",
    version="1",
    urls_namespace="plain-api",
    docs_url=None,
    description="What makes a text hard to read, where exactly, why, and what to do about it. Finnish; Swedish and"
    " English in part. The check advises: it certifies nothing, and a score is no proof of selkokieli. Texts are"
    " answered and forgotten. Errors are one sentence in `message`, in the language that was asked for.",
)


class Asked(Schema):
    """One text. A member that is not named here is refused, so that a misspelt one is not passed over."""

    model_config = {"extra": "forbid"}

    text: str = Field(max_length=LONGEST_TEXT, description=f"At most {LONGEST_TEXT} characters.")
    lang: Language | None = Field(None, description="Of the text; guessed when it is not told.")
    explain: Language | None = Field(None, description="Of the advice; else by Accept-Language, else Finnish.")


class Place(Schema):
    """One finding; start and end count characters of the text as it was sent, from 0."""

    rule: str
    title: str
    start: int
    end: int
    text: str
    why: str
    suggestion: str


class Mended(Schema):
    rule: str
    title: str
    count: int
    start: int
    end: int


class Summary(Schema):
    score: float | None = Field(description="0–100, higher is plainer; null when there is nothing to judge.")
    words: int
    sentences: int
    seconds: float
    language: Language
    explained_in: Language
    is_comparable: bool = Field(description="False for a text so short that one word decides the score.")
    is_whole: bool = Field(description="False when Finnish word forms are not known here: some rules were not asked.")
    mend_first: list[Mended] = Field(description="At most three rules, the heaviest first, each with a place.")


class Checked(Schema):
    summary: Summary
    score: float | None
    findings: list[Place]


class RuleTold(Schema):
    id: str
    area: Literal["word", "sentence", "structure", "text"]
    weight: float = Field(description="What one finding adds to the load of the score; 0 is said and not scored.")
    languages: list[Language]
    needs_morphology: bool
    limits: dict[str, float]
    source: str
    example: dict[str, str]
    title: str
    why: str
    suggestion: str


class Rules(Schema):
    rules: list[RuleTold]


class Refused(Schema):
    message: str


@api.post(
    "/check",
    url_name="check",
    summary="Check one text",
    response={200: Checked, 400: Refused, 413: Refused, 422: Refused, 429: Refused},
)
def check_text(request: HttpRequest, asked: Asked) -> HttpResponse:
    if not _turns.take(visitors.mark(request), clock.now(), turns_for(asked.text)):
        raise HttpError(429, "")
    explain = asked.explain or _reader(request)
    began = time.perf_counter()
    report = check(asked.text, asked.lang or "")
    return _json(as_answer(report, time.perf_counter() - began, explain))


@api.get("/rules", url_name="rules", summary="The rules as data, each with its source and an example", response=Rules)
def rules(request: HttpRequest, explain: Language | None = None) -> HttpResponse:
    return _json({"rules": as_rules(explain or _reader(request))})


@api.get("/", url_name="root", summary="About this interface", include_in_schema=False)
def root(request: HttpRequest) -> HttpResponse:
    return _json({"version": "1", "openapi_url": absolute("/api/plain/openapi.json")})


@api.exception_handler(HttpError)
@api.exception_handler(ValidationError)
@api.exception_handler(RequestDataTooBig)
def refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    """One sentence that says what to do; never a word of the text."""
    status = _status(error)
    with translation.override(_reader(request)):
        response = _json({"message": _message(status, error)}, status)
    if status == 429:
        response["Retry-After"] = "60"
    return response


def _status(error: Exception) -> int:
    if isinstance(error, HttpError):
        return error.status_code
    return 413 if isinstance(error, RequestDataTooBig) or _is_too_long(error) else 422


def _message(status: int, error: Exception) -> str:
    if status == 413:
        return _("The text is too long. Send at most %(most)s characters at a time.") % {"most": LONGEST_TEXT}
    if status == 429:
        return _("That was very many checks in a minute. Wait a minute and send the text again.")
    if status == 400:
        return _("The request is not readable. Send a JSON object in UTF-8 with the text in its member “text”.")
    names = {str(one["loc"][-1]) for one in getattr(error, "errors", ()) if one.get("loc")}
    if names & {"lang", "explain"}:
        return _("There are rules for Finnish, Swedish and English. Write fi, sv or en.")
    return _("Send a JSON object with the text in its member “text”; “lang” and “explain” may be there too.")


def _is_too_long(error: Exception) -> bool:
    return any(one.get("type") == "string_too_long" for one in getattr(error, "errors", ()))


def _reader(request: HttpRequest) -> str:
    """The first of the reader's languages that the advice is in, else Finnish."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code[:2] in EXPLAINED_IN:
            return code[:2]
    return "fi"


def _json(told: Mapping[str, Any], status: int = 200) -> HttpResponse:
    body = json.dumps(told, ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response
