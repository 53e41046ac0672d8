"""A place, a phone service, an e-service, a form or a web page; its opening hours, and those of a group."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import carry_out, carry_out_or_conflict, form_page
from luukku.core.http import Request, sent
from luukku.directory import policies
from luukku.directory.forms import ExceptionForm, WeekForm, initial_week
from luukku.directory.holiday_words import HOLIDAYS
from luukku.directory.models import OpeningHours
from luukku.directory.reading import address_of, lines_of, words_of
from luukku.directory.rules.hours_text import written
from luukku.directory.rules.opening import hours_on
from luukku.directory.services import opening
from luukku.directory.services.additions import OPEN
from luukku.directory.views.kinds import name_of_kind, page_of_entry, words_to_write
from luukku.directory.views.public_page import public_url
from luukku.language import languages

DAYS_SHOWN = 14


@require_GET
def channel(request: Request, pk: UUID) -> HttpResponse:
    """One place, phone or page: what it is, when it is open, and which services it leads to."""
    rows = policies.visible_channels(request.actor).with_texts().prefetch_related("hours", "provider__texts")
    row = get_object_or_404(rows, pk=pk)
    language = get_language() or "fi"
    lines = lines_of(row.hours.all())
    days = [hours_on(request.actor.day + timedelta(days=ahead), lines) for ahead in range(DAYS_SHOWN)] if lines else []
    services = policies.public_services().filter(connections__in=row.connections.present()).distinct().with_texts()
    is_own = policies.own_channels(request.actor).filter(pk=row.pk).exists()
    context = {
        "channel": row,
        "told": words_of(row, language, plain=True),
        "address": address_of(row, language),
        "provider": words_of(row.provider, language)["name"] if row.provider else "",
        "days": [(day, HOLIDAYS.get(day.holiday, "")) for day in days],
        "spoken": [known.name(language) for code in row.languages if (known := languages.find(code))],
        "services": [(one, words_of(one, language)) for one in services.order_by("created_at")[:50]],
        "is_own": is_own,
        "may_return": is_own and row.archived_why == "by_hand",
        "to_write": words_to_write(request.actor, row, language),
        "kind": "channels",
        "public_url": public_url("place", policies.public_channels().places(), row.pk),
    }
    return render(request, "directory/channel.html", context)


@require_http_methods(["GET", "POST"])
def hours(request: Request, kind: Any, pk: UUID) -> HttpResponse:
    """The usual week and the holidays of an entry, and its exceptions."""
    row = get_object_or_404(OPEN[kind](request.actor).with_texts(), pk=pk)
    lines = _our_lines(row)
    initial = initial_week(list(opening.plain_lines(lines))) | {"version": row.version}
    form = WeekForm(sent(request), initial=initial)
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        done, conflict = carry_out_or_conflict(
            form, lambda: opening.keep_week(request.actor, kind, row.pk, form.week(), version=version)
        )
        if done:
            messages.success(request, _("The opening hours are saved."))
            return redirect(page_of_entry(row))
    context = _around(request, kind, row) | {
        "form": form,
        "conflict": conflict is not None,
        "theirs": [(field.label, initial.get(field.name, "")) for field in form.days],
        "exceptions": [(one, _as_words(one)) for one in lines.filter(kind="exception").order_by("valid_from", "opens")],
        "others": lines.exclude(pk__in=opening.plain_lines(lines)).exclude(kind="exception").count(),
    }
    return form_page(request, "directory/hours_form.html", context)


@require_http_methods(["GET", "POST"])
def exception_add(request: Request, kind: Any, pk: UUID) -> HttpResponse:
    """Other hours for some days."""
    row = get_object_or_404(OPEN[kind](request.actor).with_texts(), pk=pk)
    form = ExceptionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("first", "last", "weekdays", "note")}
        told["spans"] = form.cleaned_data["hours"] or ()
        if carry_out(form, lambda: opening.add_exception(request.actor, kind, row.pk, **told)):
            messages.success(request, _("The exception is saved."))
            return redirect("directory:hours", name_of_kind(kind), row.pk)
    context = _around(request, kind, row) | {"form": form}
    return form_page(request, "directory/exception_form.html", context)


@require_POST
def exception_remove(request: Request, kind: Any, pk: UUID, line: UUID) -> HttpResponse:
    row = get_object_or_404(OPEN[kind](request.actor), pk=pk)
    get_object_or_404(_our_lines(row), pk=line, kind="exception")
    opening.remove_exception(request.actor, kind, row.pk, line)
    messages.success(request, _("The exception is taken away."))
    return redirect("directory:hours", name_of_kind(kind), row.pk)


def _around(request: Request, kind: Any, row: Any) -> dict[str, Any]:
    return {
        "entry": row,
        "entry_url": page_of_entry(row),
        "kind": name_of_kind(kind),
        "told": words_of(row, get_language() or "fi"),
        "is_beside": not row.is_ours,
    }


def _our_lines(row: Any) -> Any:
    """Lines that are written here: all of an entry of ours, only the added ones beside a source."""
    return row.hours.all() if row.is_ours else row.hours.filter(is_local=True)


def _as_words(line: OpeningHours) -> str:
    return str(_("closed")) if line.is_closed else written([(line.opens, line.closes)])
