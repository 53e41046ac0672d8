"""What families read: the front page, the doors, texts, and how to show a page to somebody else."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from luukku.core import clock, qr_codes
from luukku.language import languages as reference
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal import help_numbers, needs, shown
from luukku.portal.models import Entry
from luukku.portal.services import reading
from luukku.portal.views.opening import draw, public
from luukku.toolkit.rules.blocks import CARDS
from luukku.toolkit.services.cards import Card, cards_of

ON_A_PAGE = 50


@require_safe
@public(kept=True)
def home(request: HttpRequest, language: str) -> HttpResponse:
    return draw(request, language, "portal/home.html", {"needs": needs.NEEDS})


@require_safe
@public(kept=True)
def need(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """One door: what to do first, and what there is to read."""
    chosen = needs.BY_SLUG.get(slug)
    if chosen is None:
        raise Http404
    called = help_numbers.for_reader(language, only=help_numbers.SAFETY) if slug == "safety" else []
    context = {"need": chosen, "numbers": called, "entries": reading.headings(language, need=slug)[:ON_A_PAGE]}
    return draw(request, language, "portal/need.html", context)


@require_safe
@public(kept=True)
def help_now(request: HttpRequest, language: str) -> HttpResponse:
    return draw(request, language, "portal/help.html", {"numbers": help_numbers.for_reader(language)})


@require_safe
@public(kept=True, told=("page",))
def page_list(request: HttpRequest, language: str) -> HttpResponse:
    """Every text by its title, in the language or in the one that stands in for it."""
    paginator = Paginator(reading.headings(language), ON_A_PAGE)
    return draw(request, language, "portal/pages.html", {"page": paginator.get_page(request.GET.get("page"))})


@require_safe
@public(kept=True)
def page(request: HttpRequest, language: str, pk: UUID) -> HttpResponse:
    """One text."""
    entry = reading.entry(pk, language)
    if entry is None:
        raise Http404
    cards = cards_of([block["ref"] for block in entry.blocks if block["kind"] in CARDS], language)
    return draw(request, language, "portal/page.html", told_of(entry, language, cards))


def told_of(entry: Entry, language: str, cards: dict[str, Card]) -> dict[str, Any]:
    """Everything that the page of a text needs beside what stands around it."""
    others = [code for code in FAMILY_LANGUAGES if code in entry.languages and code != entry.language]
    return {
        "entry": entry,
        "cards": cards,
        "others": [(reference.get(code), reverse("portal:page", args=[code, entry.source_id])) for code in others],
        "is_marked": any(block.get("law") for block in entry.blocks),
        "is_late": entry.is_late_on(clock.today()),
        "is_fallback": entry.language != language,
    }


@require_safe
@public(kept=True, told=("to",))
def show(request: HttpRequest, language: str) -> HttpResponse:
    """A page to show to somebody else: its address as a picture for their phone, in each language."""
    path = request.GET.get("to", "")
    if not shown.is_public_path(path):
        raise Http404
    context = {"shown": shown.around(path, path.split("/")[1]), "address": shown.full_address(path)}
    return draw(request, language, "portal/show.html", context)


@require_safe
@public(kept=True, told=("to",))
def qr(request: HttpRequest, language: str) -> HttpResponse:
    """The address of one of our pages as a picture that a phone reads."""
    path = request.GET.get("to", "")
    if not shown.is_public_path(path):
        raise Http404
    return HttpResponse(qr_codes.picture(shown.full_address(path)), content_type="image/svg+xml")
