"""What a phone keeps beside the texts: how to keep them, the site as an app, a page for when there is no connection."""

import json
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from luukku.language import languages as reference
from luukku.portal.views import pack
from luukku.portal.views.opening import draw, public

WORKER = Path(__file__).resolve().parent.parent / "static" / "portal" / "worker.js"


@require_safe
@public(kept=True)
def keep(request: HttpRequest, language: str) -> HttpResponse:
    """How to keep the pages on this phone, and how much room they take."""
    return draw(request, language, "portal/keep.html", {"size": pack.room(language)})


@require_safe
@public(kept=True)
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """Shown by the phone itself when there is no connection and the page was not kept."""
    return draw(request, language, "portal/offline.html", {})


@require_safe
@public(kept=True)
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """What a phone needs to put the site among its apps."""
    home = reverse("portal:home", args=[language])
    told = {
        "name": "Luukku",
        "short_name": "Luukku",
        "lang": reference.get(language).html_lang,
        "dir": reference.direction(language),
        "start_url": home,
        "scope": home,
        "id": home,
        "display": "minimal-ui",
        "background_color": "#fbf7ef",
        "theme_color": "#fbf7ef",
        "icons": [{"src": static("core/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/manifest+json")


@require_safe
@public(kept=True)
def service_worker(request: HttpRequest, language: str) -> HttpResponse:
    """The script that answers from the phone; it lies under its language, so it answers for that alone."""
    return HttpResponse(WORKER.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")
