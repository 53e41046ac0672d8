"""The toolkit's list and one item as readers see it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.accounts.visitors import mark_of
from luukku.core.errors import RuleViolation
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.files import services as files
from luukku.files.serving import attachment, picture
from luukku.language import languages
from luukku.language.naming import language_name
from luukku.toolkit import policies
from luukku.toolkit.forms import filters as filter_forms
from luukku.toolkit.forms.items import FeedbackForm, NewItemForm
from luukku.toolkit.models.items import AgeGroup, Audience, Kind, Sector, Theme
from luukku.toolkit.rules import upkeep
from luukku.toolkit.services import items, listing, looking, reading, using

ON_PAGE = 30


@require_GET
def item_list(request: Request) -> HttpResponse:
    """Everything that can be read, with filters; own drafts and what waits behind `show`."""
    told = filter_forms.read(request.GET)
    found = listing.items_for(request.actor, told)
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    readable = listing.languages_of(shown)
    context = {
        "page": page,
        "rows": [(item, [language_name(code) for code in readable[str(item.pk)]]) for item in shown],
        "filters": told,
        "choices": _choices(),
        "may_write": policies.may_write(request.actor),
        "day": request.actor.day,
    }
    return render(request, "toolkit/list.html", context)


@require_GET
def item(request: Request, pk: UUID) -> HttpResponse:
    """One item in a language; readers see when it is past its review and what of it is not translated or not fresh."""
    actor = request.actor
    found = get_object_or_404(policies.visible_items(actor).select_related("organisation", "unit"), pk=pk)
    version = looking.shown_version(actor, found)
    if version is None:
        raise Http404
    text = reading.text_of(actor, found, version, request.GET.get("lang", "")[:8])
    if found.is_out:
        municipality = using.municipality_of(actor)
        using.count_opening(found.pk, day=actor.day, municipality=municipality, language=text.language)
    context = {
        "item": found,
        "version": version,
        "text": text,
        "languages": [languages.get(code) for code in text.languages],
        "is_late": found.is_out and upkeep.is_due(found.review_on, actor.day),
        "may_edit": policies.may_edit(actor, found),
        "may_adopt": policies.may_write(actor),
        "files": list(found.files.select_related("file")),
        "adoption": looking.own_adoption(actor, found),
        **looking.around(actor, found),
    }
    return render(request, "toolkit/item.html", context)


@require_http_methods(["GET", "POST"])
def item_new(request: Request) -> HttpResponse:
    if not policies.may_write(request.actor):
        raise Http404
    people = [(str(one.pk), one.name) for one in policies.possible_owners(request.actor)]
    initial = {"kind": Kind.MATERIAL, "audience": Audience.PROFESSIONALS, "person": str(request.actor.user_id)}
    form = NewItemForm(sent(request), people=people, initial=initial)
    page = Page(
        _("A new item of the toolkit"), _("Begin the item"), reverse("toolkit:items"), _("Toolkit"),
        _("You write the text next. Nobody else sees it before somebody has approved it."),
    )  # fmt: skip

    def save() -> str:
        typed = form.cleaned_data
        version = items.create_item(
            request.actor,
            title=typed["title"],
            summary=typed["summary"],
            facts={"kind": typed["kind"], "audience": typed["audience"]},
            owner=form.owner(),
            unit_id=looking.home_unit(request.actor),
        )
        return reverse("toolkit:edit", args=[version.item_id, version.pk])

    return edit(request, form, page, save)


@require_GET
def item_file(request: Request, pk: UUID, file: UUID) -> HttpResponse:
    """A file of an item, always as a download."""
    found = get_object_or_404(policies.visible_items(request.actor), pk=pk)
    row = get_object_or_404(found.files.select_related("file"), pk=file)
    return attachment(files.read(row.file))


@require_GET
def item_picture(request: Request, pk: UUID, file: UUID) -> HttpResponse:
    """A picture of an item as its texts show it."""
    found = get_object_or_404(policies.visible_items(request.actor), pk=pk)
    row = get_object_or_404(found.files.select_related("file", "shown"), pk=file)
    if not row.is_picture:
        raise Http404
    return picture(files.read(row.shown or row.file))


@require_POST
def feedback(request: Request, pk: UUID) -> HttpResponse:
    """Did this page help? Nobody learns who answered."""
    found = get_object_or_404(policies.visible_items(request.actor).readable(), pk=pk)
    form = FeedbackForm(request.POST)
    place = f"{found.get_absolute_url()}#feedback"
    if not form.is_valid():
        messages.error(request, _("Choose yes or no, and keep the comment within 1,000 characters."))
        return HttpResponseRedirect(place)
    try:
        using.give_feedback(
            request.actor,
            found.pk,
            helped=form.cleaned_data["helped"] == "yes",
            comment=form.cleaned_data["comment"],
            language=_known(request.POST.get("language", "")),
            visitor=mark_of(request.actor.day, str(request.actor.user_id)),
        )
    except RuleViolation as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Thank you. Your answer helps to make this page better."))
    return HttpResponseRedirect(place)


def _known(code: str) -> str:
    """A language's code; Finnish for what is none."""
    return code if languages.find(code) else "fi"


def _choices() -> list[tuple[str, str, list[Any]]]:
    """Name, label and options of every filter."""
    spoken = languages.family_choices(get_language() or "fi")
    return [
        ("theme", _("Theme"), list(Theme.choices)),
        ("kind", _("Kind"), list(Kind.choices)),
        ("audience", _("For whom"), list(Audience.choices)),
        ("sector", _("Work"), list(Sector.choices)),
        ("age", _("About whom"), list(AgeGroup.choices)),
        ("language", _("Language"), spoken),
    ]
