"""Findings about numbers: too many of them, days and hours in odd forms."""

import re
from collections.abc import Iterator
from typing import Final

from luukku.language.plain.rules import Finding, Rule, word_list
from luukku.language.plain.tokens import Sentence, Token

_HOURS: Final = frozenset(["klo", "kello", "kl", "klockan", "at", "from"])
_OF_ACTS: Final = frozenset(["laki", "asetus", "direktiivi", "päätös", "numero", "nro", "n:o", "lag", "act", "nr"])
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_SLASHED_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})$")
_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:\d\d)?\d\d)$")
_MONTH: Final = re.compile(r"(\d{1,2})/((?:19|20)\d\d)$")
_BARE_HOURS: Final = re.compile(r"(\d{2})(\d{2})[-–](\d{2})(\d{2})$")
_TIME: Final = re.compile(r"(\d{1,2})([.:])(\d{2})$")
_SIGNS_OF_ONE: Final = frozenset("()/+-–.")
_WORDS_OF_DAY: Final = 2


def many_numbers(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    """Each amount, date or telephone number is one; the numbers of a list's items are none."""
    months = set(word_list("months")[language])
    found: list[Token] = []
    since: list[Token] = []
    for place, one in enumerate(sentence.tokens):
        if one.kind != "number" or _is_of_item(sentence.tokens, place):
            since.append(one)
            continue
        if not found or not _is_same(since, one, months):
            found.append(one)
        last, since = one, []
    if len(found) >= rule.limits["numbers"]:
        yield Finding(rule.id, found[0].start, last.end, {"count": str(len(found))})


def date_form(sentence: Sentence, language: str, rule: Rule) -> Iterator[Finding]:
    before: Token | None = None
    for one in sentence.tokens:
        plain = _in_plain_form(one.form, before, language) if one.kind == "number" else ""
        if plain:
            yield Finding(rule.id, one.start, one.end, {"word": one.form, "plain": plain}, variant="known")
        before = one if one.text != "." else before


def _is_of_item(tokens: list[Token], place: int) -> bool:
    """The "1." or "(2)" before an item of a list."""
    first = place - 1 if place and tokens[place - 1].text == "(" else place
    begins = first == 0 or tokens[first].breaks > 0
    return begins and place + 1 < len(tokens) and tokens[place + 1].text in ".)"


def _is_same(since: list[Token], one: Token, months: set[str]) -> bool:
    """Whether a number goes on from the one before: "330 000", "040 725 7111", "12. kesäkuuta 1909"."""
    if all(each.text in _SIGNS_OF_ONE for each in since):
        return True
    words = [each.low for each in since if each.is_word]
    return len(words) <= _WORDS_OF_DAY and bool(months & set(words)) and len(one.form) == len("2026")


def _in_plain_form(form: str, before: Token | None, language: str) -> str:
    is_hours = before is not None and before.low in _HOURS
    if is_hours:
        return _plain_hours(form, language)
    is_of_act = before is not None and bool(before.lemmas & _OF_ACTS or before.text in "(§:")
    return _plain_day(form, language) or ("" if is_of_act else _plain_month(form, language))


def _plain_day(form: str, language: str) -> str:
    found = _ISO_DAY.match(form)
    if found:
        year, month, day = found.groups()
        return _day(day, month, year)
    found = _SLASHED_DAY.match(form)
    if found:
        return _day(*found.groups())
    found = _DAY.match(form)
    if found and language != "en" and (len(found[3]) == 2 or "0" in {found[1][0], found[2][0]}):
        return _day(found[1], found[2], found[3] if len(found[3]) > 2 else f"20{found[3]}")
    return ""


def _day(day: str, month: str, year: str) -> str:
    return f"{int(day)}.{int(month)}.{year}" if 0 < int(day) <= 31 and 0 < int(month) <= 12 else ""


def _plain_month(form: str, language: str) -> str:
    found = _MONTH.match(form)
    names = word_list("months")[f"{language}_names"]
    return f"{names[int(found[1]) - 1]} {found[2]}" if found and 0 < int(found[1]) <= 12 else ""


def _plain_hours(form: str, language: str) -> str:
    found = _BARE_HOURS.match(form)
    if found and int(found[1]) < 24 and int(found[3]) <= 24 and int(found[2]) < 60 and int(found[4]) < 60:
        return f"{int(found[1])}.{found[2]}–{int(found[3])}.{found[4]}"
    if language == "en":
        return ""
    parts = [_TIME.match(part) for part in re.split("[-–]", form)]
    if not all(part and int(part[1]) <= 24 and int(part[3]) < 60 for part in parts):
        return ""
    plain = "–".join(f"{int(part[1])}.{part[3]}" for part in parts if part)
    return plain if any(part and (part[2] == ":" or part[1][0] == "0") for part in parts) else ""
