"""The product's own templates and criteria, read from data: written by us and never changed once they are out."""

import tomllib
from importlib.resources import files
from typing import Any

from django.db import transaction

from luukku.core.law.reading import law_file
from luukku.surveys.models import CriteriaSet, Criterion, Instrument, InstrumentVersion, Item, ItemVersion, Placement

TEMPLATES = ("working_group.toml", "family_day.toml")


@transaction.atomic
def load_templates() -> int:
    """Make the templates and criteria that are not there yet. Returns how many."""
    made = sum(_load_template(name) for name in TEMPLATES)
    return made + _load_criteria(law_file("luukku.surveys.law", "criteria.toml"))


def told_template(name: str) -> dict[str, Any]:
    """A template as its data file tells it."""
    return tomllib.loads(files("luukku.surveys.content").joinpath(name).read_text(encoding="utf-8"))


def _load_template(name: str) -> int:
    told = told_template(name)
    if Instrument.objects.shared().filter(key=told["key"]).exists():
        return 0
    row = Instrument.objects.create(key=told["key"], titles=told["title"])
    version = InstrumentVersion.objects.create(instrument=row, number=1, intros=told["intro"])
    scales = {scale["key"]: _options(scale["options"]) for scale in told.get("scale", [])}
    for position, question in enumerate(told["question"], start=1):
        item = Item.objects.create(instrument=row, key=question["key"])
        wording = ItemVersion.objects.create(
            item=item,
            number=1,
            kind=question["kind"],
            texts=question["text"],
            helps=question.get("help", {}),
            options=scales.get(question.get("scale", ""), _options(question.get("options", []))),
            lowest=question.get("lowest"),
            highest=question.get("highest"),
        )
        Placement.objects.create(
            version=version,
            wording=wording,
            position=position,
            headings=question.get("heading", {}),
            condition=question.get("condition", {}),
        )
    return 1


def _options(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "code": one["code"],
            "value": one.get("value"),
            "is_na": one.get("is_na", False),
            "labels": one["labels"],
        }
        for one in told
    ]


def _load_criteria(told: dict[str, Any]) -> int:
    if CriteriaSet.objects.filter(key=told["key"], number=told["number"]).exists():
        return 0
    row = CriteriaSet.objects.create(
        key=told["key"], number=told["number"], titles=told["title"], intros=told["intro"], origin=told["origin"]
    )
    for position, one in enumerate(told["criterion"], start=1):
        Criterion.objects.create(
            criteria_set=row,
            key=one["key"],
            position=position,
            names=one["name"],
            texts=one["text"],
            levels=[{language: words[level] for language, words in one["levels"].items()} for level in range(4)],
            required_level=one.get("required_level", 2),
            evidence_kinds=one.get("evidence", []),
            evidence_months=one.get("evidence_months", 24),
            act=one.get("act", ""),
            section=one.get("section", ""),
        )
    row.is_published = True
    row.save(update_fields=["is_published", "updated_at"])
    return 1
