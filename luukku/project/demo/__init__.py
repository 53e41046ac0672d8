"""The demo region: invented people and families, loaded once and dated to today at every start."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luukku.project.demo.loading import Summary


def load() -> "Summary":
    """Load what is missing of the demo region and move its meetings to today. Needs Django; safe to repeat."""
    from luukku.project.demo import loading

    return loading.load()


def fill(owner: str) -> int:
    """Fill the loaded region with families for figures, once. Returns how many were made. Needs the owner's address."""
    from luukku.project.demo import loading

    return loading.fill(owner)
