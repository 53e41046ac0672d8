"""What a phone keeps: the texts of one language with their changes, the site as an app, pages without a connection."""

import json
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from luukku.language import languages as reference
from luukku.portal import needs
from luukku.portal.models import Entry
from luukku.portal.services import publishing, reading
from luukku.portal.views.opening import draw, public

WORKER = Path(__file__).resolve().parent.parent / "static" / "portal" / "worker.js"
IN_A_PART = 100
LARGEST = 2**62
STYLES = ("vendor/ds/theme/designsystemet.css", "vendor/ds/index.css", "core/theme.css", "core/luukku.css",
          "core/pages.css", "portal/portal.css", "portal/portal.js", "core/mark.svg")  # fmt: skip


@require_safe
@public(kept=True)
def keep(request: HttpRequest, language: str) -> HttpResponse:
    """How to keep the pages on this phone, and how much room they take."""
    return draw(request, language, "portal/keep.html", {"size": reading.size_of(language)})


@require_safe
@public(kept=True)
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """Shown by the phone itself when there is no connection and the page was not kept."""
    return draw(request, language, "portal/offline.html", {})


@require_safe
@public(kept=True, told=("since", "after"))
def pages_json(request: HttpRequest, language: str) -> HttpResponse:
    """The texts of a language, or what changed since an edition: {"edition", "pages", "gone", "next"}.

    `since` is the edition that the asker has; `after` goes on within an answer of many parts.
    """
    try:
        since = _number(request.GET.get("since", "") or "0")
        after = _after(request.GET.get("after", ""))
    except ValueError:
        return HttpResponseBadRequest(json.dumps({"error": "since"}), content_type="application/json")
    number = publishing.current_number()
    found = reading.changes(language, since, after, number, IN_A_PART)
    told = {
        "language": language,
        "edition": number,
        "since": since,
        "pages": [_page(entry) for entry in found.entries],
        "gone": [str(one) for one in found.gone],
        "next": _next(language, since, found.after) if found.after else None,
        "fixed": _fixed(language),
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json")


def _number(told: str) -> int:
    number = int(told) if told.isascii() and told.isdigit() else -1
    if not 0 <= number < LARGEST:
        raise ValueError(told)
    return number


def _after(told: str) -> tuple[int, UUID] | None:
    if not told:
        return None
    number, _dot, pk = told[:80].partition(".")
    return _number(number), UUID(pk)


def _next(language: str, since: int, after: tuple[int, UUID]) -> str:
    query = urlencode({"since": str(since), "after": f"{after[0]}.{after[1]}"})
    return f"{reverse('portal:pages-json', args=[language])}?{query}"


def _page(entry: Entry) -> dict[str, object]:
    return {
        "id": str(entry.source_id),
        "url": reverse("portal:page", args=[entry.language, entry.source_id]),
        "title": entry.title,
        "summary": entry.summary,
        "blocks": entry.blocks,
        "needs": entry.needs,
        "languages": entry.languages,
        "changed_on": entry.changed_on.isoformat() if entry.changed_on else None,
        "review_on": entry.review_on.isoformat() if entry.review_on else None,
    }


def _fixed(language: str) -> list[str]:
    """Addresses that belong to every pack."""
    names = ("home", "help", "pages", "accessibility", "discrimination", "keep", "offline")
    doors = [reverse("portal:need", args=[language, one.slug]) for one in needs.NEEDS]
    return [*(reverse(f"portal:{name}", args=[language]) for name in names), *doors, *map(static, STYLES)]


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
