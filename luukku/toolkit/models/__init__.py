"""Tables of the toolkit."""

from luukku.toolkit.models.items import ItemFile, Ownership, ToolkitItem, ToolkitItemQuerySet
from luukku.toolkit.models.links import CheckedLink, LinkUse
from luukku.toolkit.models.reading import Feedback, UsageCount
from luukku.toolkit.models.translations import (
    BlockTranslation,
    GlossaryTerm,
    MachineRequest,
    TranslationEdition,
    TranslationFile,
)
from luukku.toolkit.models.upkeep import Adoption, Review, ReviewComment
from luukku.toolkit.models.versions import ItemVersion, ItemVersionQuerySet

__all__ = [
    "Adoption",
    "BlockTranslation",
    "CheckedLink",
    "Feedback",
    "GlossaryTerm",
    "ItemFile",
    "ItemVersion",
    "ItemVersionQuerySet",
    "LinkUse",
    "MachineRequest",
    "Ownership",
    "Review",
    "ReviewComment",
    "ToolkitItem",
    "ToolkitItemQuerySet",
    "TranslationEdition",
    "TranslationFile",
    "UsageCount",
]
