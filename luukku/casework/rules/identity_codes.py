"""Finnish personal identity codes: read, checked, hidden.

Source: Government Decree 128/2010, 2 §, as amended by 690/2022 (in force 1.1.2023): ddmmyy, a sign that tells the
century, a number of three digits and a check character. The code is unique only together with its sign.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CENTURIES = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
"""The century of birth by the sign after the day of birth."""

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
FIRST_TEMPORARY = 900
"""Numbers from here to 999 are given for a time, or to invented people."""

HIDDEN = "●●●●●●●●●●●"
"""How a code stands where it is not needed: not even its first signs, which are the day of birth."""

_CODE = re.compile(r"(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-Y])")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−﹣－"), "-")
_INSIDE_TEXT = re.compile(r"(?<![0-9A-Za-z])\d{6}[-+A-Fa-fU-Yu-y]\d{3}[0-9A-Ya-y](?![0-9A-Za-z])")


class Fault(StrEnum):
    """Why a text is no code."""

    FORM = "form"
    DAY = "day"
    NUMBER = "number"
    CHECK = "check"


class NotACodeError(ValueError):
    """The text is no personal identity code. Says why, never what."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class IdentityCode:
    """A whole and right code, sign included. It does not print itself."""

    value: str
    birth_on: date
    is_temporary: bool

    def __repr__(self) -> str:
        return "<IdentityCode: hidden>"

    __str__ = __repr__


def read_code(written: str) -> IdentityCode:
    """The code in a text as people write it: spaces, small letters and other hyphens are forgiven.

    Raises:
        NotACodeError: its form, day, number or check character is not right.
    """
    match = _CODE.fullmatch(_plain(written))
    if match is None:
        raise NotACodeError(Fault.FORM)
    day, month, year, sign, number, check = match.groups()
    try:
        born = date(CENTURIES[sign] + int(year), int(month), int(day))
    except ValueError:
        raise NotACodeError(Fault.DAY) from None
    if int(number) < 2:  # numbers begin from 002
        raise NotACodeError(Fault.NUMBER)
    if check_character(f"{day}{month}{year}{number}") != check:
        raise NotACodeError(Fault.CHECK)
    return IdentityCode(match[0], born, int(number) >= FIRST_TEMPORARY)


def check_character(digits: str) -> str:
    """The last character for ddmmyy and the number, nine digits together."""
    return CHECKS[int(digits) % len(CHECKS)]


def code_inside(text: str) -> IdentityCode | None:
    """The first right code that stands in a text by itself, for a search that is typed in one box."""
    plain = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    for match in _INSIDE_TEXT.finditer(plain):
        try:
            return read_code(match[0])
        except NotACodeError:
            continue
    return None


def _plain(written: str) -> str:
    kept = unicodedata.normalize("NFKC", written).translate(_HYPHENS).upper()
    digits = (str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in kept)
    return "".join(sign for sign in digits if not sign.isspace())
