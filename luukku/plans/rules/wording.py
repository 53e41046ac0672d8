"""Small matters of writing that differ between languages."""

from typing import Final

QUOTES: Final[dict[str, tuple[str, str]]] = {
    "fi": ("”", "”"),
    "sv": ("”", "”"),
    "et": ("„", "”"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "ar": ("«", "»"),
    "fa": ("«", "»"),
    "ckb": ("«", "»"),
}

OTHER_QUOTES: Final = ("“", "”")


def quoted(text: str, language: str) -> str:
    """Somebody's words in the quotation marks of their language; text that already begins with one stays as it is."""
    opening, closing = QUOTES.get(language, OTHER_QUOTES)
    if not text or text[0] in "”“„«»\"'":
        return text
    return f"{opening}{text}{closing}"
