"""Loading interview templates: published once, never changed. `luukku migrate` calls `load_templates`."""

import hashlib
import json
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from luukku.plans.models import InterviewTemplate

NAMES = ("initial_interview.v1",)
"""The templates that come with this version of the product."""


def load_templates() -> int:
    """Publish the templates that the database does not have yet. Returns how many were new.

    Raises:
        ImproperlyConfigured: a published version's content was changed; a changed text is a new version.
    """
    return sum(_publish(read_template(name)) for name in NAMES)


@lru_cache(maxsize=8)
def read_template(name: str) -> dict[str, Any]:
    """A template as it lies in the package: its structure and the words of every language."""
    folder = files("luukku.plans").joinpath("content")
    structure = json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    words = {
        language: json.loads(folder.joinpath(name, f"{language}.json").read_text(encoding="utf-8"))
        for language in structure["languages"]
    }
    return {"structure": structure, "words": words}


def template_hash(content: dict[str, Any]) -> str:
    """The hash of a template's texts. Whether a translation has been reviewed yet does not count as a change."""
    words = {
        language: {key: value for key, value in told.items() if key != "state"}
        for language, told in content["words"].items()
    }
    told = json.dumps({"structure": content["structure"], "words": words}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def current_template(key: str, day: date) -> InterviewTemplate | None:
    """The newest version that is in use on the day, without its content; None when none is."""
    return (
        InterviewTemplate.objects.defer("content")
        .filter(key=key, valid_from__lte=day)
        .exclude(valid_to__lt=day)
        .order_by("-version")
        .first()
    )


@transaction.atomic
def _publish(content: dict[str, Any]) -> bool:
    structure, seal = content["structure"], template_hash(content)
    template, is_new = InterviewTemplate.objects.get_or_create(
        key=structure["key"],
        version=structure["version"],
        defaults={
            "valid_from": date.fromisoformat(structure["valid_from"]),
            "valid_to": date.fromisoformat(structure["valid_to"]) if structure.get("valid_to") else None,
            "content": content,
            "content_hash": seal,
        },
    )
    if template.content_hash != seal:
        msg = (
            f"Version {template.version} of the interview template {template.key!r} has been published and can't be"
            " changed. Give the changed text a new version."
        )
        raise ImproperlyConfigured(msg)
    if template.content != content:  # a translation has been reviewed meanwhile
        template.content = content
        template.save()
    return is_new
