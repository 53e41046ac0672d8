"""How programmes' codes are said on pages."""

from django import template

from luukku.programme import labels, meeting_labels
from luukku.programme.models import CorrectiveAction
from luukku.programme.rules.course import Course
from luukku.programme.rules.progress import Share, Standing

register = template.Library()


@register.filter
def lacking(codes: tuple[str, ...]) -> str:
    return labels.lacking(codes)


@register.filter
def course_words(course: Course) -> str:
    return str(labels.COURSES[course])


@register.filter
def standing_words(standing: Standing) -> str:
    return str(labels.STANDINGS[standing])


@register.filter
def of_all(share: Share) -> str:
    """A share as its two numbers: 2 / 29."""
    return f"{share.count} / {share.of}"


@register.filter
def initials(action: CorrectiveAction) -> str:
    """Two letters of whoever has taken something, for its ring."""
    name = action.person.name if action.person else action.owner.text if action.owner else ""
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.filter
def found_words(code: str) -> str:
    """Why a finding is offered to a meeting."""
    return meeting_labels.said(meeting_labels.KINDS, code)


@register.filter
def asked_by(code: str) -> str:
    """What a meeting is asked by a finding."""
    return meeting_labels.said(meeting_labels.ASKS, code)


@register.filter
def outcome_words(code: str) -> str:
    return meeting_labels.said(meeting_labels.OUTCOMES, code)


@register.filter
def state_words(code: str) -> str:
    """How far a corrective action is."""
    return meeting_labels.said(meeting_labels.STATES, code)


@register.filter
def role_words(code: str) -> str:
    return meeting_labels.said(meeting_labels.ROLES, code)


@register.filter
def presence_words(code: str) -> str:
    return meeting_labels.said(meeting_labels.PRESENCES, code)
