"""The tour: what to try in the demo, in which order, as whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luukku.project.demo.tour import steps


@require_GET
def tour(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/tour.html", {"steps": steps()})
