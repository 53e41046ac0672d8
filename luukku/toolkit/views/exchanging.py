"""Files of translators: taken out, brought back, looked at piece by piece, and only then taken in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core.errors import RuleViolation
from luukku.core.exports import download
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.language import languages
from luukku.toolkit import policies
from luukku.toolkit.exchange.xliff import MOST_BYTES, Version
from luukku.toolkit.forms.translating import XliffForm
from luukku.toolkit.labels import LEFT_OUT, unit_kind
from luukku.toolkit.models import TranslationFile
from luukku.toolkit.rules.proposing import Outcome
from luukku.toolkit.services import exchanging
from luukku.toolkit.views.translating import ensure_language, own_item, place_of


@require_GET
def xliff_out(request: Request, pk: UUID, language: str) -> HttpResponse:
    """A file for a translator; `?version=1.2` for older programs."""
    item = own_item(request, pk)
    ensure_language(item, language)
    version = Version.V12 if request.GET.get("version") == "1.2" else Version.V2
    content = exchanging.export(request.actor, item.pk, language, version)
    return download(content, f"{item.pk}-{language}", "xlf", "application/xliff+xml")


@require_http_methods(["GET", "POST"])
def xliff_in(request: Request, pk: UUID, language: str) -> HttpResponse:
    """Bring back what a translator sent, to be looked at first."""
    item = own_item(request, pk)
    ensure_language(item, language)
    form = XliffForm(sent(request), request.FILES or None)
    page = Page(
        _("Bring a translator's file"), _("Look at the file"), place_of(item, language), _("The translation"),
        _("You see first what would change. Nothing is kept before you say so."),
    )  # fmt: skip

    def save() -> str:
        upload = form.cleaned_data["file"]
        content = b"\0" * (MOST_BYTES + 1) if getattr(upload, "is_too_large", False) else upload.read(MOST_BYTES + 1)
        file = exchanging.bring(request.actor, item.pk, language, content, name=upload.name or "")
        return reverse("toolkit:xliff-look", args=[item.pk, language, file.pk])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def xliff_look(request: Request, pk: UUID, language: str, file: UUID) -> HttpResponse:
    """What a brought file would change and what of it is left out and why; take the chosen pieces in, or none."""
    rows = policies.brought_files(request.actor).filter(item=pk, language=language).select_related("item")
    found = get_object_or_404(rows, pk=file)
    if request.method != "POST":
        return _page(request, found)
    if request.POST.get("then") == "throw":
        exchanging.throw_away(request.actor, found.pk)
        messages.info(request, _("The file was put aside. Nothing has changed."))
        return HttpResponseRedirect(place_of(found.item, language))
    chosen = {name: int(seen) for name in request.POST.getlist("take") if (seen := _seen(request, name)).isdigit()}
    if not chosen:
        return _page(request, found, error=_("Choose at least one piece, or put the file aside."), status=422)
    try:
        taken = exchanging.take_in(request.actor, found.pk, chosen)
    except RuleViolation as refusal:
        return _page(request, found, error=str(refusal.message), status=409)
    words = _("Taken in: %(new)d. From an older wording: %(outdated)d. Left out: %(left_out)d.")
    told = {"new": taken.new, "outdated": taken.outdated, "left_out": taken.left_out}
    messages.success(request, words % told)
    return HttpResponseRedirect(place_of(found.item, language))


def _seen(request: Request, name: str) -> str:
    told = request.POST.get(f"seen-{name}", "")
    return told if told.isascii() and len(told) < 8 else ""


def _page(request: Request, file: TranslationFile, *, error: str = "", status: int = 200) -> HttpResponse:
    every = exchanging.proposals(file)
    taken = [one for one in every if one.may_be_taken]
    kept_out = [one for one in every if not one.may_be_taken]
    context = {
        "item": file.item,
        "file": file,
        "language": languages.get(file.language),
        "taken": [(one, unit_kind(one.unit.kind)) for one in taken if one.unit],
        "older": sum(one.outcome is Outcome.OUTDATED for one in taken),
        "left_out": [(one, LEFT_OUT[one.outcome], unit_kind(one.unit.kind) if one.unit else "") for one in kept_out],
        "error": error,
    }
    return render(request, "toolkit/xliff.html", context, status=status)
