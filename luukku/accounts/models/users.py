"""Who signs in."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user. Addresses are kept in small letters: sign-in looks them up so."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, Record):
    """Somebody who works for at least one organisation. Rights come from memberships, never from here."""

    class Scheme(models.TextChoices):
        AUTO = "auto", _("As the device says")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, help_text=_("As you say it yourself."))
    title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(
        _("phone for text messages"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+\d{6,15}$", _("Write the number with its country code: +358401234567."))],
    )
    language = models.CharField(_("language of the interface"), max_length=2, default="fi", db_default="fi")
    scheme = models.CharField(_("colours"), max_length=5, choices=Scheme, default=Scheme.AUTO)
    is_active = models.BooleanField(_("may sign in"), default=True)
    weekly_digest = models.BooleanField(_("a mail each Monday"), default=True, db_default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()
    retention = Retention(years=12, after="the last membership ended", source="703/2023, 10 §", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_one_user_per_address",
                violation_error_message=_("Somebody already signs in with this e-mail address."),
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_addresses_in_small_letters"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """At most two letters for the round mark beside the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


INVITATION_KEPT = timedelta(days=90)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def expired(self, at: datetime) -> Self:
        """Invitations whose retention is over; the role they offered stays as it is."""
        return self.filter(expires_at__lt=at - INVITATION_KEPT)


class Invitation(Record):
    """An offer to join an organisation in one role; the link in the mail carries the only copy of the token."""

    membership = models.OneToOneField("accounts.Membership", models.CASCADE, related_name="invitation")
    token_hash = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = InvitationQuerySet.as_manager()
    retention = Retention(days=INVITATION_KEPT.days, after="it expired", source="local", verified=False)


def user_id_of(user: Any) -> UUID | None:
    return user.pk if getattr(user, "is_authenticated", False) else None
