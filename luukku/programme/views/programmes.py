"""The list of programmes, what each lacks, and what it is."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.programmes import CloseForm, GoalForm, ProgrammeForm
from luukku.programme.services import documents, gaps, goals, heard, programmes
from luukku.programme.views.around import around, chosen_day, own, programme_of


@require_GET
def programme_list(request: Request) -> HttpResponse:
    """Every programme that the actor reads."""
    found = policies.visible_programmes(request.actor).select_related("organisation")
    context = {"programmes": list(found), "may_write": policies.may_write(request.actor)}
    return render(request, "programme/list.html", context)


@require_http_methods(["GET", "POST"])
def programme_new(request: Request) -> HttpResponse:
    if not policies.may_write(request.actor):
        raise Http404
    form = ProgrammeForm(sent(request))
    page = Page(_("A new programme"), _("Begin the programme"), reverse("programme:list"), _("Programmes"))

    def save() -> str:
        return programmes.create(request.actor, facts=form.facts()).get_absolute_url()

    return edit(request, form, page, save)


@require_GET
def programme_gaps(request: Request, pk: UUID) -> HttpResponse:
    """The gap page: every hole by name, on any day."""
    programme = programme_of(request, pk)
    day, form = chosen_day(request)
    found = gaps.find(request.actor, programme, day)
    state, done = documents.whole(request.actor, programme)
    context = around(request, programme, "gaps") | {
        "gaps": found, "day_form": form, "standing": state, "done": done, "is_today": day == request.actor.day,
        "heard": heard.waiting(request.actor, programme),
    }  # fmt: skip
    return render(request, "programme/gaps.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "POST"])
def facts(request: Request, pk: UUID) -> HttpResponse:
    programme = own(request, pk)
    names = [name for name in ProgrammeForm.base_fields if name != "version"]
    initial = {name: getattr(programme, name) for name in names} | {"version": programme.version}
    form = ProgrammeForm(sent(request), initial=initial)
    page = Page(
        _("What this programme is"), _("Save what is told"), reverse("programme:about", args=[pk]), programme.name,
    )  # fmt: skip

    def save() -> None:
        seen = form.cleaned_data["version"] or 0
        programmes.change(request.actor, programme.pk, version=seen, facts=form.facts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close a programme; what would be left without an owner is told with a way to mend it."""
    programme = own(request, pk)
    form = CloseForm(sent(request), initial={"closed_on": programme.ends_on or request.actor.day})
    last_day = programme.ends_on or request.actor.day
    if form.is_bound and form.is_valid():
        last_day = form.cleaned_data["closed_on"]
    page = Page(
        _("Close the programme"), _("Close the programme"), reverse("programme:about", args=[pk]), programme.name,
        _("Its outputs and duties live on. Each needs somebody who answers for it from the next day on."),
        "programme/close.html", {"programme": programme, "orphans": programmes.orphans(programme, last_day)},
    )  # fmt: skip

    def save() -> None:
        programmes.close(request.actor, programme.pk, closed_on=form.cleaned_data["closed_on"])
        messages.success(request, _("The programme is closed. Its duties and outputs live on with their owners."))

    return edit(request, form, page, save)


@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    programme = get_object_or_404(policies.own_programmes(request.actor), pk=pk)
    programmes.reopen(request.actor, programme.pk)
    messages.info(request, _("The programme goes on."))
    return HttpResponseRedirect(reverse("programme:about", args=[pk]))


@require_http_methods(["GET", "POST"])
def goal_add(request: Request, pk: UUID) -> HttpResponse:
    programme = own(request, pk)
    form = GoalForm(sent(request), themes=programme.themes.all())
    page = Page(_("A new goal"), _("Add the goal"), reverse("programme:goals", args=[pk]), programme.name)

    def save() -> None:
        typed = form.cleaned_data
        goals.add_goal(
            request.actor, programme.pk, text=typed["text"], level=typed["level"], theme_id=form.theme_id(),
            theme_name=typed["theme_name"],
        )  # fmt: skip

    return edit(request, form, page, save)
