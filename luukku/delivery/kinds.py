"""The kinds of messages: their words, and the one link each carries.

The words are the same for everybody who gets a kind, and no kind tells what service or family it is about.
"""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.accounts.events import MailKind
from luukku.accounts.places import absolute_outside_url
from luukku.accounts.services import new_invitation_token
from luukku.core.links import absolute
from luukku.delivery.models import Message


class NoLongerNeeded(Exception):  # noqa: N818 - it is no error
    """What the message was for has been done or withdrawn."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message.

    Attributes:
        subject: the subject line of a mail.
        text: one or two paragraphs; `%(link)s` and `%(organisation)s` may stand in it.
        link: makes the link at the moment of sending.
    """

    subject: str | Promise
    text: str | Promise
    link: Callable[[Message], str]


def _page(message: Message) -> str:
    code = message.organisation.code if message.organisation else ""
    return absolute(message.path or "/", organisation_code=code)


def _invitation(message: Message) -> str:
    token = new_invitation_token(message.subject_id) if message.subject_id else None
    if token is None:
        raise NoLongerNeeded
    return absolute_outside_url("invitation", token)


def _new_password(message: Message) -> str:
    """Made now and stored nowhere; it stops working when the password changes or its days are over."""
    key = PasswordResetTokenGenerator().make_token(message.user)
    return absolute_outside_url("account_reset_password_from_key", uidb36=user_pk_to_url_str(message.user), key=key)


def _own_settings(message: Message) -> str:
    return absolute_outside_url("own-settings")


NUDGE = Kind(
    _("Something waits for you in Luukku"),
    _("Something waits for you in Luukku. Sign in to see it: %(link)s"),
    _page,
)

KINDS: dict[str, Kind] = {
    "weekly_digest": Kind(
        _("Your week in Luukku"),
        _(
            "Your dates in Luukku at %(organisation)s this week.\n\n"
            "Late: %(late)d\nPast our own target: %(past_target)d\nDue today: %(today)d\n"
            "Later this week: %(week)d\n\n"
            "Sign in to see them: %(link)s\n\n"
            "You can stop this mail in your own settings."
        ),
        _page,
    ),
    "survey_invitation": Kind(
        _("A survey for you"),
        _(
            "You are asked to answer a survey. Nobody can see what you answered; the link is yours, so that you answer"
            " once: %(link)s"
        ),
        _page,
    ),
    "survey_reminder": Kind(
        _("A survey still waits for you"),
        _(
            "A survey is still open, and your link has not been used. Nobody can see what you answer, and nobody is"
            " shown who has answered: %(link)s"
        ),
        _page,
    ),
    "survey_told_back": Kind(
        _("What your answers led to"),
        _("You were asked to answer a survey. Read what was heard and what is done about it: %(link)s"),
        _page,
    ),
    MailKind.INVITATION: Kind(
        _("An invitation to Luukku"),
        _(
            "You have been invited to work in Luukku for %(organisation)s. Choose a password within seven days,"
            " then set up the second step of signing in: %(link)s\n\n"
            "If you do not know what this is about, you need not do anything."
        ),
        _invitation,
    ),
    MailKind.NEW_WORKPLACE: Kind(
        _("A new role in Luukku"),
        _("You have a new role in Luukku at %(organisation)s. Sign in as before: %(link)s"),
        _page,
    ),
    MailKind.PASSWORD_RESET: Kind(
        _("A new password for Luukku"),
        _(
            "Somebody, hopefully you, asked for a new password for Luukku. Choose it within three days: %(link)s\n\n"
            "If it was not you, you need not do anything: your password stays as it is."
        ),
        _new_password,
    ),
    MailKind.PASSWORD_CHANGED: Kind(
        _("Your Luukku password was changed"),
        _(
            "Your password for Luukku was changed. If it was you, all is well. If not, tell your organisation's"
            " administrator at once, and look where you are signed in: %(link)s"
        ),
        _own_settings,
    ),
    MailKind.SECOND_FACTOR_CHANGED: Kind(
        _("How you sign in to Luukku was changed"),
        _(
            "The second step of your sign-in to Luukku was changed. If it was you, all is well. If not, tell your"
            " organisation's administrator at once, and look where you are signed in: %(link)s"
        ),
        _own_settings,
    ),
    MailKind.SECOND_FACTOR_RESET: Kind(
        _("Set up your sign-in to Luukku again"),
        _(
            "Your administrator removed the second step of your sign-in, because it was lost. Choose a new password"
            " within three days, then set up a new second step: %(link)s\n\n"
            "If you did not ask for this, tell your administrator at once."
        ),
        _new_password,
    ),
}


def kind_of(code: str) -> Kind:
    """The kind with this code; every code that apps above invent is a plain nudge."""
    return KINDS.get(code, NUDGE)
