"""Finding and reading services, and writing beside what their source tells."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core import text
from luukku.core.errors import Conflict
from luukku.core.forms import carry_out, show_conflict
from luukku.core.http import Request, sent
from luukku.directory import near, policies, responsibilities
from luukku.directory.forms import FindForm, WordsForm
from luukku.directory.hsds import answers
from luukku.directory.models import AreaKind, Channel
from luukku.directory.reading import charge_of, lines_of, terms_of, words_of
from luukku.directory.responsible_words import ANSWERS, AUTHORITIES, CHOICES, QUESTIONS
from luukku.directory.rules import responsible as rules
from luukku.directory.rules.opening import hours_on
from luukku.directory.services import additions
from luukku.language import languages

A_PAGE = 25
ON_THE_WEB = (Channel.Kind.ESERVICE, Channel.Kind.WEB_PAGE, Channel.Kind.FORM)


@require_GET
def services(request: Request) -> HttpResponse:
    """Services by words, language and municipality."""
    form = FindForm(request.GET)
    form.is_valid()
    told = form.cleaned_data
    rows = answers.services(search=text.clean(told.get("q", "")))
    if told.get("language"):
        rows = rows.filter(languages__contains=[told["language"]])
    if place := near.point_near(told.get("place", "")):
        here = Q(municipalities__contains=[near.municipality_of(told["place"])])
        rows = rows.filter(here | Q(area_kind__in=(AreaKind.COUNTRY, AreaKind.MAINLAND)))
    page = Paginator(rows.with_texts().prefetch_related("provider__texts"), A_PAGE).get_page(request.GET.get("page"))  # type: ignore[attr-defined]
    language = get_language() or "fi"
    context = {
        "form": form,
        "page": page,
        "found": [(row, words_of(row, language), _provider_name(row, language)) for row in page],
        "place": place[1] if place else "",
        "query": _query(request),
        "may_import": policies.may_import(request.actor),
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
    reached = [one.channel for one in row.connections.all()]
    context = {
        "service": row,
        "told": told,
        "provider": _provider_name(row, language),
        "free": charge_of(row) == "free",
        "terms": [term.name_in(language) for term in terms_of(row) if term.scheme != "ontology"],
        "spoken": [_language_name(code) for code in row.languages],
        "places": [_place(one, language, request) for one in reached if one.kind == Channel.Kind.PLACE],
        "phones": [phone for one in reached if one.kind == Channel.Kind.PHONE for phone in one.phones],
        "links": [url for one in reached if one.kind in ON_THE_WEB for url in one.urls],
        "versions": [(code, _language_name(code)) for code in told.languages],
        "to_write": _to_write() if policies.may_write(request.actor) and row.archived_at is None else [],
        "addition": getattr(row, "addition", None),
    }
    return render(request, "directory/service.html", context)


@require_http_methods(["GET", "POST"])
def words(request: Request, pk: UUID, language: str) -> HttpResponse:
    """Our own words about a service, in one language or in plain Finnish ("fi-plain")."""
    row = get_object_or_404(policies.services_to_add_to(request.actor).with_texts(), pk=pk)
    code, is_plain = language.removesuffix("-plain"), language.endswith("-plain")
    known = languages.find(code)
    if known is None:
        raise Http404
    kept = additions.words_here(row, code, is_plain=is_plain)
    initial = {name: getattr(kept, name) for name in WordsForm.base_fields if name != "version"} if kept else {}
    form = WordsForm(sent(request), language=code, initial=initial | {"version": kept.version if kept else 0})
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            if carry_out(
                form,
                lambda: additions.write_words(
                    request.actor, row.pk, code, form.said(), is_plain=is_plain, version=version
                ),
            ):
                messages.success(request, _("Your words are in force now."))
                return redirect("directory:service", row.pk)
        except Conflict as other:
            conflict = other
            show_conflict(form, other)
    context = {
        "form": form,
        "service": row,
        "told": words_of(row, "fi"),
        "language": _language_name(code),
        "is_plain": is_plain,
        "conflict": conflict,
    }
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, "directory/words_form.html", context, status=status)


@require_GET
def places(request: Request) -> HttpResponse:
    """Places, the nearest to a typed postal code or place first."""
    typed = text.clean(request.GET.get("place", ""))[:60]
    found = near.point_near(typed) if typed else None
    language = get_language() or "fi"
    context = {"typed": typed, "found": found, "places": near.places_near(found[0] if found else None, language)}
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
        context["answers"] = [(one, AUTHORITIES[one.authority], ANSWERS[one.code]) for one in fitting]
    return render(request, "directory/responsible.html", context)


def _place(row: Channel, language: str, request: Request) -> dict[str, Any]:
    return {
        "row": row,
        "told": words_of(row, language),
        "today": hours_on(request.actor.day, lines_of(row.hours.all())),
    }


def _provider_name(row: Any, language: str) -> str:
    return words_of(row.provider, language)["name"] if row.provider else ""


def _language_name(code: str) -> str:
    known = languages.find(code)
    return known.name(get_language() or "fi") if known else code


def _to_write() -> list[tuple[str, str]]:
    here = [(code, _language_name(code)) for code in languages.FAMILY_LANGUAGES]
    return [("fi-plain", _("Plain Finnish")), *here]


def _query(request: Request) -> str:
    told = request.GET.copy()
    told.pop("page", None)
    return told.urlencode()
