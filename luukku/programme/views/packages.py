"""Packages of models out and in, and taking models into use."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.errors import RuleViolation
from luukku.core.exports import download
from luukku.core.forms import Page, carry_out, edit
from luukku.core.http import Request, sent
from luukku.programme import policies, sharing_labels
from luukku.programme.forms.sharing import AdoptForm, FollowForm, PackageForm
from luukku.programme.models import ModelAdoption, PackageImport
from luukku.programme.services.sharing import adopting, bringing, choosing, exporting, opening
from luukku.programme.views.sharing import seen


@require_GET
def model_package(request: Request, model: UUID) -> HttpResponse:
    """The package of a model; what keeps it at home is said on its page."""
    found = get_object_or_404(policies.shareable_models(request.actor), pk=model)
    try:
        content = exporting.export(request.actor, found.pk)
    except RuleViolation as refused:
        messages.warning(request, str(refused.message))
        return HttpResponseRedirect(found.get_absolute_url())
    version = found.versions.published().get()
    return download(content, f"{slugify(version.title)[:60] or 'model'}-{version.number}", "zip", "application/zip")


@require_http_methods(["GET", "POST"])
def packages(request: Request) -> HttpResponse:
    """A package to look at, and those that came before."""
    if not policies.may_write(request.actor):
        raise Http404
    form = PackageForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        is_cut = getattr(upload, "is_too_large", False)
        content = b"\0" * (opening.MOST_BYTES + 1) if is_cut else upload.read(opening.MOST_BYTES + 1)
        run = carry_out(form, lambda: bringing.look_at(request.actor, upload.name or "package", content))
        if run:
            return redirect("programme:package", run.pk)
    runs = policies.visible_package_imports(request.actor).defer("content", "changes")[:30]
    context = {"form": form, "runs": runs}
    return render(request, "programme/packages.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def package(request: Request, run: UUID) -> HttpResponse:
    """What a package would change, part by part; bring in what is accepted."""
    found = get_object_or_404(policies.visible_package_imports(request.actor).defer("content"), pk=run)
    if request.method != "POST":
        return _looked_at(request, found)
    try:
        done = bringing.bring_in(request.actor, found.pk, request.POST.getlist("take"))
    except RuleViolation as refused:
        return _looked_at(request, found, error=str(refused.message), status=422)
    messages.success(request, _("Brought in: %(count)d.") % {"count": len(done.accepted)})
    return redirect("programme:package", found.pk)


@require_http_methods(["GET", "POST"])
def model_adopt(request: Request, model: UUID) -> HttpResponse:
    """Take a model into use in the own organisation."""
    found = get_object_or_404(policies.shareable_models(request.actor), pk=model)
    form = AdoptForm(sent(request), initial={"since_on": request.actor.day})
    page = Page(
        _("Take the model into use"), _("Note that it is in use"), found.get_absolute_url(), _("The model"),
        lead=_("A colleague signs this off before others read it."),
    )  # fmt: skip

    def save() -> None:
        adopting.adopt(request.actor, found.pk, adopting.Told(**form.cleaned_data))
        messages.success(request, _("Noted. A colleague signs it off before others read it."))

    return edit(request, form, page, save)


@require_POST
def adoption_sign(request: Request, model: UUID, adoption: UUID) -> HttpResponse:
    """Sign off what a colleague wrote."""
    rows = policies.signable_adoptions(request.actor).filter(model=model)
    found = get_object_or_404(rows.select_related("model"), pk=adoption)
    adopting.sign_off(request.actor, found.pk)
    messages.success(request, _("Signed off. It can be told to whoever made the model."))
    return HttpResponseRedirect(found.model.get_absolute_url())


@require_GET
def adoption_report(request: Request, model: UUID, adoption: UUID) -> HttpResponse:
    """What is told to whoever made the model, as a small package."""
    found: ModelAdoption = get_object_or_404(
        policies.own_adoptions(request.actor).filter(model=model).select_related("model"), pk=adoption
    )
    try:
        content = adopting.report(request.actor, found.pk)
    except RuleViolation as refused:
        messages.warning(request, str(refused.message))
        return HttpResponseRedirect(found.model.get_absolute_url())
    return download(
        content, f"{slugify(found.place)[:40] or 'report'}-{found.since_on.isoformat()}", "zip", "application/zip"
    )


@require_http_methods(["GET", "POST"])
def model_follow(request: Request, model: UUID) -> HttpResponse:
    """Follow an indicator of a model in a programme."""
    found = seen(request, model)
    version = found.published
    if version is None or not version.indicators or not policies.may_write(request.actor):
        raise Http404
    programmes = list(policies.editable_programmes(request.actor))
    form = FollowForm(sent(request), names=[one["text"] for one in version.indicators], programmes=programmes)
    page = Page(
        _("Follow an indicator in a programme"), _("Follow it"), found.get_absolute_url(), _("The model"),
        lead="" if programmes else _("Your organisation has no programme yet. Begin one first."),
    )  # fmt: skip

    def save() -> str:
        programme = UUID(form.cleaned_data["programme"])
        place = int(form.cleaned_data["indicator"])
        made = choosing.follow(request.actor, found.pk, place=place, programme_id=programme)
        return reverse("programme:indicator", args=[programme, made.pk])

    return edit(request, form, page, save)


def _looked_at(request: Request, run: PackageImport, *, error: str = "", status: int = 200) -> HttpResponse:
    changes = sharing_labels.changes(run.changes, set(run.accepted))
    waits = run.state == PackageImport.State.LOOKED_AT
    context: dict[str, Any] = {
        "run": run,
        "changing": [one for one in changes if one["is_changing"]],
        "others": [one for one in changes if not one["is_changing"]],
        "waits": waits,
        "model": policies.visible_models(request.actor).filter(pk=run.package).first(),
        "error": error,
    }
    return render(request, "programme/package.html", context, status=status)
