"""Looking after an item: facts, owner, files, asking for a review, putting away, roll-out, figures, changed law."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.toolkit import policies
from luukku.toolkit.forms.items import AdoptionForm, FactsForm, FileForm, NoteForm, OwnerForm
from luukku.toolkit.forms.law import LawChangeForm
from luukku.toolkit.models import ToolkitItem
from luukku.toolkit.services import items, looking, upkeep, using


@require_http_methods(["GET", "POST"])
def facts(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    names = [name for name in FactsForm.base_fields if name not in ("law_references", "version")]
    initial = {name: getattr(found, name) for name in names}
    initial |= {"law_references": "\n".join(found.law_references), "version": found.record_version}
    form = FactsForm(sent(request), initial=initial)
    page = _page(found, _("What this item is"), _("Save what is told"))

    def save() -> None:
        seen = form.cleaned_data["version"] or 0
        items.change_facts(request.actor, found.pk, record_version=seen, facts=form.facts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def owner(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    now = looking.owner_of(request.actor, found)
    initial = {
        "role": now.role if now else "",
        "person": str(now.person_id) if now else str(request.actor.user_id),
        "ends_on": now.ends_on if now else None,
        "successor": str(now.successor_id or "") if now else "",
    }
    people = [(str(one.pk), one.name) for one in policies.possible_owners(request.actor)]
    form = OwnerForm(sent(request), people=people, initial=initial)
    lead = _(
        "The owner reviews the item. When the owner's time ends, the item stands in the unit's queue the same day."
    )
    page = _page(found, _("Who answers for this item"), _("Save the owner"), lead)

    def save() -> None:
        items.give_to(request.actor, found.pk, form.owner())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def file_add(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    form = FileForm(sent(request), request.FILES or None, staff_language=get_language() or "fi")
    page = _page(found, _("Add a file"), _("Keep the file"))

    def save() -> None:
        typed = form.cleaned_data
        told = {name: typed[name] for name in ("title", "alt", "language")}
        items.add_file(request.actor, found.pk, upload=typed["file"], **told)

    return edit(request, form, page, save)


@require_POST
def file_remove(request: Request, pk: UUID, file: UUID) -> HttpResponse:
    found = _own(request, pk)
    row = get_object_or_404(found.files, pk=file)
    items.remove_file(request.actor, row.pk)
    messages.info(request, _("The file is removed."))
    return HttpResponseRedirect(found.get_absolute_url())


@require_http_methods(["GET", "POST"])
def ask_review(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    form = NoteForm(sent(request))
    page = _page(
        found, _("Ask for a review"), _("Ask for a review"), _("Readers see at once that the text is looked at.")
    )

    def save() -> None:
        upkeep.ask_for_review(request.actor, found.pk, note=form.cleaned_data["note"])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def archive(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    form = NoteForm(sent(request))
    lead = _("Readers and the search do not find it any more. Nothing is lost: you can take it back.")
    page = _page(found, _("Put the item away"), _("Put it away"), lead)

    def save() -> None:
        items.archive(request.actor, found.pk, note=form.cleaned_data["note"])

    return edit(request, form, page, save)


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    items.take_back(request.actor, found.pk)
    messages.info(request, _("The item is a draft again. Somebody reviews it before readers see it."))
    return HttpResponseRedirect(found.get_absolute_url())


@require_http_methods(["GET", "POST"])
def adoption(request: Request, pk: UUID) -> HttpResponse:
    """Note how far the own organisation is with an item."""
    found = get_object_or_404(policies.visible_items(request.actor).readable(), pk=pk)
    if policies.adopting_organisation(request.actor) is None:
        raise Http404
    form = AdoptionForm(sent(request), initial={"since_on": request.actor.day})
    page = _page(found, _("Taking it into use"), _("Note the step"))

    def save() -> None:
        using.note_adoption(request.actor, found.pk, **form.cleaned_data)

    return edit(request, form, page, save)


@require_GET
def figures(request: Request, pk: UUID) -> HttpResponse:
    """Where an item is read and in use, whether it helps; small counts are not shown."""
    found = get_object_or_404(policies.visible_items(request.actor), pk=pk)
    may_edit = policies.may_edit(request.actor, found)
    usage = using.usage_by_municipality(found, day=request.actor.day)
    names = using.municipality_names([cell.key for cell in usage.cells])
    context = {
        "item": found,
        "name": looking.shown_version(request.actor, found),
        "usage": usage,
        "usage_rows": [(names[cell.key], cell) for cell in usage.cells],
        "answers": using.feedback_counts(found),
        "comments": using.comments_of(request.actor, found) if may_edit else [],
        "adoptions": using.latest_adoptions(found),
        "may_edit": may_edit,
    }
    return render(request, "toolkit/figures.html", context)


@require_POST
def feedback_read(request: Request, pk: UUID) -> HttpResponse:
    found = _own(request, pk)
    using.read_feedback(request.actor, found.pk)
    return HttpResponseRedirect(reverse("toolkit:figures", args=[found.pk]))


@require_http_methods(["GET", "POST"])
def law_change(request: Request) -> HttpResponse:
    """A section has changed: every own item that rests on it comes up for review."""
    if not policies.may_write(request.actor):
        raise Http404
    form = LawChangeForm(sent(request))
    page = Page(
        _("A section of the law has changed"), _("Ask for the reviews"), reverse("toolkit:queue"), _("What waits"),
        _("Every item of your organisation that names this section comes up for review, and readers see it."),
    )  # fmt: skip

    def save() -> str:
        found = upkeep.note_law_change(request.actor, **form.cleaned_data)
        messages.success(request, _("Items that rest on this section: %(count)d.") % {"count": len(found)})
        return reverse("toolkit:queue")

    return edit(request, form, page, save)


def _own(request: Request, pk: UUID) -> ToolkitItem:
    return get_object_or_404(policies.editable_items(request.actor), pk=pk)


def _page(found: ToolkitItem, title: str, button: str, lead: str = "") -> Page:
    return Page(title, button, found.get_absolute_url(), _("The item"), lead)
