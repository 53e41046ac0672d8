"""Finding and reading services, and writing beside what their source tells."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from luukku.core import text
from luukku.core.http import Request
from luukku.directory import geography, near, policies
from luukku.directory.forms import FindForm
from luukku.directory.hsds import answers
from luukku.directory.law import responsibilities
from luukku.directory.models import Channel, Connection
from luukku.directory.reading import address_of, charge_of, lines_of, terms_of, words_of
from luukku.directory.responsible_words import ANSWERS, AUTHORITIES, CHOICES, QUESTIONS
from luukku.directory.rules import responsible as rules
from luukku.directory.rules.opening import hours_on
from luukku.directory.views.kinds import words_to_write
from luukku.directory.views.public_page import public_url
from luukku.language import languages
from luukku.language.naming import language_name

A_PAGE = 25
ON_THE_WEB = (Channel.Kind.ESERVICE, Channel.Kind.WEB_PAGE, Channel.Kind.FORM)


@require_GET
def services(request: Request) -> HttpResponse:
    """Services by words, language and municipality."""
    form = FindForm(request.GET)
    form.is_valid()
    told = form.cleaned_data
    may_write = policies.may_write(request.actor)
    rows = answers.services(search=text.clean(told.get("q", "")))
    if may_write and told.get("mine"):
        own = policies.own_services(request.actor)
        rows = answers.services(search=text.clean(told.get("q", "")), among=own).order_by(
            "archived_at", "changed_at", "pk"
        )
    if told.get("language"):
        rows = rows.in_language(told["language"])
    if place := geography.located(told.get("place", "")):
        rows = rows.offered_in(near.municipality_of(told["place"]))
    page = Paginator(rows.with_texts().prefetch_related("provider__texts"), A_PAGE).get_page(request.GET.get("page"))
    language = get_language() or "fi"
    context = {
        "form": form,
        "page": page,
        "found": [(row, words_of(row, language), _provider_name(row, language)) for row in page],
        "place": place[1] if place else "",
        "query": _query(request),
        "may_import": policies.may_import(request.actor),
        "may_write": may_write,
    }
    return render(request, "directory/services.html", context)


@require_GET
def service(request: Request, pk: UUID) -> HttpResponse:
    """One service: what it is, how to get in, where and when, and in which languages it is told."""
    rows = answers.with_all(policies.visible_services(request.actor))
    row = get_object_or_404(rows, pk=pk)
    asked = request.GET.get("lang", "")
    language = asked if languages.find(asked) else get_language() or "fi"
    told = words_of(row, language, plain=True)
    ways = list(row.connections.all())
    reached = [one.channel for one in ways]
    is_own = policies.own_services(request.actor).filter(pk=row.pk).exists()
    context = {
        "service": row,
        "told": told,
        "provider": _provider_name(row, language),
        "free": charge_of(row) == "free",
        "terms": [term.name_in(language) for term in terms_of(row) if term.scheme != "ontology"],
        "spoken": [language_name(code) for code in row.languages],
        "places": [_place(one, language, request) for one in ways if one.channel.kind == Channel.Kind.PLACE],
        "phones": [phone for one in reached if one.kind == Channel.Kind.PHONE for phone in one.phones],
        "links": [url for one in reached if one.kind in ON_THE_WEB for url in one.urls],
        "versions": [(code, language_name(code)) for code in told.languages],
        "to_write": words_to_write(request.actor, row, get_language() or "fi"),
        "is_own": is_own,
        "may_return": is_own and row.archived_why == "by_hand",
        "addition": getattr(row, "addition", None),
        "public_url": public_url("service", policies.public_services(), row.pk),
    }
    return render(request, "directory/service.html", context)


@require_GET
def places(request: Request) -> HttpResponse:
    """Places, the nearest to a typed postal code or place first."""
    typed = text.clean(request.GET.get("place", ""))[:60]
    found = geography.located(typed) if typed else None
    language = get_language() or "fi"
    context = {
        "typed": typed,
        "found": found,
        "places": near.places_near(found[0] if found else None, language),
        "may_write": policies.may_write(request.actor),
    }
    return render(request, "directory/places.html", context)


@require_GET
def responsible(request: Request) -> HttpResponse:
    """Who is responsible now? One question a page, then who answers and by which section."""
    told = {name: value for name in rules.QUESTIONS if (value := request.GET.get(name, "")) in rules.QUESTIONS[name]}
    asked = rules.needed(told)
    context: dict[str, Any] = {
        "told": [(QUESTIONS[name], CHOICES[name, value]) for name, value in told.items()],
        "kept": told,
        "asked": asked,
        "question": QUESTIONS.get(asked, ""),
        "choices": [(value, CHOICES[asked, value]) for value in rules.QUESTIONS.get(asked, ())],
    }
    if not asked:
        fitting = rules.fitting(told, responsibilities.answers())
        context["answers"] = [
            (AUTHORITIES[one.authority], ANSWERS[one.code], responsibilities.source_of(one)) for one in fitting
        ]
    return render(request, "directory/responsible.html", context)


def _place(way: Connection, language: str, request: Request) -> dict[str, Any]:
    """A place of the service; hours of the service there go before those of the place."""
    row = way.channel
    return {
        "row": row,
        "told": words_of(row, language),
        "address": address_of(row, language),
        "note": way.description.get(language) or way.description.get("fi", ""),
        "today": hours_on(request.actor.day, lines_of(way.hours.all() or row.hours.all())),
    }


def _provider_name(row: Any, language: str) -> str:
    return words_of(row.provider, language)["name"] if row.provider else ""


def _query(request: Request) -> str:
    told = request.GET.copy()
    told.pop("page", None)
    return told.urlencode()
