"""Where allauth meets this product: who may sign in, what is recorded, how mails leave, how secrets are kept."""

import base64
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from luukku.accounts import sessions
from luukku.accounts.actors import SECOND_FACTORS
from luukku.accounts.events import MailKind, mail_wanted
from luukku.accounts.models import User
from luukku.audit import trail
from luukku.core import clock
from luukku.core.actor import Actor, AnonymousActor

MAILS = {
    "account/email/password_reset_key": MailKind.PASSWORD_RESET,
    "account/email/password_changed": MailKind.PASSWORD_CHANGED,
    "account/email/password_set": MailKind.PASSWORD_CHANGED,
    "account/email/password_reset": MailKind.PASSWORD_CHANGED,
    "mfa/email/totp_activated": MailKind.SECOND_FACTOR_CHANGED,
    "mfa/email/totp_deactivated": MailKind.SECOND_FACTOR_CHANGED,
    "mfa/email/webauthn_added": MailKind.SECOND_FACTOR_CHANGED,
    "mfa/email/webauthn_removed": MailKind.SECOND_FACTOR_CHANGED,
    "mfa/email/recovery_codes_generated": MailKind.SECOND_FACTOR_CHANGED,
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in with a password: nobody signs up, every start and end of a session is recorded."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("We did not find this pair of e-mail address and password. Please check both."),
        "too_many_login_attempts": _("There were too many tries. Please wait five minutes and try again."),
        "rate_limited": _("There were too many tries. Please wait a moment and try again."),
        "incorrect_password": _("The password was not right. Please try again."),
        "enter_current_password": _("The password you use now was not right. Please try again."),
        "incorrect_code": _("The code was not right. Wait for the next one and type it here."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        at = clock.now()
        sessions.begin(request.session, at)
        with transaction.atomic():
            trail.record(Actor(user.pk, None, frozenset(), at), "session.started", user)

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        if isinstance(user, User):
            with transaction.atomic():
                trail.record(Actor(user.pk, None, frozenset(), clock.now()), "session.ended", user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        with transaction.atomic():
            trail.record(AnonymousActor.at_moment(clock.now()), "session.refused", denied=True)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before a change of how somebody signs in, but not while the first second factor is set up."""
        user = getattr(self.request, "user", None)
        if app == "allauth.mfa" and isinstance(user, User) and not has_second_factor(user):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        self._want(user, MailKind.PASSWORD_RESET)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        if kind := MAILS.get(template_prefix):
            self._want(user, kind)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails that are not about a known person are never sent: nobody can learn who has an account."""

    def _want(self, user: User, kind: MailKind) -> None:
        mail_wanted.send(sender=User, user=user, kind=kind, organisation=None, invitation_id=None)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Pages say what happened in the place where it happened; only errors without a place become messages."""
        if kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def has_passkey(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists())


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes lie encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code was not right. Wait for the next one and type it here."),
        "cannot_delete_authenticator": _(
            "This is your only second step, and signing in needs one. Add another before you remove this."
        ),
    }

    def encrypt(self, text: str) -> str:
        return known_keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return known_keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        return ""


def known_keys() -> MultiFernet:
    """The newest key first, so that older secrets still open after the key was changed."""
    return MultiFernet([Fernet(closing_key(key)) for key in settings.LUUKKU_FIELD_KEYS])


def closing_key(key: str) -> bytes:
    """What a field key closes second factors with."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"luukku second factors").derive(key.encode())
    return base64.urlsafe_b64encode(derived)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Sessions that somebody ends from another device leave a line too."""

    def end_sessions(self, sessions: Any) -> None:
        ended = list(sessions)
        super().end_sessions(ended)
        at = clock.now()
        with transaction.atomic():
            for session in ended:
                user_id: UUID = session.user_id
                trail.record(Actor(user_id, None, frozenset(), at), "session.ended", session.user, elsewhere=True)


class WorkSignInAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the employer's own OpenID Connect provider: only for people who are known here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_provider(self, request: HttpRequest, provider: Any, client_id: str | None = None) -> Any:
        from luukku.accounts.oidc import WorkProvider  # noqa: PLC0415 - allauth's providers need the apps loaded

        return WorkProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def list_providers(self, request: HttpRequest) -> list[Any]:
        from luukku.accounts.oidc import WorkProvider  # noqa: PLC0415

        return [WorkProvider(request, app=app) for app in self.list_apps(request)]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        trusts_all = sociallogin.provider.app.settings.get("trusts_unverified_email", False)
        told = [one.email.lower() for one in sociallogin.email_addresses if one.verified or trusts_all]
        user = User.objects.filter(email__in=told, is_active=True).first()
        if user is None:
            with transaction.atomic():
                trail.record(AnonymousActor.at_moment(clock.now()), "session.refused", denied=True, by="oidc")
            raise ImmediateHttpResponse(render(request, "accounts/unknown_here.html", status=403))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> None:
        with transaction.atomic():
            trail.record(AnonymousActor.at_moment(clock.now()), "session.refused", denied=True, by="oidc")
        raise ImmediateHttpResponse(render(request, "accounts/provider_failed.html", status=403))
