"""Where a translating machine posts its answer. The address is the secret: each text has its own, used once."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from luukku.core.actor import SystemActor
from luukku.toolkit.services import by_machine
from luukku.toolkit.services.machine_requests import Answer

MOST_BYTES: Final = 200_000
_TEXT: Final = ("translated-text", "translatedText")
_CODE: Final = ("error-code", "errorCode")


@csrf_exempt
@require_POST
def machine_answer(request: HttpRequest, token: str) -> HttpResponse:
    """One translation, or why there is none. A form or JSON; told a second time it changes nothing."""
    told = _told(request)
    answer = Answer(text=_first(told, _TEXT), code=_first(told, _CODE))
    if not answer.text and not answer.code:
        return HttpResponse(status=400)
    if not by_machine.take_answer(SystemActor.now(), token, answer):
        raise Http404
    return HttpResponse(status=204)


def _told(request: HttpRequest) -> Mapping[str, Any]:
    if request.content_type != "application/json":
        return {**request.GET.dict(), **request.POST.dict()}
    try:
        found = json.loads(request.body[: MOST_BYTES + 1])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _first(told: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(told[name]) for name in names if told.get(name)), "")[:MOST_BYTES]
