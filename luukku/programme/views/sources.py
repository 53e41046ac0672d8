"""The source documents' own views, out of the system again: goals × measures, actors × duties, vision, every line."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luukku.core import exports
from luukku.core.http import Request
from luukku.programme import policies
from luukku.programme.models import Programme
from luukku.programme.services import documents, listing
from luukku.programme.views.around import around, chosen_day, programme_of


@require_GET
def goal_table(request: Request, pk: UUID) -> HttpResponse:
    """Goals × measures, theme by theme."""
    programme = programme_of(request, pk)
    state, done = documents.whole(request.actor, programme)
    context = around(request, programme, "goals") | {
        "tables": documents.goal_tables(request.actor, programme),
        "standing": state,
        "done": done,
        "may_join": policies.joinable_programmes(request.actor).filter(pk=pk).exists(),
    }
    return render(request, "programme/goals.html", context)


@require_GET
def measures_csv(request: Request, pk: UUID) -> HttpResponse:
    """Every measure that counts and every one that does not, so that each share can be worked out again."""
    programme = programme_of(request, pk)
    rows = listing.measure_rows(request.actor, programme, request.actor.day)
    return exports.csv_download(f"{programme.name}-measures", listing.MEASURE_COLUMNS, rows)


@require_GET
def duty_table(request: Request, pk: UUID) -> HttpResponse:
    """Actors × duties, and what the project leaves behind."""
    programme = programme_of(request, pk)
    day, form = chosen_day(request)
    context = around(request, programme, "duties") | {
        "rows": documents.party_rows(request.actor, programme, day),
        "outputs": documents.outputs(programme, day),
        "day_form": form,
        "day": day,
    }
    return render(request, "programme/duties.html", context)


@require_GET
def vision(request: Request, pk: UUID) -> HttpResponse:
    """What people said they want it to be like."""
    programme = programme_of(request, pk)
    context = around(request, programme, "vision") | {"visions": documents.visions(programme)}
    return render(request, "programme/vision.html", context)


@require_GET
def about(request: Request, pk: UUID) -> HttpResponse:
    """What the programme is for, what it promises, and what was said when it was talked over."""
    programme = programme_of(request, pk)
    context = around(request, programme, "about") | {
        "passages": documents.about(programme),
        "reviews": documents.group_answers(programme),
        "corrections": policies.visible_corrections(request.actor)
        .filter(programme=pk)
        .select_related("owner", "person"),
        "meetings": policies.visible_meetings(request.actor).filter(programme=pk),
        "may_reopen": programme.state == Programme.State.CLOSED
        and policies.own_programmes(request.actor).filter(pk=pk).exists(),
    }
    return render(request, "programme/about.html", context)


@require_GET
def source_lines(request: Request, pk: UUID) -> HttpResponse:
    """Every line that was brought in, in the order of its document."""
    programme = programme_of(request, pk)
    context = around(request, programme, "sources") | {
        "documents": documents.lines(request.actor, programme),
        "conflicts": policies.visible_conflicts(request.actor).filter(programme=pk).select_related("settled_by"),
    }
    return render(request, "programme/sources.html", context)
