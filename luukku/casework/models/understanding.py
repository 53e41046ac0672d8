"""Understanding is a record: who understood which version of which text, how that was checked, and by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.models.meetings import InterpreterMode
from luukku.casework.models.people import Person
from luukku.core.models import Record


class UnderstandingCheck(Record):
    """One person's understanding of one text version. A new text version asks again."""

    class Method(models.TextChoices):
        OWN_WORDS = "own_words", _("Told it in own words")
        READ_OWN_LANGUAGE = "read", _("Read it in own language")
        INTERPRETED = "interpreted", _("Heard it through an interpreter and answered questions")

    class Result(models.TextChoices):
        UNDERSTOOD = "understood", _("Understood")
        PARTLY = "partly", _("Understood partly")
        NOT_YET = "not_yet", _("Not yet understood")

    case = models.ForeignKey(Case, models.PROTECT, related_name="understanding_checks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="understanding_checks")
    subject_id = models.UUIDField()
    text_code = models.CharField(max_length=60)
    text_hash = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=12)
    method = models.CharField(_("how we checked"), max_length=12, choices=Method)
    result = models.CharField(_("result"), max_length=12, choices=Result)
    interpreter_mode = models.CharField(
        _("interpreter"), max_length=10, choices=InterpreterMode, default=InterpreterMode.NONE
    )
    interpreter_name = models.CharField(_("interpreter's name or number"), max_length=120, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("checked at"))

    retention = AS_THE_CASE

    class Meta:
        indexes = [models.Index(fields=["subject_id", "text_code"], name="casework_checks_of_a_text")]
