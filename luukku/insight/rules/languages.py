"""Language groups: those in which the product speaks with families (`FAMILY_LANGUAGES`), and all others together."""

from typing import Final

OTHER: Final = "other"
