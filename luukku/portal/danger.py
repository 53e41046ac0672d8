"""Whether a question to the search speaks of violence. Then help now stands before whatever was found.

Only a line on the page follows from it: the search finds what it finds, and nothing is kept of what was asked.
"""

from typing import Final

from luukku.language.folding import fold_text

SPOKEN: Final[dict[str, tuple[str, ...]]] = {
    "fi": (
        "lyö",
        "lyöd",
        "löi minu",
        "löi lapse",
        "hakka",
        "pahoinpi",
        "väkivalt",
        "uhkail",
        "uhkaa",
        "raiska",
        "kuristaa",
    ),
    "sv": ("slår mig", "slår barn", "slog mig", "misshand", "våldet", "vålds", "våldt", "hotar"),
    "en": ("hits me", "hit me", "hitting", "beats me", "beat me", "beating", "abus", "violen", "rape", "threaten"),
    "ru": ("бьет", "избил", "бил меня", "избива", "насили", "угрожа", "изнасил"),
    "uk": ("б'є мене", "бʼє мене", "мене б'є", "мене бʼє", "побив", "насильств", "погрожу", "зґвалт"),
    "et": ("lööb", "lõi mind", "peksab", "vägival", "ähvarda", "vägist"),
    "ar": ("يضرب", "بيضرب", "ضربني", "عنف", "العنف", "يهدد", "اغتصب", "اغتصاب"),
    "fa": ("کتک", "می‌زند", "منو میزنه", "خشونت", "تهدید", "تجاوز"),
    "ckb": ("لێم دەدات", "توندوتیژی", "هەڕەشە"),
    "so": ("garaac", "i garaac", "rabsha", "kufsi", "hanjab"),
    "tr": ("dövüyor", "dövdü", "bana vuruyor", "şiddet", "tehdit", "tecavüz"),
}
"""Beginnings of words and of phrases, as people say them. Source: our own choice; not checked by native speakers."""
WHOLE: Final = ("våld",)
"""Whole words: more than these begin so that means something else, as "väldigt" does once marks are gone."""
SIGNS: Final = ("打我", "打孩子", "家暴", "暴力", "威胁", "强奸")
"""Chinese has no spaces between words."""

_FOLDED: Final = tuple(
    sorted(
        {f" {fold_text(phrase)}" for told in SPOKEN.values() for phrase in told}
        | {f" {fold_text(word)} " for word in WHOLE}
    )
)


def speaks_of_violence(asked: str) -> bool:
    """Whether any word or phrase of the question begins as one of these, whatever language the page is in."""
    folded = f" {fold_text(asked)} "
    return any(phrase in folded for phrase in _FOLDED) or any(sign in asked for sign in SIGNS)
