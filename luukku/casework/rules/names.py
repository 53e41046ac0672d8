"""Names folded so that they are found however they are written."""

import re
import unicodedata

from anyascii import anyascii


def fold(name: str) -> str:
    """One name in plain lower-case Latin letters: "Õie Mägi" → "oie magi", "محمد" → "mhmd", "Нина" → "nina"."""
    plain = anyascii(unicodedata.normalize("NFKC", name)).lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def name_key(*names: str) -> str:
    """All names of a person folded, each once, for the trigram index."""
    return " ".join(dict.fromkeys(folded for folded in map(fold, names) if folded))
