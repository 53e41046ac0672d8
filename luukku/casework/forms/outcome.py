"""How a refusal of a service comes back to the form, so that nothing typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.utils.translation import gettext as _

from luukku.core.errors import Conflict, RuleViolation

Result = TypeVar("Result")


def carry_out(form: BaseForm, change: Callable[[], Result]) -> Result | None:
    """The result of the change, or None with the reason among the form's errors and nothing changed.

    PermissionDenied and Conflict go on to the caller.
    """
    try:
        with transaction.atomic():
            return change()
    except RuleViolation as refusal:
        form.add_error(None, str(refusal.message))
    except ValidationError as refusal:
        form.add_error(None, list(refusal.messages))
    except IntegrityError:
        form.add_error(
            None, _("Somebody changed the same thing at the same moment. Look at how it is now, then try again.")
        )
    return None


def show_conflict(form: BaseForm, conflict: Conflict) -> None:
    """Keep what was typed, and let the next saving build on the newer version."""
    typed = {name: form.data[name] for name in form.data}
    form.data = typed | {form.add_prefix("version"): str(conflict.version)}
