"""Pages of one's own account: where I work, how the pages look, where I am signed in."""

from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.accounts import services, sessions
from luukku.accounts.actors import has_second_step, memberships_at_work
from luukku.accounts.devices import device_named
from luukku.accounts.forms import PasswordPairForm, SettingsForm
from luukku.accounts.models import Organisation, User
from luukku.accounts.places import workplace_url
from luukku.core import clock
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def _self(request: HttpRequest) -> Actor:
    """Somebody caring for their own account acts for no organisation."""
    return Actor(_me(request).pk, None, frozenset(), clock.now())


@require_GET
@login_required
def workplaces(request: HttpRequest) -> HttpResponse:
    """Where sign-in leads: to the only workplace, or to the choice between them."""
    memberships = list(memberships_at_work(_me(request), clock.now()).order_by("organisation__name_fi"))
    if memberships and not has_second_step(memberships[0]):
        return redirect("second-factor")
    organisations: dict[Organisation, list[str]] = {}
    for membership in memberships:
        organisations.setdefault(membership.organisation, []).append(membership.get_role_display())
    if len(organisations) == 1 and "all" not in request.GET:
        return redirect(workplace_url(next(iter(organisations)).code))
    context = {
        "workplaces": [(one, workplace_url(one.code), sorted(set(roles))) for one, roles in organisations.items()]
    }
    return render(request, "accounts/workplaces.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def own_settings(request: HttpRequest) -> HttpResponse:
    me = _me(request)
    initial = {name: getattr(me, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        me = services.change_settings(_self(request), me.pk, **form.cleaned_data)
        response = HttpResponseRedirect(f"{reverse('own-settings')}?{urlencode({'saved': 1})}")
        _remember_language(response, me.language)
        return response
    context = {"form": form, "saved": "saved" in request.GET}
    return render(request, "accounts/own_settings.html", context, status=422 if form.is_bound else 200)


@require_GET
@login_required
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Where this person is signed in now."""
    found = services.open_sessions(_me(request))
    devices = [
        {"session": one, "name": device_named(one.user_agent), "is_this": one.is_current()}
        for one in sorted(found, key=lambda one: one.created_at, reverse=True)
    ]
    return render(request, "accounts/own_sessions.html", {"devices": devices})


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    services.end_session(_self(request), pk)
    return redirect("own-sessions")


@require_POST
@login_required
def end_all_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    services.sign_out_everywhere(_self(request))
    logout(request)
    return redirect("account_login")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language of the pages: by a cookie for anybody, and for good for somebody signed in."""
    code = request.POST.get("language", "")
    to = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        to = reverse("account_login")
    response = HttpResponseRedirect(to)
    if code in dict(settings.LANGUAGES):
        _remember_language(response, code)
        if isinstance(request.user, User):
            me = request.user
            services.change_settings(_self(request), me.pk, language=code, scheme=me.scheme, phone=me.phone)
    return response


@require_GET
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody presses "Continue working": the session's clock starts again."""
    if isinstance(request.user, User):
        sessions.note_activity(request.session, clock.now(), at_once=True)
    return HttpResponse(status=204)


def _remember_language(response: HttpResponse, code: str) -> None:
    translation.activate(code)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in an invitation: choose a password, then sign in and set up the second step."""
    at = clock.now()
    opened = services.open_invitation(token, at)
    if opened is None:
        return render(request, "accounts/invitation_closed.html", status=410)
    invited = opened.membership.user
    translation.activate(invited.language)
    form = PasswordPairForm(request.POST or None, user=invited)
    if request.method == "POST" and form.is_valid():
        try:
            services.accept_invitation(token, password=form.cleaned_data["password1"], at=at)
        except RuleViolation as violation:
            form.add_error(None, str(violation.message))
        else:
            if request.user.is_authenticated:
                logout(request)
            return redirect(f"{reverse('account_login')}?{urlencode({'accepted': 1})}")
    context = {"form": form, "invitation": opened, "invited": invited}
    response = render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)
    # not "no-referrer": with it browsers send "Origin: null" with the form, and the form would be refused
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response
