"""The editor: one form with every piece of the text, saved as one writes; its preview; versions and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core import text
from luukku.core.errors import Conflict, RuleViolation
from luukku.core.http import Request, only_reads
from luukku.core.templatetags.luukku import fi_time
from luukku.toolkit import policies
from luukku.toolkit.forms import editor
from luukku.toolkit.labels import CALLOUTS, KINDS
from luukku.toolkit.models import ItemVersion
from luukku.toolkit.rules.blocks import CARDS, Block, Kind
from luukku.toolkit.rules.difference import Change, differences, word_changes
from luukku.toolkit.services import cards, drafts, law, looking, reading
from luukku.toolkit.services.drafts import Written


@dataclass(frozen=True, slots=True)
class Shown:
    """The editor as it is drawn: what was typed, or what is kept."""

    title: str
    summary: str
    blocks: tuple[Block, ...]
    seen: str
    error: str = ""
    error_block: str = ""
    conflict: Conflict | None = None
    conflict_version: str = field(default="")


@require_http_methods(["GET", "POST"])
def editing(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """Write a draft. Every button saves first; none needs a script."""
    found = _writable(request, pk, version)
    if request.method != "POST":
        shown = Shown(found.title, found.summary, tuple(found.content), editor.seen_in(found))
        return _page(request, found, shown)
    is_autosave = "X-Autosave" in request.headers
    written = editor.read(request.POST)
    try:
        saved = drafts.save_texts(request.actor, found.pk, written)
    except Conflict as conflict:
        return _conflict(request, found, written, conflict, is_autosave=is_autosave)
    except RuleViolation as refusal:
        if is_autosave:
            return HttpResponse(status=422)
        return _refused(request, found, written, refusal)
    if is_autosave:
        return JsonResponse({"version": editor.seen_in(saved), "saved_at": fi_time(request.actor.at)})
    return _then(request, saved, written)


@only_reads
@require_POST
def preview(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """What readers will see, of what stands in the form; nothing is saved."""
    found = _writable(request, pk, version)
    written = editor.read(request.POST)
    blocks = reading.preview_of(request.actor, found.item, list(written.blocks))
    context = {"title": written.title, "summary": written.summary, "blocks": blocks}
    return render(request, "toolkit/parts/preview.html", context)


@require_POST
def start(request: Request, pk: UUID) -> HttpResponse:
    """Begin the next version, or go on with the one that was begun."""
    found = get_object_or_404(policies.editable_items(request.actor), pk=pk)
    draft = drafts.start_version(request.actor, found.pk)
    name = "toolkit:edit" if draft.state == ItemVersion.State.DRAFT else "toolkit:version"
    return HttpResponseRedirect(reverse(name, args=[found.pk, draft.pk]))


@require_POST
def discard(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    found = _writable(request, pk, version)
    return HttpResponseRedirect(drafts.discard(request.actor, found.pk).get_absolute_url())


@require_POST
def bring_back(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """Let the draft say again what an earlier version said."""
    old = get_object_or_404(policies.visible_versions(request.actor).filter(item=pk), pk=version)
    item = get_object_or_404(policies.editable_items(request.actor), pk=pk)
    draft = drafts.start_version(request.actor, item.pk)
    drafts.bring_back(request.actor, draft.pk, old.pk)
    return HttpResponseRedirect(reverse("toolkit:edit", args=[item.pk, draft.pk]))


@require_GET
def versions(request: Request, pk: UUID) -> HttpResponse:
    """Every version of an item, the newest first."""
    item = get_object_or_404(policies.visible_items(request.actor), pk=pk)
    rows = policies.visible_versions(request.actor).filter(item=item).select_related("author", "approver")
    context = {
        "item": item,
        "rows": list(rows.defer("blocks").order_by("-number")),
        "name": looking.shown_version(request.actor, item),
        "may_edit": policies.may_edit(request.actor, item),
    }
    return render(request, "toolkit/versions.html", context)


@require_GET
def compare(request: Request, pk: UUID, version: UUID) -> HttpResponse:
    """What changed in a version beside the one before it, or beside another one (`?against=`)."""
    rows = policies.visible_versions(request.actor).filter(item=pk)
    new = get_object_or_404(rows.select_related("item"), pk=version)
    numbers = list(rows.order_by("-number").values_list("number", flat=True))
    wanted = request.GET.get("against", "")
    before = [number for number in numbers if number < new.number]
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else (before or [new.number])[0]
    old = get_object_or_404(rows, number=number)
    found = differences(old.content, new.content)
    context = {
        "item": new.item,
        "new": new,
        "old": old,
        "others": [one for one in numbers if one != new.number],
        "title": word_changes(old.title, new.title),
        "summary": word_changes(old.summary, new.summary),
        "rows": found,
        "changed": sum(one.change is not Change.SAME for one in found),
        "kinds": {str(kind): label for kind, label in KINDS.items()},
    }
    return render(request, "toolkit/compare.html", context)


def _writable(request: Request, pk: UUID, version: UUID) -> ItemVersion:
    rows = policies.writable_versions(request.actor).filter(item=pk).select_related("item")
    return get_object_or_404(rows, pk=version)


def _then(request: Request, saved: ItemVersion, written: Written) -> HttpResponse:
    """What the button said beside saving: one more piece, another order, a piece less, or reading it all."""
    actor, place = request.actor, reverse("toolkit:edit", args=[saved.item_id, saved.pk])
    verb, _separator, about = request.POST.get("then", "").partition(":")
    if verb == "add":
        kind = request.POST.get(f"add-{about}", "")
        if kind not in set(Kind):
            return HttpResponseRedirect(place)
        try:
            _version, block = drafts.add_block(actor, saved.pk, kind=Kind(kind), after=about)
        except RuleViolation as refusal:
            return _refused(request, saved, written, refusal)
        return HttpResponseRedirect(f"{place}#block-{block.id}")
    if verb in ("up", "down"):
        drafts.move_block(actor, saved.pk, about, step=-1 if verb == "up" else 1)
        return HttpResponseRedirect(f"{place}#block-{about}")
    if verb == "remove":
        drafts.remove_block(actor, saved.pk, about)
        return HttpResponseRedirect(f"{place}#blocks")
    if verb == "find":
        part = urlencode({"find": request.POST.get(f"find-{about}", "")[:60]})
        return HttpResponseRedirect(f"{place}?{part}#block-{about}")
    if verb == "read":
        return HttpResponseRedirect(saved.get_absolute_url())
    return HttpResponseRedirect(place)


def _refused(request: Request, found: ItemVersion, written: Written, refusal: RuleViolation) -> HttpResponse:
    shown = Shown(
        written.title,
        written.summary,
        written.blocks,
        request.POST.get("version", ""),
        error=str(refusal.message),
        error_block=refusal.field.removeprefix("block-") if refusal.field.startswith("block-") else "",
    )
    return _page(request, found, shown, status=422)


def _conflict(
    request: Request, found: ItemVersion, written: Written, conflict: Conflict, *, is_autosave: bool
) -> HttpResponse:
    """Both texts. Saving once more keeps what now stands in the form."""
    found.refresh_from_db()
    seen = editor.seen_in(found)
    if is_autosave:
        context = {"fields": conflict.fields, "version": seen}
        return HttpResponse(render_to_string("components/conflict.html", context, request), status=409)
    kept = {block.id: block for block in found.content}
    mine = {block.id: block for block in written.blocks}
    blocks = [mine.get(block_id, block) for block_id, block in kept.items()]
    shown = Shown(written.title, written.summary, tuple(blocks), seen, conflict=conflict)
    return _page(request, found, shown, status=409)


def _page(request: Request, found: ItemVersion, shown: Shown, *, status: int = 200) -> HttpResponse:
    item, part = found.item, text.clean(request.GET.get("find", ""))[:60]
    context = {
        "item": item,
        "version": found,
        "shown": shown,
        "kinds": [(str(kind), label) for kind, label in KINDS.items()],
        "kind_names": {str(kind): label for kind, label in KINDS.items()},
        "tones": CALLOUTS,
        "pictures": [one for one in item.files.select_related("file") if one.is_picture],
        "embeddable": looking.embeddable(request.actor, item),
        "overtaken": law.overtaken(item, list(shown.blocks)),
        "choices": _choices(shown.blocks, part),
        "find": part,
        "preview": reading.preview_of(request.actor, item, list(shown.blocks)),
        "comments": looking.open_comments(found),
    }
    return render(request, "toolkit/edit.html", context, status=status)


def _choices(blocks: Iterable[Block], part: str) -> dict[str, list[tuple[str, str]]]:
    """What each kind of card can show: names with the part that was looked for, and what is chosen already."""
    chosen = {kind: [block.ref for block in blocks if block.kind is kind] for kind in CARDS}
    found = {Kind.CARD: cards.choices, Kind.CONTACT: cards.contact_choices}
    return {kind.value: found[kind](part, refs) for kind, refs in chosen.items() if refs}
