"""How long a session lives: idle time, shared computers, and the day's end. Times stand in the session itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)

STARTED, SEEN, SHARED = "started_at", "seen_at", "shared_computer"


def begin(session: SessionBase, at: datetime) -> None:
    """Called when somebody has signed in: both clocks start."""
    session[STARTED] = session[SEEN] = at.timestamp()


def set_shared(session: SessionBase, *, shared: bool) -> None:
    """What the person said about the computer when signing in."""
    session[SHARED] = shared


def note_activity(session: SessionBase, at: datetime, *, at_once: bool = False) -> None:
    """Somebody is here. Written at most once a minute, so that reading pages does not write all the time."""
    session.setdefault(STARTED, at.timestamp())
    if at_once or at.timestamp() - session.get(SEEN, 0) >= NOTED_EVERY.total_seconds():
        session[SEEN] = at.timestamp()


def patience(session: SessionBase) -> timedelta:
    """How long the session waits without a request."""
    shared = session.get(SHARED, False)
    return timedelta(minutes=settings.LUUKKU_SHARED_COMPUTER_IDLE_MINUTES if shared else settings.LUUKKU_IDLE_MINUTES)


def is_stale(session: SessionBase, at: datetime) -> bool:
    """Whether the person was away too long, or signed in too long ago."""
    now = at.timestamp()
    idle = now - session.get(SEEN, now)
    age = now - session.get(STARTED, now)
    return bool(idle > patience(session).total_seconds() or age > LONGEST.total_seconds())
