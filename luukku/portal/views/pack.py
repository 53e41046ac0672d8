"""One language's pages for a phone, and what changed since it asked: texts part by part, then addresses of the rest."""

import hashlib
import json
import re
from math import ceil
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from luukku.core import clock
from luukku.language import languages as reference
from luukku.portal import needs
from luukku.portal.models import Entry
from luukku.portal.services import nearby, publishing, reading
from luukku.portal.views import content, near
from luukku.portal.views.opening import public, written

IN_A_PART: Final = 50
LARGEST: Final = 2**62
MAIN: Final = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
"""What differs between one page of a language and the next; a phone has the rest once."""

STYLES: Final = ("vendor/ds/theme/designsystemet.css", "vendor/ds/index.css", "core/theme.css", "core/luukku.css",
          "core/pages.css", "portal/portal.css", "portal/portal.js", "core/mark.svg")  # fmt: skip
FONTS: Final = tuple(f"vendor/fonts/vazirmatn-arabic-{weight}-normal.woff2" for weight in (400, 700))
"""Phones have Latin and Cyrillic letters of their own; the Arabic ones are ours."""

ALWAYS: Final = ("home", "offline", "help", "search", "accessibility", "discrimination", "keep")


@require_safe
@public(kept=True, told=("since", "after"))
def pages_json(request: HttpRequest, language: str) -> HttpResponse:
    """The texts of a language, or what changed since an edition; see docs/rules/portal.md.

    `since` is the edition that the asker has; `after` goes on within an answer of many parts. The last part tells
    `fixed`: addresses whose pages also belong to the pack, to be asked for with the ETag that the phone has.
    """
    try:
        since = _number(request.GET.get("since", "") or "0")
        after = _after(request.GET.get("after", ""))
    except ValueError:
        return HttpResponseBadRequest(json.dumps({"error": "since"}), content_type="application/json")
    state = publishing.current_state()
    found = reading.changes(language, since, after, IN_A_PART)
    apart = reading.with_cards()
    told = {
        "language": language,
        "edition": state[0] or 0,
        "state": hashlib.sha256(f"{state} {clock.today()}".encode()).hexdigest()[:16],
        "since": since,
        "pages": [_page(entry, language) for entry in found.entries if entry.source_id not in apart],
        "gone": [str(one) for one in found.gone],
        "next": _next(language, since, found.after) if found.after else None,
        "fixed": [] if found.after else _fixed(language, apart),
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json")


OF_A_PAGE: Final = 8_000
OF_STYLES: Final = 300_000
"""About how many bytes a whole page takes on a phone, and all styles, scripts and fonts."""


def room(language: str) -> reading.Size:
    """How many texts the pack has, and about how many bytes all of it takes on a phone."""
    texts, fixed = reading.size_of(language), _fixed(language, set())
    pictures = reading.pictures()
    pages = sum(1 for path in fixed if "." not in path) - len(pictures)
    return reading.Size(texts.texts, texts.bytes + sum(pictures.values()) + pages * OF_A_PAGE + OF_STYLES)


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


def _page(entry: Entry, language: str) -> dict[str, object]:
    """A text as the phone shows it: what stands inside `<main>`, drawn as the page itself draws it."""
    url = _address(entry.source_id, language)
    found = MAIN.search(written(url, language, "portal/page.html", content.told_of(entry, language, {})))
    return {
        "id": str(entry.source_id),
        "url": url,
        "title": entry.title,
        "language": entry.language,
        "languages": entry.languages,
        "needs": entry.needs,
        "changed_on": entry.changed_on.isoformat() if entry.changed_on else None,
        "review_on": entry.review_on.isoformat() if entry.review_on else None,
        "html": found[1].strip() if found else "",
    }


def _address(pk: UUID, language: str) -> str:
    return reverse("portal:page", args=[language, pk])


def _fixed(language: str, apart: set[UUID]) -> list[str]:
    """Addresses that belong to the pack beside the texts: where all begins, help, lists, places, events, pictures."""
    places, events = nearby.known(clock.start_of_day(clock.today()))
    lists = (
        ("pages", reading.size_of(language).texts, content.ON_A_PAGE),
        ("places", len(places), near.ON_A_PAGE),
        ("events", len(events), near.ON_A_PAGE),
    )
    files = STYLES + (FONTS if reference.direction(language) == "rtl" else ())
    return [
        *(reverse(f"portal:{name}", args=[language]) for name in ALWAYS),
        *(reverse("portal:need", args=[language, one.slug]) for one in needs.NEEDS),
        *(
            path
            for name, count, size in lists
            for path in _pages_of(reverse(f"portal:{name}", args=[language]), count, size)
        ),
        *(_address(pk, language) for pk in sorted(apart)),
        *(reverse("portal:place", args=[language, pk]) for pk in (*places, *events)),
        *(reverse("portal:picture", args=[language, pk]) for pk in reading.pictures()),
        *map(static, files),
    ]


def _pages_of(path: str, count: int, size: int) -> list[str]:
    return [path, *(f"{path}?page={page}" for page in range(2, ceil(count / size) + 1))]
