"""Who helps me? A few questions, then the authority, and the section on which that rests."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from luukku.directory.law import responsibilities
from luukku.directory.rules import responsible as rules
from luukku.portal.responsible_words import ANSWERS, AUTHORITIES, CHOICES, QUESTIONS
from luukku.portal.views.opening import draw, public


@require_safe
@public(kept=False)
def responsible(request: HttpRequest, language: str) -> HttpResponse:
    """One question a page; what was told stands in the address only, and nothing of it is kept."""
    told = {name: value for name in rules.QUESTIONS if (value := request.GET.get(name, "")) in rules.QUESTIONS[name]}
    asked = rules.needed(told)
    fitting = [] if asked else rules.fitting(told, responsibilities.answers())
    context = {
        "told": [(QUESTIONS[name], CHOICES[name, value]) for name, value in told.items()],
        "kept_here": told,
        "asked": asked,
        "question": QUESTIONS.get(asked, ""),
        "choices": [(value, CHOICES[asked, value]) for value in rules.QUESTIONS.get(asked, ())],
        "answers": [
            (AUTHORITIES[one.authority], ANSWERS[one.code], responsibilities.source_of(one)) for one in fitting
        ],
        "is_urgent": told.get("urgent") == "yes",
    }
    return draw(request, language, "portal/responsible.html", context)
