"""Where people live. Nothing outside `services.addresses` reads or writes these tables' addresses."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.law.protection import protection_rule
from luukku.casework.models.dated import Dated, DatedQuerySet, has_days, once_at_a_time
from luukku.casework.models.lifetimes import AS_THE_LAST_CASE
from luukku.casework.models.people import Person
from luukku.core.models import Record


class AddressProtectionQuerySet(DatedQuerySet["AddressProtection"]):
    def protecting_on(self, day: date) -> Self:
        """Protections that hide on the day: begun, and not over until a person has said so.

        The last day that was told ends nothing by itself.
        """
        over = Q(during__endswith__lte=day, end_confirmed_on__isnull=False)
        return self.filter(during__startswith__lte=day).exclude(over)

    def ending_by(self, day: date) -> Self:
        """Protections whose told last day is so near on the day, or past, that a person must look: renew or end."""
        soon = day + timedelta(days=protection_rule(day).warn_days)
        return self.filter(end_confirmed_on__isnull=True, during__endswith__lte=soon)


class AddressProtection(Dated):
    """A non-disclosure for personal safety (turvakielto, 661/2009 36 §): address and home municipality stay hidden.

    `during` is what was told; it hides until a person has confirmed the end.
    """

    class Source(models.TextChoices):
        REGISTER = "register", _("Population information system")
        OWN_WORD = "own_word", _("The person told us")

    person = models.ForeignKey(Person, models.PROTECT, related_name="address_protections")
    source = models.CharField(_("how we know"), max_length=10, choices=Source)
    end_told_on = models.DateField(_("last day as the register tells it"), null=True, blank=True)
    end_confirmed_on = models.DateField(_("end confirmed on"), null=True, blank=True)
    end_confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AddressProtectionQuerySet.as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_protected_once_at_a_time",
                ["person"],
                told=_("Address protection is already recorded for that time."),
            ),
            has_days("casework_protection_has_days"),
        ]


class ProtectionNotice(Record):
    """What the population information system told about somebody's protection, kept as it came.

    Notices may come late, twice or in the wrong order: what holds is worked out from all of them.
    """

    class Kind(models.TextChoices):
        BEGAN = "began", _("Protection began")
        ENDED = "ended", _("Protection ended")

    person = models.ForeignKey(Person, models.PROTECT, related_name="protection_notices")
    reference = models.CharField(_("number of the notice"), max_length=64, unique=True)
    kind = models.CharField(_("what it tells"), max_length=5, choices=Kind)
    issued_at = models.DateTimeField(_("issued at"))
    from_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)

    retention = AS_THE_LAST_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="began", from_on__isnull=False) | Q(kind="ended", last_on__isnull=False),
                name="casework_notice_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["person", "issued_at"], name="casework_notices_of_a_person")]


class ProtectedAddress(Record):
    """A person's address and home municipality, protected or not: one place for all, so that nothing leaks by habit.

    The database shows these rows only while the address service has told a purpose (row-level security).
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    street = models.CharField(_("street address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    post_office = models.CharField(_("post office"), max_length=60, blank=True)
    municipality = models.CharField(_("home municipality"), max_length=3, blank=True)

    retention = AS_THE_LAST_CASE

    def __repr__(self) -> str:
        return "<ProtectedAddress: hidden>"

    __str__ = __repr__
