"""Pages about the service itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (306/2019, 9 §)."""
    return render(request, "project/accessibility.html")
