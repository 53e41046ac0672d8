"""What people here write beside a source: words in a language, plain words, tags."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure_found
from luukku.directory import policies
from luukku.directory.models import Service, VersionedText
from luukku.directory.services import indexing
from luukku.directory.services.writing import put_text, text_in_force
from luukku.language.languages import find

LOCAL = VersionedText.Origin.LOCAL
LABELS = {field.name: field.verbose_name for field in VersionedText._meta.fields}


@transaction.atomic
def write_words(
    actor: Actor, service_id: UUID, language: str, said: Mapping[str, Any], *, is_plain: bool, version: int
) -> Service:
    """Put words of ours in force for a service; its source's own stay beside them.

    Args:
        version: of our words as the writer saw them; 0 when there were none.

    Raises:
        PermissionDenied: the actor may not write.
        RuleViolation: the language is unknown.
        Conflict: somebody wrote meanwhile.
    """
    service: Service = ensure_found(
        policies.services_to_add_to(actor).select_for_update().filter(pk=service_id).first()
    )
    if find(language) is None:
        raise RuleViolation(_("We do not know this language."))
    before = text_in_force(service, language, origin=LOCAL, is_plain=is_plain)
    if (before.version if before else 0) != version:
        raise Conflict(before.version if before else 0, _conflicts(before, said))
    made = put_text(
        service,
        language,
        said,
        origin=LOCAL,
        is_plain=is_plain,
        written_by=actor.user_id,
        written_for=actor.organisation_id,
    )
    if made is not None:
        service.changed_at = actor.at
        service.save(update_fields=["changed_at", "updated_at"])
        indexing.entries_changed([service])
        trail.record(actor, "directory.words_written", service, language=language, plain=is_plain)
    return service


def _conflicts(before: VersionedText | None, said: Mapping[str, Any]) -> list[FieldConflict]:
    return [
        FieldConflict(LABELS[name], getattr(before, name, "") or "", str(told))
        for name, told in said.items()
        if name not in ("keywords", "links") and (getattr(before, name, "") or "") != told
    ]


def words_here(service: Service, language: str, *, is_plain: bool) -> VersionedText | None:
    """Our words in force, to begin a form with."""
    rows: Any = service.texts
    found: VersionedText | None = rows.in_force().filter(language=language, origin=LOCAL, is_plain=is_plain).first()
    return found
