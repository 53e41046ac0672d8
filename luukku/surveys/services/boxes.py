"""The box of a wave: opened, filled, emptied. Only here are sealed answers read."""

import hashlib
from uuid import UUID

from django.db import transaction

from luukku.core import sealing
from luukku.core.actor import SystemActor
from luukku.surveys.models import Box, OpenAnswer, Response, Wave
from luukku.surveys.rules import boxes
from luukku.surveys.rules.boxes import Contents
from luukku.surveys.rules.questions import Value


def make_box(wave: Wave, *, is_late: bool = False) -> Box:
    box = Box(wave=wave, is_late=is_late)
    box.sealed = sealing.seal(boxes.to_text(Contents()), about=str(box.pk))
    box.save(force_insert=True)
    return box


def contents_of(box: Box) -> Contents:
    return boxes.from_text(sealing.unseal(box.sealed, about=str(box.pk)))


def write(box: Box, contents: Contents, *, mark: UUID | None = None, key: str = "") -> None:
    """Close the box over new contents. Marks and keys lie sorted: their order tells nothing."""
    box.sealed = sealing.seal(boxes.to_text(contents), about=str(box.pk))
    if mark is not None:
        box.marks = sorted({*box.marks, mark})
    if key:
        box.keys = sorted({*box.keys, key})
    box.save(update_fields=["sealed", "marks", "keys"])


def hashed(once: str) -> str:
    """What is kept of a form's own key, to know the form again when it is sent twice."""
    return hashlib.sha256(once.encode()).hexdigest()[:32]


def pour(wave: Wave, contents: Contents) -> None:
    """Write answers as rows, those of earlier pourings among them: all at once, in the order of fresh random ids."""
    before = _poured(wave)
    everything = boxes.joined(before, contents)
    Response.objects.filter(wave=wave).delete()
    OpenAnswer.objects.filter(wave=wave).delete()
    rows = [
        Response(wave=wave, wording_id=UUID(wording), group=group, value=value)
        for wording, by_group in everything.answers.items()
        for group, values in by_group.items()
        for value in values
    ]
    Response.objects.bulk_create(sorted(rows, key=lambda row: row.pk), batch_size=2000)
    texts = [
        OpenAnswer(wave=wave, wording_id=UUID(wording), text=text)
        for wording, told in everything.texts.items()
        for text in told
    ]
    OpenAnswer.objects.bulk_create(sorted(texts, key=lambda row: row.pk), batch_size=2000)


def _poured(wave: Wave) -> Contents:
    answers: dict[str, dict[str, list[Value]]] = {}
    for wording, group, value in Response.objects.filter(wave=wave).values_list("wording_id", "group", "value"):
        answers.setdefault(str(wording), {}).setdefault(group, []).append(value)
    texts: dict[str, list[str]] = {}
    for wording, text in OpenAnswer.objects.filter(wave=wave).values_list("wording_id", "text"):
        texts.setdefault(str(wording), []).append(text)
    return Contents(0, answers, texts)


def reseal(_actor: SystemActor) -> int:
    """Close boxes under the newest key that lie under an earlier one. Returns how many; call until there is none."""
    done = 0
    with transaction.atomic():
        waiting = Box.objects.select_for_update().exclude(sealed__startswith=sealing.newest_prefix())
        for box in waiting[:50]:
            write(box, contents_of(box))
            done += 1
    return done
