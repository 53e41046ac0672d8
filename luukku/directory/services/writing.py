"""Putting words and parts of an entry in force. Whoever calls has asked whether it may."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from luukku.directory.models import TEXT_FIELDS, OpeningHours, Sourced, VersionedText
from luukku.directory.ptv.records import HoursTold

SAID = (*TEXT_FIELDS, "keywords", "links")


def texts_of(entry: Sourced) -> Any:
    """All versions of all texts of an entry, read afresh whatever was read before."""
    kind: Any = type(entry)
    model = kind._meta.get_field("texts").related_model
    return model.objects.filter(entry=entry)


def text_in_force(entry: Sourced, language: str, *, origin: str, is_plain: bool = False) -> VersionedText | None:
    """The text of an entry in force, read afresh and locked."""
    rows = texts_of(entry).in_force().select_for_update()
    found: VersionedText | None = rows.filter(language=language, origin=origin, is_plain=is_plain).first()
    return found


def merged(before: VersionedText | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """The words as they become when a form asked about some fields only: the others stay as they were.

    With nothing said at all the text is withdrawn, those others too.
    """
    if before is None or not any(said.values()):
        return dict(said)
    return {name: getattr(before, name) for name in SAID if name not in said} | dict(said)


def put_text(
    entry: Sourced,
    language: str,
    said: Mapping[str, Any],
    *,
    origin: str,
    is_plain: bool = False,
    written_by: UUID | None = None,
    written_for: UUID | None = None,
) -> VersionedText | None:
    """Put words in force as the next version, unless they say what the present ones say.

    Args:
        said: fields of the text; those that are missing are empty. With nothing said the language is withdrawn.

    Returns:
        The new version, or None when nothing changed.
    """
    before = text_in_force(entry, language, origin=origin, is_plain=is_plain)
    now = {name: said.get(name) or ([] if name in ("keywords", "links") else "") for name in SAID}
    if before and all(getattr(before, name) == now[name] for name in SAID):
        return None
    if before:
        type(before).objects.filter(pk=before.pk).update(is_current=False)
    if not any(now.values()):
        return before
    return texts_of(entry).create(  # type: ignore[no-any-return]
        entry=entry,
        language=language,
        origin=origin,
        is_plain=is_plain,
        version=_next_version(entry, language, origin, is_plain),
        written_by_id=written_by,
        written_for_id=written_for,
        **now,
    )


def _next_version(entry: Sourced, language: str, origin: str, is_plain: bool) -> int:
    last = texts_of(entry).filter(language=language, origin=origin, is_plain=is_plain).order_by("-version").first()
    return last.version + 1 if last else 1


def put_hours(lines: Sequence[HoursTold], **owner: Any) -> None:
    """Replace what a source told of one owner: `channel`, `connection` or `activity`. Lines of ours stay."""
    OpeningHours.objects.filter(**owner, is_local=False).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            **owner,
            kind=line.kind,
            weekdays=line.weekdays,
            weeks=line.weeks,
            opens=line.opens,
            closes=line.closes,
            is_closed=line.is_closed,
            by_appointment=line.by_appointment,
            holiday=line.holiday,
            valid_from=line.valid_from,
            valid_to=None if line.valid_from and line.valid_to and line.valid_to < line.valid_from else line.valid_to,
            note=line.note,
            position=position,
        )
        for position, line in enumerate(lines[:500])
    )


def archive(entry: Sourced, at: datetime, why: str) -> None:
    """Take an entry out of what is offered. It stays, with all that was written about it."""
    entry.archived_at, entry.archived_why, entry.changed_at = at, why, at
    entry.save(update_fields=["archived_at", "archived_why", "changed_at", "updated_at"])
