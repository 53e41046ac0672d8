"""Adding and editing services, places, phones and pages of one's own; tags and ways of any service."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.core.errors import RuleViolation
from luukku.core.forms import carry_out, carry_out_or_conflict, form_page
from luukku.core.http import Request, sent
from luukku.directory import policies
from luukku.directory.forms import ChannelForm, FactsForm, ServiceForm, WayForm
from luukku.directory.models import AreaKind, Channel, Service
from luukku.directory.reading import street_of, words_of
from luukku.directory.services import additions, keeping
from luukku.directory.towns import names_of


@require_http_methods(["GET", "POST"])
def service_edit(request: Request, pk: UUID | None = None) -> HttpResponse:
    """A new service of the own organisation, or one that it keeps up."""
    if not policies.may_write(request.actor):
        raise Http404
    rows = policies.own_services(request.actor).present().with_texts().prefetch_related("provider__texts")
    row = get_object_or_404(rows, pk=pk) if pk else None
    form = ServiceForm(sent(request), initial=_service_initial(row))
    conflict = None
    if request.method == "POST" and form.is_valid():
        told = {"arranged_by": form.cleaned_data["arranged_by"], "version": form.cleaned_data["version"] or 0}
        kept, conflict = carry_out_or_conflict(
            form, lambda: keeping.keep_service(request.actor, pk, form.columns(), form.said(), **told)
        )
        if kept:
            messages.success(request, _("It is published now."))
            return redirect("directory:service", kept.pk)
    context = {"form": form, "row": row, "conflict": conflict}
    return form_page(request, "directory/service_form.html", context)


@require_http_methods(["GET", "POST"])
def channel_edit(request: Request, pk: UUID | None = None, kind: str = "") -> HttpResponse:
    """A new place, phone or page of the own organisation (`?service=` connects it), or one that it keeps up."""
    if not policies.may_write(request.actor):
        raise Http404
    row = get_object_or_404(policies.own_channels(request.actor).present().with_texts(), pk=pk) if pk else None
    kind = row.kind if row else kind
    if kind not in Channel.Kind.values:
        raise Http404
    service = _service_asked(request)
    form = ChannelForm(sent(request), kind=kind, initial=_channel_initial(row))
    conflict = None
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"version": form.cleaned_data["version"] or 0}
        told |= {"for_service": service.pk} if service else {}
        kept, conflict = carry_out_or_conflict(
            form, lambda: keeping.keep_channel(request.actor, pk, form.columns(), form.said(), **told)
        )
        if kept:
            messages.success(request, _("It is published now."))
            return redirect("directory:service", service.pk) if service else redirect("directory:channel", kept.pk)
    context = {
        "form": form,
        "row": row,
        "conflict": conflict,
        "service": service,
        "service_name": words_of(service, get_language() or "fi")["name"] if service else "",
        "kind_label": Channel.Kind(kind).label,
    }
    return form_page(request, "directory/channel_form.html", context)


@require_http_methods(["GET", "POST"])
def service_facts(request: Request, pk: UUID) -> HttpResponse:
    """Tags, ages and whether an interpreter is arranged, whoever keeps the service."""
    rows = policies.services_to_add_to(request.actor).with_texts().select_related("addition")
    row = get_object_or_404(rows, pk=pk)
    kept = getattr(row, "addition", None)
    form = FactsForm(sent(request), initial=_facts_initial(kept))
    conflict = None
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"tags": form.tag_list(), "version": form.cleaned_data["version"] or 0}
        done, conflict = carry_out_or_conflict(
            form, lambda: additions.keep_facts(request.actor, row.pk, form.columns(), **told)
        )
        if done:
            messages.success(request, _("The facts are saved."))
            return redirect("directory:service", row.pk)
    context = {"form": form, "service": row, "told": words_of(row, get_language() or "fi"), "conflict": conflict}
    return form_page(request, "directory/facts_form.html", context)


@require_http_methods(["GET", "POST"])
def service_ways(request: Request, pk: UUID) -> HttpResponse:
    """The ways to a service: those that there are, one more of the own ones, or a new one."""
    row = get_object_or_404(policies.services_to_add_to(request.actor).with_texts(), pk=pk)
    form = WayForm(sent(request), actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if carry_out(form, lambda: keeping.connect(request.actor, row.pk, told["channel"].pk, note=told["note"])):
            messages.success(request, _("The way is added."))
            return redirect("directory:service-ways", row.pk)
    language = get_language() or "fi"
    ways = row.connections.present().select_related("channel").prefetch_related("channel__texts").order_by("created_at")
    context = {
        "form": form,
        "service": row,
        "told": words_of(row, language),
        "ways": [(one, words_of(one.channel, language)) for one in ways],
        "kinds": Channel.Kind.choices,
    }
    return form_page(request, "directory/ways.html", context)


@require_POST
def way_end(request: Request, pk: UUID, connection: UUID) -> HttpResponse:
    row = get_object_or_404(policies.services_to_add_to(request.actor), pk=pk)
    get_object_or_404(row.connections.present(), pk=connection)
    try:
        keeping.disconnect(request.actor, row.pk, connection)
        messages.success(request, _("The way is taken away."))
    except RuleViolation as refusal:
        messages.warning(request, str(refusal.message))
    return redirect("directory:service-ways", row.pk)


def _service_asked(request: Request) -> Service | None:
    """The service for which a new way is made; a strange or foreign one is not found."""
    asked = request.GET.get("service", "")
    if not asked:
        return None
    try:
        pk = UUID(asked)
    except ValueError as error:
        raise Http404 from error
    found: Service = get_object_or_404(policies.services_to_add_to(request.actor).with_texts(), pk=pk)
    return found


def _service_initial(row: Service | None) -> dict[str, Any]:
    if row is None:
        return {"charge": "free", "area_kind": AreaKind.LIMITED, "version": 0}
    told = words_of(row, "fi")
    return {name: told[name] for name in ServiceForm.WORDS} | {
        "charge": row.charge,
        "area_kind": row.area_kind,
        "towns": names_of(row.municipalities),
        "spoken": row.languages,
        "arranged_by": words_of(row.provider, "fi")["name"] if row.provider else "",
        "version": row.version,
    }


def _channel_initial(row: Channel | None) -> dict[str, Any]:
    if row is None:
        return {"needs_identification": "no", "version": 0}
    told = words_of(row, "fi")
    return {name: told[name] for name in ChannelForm.WORDS} | {
        "street": street_of(row, "fi"),
        "postal_code": row.postal_code,
        "point": f"{row.latitude}, {row.longitude}" if row.latitude is not None else "",
        "phones": "\n".join(f"{one['number']} {one.get('note', '')}".strip() for one in row.phones),
        "emails": "\n".join(one["address"] for one in row.emails),
        "urls": "\n".join(f"{one['url']} {one.get('name', '')}".strip() for one in row.urls),
        "needs_identification": "yes" if row.needs_identification else "no",
        "form_identifier": row.form_identifier,
        "spoken": row.languages,
        "version": row.version,
    }


def _facts_initial(kept: Any) -> dict[str, Any]:
    if kept is None:
        return {"arranges_interpreter": "", "version": 0}
    return {
        "tags": ", ".join(kept.tags),
        "arranges_interpreter": {True: "yes", False: "no"}.get(kept.arranges_interpreter, ""),
        "minimum_age": kept.minimum_age,
        "maximum_age": kept.maximum_age,
        "version": kept.version,
    }
