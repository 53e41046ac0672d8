"""Charts: published figures drawn as accessible SVG. No framework, no clock, no database, no translations.

A *chart* is figures with every word beside them. It never holds a hidden figure, only that it is hidden: so no length,
order, scale or text can tell it. `pictures` draws it for a page or as a file.
"""

from luukku.insight.charts.kinds import (
    HIDDEN,
    Amount,
    Bars,
    Chart,
    Frame,
    Heat,
    Hidden,
    Lines,
    Row,
    Words,
    order_of,
)
from luukku.insight.charts.pictures import WIDTH, as_file, on_page

__all__ = [
    "HIDDEN", "WIDTH", "Amount", "Bars", "Chart", "Frame", "Heat", "Hidden", "Lines", "Row", "Words",
    "as_file", "on_page", "order_of",
]  # fmt: skip
