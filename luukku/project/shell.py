"""What stands around every page: navigation by role, who is signed in, and the demo's notice."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luukku.accounts import sessions
from luukku.accounts.middleware import memberships_of
from luukku.accounts.models import User
from luukku.accounts.places import outside_url, workplace_url
from luukku.accounts.policies import workplaces_of
from luukku.casework.policies import CHILD_PROTECTION, REVIEWERS, SUPERVISORS
from luukku.core.actor import Actor, Role
from luukku.core.shell import Me, Place, Shell
from luukku.insight.policies import READERS as FIGURE_READERS
from luukku.plans.policies import QUESTION_READERS
from luukku.portal.policies import may_read_answers
from luukku.programme.labels import LANGUAGES as REPORT_LANGUAGES

LEADERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
EVERYBODY = frozenset(Role)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: `shell`, as `core/base.html` needs it. Error pages without a session get the bare one."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {
            "shell": Shell(demo=settings.DEMO, accessibility_url=outside_url("accessibility"), footer=_public_footer()),
        }
    workplace = getattr(request, "workplace", None)
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "shell": Shell(
            home_url=workplace_url(workplace.code) if workplace else outside_url("workplaces"),
            nav=_nav(request, actor, workplace.code) if actor and workplace else (),
            search_url=workplace_url(workplace.code, "desk:search")
            if workplace and actor and actor.has(LEADERS)
            else "",
            me=_me(request, user, workplace.name if workplace else ""),
            scheme=user.scheme,  # type: ignore[arg-type]
            demo=settings.DEMO,
            idle_minutes=int(sessions.patience(request.session).total_seconds() // 60),
            idle_url=outside_url("account_login"),
            ping_url=outside_url("still-here"),
            accessibility_url=outside_url("accessibility"),
            footer=(_footer(workplace.code, actor) if workplace else ()) + _demo_footer(),
        )
    }


def _nav(request: HttpRequest, actor: Actor, code: str) -> tuple[Place, ...]:
    words = [
        (LEADERS, _("My day"), "desk:my-day"),
        (LEADERS, _("Families"), "desk:families"),
        (EVERYBODY, _("Find"), "desk:find"),
        (frozenset(Role), _("Toolkit"), "toolkit:items"),
        (frozenset(Role), _("Programmes"), "programme:list"),
        (FIGURE_READERS, _("Figures"), "insight:home"),
        (SUPERVISORS, _("Workers"), "casework:team"),
        (SUPERVISORS, _("Dates"), "desk:clocks"),
        (CHILD_PROTECTION, _("Child protection"), "casework:pointers"),
        (REVIEWERS, _("Emergency access"), "casework:emergency-reviews"),
        (ADMINISTRATORS, _("People"), "people"),
    ]
    here = request.resolver_match.view_name if request.resolver_match else ""
    return tuple(
        Place(label=word, url=workplace_url(code, name), current=here == name)
        for roles, word, name in words
        if actor.has(roles)
    )


def _public_footer() -> tuple[Place, ...]:
    """What somebody who is not signed in may have come for."""
    public = outside_url("portal:home", language="fi")
    language = (get_language() or "fi")[:2]
    reports = outside_url("public-reports:list", language=language if language in REPORT_LANGUAGES else "fi")
    return (
        Place(label=_("For families: read without signing in"), url=public),
        Place(label=_("Reports of programmes"), url=reports),
        *_demo_footer(),
    )


def _demo_footer() -> tuple[Place, ...]:
    if not settings.DEMO:
        return ()
    try:
        return (Place(label=_("A tour of the demo"), url=outside_url("demo-tour")),)
    except NoReverseMatch:  # the demo was switched on after the addresses were read
        return ()


def _footer(code: str, actor: Actor | None) -> tuple[Place, ...]:
    """What every worker may need now and then."""
    names = Place(label=_("What offices are called now"), url=workplace_url(code, "authorities"))
    services = Place(label=_("Service directory"), url=workplace_url(code, "directory:services"))
    clocks = Place(label=_("Clocks and their sources"), url=workplace_url(code, "casework:clock-rules"))
    surveys = Place(label=_("Surveys"), url=workplace_url(code, "surveys:waves"))
    criteria = Place(label=_("Minimum criteria"), url=workplace_url(code, "surveys:criteria"))
    told: tuple[Place, ...] = (services, surveys, criteria, names, clocks)
    if actor is not None and may_read_answers(actor):
        told += (Place(label=_("Feedback on the public site"), url=workplace_url(code, "portal-work:readers")),)
    if actor is None or not actor.has(QUESTION_READERS):
        return told
    return (*told, Place(label=_("Interview questions"), url=workplace_url(code, "plans:templates")))


def _me(request: HttpRequest, user: User, organisation: str) -> Me:
    at_work = memberships_of(request)
    unit = next((one.unit.name for one in at_work if one.unit), "")
    return Me(
        name=user.name,
        organisation=unit or organisation,
        workplaces=tuple(
            Place(label=place.name, url=workplace_url(place.code)) for place in workplaces_of(request, user)
        ),
        settings_url=outside_url("own-settings"),
        sign_out_url=outside_url("account_logout"),
    )
