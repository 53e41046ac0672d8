"""Signing in and out. allauth leads the way through the steps; these are its views with our pages and status codes."""

from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.accounts.adapters import SecondFactorAdapter, WorkSignInAdapter, has_passkey, has_second_factor
from luukku.accounts.models import User
from luukku.accounts.oidc import WorkAdapter
from luukku.audit import trail
from luukku.core import clock
from luukku.core.actor import Actor


class _Spoken:
    """A form that came back with errors answers 422, so that programs and tests see it too."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = 422
        return response


class _Recorded:
    """A change of how somebody signs in leaves its line in the same transaction."""

    what = ""
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        user: User = getattr(self, "reset_user", None) or self.request.user  # type: ignore[assignment]
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            actor = Actor(user.pk, None, frozenset(), clock.now())
            trail.record(actor, "user.sign_in_changed", user, what=self.what)
        return response


@method_decorator(never_cache, name="dispatch")
class SignIn(_Spoken, account_views.LoginView):
    template_name = "accounts/sign_in.html"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Browsers follow a form to the employer's provider only when the page's policy names it."""
        response: HttpResponse = super().render_to_response(context, **kwargs)
        if context["providers"]:
            response._csp_update = {"form-action": settings.LUUKKU_OIDC_ORIGINS}  # type: ignore[attr-defined]
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        providers = WorkSignInAdapter(self.request).list_providers(self.request)
        context: dict[str, Any] = super().get_context_data(**kwargs) | {"providers": providers}
        if settings.DEMO:
            from luukku.accounts import demo  # noqa: PLC0415 - this code path exists only in a demo

            context["demo_groups"] = demo.people_by_group(self.request.LANGUAGE_CODE)
        return context


class SecondStep(_Spoken, mfa_views.AuthenticateView):
    template_name = "accounts/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"has_passkey": has_passkey(self.stage.login.user)}

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class SignOut(account_views.LogoutView):
    template_name = "accounts/sign_out.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


class AskPassword(_Spoken, account_views.ReauthenticateView):
    template_name = "accounts/ask_again.html"


class AskSecondFactor(_Spoken, mfa_views.ReauthenticateView):
    template_name = "accounts/ask_again.html"


class AskPasskey(_Spoken, passkey_views.ReauthenticateWebAuthnView):
    template_name = "accounts/ask_passkey.html"


class ForgottenPassword(_Spoken, account_views.PasswordResetView):
    template_name = "accounts/forgotten_password.html"


class ForgottenPasswordSent(account_views.PasswordResetDoneView):
    template_name = "accounts/forgotten_password_sent.html"


class NewPassword(_Spoken, _Recorded, account_views.PasswordResetFromKeyView):
    what = "password_from_link"
    template_name = "accounts/new_password.html"


class NewPasswordDone(account_views.PasswordResetFromKeyDoneView):
    template_name = "accounts/new_password_done.html"


class ChangePassword(_Spoken, _Recorded, account_views.PasswordChangeView):
    what = "password"
    template_name = "accounts/change_password.html"


class FirstPassword(_Spoken, _Recorded, account_views.PasswordSetView):
    what = "password"
    template_name = "accounts/change_password.html"


class _FirstFactor:
    """Whoever has just proved the first second factor need not prove it again to see the recovery codes."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.is_first = request.user.is_authenticated and not has_second_factor(request.user)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if self.is_first:
            record_authentication(self.request, self.request.user, "mfa", reauthenticated=True)
        return response


class ActivateApp(_FirstFactor, _Spoken, _Recorded, totp_views.ActivateTOTPView):
    what = "app_added"
    template_name = "accounts/activate_app.html"


class RemoveApp(_Spoken, _Recorded, totp_views.DeactivateTOTPView):
    what = "app_removed"
    template_name = "accounts/remove_app.html"


class AddPasskey(_FirstFactor, _Spoken, _Recorded, passkey_views.AddWebAuthnView):
    what = "passkey_added"
    template_name = "accounts/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        # not allauth's own options: ours ask the device to keep the passkey and to check who holds it
        options = begin_registration(self.request.user, True)
        return {"form": form, "view": self, "js_data": {"creation_options": options}}


class RemovePasskey(_Recorded, passkey_views.RemoveWebAuthnView):
    what = "passkey_removed"
    template_name = "accounts/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"is_only": not self._may_go()}

    def form_valid(self, form: Any) -> HttpResponse:
        if not self._may_go():
            refused: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)
            return refused
        response: HttpResponse = super().form_valid(form)
        return response

    def _may_go(self) -> bool:
        return SecondFactorAdapter().can_delete_authenticator(self.object)


class RecoveryCodes(recovery_views.ViewRecoveryCodesView):
    template_name = "accounts/recovery_codes.html"


class NewRecoveryCodes(_Spoken, _Recorded, recovery_views.GenerateRecoveryCodesView):
    what = "recovery_codes"
    template_name = "accounts/new_recovery_codes.html"


class RecoveryCodesFile(recovery_views.DownloadRecoveryCodesView):
    template_name = "accounts/recovery_codes.txt"


@require_GET
def may_not_sign_in(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/may_not_sign_in.html", status=403)


@require_POST
def work_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _oidc(request, provider_id, OAuth2LoginView)


@require_GET
def work_sign_in_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _oidc(request, provider_id, OAuth2CallbackView)


def _oidc(request: HttpRequest, provider_id: str, view: Any) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(WorkAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return response


@login_required
@require_http_methods(["GET"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """What is in use as the second step; for a newcomer, the choice between an app and a passkey."""
    mine = request.user.authenticator_set.all()  # type: ignore[union-attr]
    context = {
        "app": next((one for one in mine if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in mine if one.type == Authenticator.Type.WEBAUTHN],
        "has_codes": any(one.type == Authenticator.Type.RECOVERY_CODES for one in mine),
    }
    is_new = context["app"] is None and not context["passkeys"]
    return render(request, "accounts/second_factor_first.html" if is_new else "accounts/second_factor.html", context)
