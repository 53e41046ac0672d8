"""Where people live. Nothing outside `services.addresses` reads or writes these tables' addresses."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.dated import Dated, DatedQuerySet
from luukku.casework.models.people import Person
from luukku.core.models import Record
from luukku.core.retention import Retention


class AddressProtection(Dated):
    """A non-disclosure for personal safety (turvakielto, 661/2009 36 §): address and home municipality stay hidden."""

    class Source(models.TextChoices):
        REGISTER = "register", _("Population information system")
        OWN_WORD = "own_word", _("The person told us")

    person = models.ForeignKey(Person, models.PROTECT, related_name="address_protections")
    source = models.CharField(_("how we know"), max_length=10, choices=Source)

    objects = DatedQuerySet["AddressProtection"].as_manager()
    retention = Retention(years=30, after="the last case closed", source="703/2023, annex", verified=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="casework_protected_once_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                violation_error_message=_("Address protection is already recorded for that time."),
            ),
            models.CheckConstraint(condition=~Q(during__isempty=True), name="casework_protection_has_days"),
        ]


class ProtectedAddress(Record):
    """A person's address and home municipality, protected or not: one place for all, so that nothing leaks by habit.

    The database shows these rows only while the address service has told a purpose (row-level security).
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    street = models.CharField(_("street address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    post_office = models.CharField(_("post office"), max_length=60, blank=True)
    municipality = models.CharField(_("home municipality"), max_length=3, blank=True)

    retention = Retention(years=30, after="the last case closed", source="703/2023, annex", verified=True)

    def __repr__(self) -> str:
        return "<ProtectedAddress: hidden>"

    __str__ = __repr__
