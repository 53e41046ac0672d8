"""The translator's pages: where each language stands, the original beside the translation, files, the machine."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.errors import Conflict, RuleViolation
from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.language import languages
from luukku.toolkit import policies
from luukku.toolkit.forms.translating import BlockForm, SeenForm, TermForm
from luukku.toolkit.labels import STATUSES, TONES, unit_kind
from luukku.toolkit.machine import clients
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.rules.freshness import Status
from luukku.toolkit.services import by_machine, machine_requests, memory, overview, reading, translations
from luukku.toolkit.services.overview import Pair
from luukku.toolkit.services.translations import Told

TO_DO = frozenset({Status.MISSING, Status.DRAFT, Status.OUTDATED, Status.MACHINE})


@require_GET
def item_languages(request: Request, pk: UUID) -> HttpResponse:
    """Where every language of an item stands, and what the last change of the original touched."""
    item = own_item(request, pk)
    rows, outdated = overview.languages_of(item)
    context = {
        "item": item,
        "source": translations.source_of(item),
        "rows": [(row, STATUSES[row.whole], TONES[row.whole]) for row in rows],
        "outdated": [(one, unit_kind(one.unit.kind)) for one in outdated],
    }
    return render(request, "toolkit/languages.html", context)


@require_GET
def item_language(request: Request, pk: UUID, language: str) -> HttpResponse:
    """The original beside the translation, piece by piece."""
    return _page(request, own_item(request, pk), language)


@require_POST
def block_save(request: Request, pk: UUID, language: str, block: str) -> HttpResponse:
    """Keep one piece, finished or not."""
    item = own_item(request, pk)
    ensure_language(item, language)
    form = BlockForm(request.POST)
    if not form.is_valid():
        return _page(request, item, language, typed={block: request.POST}, status=422)
    told = Told(block, form.words(), is_draft=request.POST.get("then") == "draft", seen=form.cleaned_data["seen"] or 0)
    try:
        saved = carry_out(form, lambda: translations.save_block(request.actor, item.pk, language, told))
    except Conflict as conflict:
        return _page(request, item, language, typed={block: request.POST}, status=409, conflict=(block, conflict))
    if saved is None:
        return _page(request, item, language, typed={block: request.POST}, status=422, errors=_errors(form))
    return HttpResponseRedirect(f"{place_of(item, language)}#u-{block}")


@require_POST
def block_review(request: Request, pk: UUID, language: str, block: str) -> HttpResponse:
    """Somebody else than the translator read the pair and found it right."""
    item = own_item(request, pk)
    ensure_language(item, language)
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise Http404
    seen = form.cleaned_data["seen"]
    _tell(request, lambda: translations.review_block(request.actor, item.pk, language, block, seen=seen))
    return HttpResponseRedirect(f"{place_of(item, language)}#u-{block}")


@require_POST
def still_correct(request: Request, pk: UUID, block: str) -> HttpResponse:
    """The original was touched without changing what it says: fresh again in every language, in one click."""
    item = own_item(request, pk)
    wording = request.POST.get("wording", "")[:16]
    try:
        done = translations.confirm_still_correct(request.actor, item.pk, block, wording=wording)
    except RuleViolation as refusal:
        messages.error(request, str(refusal.message))
    else:
        words = ngettext("Noted in %(count)d language.", "Noted in %(count)d languages.", len(done))
        messages.success(request, words % {"count": len(done)})
    return HttpResponseRedirect(reverse("toolkit:languages", args=[item.pk]))


@require_POST
def edition_publish(request: Request, pk: UUID, language: str) -> HttpResponse:
    item = own_item(request, pk)
    ensure_language(item, language)
    if _tell(request, lambda: translations.publish_edition(request.actor, item.pk, language)):
        messages.success(request, _("Readers see this language now."))
    return HttpResponseRedirect(place_of(item, language))


@require_POST
def edition_withdraw(request: Request, pk: UUID, language: str) -> HttpResponse:
    item = own_item(request, pk)
    ensure_language(item, language)
    translations.withdraw_edition(request.actor, item.pk, language)
    messages.info(request, _("Readers no longer see this language. The translations stay."))
    return HttpResponseRedirect(place_of(item, language))


@require_POST
def machine(request: Request, pk: UUID, language: str) -> HttpResponse:
    item = own_item(request, pk)
    ensure_language(item, language)
    if _tell(request, lambda: by_machine.plan(request.actor, item.pk, language)):
        messages.success(request, _("The machine translates in the background. Look again in a moment."))
    return HttpResponseRedirect(place_of(item, language))


@require_http_methods(["GET", "POST"])
def glossary(request: Request) -> HttpResponse:
    """How the words of the field are said in other languages here."""
    if not policies.may_write(request.actor):
        raise Http404
    form = TermForm(sent(request), staff_language=get_language() or "fi")
    status = 200
    if request.method == "POST":
        status = 422
        added = (
            carry_out(form, lambda: memory.add_term(request.actor, **form.cleaned_data)) if form.is_valid() else None
        )
        if added:
            return HttpResponseRedirect(reverse("toolkit:glossary"))
    rows = policies.glossary(request.actor).order_by("term", "language")[:2000]
    return render(request, "toolkit/glossary.html", {"form": form, "rows": rows}, status=status)


@require_POST
def term_remove(request: Request, term: UUID) -> HttpResponse:
    row = get_object_or_404(policies.glossary(request.actor), pk=term)
    memory.remove_term(request.actor, row.pk)
    return HttpResponseRedirect(reverse("toolkit:glossary"))


def own_item(request: Request, pk: UUID) -> ToolkitItem:
    return get_object_or_404(policies.editable_items(request.actor), pk=pk)


def ensure_language(item: ToolkitItem, language: str) -> None:
    if languages.find(language) is None or language == item.source_language:
        raise Http404


def place_of(item: ToolkitItem, language: str) -> str:
    return reverse("toolkit:language", args=[item.pk, language])


def _tell(request: Request, change: Callable[[], object]) -> bool:
    """Do it, or say at the top of the page why it can't be done."""
    try:
        change()
    except RuleViolation as refusal:
        messages.error(request, str(refusal.message))
        return False
    return True


def _errors(form: BlockForm) -> str:
    return " ".join(str(message) for found in form.errors.values() for message in found)


def _page(
    request: Request,
    item: ToolkitItem,
    language: str,
    *,
    typed: dict[str, object] | None = None,
    conflict: tuple[str, Conflict] | None = None,
    errors: str = "",
    status: int = 200,
) -> HttpResponse:
    ensure_language(item, language)
    pairs = overview.pairs_of(request.actor, item, language)
    shows_all = request.GET.get("show") != "todo"
    rows = [
        {
            **_row(pair, request.actor.user_id),
            "typed": (typed or {}).get(pair.unit.id),
            "conflict": conflict[1] if conflict and conflict[0] == pair.unit.id else None,
        }
        for pair in pairs
        if shows_all or pair.status in TO_DO
    ]
    context = {
        "item": item,
        "source": translations.source_of(item),
        "language": languages.get(language),
        "rows": rows,
        "todo": sum(pair.status in TO_DO for pair in pairs),
        "total": len(pairs),
        "shows_all": shows_all,
        "is_out": language in reading.editions_of(item),
        "machine": clients.machine().name,
        "asked": machine_requests.progress(item, language),
        "error": errors,
    }
    return render(request, "toolkit/translate.html", context, status=status)


def _row(pair: Pair, user_id: UUID | None) -> dict[str, object]:
    """A pair in words; whoever did not make a translation may check it."""
    finished = pair.row if pair.status in (Status.MACHINE, Status.PERSON) else None
    return {
        "pair": pair,
        "kind": unit_kind(pair.unit.kind),
        "status": STATUSES[pair.status],
        "tone": TONES[pair.status],
        "may_review": finished is not None and (finished.maker == "machine" or finished.made_by_id != user_id),
    }
