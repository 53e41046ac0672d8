"""What may be shown: of one breakdown (`figures`), and of tables with totals (`tables`, `systems`, `covering`)."""

from luukku.numbers.rules.figures import LOWEST_THRESHOLD, THRESHOLD, Figure, Figures, is_safe, published

__all__ = ["LOWEST_THRESHOLD", "THRESHOLD", "Figure", "Figures", "is_safe", "published"]
