"""Loading interview templates: published once, never changed. `luukku migrate` calls `load_templates`."""

import hashlib
import json
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import Q

from luukku.plans.models import InterviewTemplate

NAMES = ("initial_interview.v1", "child_interview.v1", "alone_interview.v1")
"""The templates that come with this version of the product: for adults, children, and minors who came alone."""

ADULTS, CHILDRENS, ALONE = "initial_interview", "child_interview", "alone_interview"
KEYS = (ADULTS, CHILDRENS, ALONE)


def load_templates() -> int:
    """Publish the templates that the database does not have yet. Returns how many were new.

    Raises:
        ImproperlyConfigured: a published version's content was changed; a changed text is a new version.
    """
    return sum(_publish(read_template(name)) for name in NAMES)


@lru_cache(maxsize=8)
def read_template(name: str) -> dict[str, Any]:
    """A template as it lies in the package: its structure and the words of every language.

    A template may take questions and tellings of another one, named as its `base`: then their words come from there.
    """
    folder = files("luukku.plans").joinpath("content")
    structure = json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    languages = structure.get("languages") or read_template(structure["base"])["structure"]["languages"]
    words = {
        language: json.loads(folder.joinpath(name, f"{language}.json").read_text(encoding="utf-8"))
        for language in languages
    }
    told = {"structure": structure, "words": words}
    return _built_on(read_template(structure["base"]), told) if "base" in structure else told


def _built_on(base: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """A template that takes parts of another: a question or section by its id alone, in the words of the base."""
    own, lent = told["structure"], base["structure"]
    sections = {one["id"]: one for one in lent["sections"]}
    questions = {one["id"]: one for section in lent["sections"] for one in section["questions"]}

    def about_the_person(question: Any) -> dict[str, Any]:
        taken = questions[question] if isinstance(question, str) else question
        scope = "person" if taken["scope"] in own.get("about_the_person", ()) else taken["scope"]
        return {**taken, "scope": scope}

    def section(one: Any) -> dict[str, Any]:
        taken = sections[one] if isinstance(one, str) else one
        return {**taken, "questions": [about_the_person(question) for question in taken["questions"]]}

    tellings = {one["id"]: one for one in lent["tellings"]}
    shared = ("format", "languages", "staff_languages", "levels", "yes_no", "check_methods", "check_results")
    structure = {
        **{name: lent[name] for name in shared},
        **{name: value for name, value in own.items() if name not in ("base", "about_the_person")},
        "sections": [section(one) for one in own["sections"]],
        "tellings": [tellings[one] if isinstance(one, str) else one for one in own["tellings"]],
    }
    words = {
        language: {
            **told["words"][language],
            "texts": {**base["words"][language]["texts"], **told["words"][language]["texts"]},
            "tellings": {**base["words"][language]["tellings"], **told["words"][language]["tellings"]},
        }
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


def current_template(key: str, day: date, organisation_id: UUID | None = None) -> InterviewTemplate | None:
    """The version in use on the day, without its content; None when none is.

    An organisation's own questions go before those that come with the product; the newest version before older ones.
    """
    in_use = (
        InterviewTemplate.objects.defer("content")
        .filter(key=key, valid_from__lte=day)
        .exclude(valid_to__lt=day)
        .exclude(state=InterviewTemplate.State.DRAFT)
        .order_by("-version")
    )
    own = in_use.filter(organisation_id=organisation_id).first() if organisation_id else None
    return own or in_use.filter(Q(organisation__isnull=True)).first()


@transaction.atomic
def _publish(content: dict[str, Any]) -> bool:
    structure, seal = content["structure"], template_hash(content)
    template, is_new = InterviewTemplate.objects.get_or_create(
        organisation=None,
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
