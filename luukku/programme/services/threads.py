"""Threads and their links. Words find what might belong to a thread; a person links it and tells why."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import Thread, ThreadLink
from luukku.programme.models.threads import LINKED
from luukku.programme.services.linkable import kind_of, thing

FACTS: Final = ("text", "why", "pattern")
"""What people tell of a thread."""


@transaction.atomic
def begin(actor: Actor, *, facts: Mapping[str, Any]) -> Thread:
    """Begin a thread; it leads through nothing yet.

    Raises:
        PermissionDenied: the actor writes nothing here.
    """
    ensure(policies.may_write(actor))
    last = policies.editable_threads(actor).aggregate(last=Max("position"))["last"] or 0
    thread = Thread(organisation_id=actor.organisation_key, position=last + 1)
    for name in FACTS:
        setattr(thread, name, facts[name])
    thread.full_clean()
    thread.save()
    trail.record(actor, "programme.thread_begun", thread)
    return thread


@transaction.atomic
def change(actor: Actor, thread_id: UUID, *, version: int, facts: Mapping[str, Any]) -> Thread:
    """Change what a thread is called, why it is followed and by which words it is found.

    Raises:
        PermissionDenied: it is another organisation's.
        Conflict: somebody changed it meanwhile.
    """
    thread = _locked(actor, thread_id)
    new = {name: facts[name] for name in FACTS}
    if thread.version != version and (differing := conflicts.differences(thread, new)):
        raise Conflict(thread.version, differing)
    for name, value in new.items():
        setattr(thread, name, value)
    thread.version += 1
    thread.full_clean()
    thread.save()
    trail.record(actor, "programme.thread_changed", thread)
    return thread


@transaction.atomic
def link(actor: Actor, thread_id: UUID, *, kind: str, key: str, reason: str) -> ThreadLink:
    """Lead a thread through one more thing, and tell why.

    Raises:
        PermissionDenied: the thread is another organisation's, or the actor does not see that thing.
        RuleViolation: no reason was told, or the thread leads through it already.
    """
    thread = _locked(actor, thread_id)
    found = ensure_found(thing(actor, kind, key))
    if not reason.strip():
        raise RuleViolation(_("Tell why this belongs to the thread."), field="reason")
    made = ThreadLink(thread=thread, reason=reason.strip(), added_by_id=actor.user_id)
    ensure_found(kind_of(kind)).set_on(made, found)
    same = {name: getattr(made, name) for name in (*_columns(), "elsewhere", "key")}
    if thread.links.open().filter(**same).exists():
        raise RuleViolation(_("The thread leads through this already."), field="thing")
    made.position = (thread.links.aggregate(last=Max("position"))["last"] or 0) + 1
    made.full_clean()
    made.save()
    trail.record(actor, "programme.thread_linked", thread, link=str(made.pk), kind=kind)
    return made


@transaction.atomic
def tell_reason(actor: Actor, thread_id: UUID, link_id: UUID, *, version: int, reason: str) -> ThreadLink:
    """Tell better why something belongs to a thread.

    Raises:
        PermissionDenied: the thread is another organisation's, or the actor does not see what the link leads to.
        Conflict: somebody told another reason meanwhile.
        RuleViolation: no reason was told, or the link was ended.
    """
    found = _open_link(actor, thread_id, link_id)
    if not reason.strip():
        raise RuleViolation(_("Tell why this belongs to the thread."), field="reason")
    new = {"reason": reason.strip()}
    if found.version != version and (differing := conflicts.differences(found, new)):
        raise Conflict(found.version, differing)
    found.reason, found.is_derived = new["reason"], False
    return _saved(actor, found, "programme.thread_reason_told")


@transaction.atomic
def end_link(actor: Actor, thread_id: UUID, link_id: UUID, *, reason: str) -> ThreadLink:
    """End a link: the thread no longer leads there. It stays in the thread's history with its reasons.

    Raises:
        PermissionDenied: the thread is another organisation's, or the actor does not see what the link leads to.
        RuleViolation: no reason was told, or the link was ended already.
    """
    found = _open_link(actor, thread_id, link_id)
    if not reason.strip():
        raise RuleViolation(_("Tell why this no longer belongs to the thread."), field="reason")
    found.ended_at, found.ended_by_id, found.end_reason = actor.at, actor.user_id, reason.strip()
    return _saved(actor, found, "programme.thread_link_ended")


def _locked(actor: Actor, thread_id: UUID) -> Thread:
    rows = policies.editable_threads(actor).select_for_update(of=("self",))
    return ensure_found(rows.filter(pk=thread_id).first())


def _open_link(actor: Actor, thread_id: UUID, link_id: UUID) -> ThreadLink:
    thread = _locked(actor, thread_id)
    found = ensure_found(policies.visible_links(actor).filter(thread=thread, pk=link_id).first())
    if found.ended_at is not None:
        raise RuleViolation(_("This link was ended already."))
    return found


def _columns() -> list[str]:
    return [field.attname for field in ThreadLink._meta.fields if field.name in LINKED]


def _saved(actor: Actor, found: ThreadLink, line: str) -> ThreadLink:
    found.version += 1
    found.full_clean()
    found.save()
    trail.record(actor, line, found.thread, link=str(found.pk))
    return found
