"""What files, their columns and their faults are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luukku.casework.rules.identity_codes import Fault
from luukku.casework.rules.import_rows import FIELDS
from luukku.casework.rules.tables import TableFault
from luukku.casework.services.identifiers import fault_words

FIELD_WORDS: dict[str, str | Promise] = {
    "family": _("Which family"),
    "name": _("Whole name"),
    "given_name": _("First names"),
    "surname": _("Last name"),
    "native_name": _("Name in own script"),
    "called_name": _("Called name"),
    "role": _("Adult or child"),
    "birth": _("Date of birth"),
    "identity_code": _("Personal identity code"),
    "migri_number": _("Customer number of the Immigration Service"),
    "mother_tongue": _("Mother tongue"),
    "contact_language": _("Language we speak with them"),
    "interpreter": _("Interpreter"),
    "phone": _("Phone number"),
    "email": _("E-mail address"),
    "permit_on": _("Day of the first residence permit"),
    "guardian": _("Guardian of the family's children"),
    "protected": _("Address protection"),
    "opened_on": _("When the work began"),
}

TABLE_FAULTS: dict[TableFault, str | Promise] = {
    TableFault.EMPTY: _("The file is empty. Choose another one."),
    TableFault.NO_ROWS: _("The file has a header but no rows. Choose another one."),
    TableFault.TOO_BIG: _("The file is larger than 8 megabytes. Divide it into smaller ones."),
    TableFault.TOO_MANY_ROWS: _("The file has more than 20,000 rows. Divide it into smaller ones."),
    TableFault.TOO_MANY_COLUMNS: _("The file has more than 80 columns. Leave out those that are not needed."),
    TableFault.NOT_ROWS: _("We could not read this as rows. Save the file in your spreadsheet program as CSV UTF-8."),
    TableFault.WORKBOOK: _("This is a workbook. Save it in your spreadsheet program as CSV UTF-8 and bring that."),
}

_CODES: dict[str, str | Promise] = {
    "missing": _("is missing"),
    "too_long": _("is too long"),
    "unreadable": _("could not be read"),
    "unknown": _("is not a word that we know"),
    "future": _("is in the future"),
    "before_birth": _("is before the birth"),
    "not_as_in_code": _("is not the one in the personal identity code"),
    "yes_or_no": _("must be yes or no"),
}


def told_fault(field: str, code: str, stood: str = "") -> str:
    """One fault of a row as a sentence, with what stood in the cell when that is told."""
    name = str(FIELD_WORDS.get(field, field))
    if code.startswith("twice:"):
        return gettext("The same personal identity code stands on row %(number)s. One person has one row.") % {
            "number": code.partition(":")[2]
        }
    if field == "identity_code" and code in set(Fault):
        return fault_words(Fault(code))
    fault = {"column": name, "fault": _CODES.get(code, code), "stood": stood}
    if stood:
        return gettext("%(column)s %(fault)s: “%(stood)s”.") % fault
    return gettext("%(column)s %(fault)s.") % fault


def template_header() -> list[str]:
    """The columns of the template: names by which each is recognised again."""
    return [str(FIELD_WORDS[code]) for code in FIELDS if code not in ("given_name", "surname")]
