"""Search first: a family is registered only after it has been looked for."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from luukku.casework import policies, services
from luukku.core.http import Request
from luukku.desk.forms import SearchForm


@require_http_methods(["GET", "POST"])
def search(request: Request) -> HttpResponse:
    """Names travel in the body alone: never in an address, a log or the browser's history."""
    actor = request.actor
    if not actor.has(policies.LEADERS):
        raise Http404
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        found = services.find_families(actor, form.cleaned_data["q"])
    status = 429 if found and found.is_too_often else 422 if form.is_bound and not form.is_valid() else 200
    context = {"form": form, "found": found, "may_register": policies.may_open_cases(actor)}
    return render(request, "desk/search.html", context, status=status)
