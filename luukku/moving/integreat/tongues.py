"""Integreat's names for languages, and ours."""

from collections.abc import Iterable, Mapping

from luukku.language import languages

ALIASES: Mapping[str, str] = {
    "arb": "ar", "ara": "ar", "pes": "fa", "fas": "fa", "per": "fa", "ku-latn": "kmr", "ku-tr": "kmr", "ku-arab": "ckb",
    "ku-iq": "ckb", "sorani": "ckb", "kurmanji": "kmr", "fa-af": "prs", "zh-cn": "zh", "zh-hans": "zh", "cmn": "zh",
    "zh-hk": "yue", "iw": "he", "in": "id", "nb": "no", "nn": "no", "gaz": "om", "som": "so", "tir": "ti", "fil": "tl",
    "sr-latn": "sr", "sr-cyrl": "sr", "rmn": "rom", "rmy": "rom", "pus": "ps", "pbt": "ps",
}  # fmt: skip
"""Tags that Integreat's regions use for languages that we call otherwise. Source: local."""

EASY = frozenset({"si", "ls", "simple", "easy", "leicht", "leichte", "1901"})
"""Parts of tags that mean an easy or older form of a language: no translation of ours."""


def ours(code: str, tag: str = "") -> str:
    """Our code of a language; nothing when we have no such language.

    Args:
        code: as it stands in addresses, e.g. "de" or "zh-CN".
        tag: its BCP 47 tag, when it was told.
    """
    for told in (code, tag):
        plain = told.strip().lower().replace("_", "-")
        if plain in ALIASES:
            return ALIASES[plain]
        parts = plain.split("-")
        if EASY & set(parts[1:]):
            return ""
        if languages.find(plain):
            return plain
        if languages.find(ALIASES.get(parts[0], parts[0])):
            return ALIASES.get(parts[0], parts[0])
    return ""


def mapped(told: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """Our code by theirs, and theirs that we have not: two of theirs never become one of ours."""
    found: dict[str, str] = {}
    unknown = []
    for code, tag in told:
        name = ours(code, tag)
        if not name or name in found.values():
            unknown.append(code)
        else:
            found[code] = name
    return found, unknown
