"""What people here write beside a source: words in a language, plain words, tags."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure_found
from luukku.directory import policies
from luukku.directory.models import Activity, Channel, LocalAddition, Service, Sourced, VersionedText
from luukku.directory.services import indexing
from luukku.directory.services.keeping import LABELS, touch_services
from luukku.directory.services.writing import merged, put_text, text_in_force
from luukku.language.languages import find

LOCAL = VersionedText.Origin.LOCAL
MOST_TAGS, LONGEST_TAG = 30, 40
Row = TypeVar("Row", Service, Channel, Activity)

OPEN: dict[type[Sourced], Any] = {
    Service: policies.services_to_add_to,
    Channel: policies.channels_to_add_to,
    Activity: policies.activities_to_add_to,
}
"""Beside which entries the actor may write, by their kind."""


@transaction.atomic
def write_words(
    actor: Actor, kind: type[Row], pk: UUID, language: str, said: Mapping[str, Any], *, is_plain: bool, version: int
) -> Row:
    """Put words of ours in force for an entry; its source's own stay beside them.

    Args:
        said: fields of the text; those that are missing stay as they are.
        version: of our words as the writer saw them; 0 when there were none.

    Raises:
        PermissionDenied: the actor may not write beside the entry.
        RuleViolation: the language is unknown.
        Conflict: somebody wrote meanwhile.
    """
    row: Row = ensure_found(OPEN[kind](actor).select_for_update().filter(pk=pk).first())
    if find(language) is None:
        raise RuleViolation(_("We do not know this language."))
    before = text_in_force(row, language, origin=LOCAL, is_plain=is_plain)
    if (before.version if before else 0) != version:
        raise Conflict(before.version if before else 0, _conflicts(before, said))
    made = put_text(
        row,
        language,
        merged(before, said),
        origin=LOCAL,
        is_plain=is_plain,
        written_by=actor.user_id,
        written_for=actor.organisation_id,
    )
    if made is not None:
        row.changed_at = actor.at
        row.save(update_fields=["changed_at", "updated_at"])
        if isinstance(row, Channel):
            touch_services(actor, row)
        indexing.entries_changed([row])
        trail.record(actor, "directory.words_written", row, language=language, plain=is_plain)
    return row


def _conflicts(before: VersionedText | None, said: Mapping[str, Any]) -> list[FieldConflict]:
    return [
        FieldConflict(LABELS[name], getattr(before, name, "") or "", str(told))
        for name, told in said.items()
        if name not in ("keywords", "links") and (getattr(before, name, "") or "") != told
    ]


def words_here(row: Sourced, language: str, *, is_plain: bool) -> VersionedText | None:
    """Our words in force, to begin a form with."""
    rows: Any = row.texts  # type: ignore[attr-defined]
    found: VersionedText | None = rows.in_force().filter(language=language, origin=LOCAL, is_plain=is_plain).first()
    return found


@transaction.atomic
def keep_facts(
    actor: Actor, service_id: UUID, told: Mapping[str, Any], *, tags: Sequence[str], version: int
) -> LocalAddition:
    """Put tags and facts of ours in force for a service, whoever keeps the service.

    Args:
        told: arranges_interpreter, minimum_age, maximum_age.
        tags: each once, whatever its case; empty ones are left out.
        version: of our facts as the writer saw them; 0 when there were none.

    Raises:
        PermissionDenied: the actor adds nothing to the service.
        RuleViolation: there are too many tags, or one is too long.
        Conflict: somebody changed them meanwhile; carries both.
    """
    service = ensure_found(policies.services_to_add_to(actor).select_for_update().filter(pk=service_id).first())
    row = LocalAddition.objects.filter(service=service).first() or LocalAddition(service=service, version=0)
    kept = _tags(tags)
    if row.version != version:
        theirs, yours = ", ".join(row.tags), ", ".join(kept)
        told_tags = [FieldConflict(_("Tags"), theirs, yours)] if theirs != yours else []
        raise Conflict(row.version, told_tags + differences(row, told))
    for name, value in told.items():
        setattr(row, name, value)
    row.tags, row.version = kept, row.version + 1
    row.full_clean()
    row.save()
    service.changed_at = actor.at
    service.save(update_fields=["changed_at", "updated_at"])
    indexing.entries_changed([service])
    trail.record(actor, "directory.facts_kept", service)
    return row


def _tags(raw: Sequence[str]) -> list[str]:
    words = [" ".join(one.split()) for one in raw]
    kept = list({one.casefold(): one for one in words if one}.values())
    if len(kept) > MOST_TAGS:
        raise RuleViolation(_("There are too many tags: at most 30 fit."), field="tags")
    if any(len(one) > LONGEST_TAG for one in kept):
        raise RuleViolation(_("A tag is too long: at most 40 characters fit."), field="tags")
    return kept
