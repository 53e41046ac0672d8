"""Language groups: the languages in which the product speaks with families, and all others together."""

from typing import Final

GROUPS: Final = ("fi", "sv", "en", "ru", "uk", "et", "ar", "fa", "ckb", "so", "tr", "zh")
OTHER: Final = "other"


def group_of(code: str) -> str:
    return code if code in GROUPS else OTHER
