"""One box over everything that is published: materials, services, places, groups, events, words of the field.

People are looked for elsewhere, by the form below the results.
"""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from luukku.casework import policies as casework_policies
from luukku.core.http import Request, at_page, page_of
from luukku.core.page_language import page_language
from luukku.desk.forms import FindForm
from luukku.desk.reading import finding
from luukku.language import glossary
from luukku.language import languages as reference
from luukku.search import services
from luukku.search.services import Filters, Found

ON_PAGE = 20
MOST_PAGES = 40


@require_GET
def find(request: Request) -> HttpResponse:
    """Results in one ranked list; narrowed by links, so that it works without JavaScript."""
    form = FindForm(request.GET if "q" in request.GET else None)
    page, found = page_of(request.GET, MOST_PAGES), None
    if form.is_bound and form.is_valid():
        found = services.find(
            request.actor,
            form.cleaned_data["q"],
            language=page_language(),
            filters=_filters(request.GET),
            limit=ON_PAGE,
            offset=(page - 1) * ON_PAGE,
        )
    groups = finding.groups(found, request.GET) if found else []
    context = {
        "form": form,
        "found": found,
        "rows": [finding.row(one) for one in found.results] if found else [],
        "groups": groups,
        "is_narrowed": any(option.is_chosen for group in groups for option in group.options),
        "earlier": at_page(request.GET, page - 1) if found and page > 1 else "",
        "later": at_page(request.GET, page + 1) if found and _has_more(found, page) else "",
        "meant_url": f"?{urlencode({'q': found.meant})}" if found and found.meant else "",
        "may_look_for_families": request.actor.has(casework_policies.LEADERS),
    }
    return render(request, "desk/find.html", context, status=422 if form.is_bound and not form.is_valid() else 200)


@require_GET
def suggestions(request: Request) -> HttpResponse:
    """What may be meant, while somebody types; a fragment, and a page of its own without htmx."""
    typed = request.GET.get("q", "")
    told = services.suggest(request.actor, typed, language=page_language())
    rows = [(one, finding.at_work(one.url) or f"{reverse('desk:find')}?{urlencode({'q': one.text})}") for one in told]
    return render(request, "desk/find_suggestions.html", {"suggested": rows})


@require_GET
def word(request: Request, slug: str) -> HttpResponse:
    """What one thing of the field is called in each language."""
    concept = glossary.find(slug)
    if concept is None:
        raise Http404
    names = [(reference.get(code), told) for code, told in concept.names.items()]
    return render(request, "desk/word.html", {"title": concept.title_in(page_language()), "names": names})


def _filters(asked: QueryDict) -> Filters:
    return Filters(
        types=tuple(asked.getlist("type")),
        languages=tuple(asked.getlist("lang")),
        places=tuple(asked.getlist("place")),
    )


def _has_more(found: Found, page: int) -> bool:
    return found.hits > page * ON_PAGE and page < MOST_PAGES
