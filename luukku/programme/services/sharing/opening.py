"""Opening a package that came from outside. Nothing is written while it is read."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.core.errors import RuleViolation
from luukku.files.unpacking import Fault, Fits, Unopened, unpacked
from luukku.programme.rules.package_format import Package, opened
from luukku.programme.rules.package_shapes import Refused, Wrong

MOST_BYTES: Final = 20 * 1024 * 1024
FITS: Final = Fits(together=40 * 1024 * 1024, one=20 * 1024 * 1024, files=400)
REFUSALS: Final[dict[Wrong, str | Promise]] = {
    Wrong.DAMAGED: _("This file is damaged, or it is no package. Ask for it anew."),
    Wrong.TOO_LARGE: _("This package is too large when it is opened. Nothing was taken in."),
    Wrong.PATH: _("There is a file in the package that does not belong there. Nothing was taken in."),
    Wrong.SCHEMA: _("We do not know this kind of package. Its shape must be luukku-package/1."),
    Wrong.SHAPE: _("The package is not made the way packages are (%(place)s). Nothing was taken in."),
    Wrong.TAMPERED: _("The package was changed after it was made (%(place)s). Ask for it anew."),
    Wrong.MARKUP: _("There is something in the package that could run as a program (%(place)s). Nothing was taken in."),
}


def entries_of(content: bytes) -> list[tuple[str, bytes]]:
    """The files of a package.

    Raises:
        Refused: it is no package, damaged, or too large.
    """
    try:
        return list(unpacked(content, FITS))
    except Unopened as fault:
        wrong = Wrong.DAMAGED if fault.fault is Fault.DAMAGED else Wrong.TOO_LARGE
        raise Refused(wrong) from fault


def read(content: bytes) -> Package:
    """The package of a file.

    Raises:
        RuleViolation: it is refused whole; the words say why.
    """
    if len(content) > MOST_BYTES:
        raise RuleViolation(REFUSALS[Wrong.TOO_LARGE], field="file")
    try:
        return opened(entries_of(content))
    except Refused as refused:
        words = str(REFUSALS[refused.wrong])
        told = words % {"place": refused.place or "manifest.json"} if "%(place)s" in words else words
        raise RuleViolation(told, field="file") from refused
