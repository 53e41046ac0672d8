"""Who is asked to a meeting and who came, and what is added to its minutes afterwards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.programme.models.base import WITH_PROGRAMME
from luukku.programme.models.meetings import Meeting


class Attendance(Record):
    """Somebody who is asked to a meeting: a worker, who may read it from then on, or a name from elsewhere.

    `organisation` is where the worker worked when asked: whoever has left it reads the meeting no longer.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chairs")
        SECRETARY = "secretary", _("Writes the minutes")
        MEMBER = "member", _("Takes part")
        HEARD = "heard", _("Is heard")

    class Presence(models.TextChoices):
        PRESENT = "present", _("Here")
        REMOTE = "remote", _("From afar")
        AWAY = "away", _("Not here")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=120, blank=True, db_default="")
    represents = models.CharField(_("for whom"), max_length=200, blank=True, db_default="")
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.MEMBER, db_default="member")
    presence = models.CharField(_("present"), max_length=7, choices=Presence, blank=True, db_default="")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(user__isnull=False),
                name="programme_asked_once",
                violation_error_message=_("This person is on the list already."),
            ),
            models.CheckConstraint(
                condition=(Q(user__isnull=False) & Q(name="")) | (Q(user__isnull=True) & ~Q(name="")),
                name="programme_attends_with_one_name",
            ),
        ]

    def __str__(self) -> str:
        return self.role

    @property
    def shown_name(self) -> str:
        return self.user.name if self.user else self.name


class Addendum(Record):
    """What was added to closed minutes, by whom and when. Nothing in the minutes changes by it, nor does it change."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="addenda")
    text = models.TextField(_("what is added or corrected"), max_length=4000)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("written"))

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["written_at", "id"]
        verbose_name_plural = "addenda"

    def __str__(self) -> str:
        return str(self.pk)
