"""What can be chosen to belong to a model, and following one of its indicators in a programme."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from luukku.core.actor import Actor
from luukku.core.errors import ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import Indicator, OperatingModelVersion
from luukku.programme.services.indicators import add_indicator
from luukku.programme.services.sharing.writing import definition
from luukku.surveys import policies as surveys
from luukku.toolkit import policies as toolkit

MOST_OFFERED: Final = 300
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Offered:
    """What is out and can travel, and which of it the draft has already."""

    items: Choices
    sets: Choices
    indicators: Choices
    chosen: dict[str, list[str]]


def offered(actor: Actor, draft: OperatingModelVersion) -> Offered:
    """What the actor can choose for a draft."""
    readable = toolkit.visible_items(actor).readable()
    texts = toolkit.visible_versions(actor).published().filter(item__in=readable).order_by("title", "pk")
    found = list(policies.visible_indicators(actor).order_by("text", "pk")[:MOST_OFFERED])
    kept = {str(sorted(one.items())) for one in draft.indicators}
    same = [str(one.pk) for one in found if str(sorted(definition(one).items())) in kept]
    return Offered(
        [(str(item), title) for item, title in texts.values_list("item", "title")[:MOST_OFFERED]],
        [(str(one.pk), f"{one.title} ({one.number})") for one in surveys.visible_sets(actor)],
        [(str(one.pk), one.text[:120]) for one in found],
        {
            "items": [one["id"] for one in draft.parts if one["kind"] == "toolkit"],
            "sets": [one["id"] for one in draft.parts if one["kind"] == "criteria"],
            "indicators": same,
        },
    )


@transaction.atomic
def follow(actor: Actor, model_id: UUID, *, place: int, programme_id: UUID) -> Indicator:
    """Follow an indicator of a model in a programme, counted the way the model tells.

    Raises:
        PermissionDenied: the model is not out, it has no such indicator, or the programme is not the actor's.
    """
    model = ensure_found(policies.visible_models(actor).published().filter(pk=model_id).first())
    told = model.versions.published().get().indicators
    ensure(0 <= place < len(told))
    one = told[place]
    row = add_indicator(
        actor, programme_id, text=one["text"], unit=one["unit"], direction=one["direction"],
        definition=one["definition"],
    )  # fmt: skip
    row.data_source, row.quality_note = one["data_source"], one["quality_note"]
    row.full_clean()
    row.save()
    return row
