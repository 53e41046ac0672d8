"""The forms of passkeys: what the browser sends is made by a device, or by somebody who pretends to be one."""

import struct
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Checked = TypeVar("Checked")

# what the library raises when the bytes are not what a device would have sent
NOT_FROM_A_DEVICE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, struct.error)


def _checked(check: Callable[[], Checked]) -> Checked:
    """The result of a check, or one plain refusal whatever was wrong with the bytes."""
    try:
        return check()
    except NOT_FROM_A_DEVICE as error:
        raise ValidationError(_("The passkey was not read. Try again, or choose another way.")) from error


class PasskeyForm(AddWebAuthnForm):
    """A passkey signs in alone, so it always asks for the finger, face or PIN of the device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("What do you call this device?")
        self.fields["name"].help_text = gettext_lazy("For example: work phone.")
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        """Every passkey here signs in alone, so the device must have checked who holds it."""
        self.cleaned_data["passwordless"] = True
        return _checked(super().clean)


class PasskeySignInForm(LoginWebAuthnForm):
    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)


class PasskeySecondStepForm(AuthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)


class AskPasskeyForm(ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        return _checked(super().clean_credential)
