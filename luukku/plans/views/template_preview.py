"""How questions look to those who will meet them: at the desk and in the room, in any language. Nothing is saved."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from luukku.core.http import Request
from luukku.language import languages as reference
from luukku.plans import interview_room, interviewing, policies
from luukku.plans import template_words_page as words
from luukku.plans.forms.interviews import InterviewForm
from luukku.plans.rules.interview import Asked
from luukku.plans.services.tellings import Content, content_from

SOMEBODY = "somebody"
"""In place of a person's id: nobody is interviewed in a preview."""

DEFAULT_LANGUAGE = "ar"
"""Written from right to left, so that both directions are seen."""


@require_GET
def template_preview(request: Request, pk: UUID) -> HttpResponse:
    """`?mode=room&step=3&language=ar`: one question a screen; without a mode, the whole interview."""
    found = get_object_or_404(policies.visible_templates(request.actor), pk=pk)
    content = content_from(found.content)
    wanted = request.GET.get("language", DEFAULT_LANGUAGE)
    language = wanted if wanted in content.words else DEFAULT_LANGUAGE
    sections = _sections(content, language)
    screens = [
        screen
        for one in sections
        for screen in (
            *[{"section": one, "telling": telling} for telling in one["tellings"]],
            *[{"section": one, "question": two} for two in one["questions"] if not two.asked.question.is_workers],
        )
    ]
    is_room = request.GET.get("mode") == "room"
    number = _number(request.GET.get("step", ""), len(screens))
    theirs, ours = interview_room.words_of(language), interview_room.words_of(get_language() or "fi")
    context: dict[str, Any] = {
        "template": found,
        "name": words.INTERVIEWS.get(found.key, found.key),
        "is_room": is_room,
        "sections": sections,
        "screen": screens[number - 1] if screens else None,
        "number": number,
        "previous": number - 1,
        "next": number + 1 if number < len(screens) else 0,
        "all": len(screens),
        "language": language,
        "shown_language": language,
        "languages": [(code, reference.get(code).native_name) for code in content.words],
        "words": ours,
        "theirs": theirs,
        "is_paired": theirs.language != ours.language,
    }
    return render(request, "plans/templates/preview.html", context)


def _sections(content: Content, language: str) -> list[dict[str, Any]]:
    asked = tuple(Asked(question, SOMEBODY) for question in content.structure.questions())
    form = InterviewForm(
        None,
        content=content,
        told=[one.id for one in content.structure.tellings],
        asked=asked,
        answers={},
        language=interviewing.staff_language(),
    )
    return [
        {
            "code": section.id,
            "pictogram": section.pictogram,
            "needs_county": section.needs_county,
            "ours": content.text(f"section.{section.id}", interviewing.staff_language()),
            "theirs": content.text(f"section.{section.id}", language),
            "tellings": [
                interviewing.telling_view(content, language, one, form, None)
                for one in interviewing.told_before(content, section.id)
            ],
            "questions": [
                interviewing.question_view(content, language, Asked(question, SOMEBODY), form, {})
                for question in section.questions
            ],
        }
        for section in content.structure.sections
    ]


def _number(told: str, last: int) -> int:
    """The screen wanted, from one; the first when it is none."""
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 5 else 1
    return max(1, min(number, last))
