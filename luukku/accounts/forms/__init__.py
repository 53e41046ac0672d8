"""What people fill in when they sign in, care for their own account, or administer people."""

from luukku.accounts.forms.own import SettingsForm
from luukku.accounts.forms.passkeys import AskPasskeyForm, PasskeyForm, PasskeySecondStepForm, PasskeySignInForm
from luukku.accounts.forms.passwords import (
    AskPasswordForm,
    ChangePasswordForm,
    FirstPasswordForm,
    ForgottenPasswordForm,
    NewPasswordFromLinkForm,
    PasswordPairForm,
)
from luukku.accounts.forms.people import EndMembershipForm, InvitationForm, MembershipForm
from luukku.accounts.forms.sign_in import AskSecondFactorForm, FirstCodeForm, SecondFactorForm, SignInForm

__all__ = [
    "AskPasskeyForm",
    "AskPasswordForm",
    "AskSecondFactorForm",
    "ChangePasswordForm",
    "EndMembershipForm",
    "FirstCodeForm",
    "FirstPasswordForm",
    "ForgottenPasswordForm",
    "InvitationForm",
    "MembershipForm",
    "NewPasswordFromLinkForm",
    "PasskeyForm",
    "PasskeySecondStepForm",
    "PasskeySignInForm",
    "PasswordPairForm",
    "SecondFactorForm",
    "SettingsForm",
    "SignInForm",
]
