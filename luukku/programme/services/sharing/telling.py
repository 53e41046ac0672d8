"""What of a model and of what belongs to it travels, part by part, and what of it could lead to a person."""

import re
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.programme.models import ModelAdoption, OperatingModelVersion
from luukku.programme.rules.package_format import Part
from luukku.programme.rules.package_shapes import ID, Kind
from luukku.programme.services import personal
from luukku.programme.services.sharing.writing import TOLD
from luukku.surveys import policies as surveys
from luukku.surveys.services import sharing as criteria
from luukku.toolkit import policies as toolkit
from luukku.toolkit.models import ItemVersion
from luukku.toolkit.services import sharing as items

MOST_PARTS: Final = 60
CONTACT: Final = frozenset({"contact_name", "contact_email"})


def model_part(version: OperatingModelVersion) -> Part:
    """One published version of a model."""
    model, published_on = version.model, version.published_on
    based_on = {"id": str(model.based_on), "version": model.based_on_version} if model.based_on else None
    body: dict[str, Any] = {name: getattr(version, name) for name in TOLD}
    body |= {
        "published_on": published_on.isoformat() if published_on else "", "based_on": based_on,
        "parts": version.parts, "indicators": version.indicators,
    }  # fmt: skip
    return Part(Kind.MODEL, str(model.pk), version.number, version.title, body)


def adoption_part(row: ModelAdoption) -> Part:
    """One report of taking a model into use."""
    body = {
        "model": str(row.model_id), "model_version": row.version, "place": row.place, "region": row.region,
        "level": row.level, "since_on": row.since_on.isoformat(), "adaptation": row.adaptation,
        "outcome": row.outcome, "signed_on": row.signed_on.isoformat() if row.signed_on else "",
    }  # fmt: skip
    return Part(Kind.ADOPTION, str(row.pk), 1, row.place, body)


def belonging(actor: Actor, version: OperatingModelVersion) -> tuple[list[Part], dict[str, bytes]]:
    """What belongs to a version: items with those that they show in turn, sets of criteria; and attachments.

    Raises:
        RuleViolation: something of it is not out any more, or too much hangs together.
    """
    wanted = {one["id"] for one in version.parts if one["kind"] == "toolkit"}
    texts = texts_of(actor, wanted)
    parts: list[Part] = []
    contents: dict[str, bytes] = {}
    for text in texts:
        body, attached = items.tell(text)
        contents |= attached
        parts.append(Part(Kind.TOOLKIT, str(text.item_id), text.number, text.title, body))
    sets = {one["id"] for one in version.parts if one["kind"] == "criteria"}
    rows = list(surveys.visible_sets(actor).filter(pk__in=sets).prefetch_related("criteria").order_by("pk"))
    if len(rows) != len(sets):
        raise RuleViolation(_("Something that belongs to this model is not out any more. Choose its parts anew."))
    for row in rows:
        body = criteria.tell(row)
        title = row.titles.get("fi") or next(iter(row.titles.values()), row.key)
        parts.append(Part(Kind.CRITERIA, str(row.pk), row.number, title, body))
    return parts, contents


def texts_of(actor: Actor, wanted: Iterable[str]) -> list[ItemVersion]:
    """The versions that are out of items, and of all items that these show.

    Raises:
        RuleViolation: one of them is not out, or there are too many.
    """
    found: dict[str, ItemVersion] = {}
    waiting = set(wanted)
    while waiting:
        rows = toolkit.visible_versions(actor).published().filter(item__in=[UUID(one) for one in waiting])
        for row in rows.filter(item__in=toolkit.visible_items(actor).readable()).select_related("item__organisation"):
            found[str(row.item_id)] = row
        if waiting - set(found):
            raise RuleViolation(_("Something that belongs to this model is not out any more. Choose its parts anew."))
        shown = {block.ref for one in waiting for block in found[one].content if block.kind.value == "embed"}
        waiting = {one for one in shown if one} - set(found)
        if len(found) > MOST_PARTS:
            raise RuleViolation(_("Too much hangs together for one package. Leave some of its parts out."))
    return [found[one] for one in sorted(found)]


def ensure_nobody(parts: Iterable[Part], contact: tuple[str, str] = ("", "")) -> None:
    """Refuse to let a text out that could lead to a person; the declared contact alone may stand in it.

    Raises:
        RuleViolation: with what was found, and where.
    """
    allowed = {one.casefold() for one in contact}
    names = [name for name in personal.all_names() if name.casefold() not in allowed]
    for part in parts:
        texts = [text for name, text in _texts(part) if name not in CONTACT]
        found = [one for one in personal.found_in(texts, names) if one.casefold() not in allowed]
        if found:
            raise RuleViolation(
                _("“%(title)s” holds what could lead to a person: %(found)s. Take it away, then share the model.")
                % {"title": part.title, "found": ", ".join(found)}
            )


def _texts(part: Part) -> list[tuple[str, str]]:
    """Every text of a part with its field; ids and days are none."""
    return [(name, text) for name, value in part.body.items() for text in _inside(value)]


def _inside(value: Any) -> list[str]:
    if isinstance(value, str):
        return [] if re.fullmatch(ID, value) else [value]
    if isinstance(value, dict):
        return [text for name, one in value.items() if name not in ("id", "ref", "sha256") for text in _inside(one)]
    if isinstance(value, list):
        return [text for one in value for text in _inside(one)]
    return []
