"""Pages about the service itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404
from django.views.decorators.http import require_GET

from luukku.core import error_pages
from luukku.portal.views import missing


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The bare address leads to one's workplace, by way of the sign-in page where needed."""
    return redirect("workplaces")


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (306/2019, 9 §)."""
    return render(request, "project/accessibility.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that nothing here has ever had leads whoever is not signed in to the public site."""
    is_unknown = isinstance(exception, Resolver404) and not request.path_info.startswith("/w/")
    if is_unknown and not (hasattr(request, "user") and request.user.is_authenticated):
        return missing.unknown_anywhere(request)
    return error_pages.not_found(request, exception)
