"""Words of our own about a service, a place or a group, in a language or in plain Finnish; taking entries away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent
from luukku.directory.forms import WordsForm
from luukku.directory.reading import words_of
from luukku.directory.services import additions, keeping
from luukku.directory.views.kinds import page_of_entry
from luukku.language import languages


@require_http_methods(["GET", "POST"])
def words(request: Request, kind: Any, pk: UUID, language: str) -> HttpResponse:
    """Our own words about an entry, in one language or in plain Finnish ("fi-plain")."""
    row = get_object_or_404(additions.OPEN[kind](request.actor).with_texts(), pk=pk)
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
        told: dict[str, Any] = {"is_plain": is_plain, "version": version}
        done, conflict = carry_out_or_conflict(
            form, lambda: additions.write_words(request.actor, kind, row.pk, code, form.said(), **told)
        )
        if done:
            messages.success(request, _("Your words are in force now."))
            return redirect(page_of_entry(row))
    context = {
        "form": form,
        "entry_url": page_of_entry(row),
        "told": words_of(row, "fi"),
        "language": known.name(get_language() or "fi"),
        "is_plain": is_plain,
        "conflict": conflict,
    }
    return form_page(request, "directory/words_form.html", context)


@require_POST
def archive_entry(request: Request, kind: Any, pk: UUID) -> HttpResponse:
    """Offer an entry of one's own no longer."""
    row = get_object_or_404(keeping.OWN[kind](request.actor).present(), pk=pk)
    keeping.archive_entry(request.actor, kind, row.pk)
    messages.success(request, _("It is no longer offered. Its words are kept."))
    return redirect(page_of_entry(row))


@require_POST
def return_entry(request: Request, kind: Any, pk: UUID) -> HttpResponse:
    """Offer it again."""
    row = get_object_or_404(keeping.OWN[kind](request.actor).archived().filter(archived_why="by_hand"), pk=pk)
    keeping.return_entry(request.actor, kind, row.pk)
    messages.success(request, _("It is offered again."))
    return redirect(page_of_entry(row))
