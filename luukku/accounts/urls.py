"""Pages outside every workplace: signing in, and one's own account."""

from allauth.mfa.webauthn import views as passkey_views
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.urls import path, re_path

from luukku.accounts.views import own, sign_in

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/second-step/", sign_in.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", passkey_views.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/closed/", sign_in.may_not_sign_in, name="account_inactive"),
    path("sign-in/with/<slug:provider_id>/", sign_in.work_sign_in, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", sign_in.work_sign_in_back, name="openid_connect_callback"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
    path("sign-in/forgotten/", sign_in.ForgottenPassword.as_view(), name="account_reset_password"),
    path("sign-in/forgotten/sent/", sign_in.ForgottenPasswordSent.as_view(), name="account_reset_password_done"),
    re_path(
        r"^sign-in/new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("sign-in/new-password/done/", sign_in.NewPasswordDone.as_view(), name="account_reset_password_from_key_done"),
    path("invitation/<str:token>/", own.invitation, name="invitation"),
    path("language/", own.set_language, name="set_language"),
    path("still-here/", own.still_here, name="still-here"),
    path("workplaces/", own.workplaces, name="workplaces"),
    path("me/", own.own_settings, name="own-settings"),
    path("me/sessions/", own.own_sessions, name="own-sessions"),
    path("me/sessions/<int:pk>/end/", own.end_session, name="own-session-end"),
    path("me/sessions/end-all/", own.end_all_sessions, name="own-sessions-end-all"),
    path("me/password/", login_required(sign_in.ChangePassword.as_view()), name="account_change_password"),
    path("me/password/first/", sign_in.FirstPassword.as_view(), name="account_set_password"),
    path("me/second-factor/", sign_in.second_factor, name="mfa_index"),
    path("me/second-factor/first/", sign_in.second_factor, name="second-factor"),
    path("me/second-factor/app/", sign_in.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("me/second-factor/app/remove/", sign_in.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("me/second-factor/passkeys/add/", sign_in.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("me/second-factor/passkeys/<int:pk>/remove/", sign_in.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("me/second-factor/codes/", sign_in.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("me/second-factor/codes/new/", sign_in.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("me/second-factor/codes/file/", sign_in.RecoveryCodesFile.as_view(), name="mfa_download_recovery_codes"),
    path("me/again/", sign_in.AskPassword.as_view(), name="account_reauthenticate"),
    path("me/again/code/", sign_in.AskSecondFactor.as_view(), name="mfa_reauthenticate"),
    path("me/again/passkey/", sign_in.AskPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
]

if settings.DEMO:
    from luukku.accounts.views import demo

    urlpatterns.append(path("demo/sign-in/", demo.sign_in_as, name="demo-sign-in"))
