"""Pages about the service itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The bare address leads to one's workplace, by way of the sign-in page where needed."""
    return redirect("workplaces")


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (306/2019, 9 §)."""
    return render(request, "project/accessibility.html")
