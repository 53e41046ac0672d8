"""The box of a wave: opened, filled, emptied. Only here are sealed answers read, and which links have been used."""

import hashlib
from uuid import UUID

from django.db import transaction

from luukku.core import sealing
from luukku.core.actor import SystemActor
from luukku.surveys.models import Box, OpenAnswer, Response, Wave
from luukku.surveys.rules import boxes
from luukku.surveys.rules.boxes import Contents, Used
from luukku.surveys.rules.questions import Value
from luukku.surveys.rules.waves import may_become_rows


def make_box(wave: Wave, *, is_late: bool = False) -> Box:
    box = Box(wave=wave, is_late=is_late)
    box.sealed = _closed(box, Contents())
    if not is_late:
        box.used = sealing.seal(Used().to_text(), about=_used_of(box))
    box.save(force_insert=True)
    return box


def contents_of(box: Box) -> Contents:
    return boxes.from_text(sealing.unseal(box.sealed, about=str(box.pk)))


def write(box: Box, contents: Contents) -> None:
    """Close the box over new contents."""
    box.sealed = _closed(box, contents)
    box.save(update_fields=["sealed"])


def used_in(wave: Wave) -> Used:
    """Which invitations and forms have been used; once the results are out nobody knows."""
    box = Box.objects.filter(wave=wave, is_late=False).first()
    if box is None:
        return Used()
    if box.used.startswith("{"):  # as an earlier version left it, not sealed yet
        return Used.from_text(box.used)
    return Used.from_text(sealing.unseal(box.used, about=_used_of(box)))


def note_used(wave: Wave, used: Used) -> None:
    """Close the first box over what has been used, late answers' links among the others'."""
    box = Box.objects.select_for_update().get(wave=wave, is_late=False)
    box.used = sealing.seal(used.to_text(), about=_used_of(box))
    box.save(update_fields=["used"])


def hashed(once: str) -> str:
    """What is kept of a form's own key, to know the form again when it is sent twice."""
    return hashlib.sha256(once.encode()).hexdigest()[:32]


def pour_at_closing(wave: Wave) -> None:
    """Make rows of the answers if they are enough. Fewer stay sealed: others may still come that were begun in time."""
    box = Box.objects.select_for_update().get(wave=wave, is_late=False)
    contents = contents_of(box)
    if _is_enough(wave, contents.count):
        _pour(wave, contents)
        write(box, Contents(contents.count))
    make_box(wave, is_late=True)


def settle(wave: Wave) -> int | None:
    """Make rows of everything that came, and take the boxes away: from now on nobody knows whose link was used.

    Returns:
        How many answered; None where they are too few for anything to be told. Then no answer is kept, either.
    """
    contents = Contents()
    for box in Box.objects.select_for_update().filter(wave=wave).order_by("is_late"):
        contents = boxes.joined(contents, contents_of(box))
    is_enough = _is_enough(wave, contents.count)
    if is_enough:
        _pour(wave, contents)
    else:
        Response.objects.filter(wave=wave).delete()
        OpenAnswer.objects.filter(wave=wave).delete()
    Box.objects.filter(wave=wave).delete()
    return contents.count if is_enough else None


def reseal(_actor: SystemActor) -> int:
    """Close boxes under the newest key that lie under an earlier one. Returns how many; call until there is none."""
    done, newest = 0, sealing.newest_prefix()
    with transaction.atomic():
        old = Box.objects.exclude(sealed__startswith=newest)
        old |= Box.objects.filter(is_late=False).exclude(used__startswith=newest)
        for box in old.select_for_update()[:50]:
            write(box, contents_of(box))
            if not box.is_late:
                note_used(box.wave, used_in(box.wave))
            done += 1
    return done


def _is_enough(wave: Wave, count: int) -> bool:
    """Codes without a person can be filled in by whoever made them, so they are told apart from links of people."""
    marks = used_in(wave).marks
    codes = wave.invitations.filter(person__isnull=True, pk__in=marks).count()
    return may_become_rows(count, wave.threshold, named=len(marks) - codes, codes=codes)


def _pour(wave: Wave, contents: Contents) -> None:
    """Write answers as rows, those of an earlier pouring among them: all at once, in the order of fresh random ids."""
    everything = boxes.joined(_poured(wave), contents)
    rows = [
        Response(wave=wave, wording_id=UUID(wording), group=group, value=value)
        for wording, by_group in everything.answers.items()
        for group, values in by_group.items()
        for value in values
    ]
    texts = [
        OpenAnswer(wave=wave, wording_id=UUID(wording), text=text)
        for wording, told in contents.texts.items()
        for text in told
    ]
    texts += [
        OpenAnswer(wave=wave, wording_id=one.wording_id, text=one.text, redacted=one.redacted, decision=one.decision)
        for one in OpenAnswer.objects.filter(wave=wave)  # the analyst may have decided about them already
    ]
    Response.objects.filter(wave=wave).delete()
    OpenAnswer.objects.filter(wave=wave).delete()
    Response.objects.bulk_create(sorted(rows, key=lambda row: row.pk), batch_size=2000)
    OpenAnswer.objects.bulk_create(sorted(texts, key=lambda row: row.pk), batch_size=2000)


def _poured(wave: Wave) -> Contents:
    answers: dict[str, dict[str, list[Value]]] = {}
    for wording, group, value in Response.objects.filter(wave=wave).values_list("wording_id", "group", "value"):
        answers.setdefault(str(wording), {}).setdefault(group, []).append(value)
    return Contents(0, answers)


def _closed(box: Box, contents: Contents) -> str:
    return sealing.seal(boxes.to_text(contents), about=str(box.pk))


def _used_of(box: Box) -> str:
    """What the second sealed text is bound to: the two can't be exchanged."""
    return f"{box.pk} used"
