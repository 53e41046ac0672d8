"""Who may see and do what with families. One queryset per right; the yes or no is derived from it."""

from luukku.casework.policies.cases import (
    REVIEWERS,
    SUPERVISORS,
    WORKERS,
    cases_answered_for,
    emergency_accesses_to_review,
    fully_visible_cases,
    helped_cases,
    may_answer_for,
    may_open_cases,
    may_see,
    may_see_fully,
    supervised_cases,
    visible_cases,
)
from luukku.casework.policies.people import (
    cases_of_person,
    editable_people,
    may_edit_person,
    may_reveal_address,
    visible_families,
    visible_people,
)

__all__ = [
    "REVIEWERS",
    "SUPERVISORS",
    "WORKERS",
    "cases_answered_for",
    "cases_of_person",
    "editable_people",
    "emergency_accesses_to_review",
    "fully_visible_cases",
    "helped_cases",
    "may_answer_for",
    "may_edit_person",
    "may_open_cases",
    "may_reveal_address",
    "may_see",
    "may_see_fully",
    "supervised_cases",
    "visible_cases",
    "visible_families",
    "visible_people",
]
