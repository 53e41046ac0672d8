"""How a refusal of a service comes back to the form, so that nothing typed is lost."""

import copy
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luukku.core.errors import Conflict, RuleViolation

Result = TypeVar("Result")


def carry_out(form: BaseForm, change: Callable[[], Result], *others: BaseForm, main_field: str = "") -> Result | None:
    """The result of the change, or None with the reason among the form's errors and nothing changed.

    A reason about one field stands at that field, when the form or one of the others on the page has it.
    PermissionDenied and Conflict go on to the caller.

    Args:
        others: the page's other forms.
        main_field: where a reason of the database stands that names no field; without it, above the whole form.
    """
    forms = (form, *others)
    try:
        with transaction.atomic():
            return change()
    except RuleViolation as refusal:
        _say(forms, refusal.field, [str(refusal.message)])
    except ValidationError as refusal:
        told = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
        for name, messages in told.items():
            _say(forms, main_field if name in ("", NON_FIELD_ERRORS) else name, messages)
    except IntegrityError:
        _say(
            forms, "", [_("Somebody changed the same thing at the same moment. Look at how it is now, then try again.")]
        )
    return None


def carry_out_or_conflict(
    form: BaseForm, change: Callable[[], Result], *others: BaseForm, main_field: str = ""
) -> tuple[Result | None, Conflict | None]:
    """The same where somebody else may have changed it meanwhile: what was typed stays, and both texts can be shown."""
    try:
        return carry_out(form, change, *others, main_field=main_field), None
    except Conflict as conflict:
        show_conflict(form, conflict)
        return None, conflict


def show_conflict(form: BaseForm, conflict: Conflict) -> None:
    """Keep what was typed, and let the next saving build on the newer version."""
    typed: Any = copy.copy(form.data)  # a QueryDict keeps several choices of one field, and its copy can be written to
    typed[form.add_prefix("version")] = str(conflict.version)
    form.data = typed


def form_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, is_refused: bool = False
) -> HttpResponse:
    """A page with a form: 200 when fresh, 422 when what was sent could not be carried out, 409 for a conflict.

    Args:
        is_refused: another form of the page was sent and could not be carried out.
    """
    form = context["form"]
    status = 409 if context.get("conflict") else 422 if form.is_bound or is_refused else 200
    return render(request, template, context, status=status)


def _say(forms: Sequence[BaseForm], field: str, messages: list[str]) -> None:
    holder = next((one for one in forms if field in one.fields), None)
    for message in messages:
        (holder or forms[0]).add_error(field if holder else None, message)
