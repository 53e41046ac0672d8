"""Words, addresses and numbers from outside, made harmless: no markup, no invisible signs, no odd links."""

import html
import re
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

import nh3

from luukku.core import text
from luukku.core.clock import HELSINKI

LONGEST = 20_000
_BREAKS = re.compile(r"<\s*(br|/p|/li|/h[1-6]|/div|/tr)\s*/?\s*>", re.IGNORECASE)
_ITEMS = re.compile(r"<\s*li[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z!/?]")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_MANY_LINES = re.compile(r"\n{3,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z]{2,4})?")


def words(raw: object, most: int = LONGEST) -> str:
    """A text as plain words with line feeds. Markup goes, and scripts with all that is in them."""
    if not isinstance(raw, str) or not raw:
        return ""
    told = raw[: 4 * most]
    if _MARKUP.search(told):
        told = _ITEMS.sub("\n- ", _BREAKS.sub("\n", told))
        told = html.unescape(nh3.clean(told, tags=set(), attributes={}))
    told = "\n".join(_BLANKS.sub(" ", line).strip() for line in text.clean(told).split("\n"))
    return _MANY_LINES.sub("\n\n", told).strip()[:most].rstrip()


def line(raw: object, most: int = 200) -> str:
    """One line of words."""
    return " ".join(words(raw, most).split())[:most].rstrip()


def web_address(raw: object) -> str:
    """An address that a page may link to: http or https with a host; anything else is left out."""
    told = line(raw, 500)
    if told.lower().startswith("www."):
        told = f"https://{told}"
    try:
        parts = urlsplit(told)
    except ValueError:
        return ""
    return told if parts.scheme in ("http", "https") and parts.hostname and " " not in told else ""


def email(raw: object) -> str:
    told = line(raw, 254)
    return told if re.fullmatch(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+", told) else ""


def phone(raw: object, prefix: object = "") -> str:
    """A number as digits with + and spaces; letters and the rest are left out."""
    number = re.sub(r"[^\d+ ]", " ", line(raw, 40)).strip()
    country = re.sub(r"[^\d+]", "", line(prefix, 8))
    if country and number.startswith("0"):
        number = number[1:]
    return " ".join(f"{country} {number}".split()) if number else ""


def language(raw: object) -> str:
    """A language code, or nothing."""
    told = line(raw, 8)
    return told if _LANGUAGE.fullmatch(told) else ""


def languages(raw: object) -> list[str]:
    return list(dict.fromkeys(code for one in listed(raw) if (code := language(one))))


def listed(raw: object) -> list[Any]:
    return raw if isinstance(raw, list) else []


def named(raw: object) -> dict[str, Any]:
    return raw if isinstance(raw, dict) else {}


def by_language(raw: object, most: int = 300) -> dict[str, str]:
    """{"fi": …} or [{"language", "value"}] as words by language; missing and empty ones are left out."""
    if isinstance(raw, dict):
        pairs = [(language(code), words(value, most)) for code, value in raw.items()]
    else:
        pairs = [(language(named(one).get("language")), words(named(one).get("value"), most)) for one in listed(raw)]
    return {code: told for code, told in pairs if code and told}


def moment(raw: object) -> datetime | None:
    """An ISO moment; without a zone it is taken for Finnish time."""
    try:
        at = datetime.fromisoformat(line(raw, 40))
        return at if at.tzinfo else at.replace(tzinfo=HELSINKI)
    except ValueError:
        return None


def day(raw: object) -> date | None:
    """The day of an ISO date or moment."""
    told = line(raw, 40)
    if "T" in told:
        at = moment(told)
        return at.astimezone(HELSINKI).date() if at else None
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None


def clock_time(raw: object) -> time | None:
    """A time of day; 24:00 is the midnight that follows."""
    told = line(raw, 8)
    if told.startswith("24:00"):
        return time(0)
    try:
        return time.fromisoformat(told).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def codes(raw: object, length: int) -> list[str]:
    """Official codes of digits, e.g. three for municipalities."""
    found = [line(one, 10) for one in listed(raw)]
    return list(dict.fromkeys(one for one in found if one.isdigit() and len(one) == length))


def number(raw: object) -> float | None:
    """A number, also as text; never infinite."""
    if isinstance(raw, bool):
        return None
    try:
        told = float(str(raw).replace(",", ".").strip())
    except ValueError:
        return None
    return told if abs(told) < 1e9 else None
