"""Goals and themes of a programme that is written here."""

from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.programme.models import Goal, Programme, Theme
from luukku.programme.services import placing
from luukku.programme.services.transitions import lock_programme


@transaction.atomic
def add_goal(
    actor: Actor, programme_id: UUID, *, text: str, level: str, theme_id: UUID | None = None, theme_name: str = ""
) -> Goal:
    """Add a goal, under a theme of the programme or a new one.

    Raises:
        PermissionDenied: the programme is not the actor's, or the theme is another programme's.
    """
    programme = lock_programme(actor, programme_id)
    theme = ensure_found(programme.themes.filter(pk=theme_id).first()) if theme_id else _theme(programme, theme_name)
    goal = Goal(programme=programme, theme=theme, text=text, level=level, position=placing.last(programme.goals))
    goal.full_clean()
    goal.save()
    trail.record(actor, "programme.goal_added", goal)
    return goal


def _theme(programme: Programme, name: str) -> Theme | None:
    name = name.strip()
    if not name:
        return None
    known = programme.themes.filter(text__iexact=name).first()
    if known is not None:
        return known
    theme = Theme(programme=programme, text=name, position=placing.last(programme.themes))
    theme.full_clean()
    theme.save()
    return theme
