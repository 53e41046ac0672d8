"""Two gates of every request: is the session still fresh, and for whom does this person work here today?"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import cast
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from luukku.accounts import sessions
from luukku.accounts.actors import actor_from, has_second_step, memberships_at_work, workplaces_among
from luukku.accounts.models import Membership, Organisation, User
from luukku.accounts.places import WORKPLACE_URLS, outside_url
from luukku.audit import trail
from luukku.core import clock
from luukku.core.actor import Actor

GetResponse = Callable[[HttpRequest], HttpResponse]

REFUSED = (403, 404)
ROLLED_BACK = (400, 403, 404, 405, 429)


class SessionAgeMiddleware:
    """Signs out whoever has been away too long, and keeps signed-in pages out of every cache.

    The time of the last activity lies in the session on the server; a shared computer has a shorter patience.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.session.session_key or not isinstance(request.user, User):
            return self._private(request, self.get_response(request))
        at = clock.now()
        if sessions.is_stale(request.session, at):
            return self._sign_out(request, at)
        sessions.note_activity(request.session, at)
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = request.user.language
        return self._private(request, self.get_response(request), was_signed_in=True)

    def _private(self, request: HttpRequest, response: HttpResponse, *, was_signed_in: bool = False) -> HttpResponse:
        """Nothing a signed-in person saw may come back by the browser's back button after sign-out."""
        if was_signed_in or request.session.get("_auth_user_id"):
            response["Cache-Control"] = "no-store"
        return response

    def _sign_out(self, request: HttpRequest, at: datetime) -> HttpResponse:
        user = cast("User", request.user)
        language = user.language
        with transaction.atomic():
            trail.record(Actor(user.pk, None, frozenset(), at), "session.expired", user)
        logout(request)
        translation.activate(language)
        messages.info(request, _("You were signed out because nothing happened for a while. Please sign in again."))
        return self._private(request, to_sign_in(request), was_signed_in=True)


class WorkplaceMiddleware:
    """Takes `/w/<code>` off the path, builds the actor, and runs the request in one transaction."""

    PATH = re.compile(r"^/w/(?P<code>[a-z0-9]{1,40})(?P<rest>/.*)?$")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = self.PATH.match(request.path_info)
        if match is None:
            return self.get_response(request)
        if not isinstance(request.user, User):
            return to_sign_in(request)
        if match["rest"] is None:
            return HttpResponseRedirect(f"{get_script_prefix()}w/{match['code']}/")
        return self._at_work(request, request.user, match["code"], match["rest"])

    def _at_work(self, request: HttpRequest, user: User, code: str, rest: str) -> HttpResponse:
        at = clock.now()
        everywhere = list(memberships_at_work(user, at))
        memberships = [one for one in everywhere if one.organisation.code == code]
        if not memberships:
            _record_knock(user, code, at)
            raise Http404
        if not has_second_step(memberships[0]):
            return _redirect(request, outside_url("second-factor"))
        workplace = memberships[0].organisation
        actor = cast("Actor", actor_from(user.pk, workplace.pk, memberships, at))
        request.actor = actor  # type: ignore[attr-defined]
        request.workplace = workplace  # type: ignore[attr-defined]
        request.memberships = memberships  # type: ignore[attr-defined]
        request.workplaces = workplaces_among(everywhere)  # type: ignore[attr-defined]
        return self._below_prefix(request, actor, code, rest)

    def _below_prefix(self, request: HttpRequest, actor: Actor, code: str, rest: str) -> HttpResponse:
        prefix, path_info = get_script_prefix(), request.path_info
        set_script_prefix(f"{prefix}w/{code}/")
        request.path_info = rest
        request.urlconf = WORKPLACE_URLS
        try:
            return self._in_one_transaction(request, actor)
        finally:
            set_script_prefix(prefix)
            request.path_info = path_info

    def _in_one_transaction(self, request: HttpRequest, actor: Actor) -> HttpResponse:
        with transaction.atomic():
            response = self.get_response(request)
            failed = response.status_code in ROLLED_BACK or response.status_code >= 500
            if failed or getattr(request, "was_refused", False):
                transaction.set_rollback(True)
        if response.status_code in REFUSED:
            _record_refusal(request, actor)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Whatever comes out of a view undoes all that the request did, whichever page then says so."""
        request.was_refused = True  # type: ignore[attr-defined]


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, which afterwards leads back to where the person was going."""
    return _redirect(request, f"{outside_url('account_login')}?{urlencode({'next': _way_back(request)})}")


def _way_back(request: HttpRequest) -> str:
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        return request.get_full_path()
    shown = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(shown, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(shown)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return outside_url("workplaces")


def _redirect(request: HttpRequest, to: str) -> HttpResponse:
    """A redirect that also works when htmx asked for a fragment: the whole page must go."""
    return HttpResponseClientRedirect(to) if request.headers.get("HX-Request") else HttpResponseRedirect(to)


def _record_knock(user: User, code: str, at: datetime) -> None:
    """Somebody signed in asked for a workplace that is not theirs; unknown codes leave no trace."""
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None:
        return
    actor = Actor(user.pk, None, frozenset(), at)
    with transaction.atomic():
        trail.record(actor, "access.denied", organisation, denied=True, chain=organisation.pk, url="")


def _record_refusal(request: HttpRequest, actor: Actor) -> None:
    """A page that the actor may not see: recorded on its own, since the request itself was undone.

    Any id in the address may be a case's; those that are none match no case in the list of who has looked.
    """
    match = request.resolver_match
    if match is None:
        return
    ids = [f"{name}={value}" for name, value in sorted(match.kwargs.items()) if _is_code(value)]
    cases = [value for value in match.kwargs.values() if isinstance(value, UUID)]
    with transaction.atomic():
        trail.record(actor, "access.denied", cases=cases, denied=True, url=match.view_name, ids=ids)


def _is_code(value: object) -> bool:
    """Ids and short codes may stand in the trail; anything longer could have been typed."""
    return re.fullmatch(r"[0-9a-zA-Z_-]{1,40}", str(value)) is not None


def memberships_of(request: HttpRequest) -> list[Membership]:
    """What the person may do at this workplace today, as the middleware read it."""
    return getattr(request, "memberships", [])
