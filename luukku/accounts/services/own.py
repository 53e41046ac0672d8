"""What people do with their own account."""

from importlib import import_module
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import ensure


@transaction.atomic
def change_settings(
    actor: Actor, user_id: UUID, *, language: str, scheme: str, phone: str, weekly_digest: bool | None = None
) -> User:
    """Language, colours, phone and weekly mail of one's own; what is None stays as it is.

    Raises:
        PermissionDenied: the account is somebody else's.
    """
    ensure(user_id == actor.user_id)
    user = User.objects.select_for_update().get(pk=user_id)
    user.language, user.scheme, user.phone = language, scheme, phone
    if weekly_digest is not None:
        user.weekly_digest = weekly_digest
    user.full_clean(exclude=["password"])
    user.save()
    trail.record(actor, "user.settings_changed", user, language=language)
    return user


def open_sessions(user: User) -> list[UserSession]:
    """Where somebody is signed in; rows of sessions that are over are cleared away on the way."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return found


@transaction.atomic
def end_session(actor: Actor, session_id: int) -> None:
    """Sign out of one other device of one's own.

    Raises:
        PermissionDenied: the session is somebody else's, or is gone.
    """
    session = UserSession.objects.filter(pk=session_id, user=actor.user_id).select_related("user").first()
    if session is None:
        raise PermissionDenied
    session.end()
    trail.record(actor, "session.ended", session.user, elsewhere=True)


@transaction.atomic
def sign_out_everywhere(actor: Actor) -> int:
    """End all sessions of one's own, also the one this is asked from. Returns how many ended."""
    user = _self(actor)
    count = end_sessions(user)
    trail.record(actor, "session.ended", user, everywhere=True, sessions=count)
    return count


def _self(actor: Actor) -> User:
    if actor.user_id is None:
        raise PermissionDenied
    return User.objects.get(pk=actor.user_id)


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End every session of a person, except the one with the key `but`. Returns how many ended."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    ended = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    for session in ended:
        store.delete(session.session_key)
    count = len(ended)
    ended.delete()
    return count


@transaction.atomic
def forget_old_sessions(actor: SystemActor) -> int:
    """Remove sessions that are over, and what is told about their devices. Returns how many were removed."""
    count, _rows = Session.objects.filter(expire_date__lt=actor.at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return count
