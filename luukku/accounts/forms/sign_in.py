"""The forms of signing in: allauth's, with our words and the question about the computer."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from luukku.accounts import sessions


class SignInForm(LoginForm):
    """E-mail address, password, and whether others use this computer too."""

    shared_computer = forms.BooleanField(
        label=_("Others use this computer too"),
        help_text=_("You are signed out sooner when you step away."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.order_fields(["login", "password", "shared_computer"])

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Remember what was said about the computer; the session keeps it through the second step."""
        sessions.set_shared(request.session, shared=self.cleaned_data["shared_computer"])
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        return response


def _as_code_field(field: forms.Field) -> None:
    field.label = _("Code")
    field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class SecondFactorForm(AuthenticateForm):
    """Six digits from the app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code_field(self.fields["code"])


class AskSecondFactorForm(ReauthenticateForm):
    """The same, asked again before something important changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code_field(self.fields["code"])


class FirstCodeForm(ActivateTOTPForm):
    """The first code proves that the app and we share the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code_field(self.fields["code"])
        self.fields["code"].label = _("The six digits that the app shows now")
