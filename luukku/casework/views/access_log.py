"""Who has opened this family's data, and why: the page and the printable answer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from luukku.casework import policies, services
from luukku.casework.access_words import Group
from luukku.casework.printing import print_access_log
from luukku.casework.services import access_log as log
from luukku.core.exports import pdf_page
from luukku.core.http import Request


@require_GET
def access_log(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = get_object_or_404(policies.cases_with_readable_trail(actor).select_related("family"), pk=case)
    group = _group(request)
    lines = log.access_log(actor, found, group=group, all_years=_all_years(request))
    page, shown = log.page_of(lines, request.GET.get("page"))
    services.note_view(actor, "case.trail_viewed", found, case=found)
    context = {
        "case": found,
        "page": page,
        "lines": log.together(shown),
        "group": group,
        "groups": Group,
        "all_years": _all_years(request),
        "reads_case": policies.may_see(actor, found),
        "query": f"show={group.value if group else ''}&{'years=all&' if _all_years(request) else ''}",
    }
    return render(request, "casework/access_log.html", context)


@require_GET
def access_log_print(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = get_object_or_404(policies.cases_with_readable_trail(actor).select_related("family"), pk=case)
    lines = log.access_log(actor, found, group=_group(request), all_years=_all_years(request))
    shown = log.in_words(list(lines[: log.MOST_PRINTED]))
    services.note_view(actor, "case.trail_printed", found, case=found)
    reads_case = policies.may_see(actor, found)
    if reads_case:
        pdf = print_access_log(actor, found.family.name, shown, family_language=found.family.language)
    else:
        pdf = print_access_log(actor, str(found.pk), shown)
    return pdf_page(pdf, str(found.pk))


def _group(request: Request) -> Group | None:
    code = request.GET.get("show", "")
    return Group(code) if code in Group.values else None


def _all_years(request: Request) -> bool:
    return request.GET.get("years") == "all"
