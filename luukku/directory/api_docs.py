"""The interface for other programs, told for people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luukku.core.links import absolute
from luukku.directory.api import VERSION, api


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every address of the interface with its parameters, as its own description (OpenAPI) has them."""
    described = api.get_openapi_schema()
    context = {
        "version": VERSION,
        "about": described["info"]["description"],
        "address": absolute("/hsds/"),
        "description": absolute("/hsds/openapi.json"),
        "operations": [_told(path, methods) for path, methods in described["paths"].items()],
    }
    return render(request, "directory/api_docs.html", context)


def _told(path: str, methods: dict[str, Any]) -> dict[str, Any]:
    operation = methods["get"]
    return {
        "path": path,
        "methods": ", ".join(method.upper() for method in methods),
        "summary": operation["summary"],
        "parameters": [
            {"name": one["name"], "words": one.get("schema", {}).get("description", ""), "type": _type(one)}
            for one in operation.get("parameters", [])
        ],
    }


def _type(parameter: dict[str, Any]) -> str:
    schema = parameter.get("schema", {})
    choices = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return " | ".join(" | ".join(one.get("enum", [])) or one.get("format") or one.get("type", "") for one in choices)
