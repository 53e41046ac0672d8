"""The list of families that the reader works with or supervises."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luukku.audit import trail
from luukku.casework import policies, services
from luukku.casework.models import Case
from luukku.core.http import Request
from luukku.desk.forms import SearchForm
from luukku.desk.reading.steps import plans_of

ON_PAGE = 30
ORDERS = {"name": ("family__name", "pk"), "newest": ("-opened_on", "family__name", "pk")}


@require_GET
def families(request: Request) -> HttpResponse:
    actor = request.actor
    if not actor.has(policies.LEADERS):
        raise Http404
    whose = "unit" if request.GET.get("whose") == "unit" and actor.has(policies.SUPERVISORS) else "mine"
    if not actor.has(policies.WORKERS):
        whose = "unit"
    order = request.GET.get("order") if request.GET.get("order") in ORDERS else "name"
    page = Paginator(_cases(request, whose).order_by(*ORDERS[str(order)]), ON_PAGE).get_page(request.GET.get("page"))
    trail.record(actor, "families.listed", cases=[str(case.pk) for case in page])
    work = plans_of(actor, [case.pk for case in page])
    context = {
        "page": page,
        "rows": [(card, work[card.case.pk]) for card in services.cards_of(actor, page)],
        "whose": whose,
        "order": order,
        "search": SearchForm(),
        "may_choose_whose": actor.has(policies.SUPERVISORS) and actor.has(policies.WORKERS),
    }
    return render(request, "desk/families.html", context)


def _cases(request: Request, whose: str) -> QuerySet[Case]:
    cases = policies.supervised_cases(request.actor) if whose == "unit" else policies.own_cases(request.actor)
    return cases.active().select_related("family")
