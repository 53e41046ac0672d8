"""Goals that somebody who cares for a child at home often has, in every language of the product.

They are words to begin with: the worker takes those that fit and changes them with the person. Who receives home-care
allowance has the right to an assessment (681/2023, 14 §, point 3), and often nobody asks what they hope for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils import translation
from django.utils.translation import pgettext

from luukku.language import languages as reference
from luukku.plans.rules.content import Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal with its first steps; each step is done by the person ("self") or by the worker ("worker")."""

    code: str
    title: Text
    steps: tuple[tuple[str, Text], ...]


def in_languages(worker_language: str, family_language: str) -> list[Suggestion]:
    """The suggestions in a plan's two languages; the family's side is empty where the product does not speak theirs."""
    ours = _words(reference.interface_language(worker_language))
    shown = reference.interface_language(family_language)
    is_spoken = shown == family_language and family_language != worker_language
    theirs = _words(shown) if is_spoken else None
    return [
        Suggestion(
            code,
            Text(title, theirs[code][0] if theirs else ""),
            tuple(
                (doer, Text(step, theirs[code][1][place] if theirs else ""))
                for place, (doer, step) in enumerate(zip(DOERS[code], steps, strict=True))
            ),
        )
        for code, (title, steps) in ours.items()
    ]


DOERS = {
    "language": ("worker", "self"),
    "childcare": ("worker", "self"),
    "allowance": ("worker",),
    "people": ("self",),
    "next_step": ("self", "worker"),
}


@cache
def _words(language: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    with translation.override(language):
        return {code: make() for code, make in MAKERS.items()}


def _language() -> tuple[str, tuple[str, ...]]:
    return (
        pgettext("family", "I learn the language although I am at home with my child."),
        (
            pgettext("family", "finds a language group where children are looked after."),
            pgettext("family", "goes to the group every week and uses the new words at home."),
        ),
    )


def _childcare() -> tuple[str, tuple[str, ...]]:
    return (
        pgettext("family", "I know what day care there is for my child and when we want it."),
        (
            pgettext("family", "tells about open groups, clubs and day care, and what they cost."),
            pgettext("family", "visits a group together with the child."),
        ),
    )


def _allowance() -> tuple[str, tuple[str, ...]]:
    return (
        pgettext("family", "I know how long the home-care allowance lasts and what comes after it."),
        (pgettext("family", "goes through the allowance and its last day together with the family."),),
    )


def _people() -> tuple[str, tuple[str, ...]]:
    return (
        pgettext("family", "I meet other adults and the child meets other children."),
        (pgettext("family", "goes to an open meeting place once a week."),),
    )


def _next_step() -> tuple[str, tuple[str, ...]]:
    return (
        pgettext("family", "I have a plan for work or studies when the child goes to day care."),
        (
            pgettext("family", "thinks about what work or studies they would like."),
            pgettext("family", "agrees on a talk with the employment services in good time."),
        ),
    )


MAKERS: dict[str, Callable[[], tuple[str, tuple[str, ...]]]] = {
    "language": _language,
    "childcare": _childcare,
    "allowance": _allowance,
    "people": _people,
    "next_step": _next_step,
}
