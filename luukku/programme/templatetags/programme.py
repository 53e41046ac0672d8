"""How programmes' codes are said on pages."""

from typing import Any

from django import template

from luukku.programme import labels, meeting_labels, report_words
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


@register.filter
def share_words(told: dict[str, Any]) -> str:
    """A kept share with its two numbers: 2 / 25 (8 %)."""
    return report_words.share(told)


@register.filter
def share_label(name: str) -> str:
    """What a share of a report tells."""
    return meeting_labels.said(report_words.SHARES, name)


@register.filter
def went_words(one: dict[str, Any]) -> str:
    """From which state to which something moved."""
    return report_words.went(one)


@register.filter
def stands_words(one: dict[str, Any]) -> str:
    """In which state something stands."""
    return report_words.stands(one)


@register.filter
def hole_words(kind: str) -> str:
    """What is missing, in a report."""
    return report_words.hole(kind)


@register.filter
def published_words(told: dict[str, Any]) -> str:
    """A published figure with its two numbers, or why there is none."""
    return report_words.published(told)


@register.filter
def kept_state(code: str, kind: str) -> str:
    """The words of a state in a report; kind: measure, correction or step."""
    return report_words.state(kind, str(code))


@register.filter
def kept_standing(code: str) -> str:
    return report_words.standing(code)


@register.filter
def kept_day(told: str) -> str:
    """2026-11-22 as 22.11.2026."""
    return report_words.day(told)
