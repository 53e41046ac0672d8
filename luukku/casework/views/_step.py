"""Pages that ask one thing about a family: words, a form, one button, and back to where one came from."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect

from luukku.casework.models import Case
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request


@dataclass(frozen=True, slots=True)
class Step:
    """What such a page says.

    Attributes:
        back: where the page leads back to, and to where it goes on when the thing is done.
        back_label: the name of that place.
        explanation: sentences under the heading.
        done: said when it is done.
        is_danger: the button is about losing something.
    """

    title: str
    button: str
    back: str
    back_label: str
    explanation: tuple[str, ...] = ()
    done: str = ""
    is_danger: bool = False


def take_step(
    request: Request, case: Case, step: Step, form: BaseForm, save: Callable[[], object], **context: object
) -> HttpResponse:
    """Show the page; when what was sent can be carried out, do it and go back."""
    conflict = None
    if request.method == "POST" and form.is_valid():
        done, conflict = carry_out_or_conflict(form, lambda: save() or True)
        if done:
            messages.success(request, step.done)
            return HttpResponseRedirect(step.back)
    shown = {"step": step, "form": form, "case": case, "conflict": conflict} | context
    return form_page(request, "casework/step.html", shown)
