"""What came up in a family: listed, written down, changed, met or left out with a reason."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework.models import Case
from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import interview_contents, policies
from luukku.plans.forms.needs import DropForm, NeedForm, NewNeedForm
from luukku.plans.models import Need
from luukku.plans.services import needs
from luukku.plans.views.editing import Page, edit
from luukku.plans.views.own_words import Writing, write_down


@require_GET
def need_list(request: Request, pk: UUID) -> HttpResponse:
    actor = request.actor
    case = get_object_or_404(policies.fully_readable_cases(actor).select_related("family"), pk=pk)
    note_view(actor, "need.viewed", case, case=case)
    found = policies.visible_needs(actor).filter(case=case).select_related("person").order_by("created_at", "id")
    living = [need for need in found if need.is_living]
    past = [need for need in found if not need.is_living]
    may_edit = policies.startable_cases(actor).filter(pk=case.pk).exists()
    context = {"case": case, "living": living, "past": past, "may_edit": may_edit}
    context["next_steps"] = interview_contents.next_steps(actor, case.pk)
    return render(request, "plans/need_list.html", context)


@require_http_methods(["GET", "POST"])
def need_add(request: Request, pk: UUID) -> HttpResponse:
    return write_down(request, pk, NEED)


@require_http_methods(["GET", "POST"])
def need_edit(request: Request, pk: UUID) -> HttpResponse:
    need = _need(request, pk)
    form = NeedForm(sent(request), initial=NeedForm.shown(need))
    context = {"case": need.case, "need": need}
    title = _("A need: %(name)s") % {"name": need.person.short_name}
    page = Page(title, _("Save the need"), _list(need.case), "plans/need_form.html", context)

    def save() -> None:
        needs.change_need(request.actor, need.pk, version=form.cleaned_data["version"] or 0, **form.told())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def need_drop(request: Request, pk: UUID) -> HttpResponse:
    need = _need(request, pk)
    form = DropForm(sent(request))
    context = {"case": need.case, "need": need}
    page = Page(_("Leave this need out"), _("Leave the need out"), _list(need.case), "plans/need_form.html", context)

    def save() -> None:
        needs.drop_need(request.actor, need.pk, reason=form.cleaned_data["reason"])

    return edit(request, form, page, save)


@require_POST
def need_met(request: Request, pk: UUID) -> HttpResponse:
    need = _need(request, pk)
    needs.meet_need(request.actor, need.pk)
    return HttpResponseRedirect(_list(need.case))


def _need(request: Request, pk: UUID) -> Need:
    need = get_object_or_404(policies.editable_needs(request.actor).select_related("case__family", "person"), pk=pk)
    note_view(request.actor, "need.viewed", need, case=need.case)
    return need


def _list(case: Case) -> str:
    return reverse("plans:need-list", args=[case.pk])


NEED = Writing(
    form=NewNeedForm,
    save=needs.add_need,
    title=gettext_lazy("A need"),
    button=gettext_lazy("Write the need down"),
    viewed="need.viewed",
    place=_list,
    in_interview="#needs",
)
