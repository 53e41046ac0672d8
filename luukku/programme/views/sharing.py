"""Operating models: reading them, writing them, letting a colleague publish them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.errors import RuleViolation
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.sharing import KeepingForm, ModelBeginForm, ModelTextForm, PartsForm
from luukku.programme.models import OperatingModel, OperatingModelVersion
from luukku.programme.services.sharing import choosing, looking, writing

MOST_LISTED = 200


@require_GET
def models(request: Request) -> HttpResponse:
    """Every model that the actor reads."""
    found = list(looking.listed(request.actor)[:MOST_LISTED])
    context = {"models": found, "may_write": policies.may_write(request.actor)}
    return render(request, "programme/models.html", context)


@require_http_methods(["GET", "POST"])
def model_new(request: Request) -> HttpResponse:
    """Begin a model."""
    if not policies.may_write(request.actor):
        raise Http404
    form = ModelBeginForm(sent(request))
    page = Page(
        _("A new operating model"), _("Begin the model"), reverse("programme:models"), _("Operating models"),
        lead=_("Describe a way of working so that somebody elsewhere can take it into use."),
    )  # fmt: skip

    def save() -> str:
        return reverse("programme:model-edit", args=[writing.begin(request.actor, **form.cleaned_data).pk])

    return edit(request, form, page, save)


@require_GET
def model(request: Request, model: UUID) -> HttpResponse:
    """One model as it is out; before that, its draft."""
    found = seen(request, model)
    return _shown(request, found, found.published or _open(found))


@require_GET
def model_draft(request: Request, model: UUID) -> HttpResponse:
    """What is being written, for those who write it and whoever approves it."""
    found = get_object_or_404(looking.listed(request.actor), pk=edited(request, model).pk)
    return _shown(request, found, _open(found))


@require_GET
def model_earlier(request: Request, model: UUID, number: int) -> HttpResponse:
    """An earlier version."""
    found = seen(request, model)
    version = next((one for one in found.versions.all() if one.number == number and not one.is_open), None)
    if version is None:
        raise Http404
    return _shown(request, found, version)


@require_http_methods(["GET", "POST"])
def model_edit(request: Request, model: UUID) -> HttpResponse:
    """Write in a draft."""
    found = edited(request, model)
    draft = _draft(request, found)
    form = ModelTextForm(sent(request), instance=draft, initial={"version": draft.edits})
    page = Page(_("Describe the model"), _("Save the draft"), _place(found, "model-draft"), _("The draft"))

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        writing.save(request.actor, found.pk, edits=version, told=form.told())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def model_parts(request: Request, model: UUID) -> HttpResponse:
    """What belongs to a draft."""
    found = edited(request, model)
    draft = _draft(request, found)
    offered = choosing.offered(request.actor, draft)
    form = PartsForm(
        sent(request), items=offered.items, sets=offered.sets, indicators=offered.indicators, initial=offered.chosen
    )
    page = Page(
        _("What belongs to the model"), _("Save what belongs to it"), _place(found, "model-draft"), _("The draft"),
        lead=_("These travel with the model when it is shared."),
    )  # fmt: skip

    def save() -> None:
        writing.choose_parts(request.actor, found.pk, **form.chosen())

    return edit(request, form, page, save)


@require_POST
def model_submit(request: Request, model: UUID) -> HttpResponse:
    """Ask a colleague to read it."""
    found = edited(request, model)
    try:
        writing.submit(request.actor, found.pk)
        messages.success(request, _("A colleague who has not written in it reads it now, and publishes it."))
    except RuleViolation as refused:
        messages.warning(request, str(refused.message))
    return HttpResponseRedirect(_place(found, "model-draft"))


@require_POST
def model_return(request: Request, model: UUID) -> HttpResponse:
    """Let it be written on."""
    found = edited(request, model)
    try:
        writing.give_back(request.actor, found.pk)
    except RuleViolation as refused:
        messages.warning(request, str(refused.message))
    return HttpResponseRedirect(found.get_absolute_url())


@require_POST
def model_publish(request: Request, model: UUID) -> HttpResponse:
    """Publish what a colleague wrote."""
    found = edited(request, model)
    told = request.POST.get("edits", "")
    edits = int(told) if told.isascii() and told.isdigit() and len(told) < 8 else 0
    try:
        writing.publish(request.actor, found.pk, edits=edits)
        messages.success(request, _("The model is out: everybody at work reads it."))
    except RuleViolation as refused:
        messages.warning(request, str(refused.message))
    return HttpResponseRedirect(found.get_absolute_url())


@require_POST
def model_begin(request: Request, model: UUID) -> HttpResponse:
    """Begin the next version of an own model."""
    found = edited(request, model)
    writing.begin_version(request.actor, found.pk)
    return HttpResponseRedirect(_place(found, "model-edit"))


@require_POST
def model_own(request: Request, model: UUID) -> HttpResponse:
    """Begin an own version of somebody else's model."""
    found = get_object_or_404(policies.shareable_models(request.actor), pk=model)
    made = writing.begin_own_version(request.actor, found.pk)
    return HttpResponseRedirect(_place(made, "model-edit"))


@require_http_methods(["GET", "POST"])
def model_keeping(request: Request, model: UUID) -> HttpResponse:
    """Who looks after it here, and which output it is."""
    found = get_object_or_404(policies.kept_models(request.actor).select_related("output__programme"), pk=model)
    initial = {"owner": str(found.owner_id or ""), "owner_role": found.owner_role, "output": str(found.output_id or "")}
    outputs = list(policies.usable_outputs(request.actor))
    outputs += [found.output] if found.output and found.output not in outputs else []
    form = KeepingForm(sent(request), people=policies.possible_people(request.actor), outputs=outputs, initial=initial)
    page = Page(_("Who looks after the model"), _("Save who looks after it"), found.get_absolute_url(), _("The model"))

    def save() -> None:
        writing.change_keeping(request.actor, found.pk, **form.keeping())

    return edit(request, form, page, save)


def seen(request: Request, key: UUID) -> OperatingModel:
    """A model that the actor reads, with its versions."""
    return get_object_or_404(looking.listed(request.actor).select_related("organisation", "owner", "output"), pk=key)


def edited(request: Request, key: UUID) -> OperatingModel:
    """A model that is written in the actor's organisation."""
    return get_object_or_404(policies.editable_models(request.actor), pk=key)


def _open(model: OperatingModel) -> OperatingModelVersion:
    found = model.open_version
    if found is None:
        raise Http404
    return found


def _draft(request: Request, model: OperatingModel) -> OperatingModelVersion:
    rows = policies.open_model_versions(request.actor).filter(state=OperatingModelVersion.State.DRAFT)
    return get_object_or_404(rows, model=model)


def _place(model: OperatingModel, name: str) -> str:
    return reverse(f"programme:{name}", args=[model.pk])


def _shown(request: Request, model: OperatingModel, version: OperatingModelVersion) -> HttpResponse:
    context = looking.at_model(request.actor, model, version)
    return render(request, "programme/model.html", context)
