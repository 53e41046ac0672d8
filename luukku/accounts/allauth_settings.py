"""Settings of sign-in. Read by the project's settings; kept here because they mean something only with this app."""

import os
from urllib.parse import urlsplit

ACCOUNT_ADAPTER = "luukku.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation's link proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if os.environ.get("LUUKKU_ADDRESS", "").startswith("https://") else "http"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "luukku.accounts.forms.SignInForm",
    "reset_password": "luukku.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "luukku.accounts.forms.NewPasswordFromLinkForm",
    "change_password": "luukku.accounts.forms.ChangePasswordForm",
    "set_password": "luukku.accounts.forms.FirstPasswordForm",
    "reauthenticate": "luukku.accounts.forms.AskPasswordForm",
}
# A whole town hall may come from one address, so the limit for an address is wide and the one for a person narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "reset_password": "20/m/ip,3/600s/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}

MFA_ADAPTER = "luukku.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = os.environ.get("LUUKKU_DEMO") == "1"  # a demo has no certificate
MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = "Luukku"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODES_SHOW_ONCE = False  # seeing them asks who you are again
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "luukku.accounts.forms.SecondFactorForm",
    "reauthenticate": "luukku.accounts.forms.AskSecondFactorForm",
    "activate_totp": "luukku.accounts.forms.FirstCodeForm",
    "add_webauthn": "luukku.accounts.forms.PasskeyForm",
    "login_webauthn": "luukku.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "luukku.accounts.forms.PasskeySecondStepForm",
    "reauthenticate_webauthn": "luukku.accounts.forms.AskPasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

SOCIALACCOUNT_ADAPTER = "luukku.accounts.adapters.WorkSignInAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # our adapter finds the person, so that no password is wiped on the way
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "work",
                "name": os.environ.get("LUUKKU_OIDC_NAME", "OpenID Connect"),
                "client_id": os.environ.get("LUUKKU_OIDC_CLIENT_ID", "luukku"),
                "secret": os.environ.get("LUUKKU_OIDC_CLIENT_SECRET", ""),
                "settings": {
                    "server_url": os.environ["LUUKKU_OIDC_URL"],
                    "oauth_pkce_enabled": True,
                    "trusts_unverified_email": os.environ.get("LUUKKU_OIDC_TRUST_EMAIL") == "1",
                },
            }
        ]
        if os.environ.get("LUUKKU_OIDC_URL")
        else []
    }
}

_provider = urlsplit(os.environ.get("LUUKKU_OIDC_URL", ""))
# where the provider's own sign-in page lies; LUUKKU_OIDC_ORIGINS tells when it is another host than the one asked
LUUKKU_OIDC_ORIGINS = os.environ.get("LUUKKU_OIDC_ORIGINS", f"{_provider.scheme}://{_provider.netloc}").split()

USERSESSIONS_ADAPTER = "luukku.accounts.adapters.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False  # our own middleware notes activity, at most once a minute

ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("LUUKKU_BEHIND_PROXY") == "1" else 0

_PREFIXES = ("ACCOUNT_", "MFA_", "SOCIALACCOUNT_", "USERSESSIONS_", "ALLAUTH_", "LUUKKU_")
__all__ = [name for name in dir() if name.startswith(_PREFIXES)]
