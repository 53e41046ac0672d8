"""How far outputs have spread."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.outputs import StepForm
from luukku.programme.models import Embedding
from luukku.programme.services import embedding, looking
from luukku.programme.views.around import around, programme_of

TEMPLATE = "programme/mend.html"


@require_GET
def output(request: Request, pk: UUID, output: UUID) -> HttpResponse:
    """One output: who answers for it, and where it is in use."""
    programme = programme_of(request, pk)
    found = get_object_or_404(policies.visible_outputs(request.actor).filter(programme=pk), pk=output)
    context = around(request, programme, "embedding") | looking.at_output(request.actor, found) | {"output": found}
    return render(request, "programme/output.html", context)


@require_GET
def embedding_table(request: Request, pk: UUID) -> HttpResponse:
    """Outputs × municipalities."""
    programme = programme_of(request, pk)
    places, rows = embedding.spread(programme, request.actor.day)
    levels = [(level.value, level.label) for level in Embedding.Level]
    context = around(request, programme, "embedding") | {"places": places, "rows": rows, "levels": levels}
    return render(request, "programme/embedding.html", context)


@require_http_methods(["GET", "POST"])
def output_step(request: Request, pk: UUID, output: UUID) -> HttpResponse:
    """Note how far a municipality is with an output."""
    found = get_object_or_404(
        policies.visible_outputs(request.actor).filter(programme=pk).select_related("programme"), pk=output
    )
    places = policies.embedding_organisations(request.actor, found)
    if not places:
        raise Http404
    initial = {"organisation": str(request.actor.organisation_id), "since_on": request.actor.day}
    form = StepForm(sent(request), places=places, initial=initial)
    page = Page(
        _("How far is it in use?"), _("Note the step"), reverse("programme:output", args=[pk, output]),
        _("The output"), template=TEMPLATE, context={"row": found},
    )  # fmt: skip

    def save() -> None:
        typed = form.cleaned_data
        embedding.note_step(
            request.actor, found.pk, organisation_id=UUID(typed["organisation"]), level=typed["level"],
            since_on=typed["since_on"], evidence=typed["evidence"], area=typed["area"],
        )  # fmt: skip

    return edit(request, form, page, save)
