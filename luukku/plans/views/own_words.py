"""Writing down something that came up about somebody, in an interview or without one: a need or a strength."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from luukku.casework.models import Case
from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import policies
from luukku.plans.forms.assessment import NewStrengthForm
from luukku.plans.forms.needs import NewNeedForm
from luukku.plans.models import Interview
from luukku.plans.services import reading
from luukku.plans.views.editing import Page, edit


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written down: its words, its page and who saves it.

    Attributes:
        viewed: what the trail says when the page is opened.
        place: the page to which it leads back; from an interview it leads there, to `in_interview`.
    """

    form: type[NewNeedForm] | type[NewStrengthForm]
    save: Callable[..., object]
    title: str | Promise
    button: str | Promise
    viewed: str
    place: Callable[[Case], str]
    in_interview: str


def write_down(request: Request, pk: UUID, what: Writing) -> HttpResponse:
    """Something new; from an interview the link brings the person, the area and the interview along."""
    actor = request.actor
    case = get_object_or_404(policies.startable_cases(actor).select_related("family"), pk=pk)
    note_view(actor, what.viewed, case, case=case)
    came_from = _interview(request, case)
    initial = {
        "person": request.GET.get("person") or (str(came_from.person_id) if came_from else ""),
        "domain": request.GET.get("domain", ""),
        "own_words_language": came_from.language if came_from else case.family.language,
    }
    form = what.form(sent(request), people=reading.family_of(actor, case), initial=initial)
    back = f"{came_from.get_absolute_url()}{what.in_interview}" if came_from else what.place(case)
    page = Page(what.title, what.button, back, "plans/need_form.html", {"case": case})

    def save() -> None:
        interview_id = came_from.pk if came_from else None
        what.save(actor, case.pk, person_id=form.person_id, interview_id=interview_id, **form.told())

    return edit(request, form, page, save)


def _interview(request: Request, case: Case) -> Interview | None:
    try:
        pk = UUID(request.GET.get("interview", ""))
    except ValueError:
        return None
    return policies.visible_interviews(request.actor).filter(pk=pk, case_id=case.pk).first()
