"""What may be shown: of one breakdown (`figures`), of sums (`dominance`), and of tables with totals: how they are told
(`tables`, `systems`, `wire`, `reading`), linked (`linking`), covered (`covering`) and answered (`answers`)."""

from luukku.numbers.rules.dominance import is_dominated
from luukku.numbers.rules.figures import LOWEST_THRESHOLD, THRESHOLD, Figure, Figures, is_safe, published

__all__ = ["LOWEST_THRESHOLD", "THRESHOLD", "Figure", "Figures", "is_dominated", "is_safe", "published"]
