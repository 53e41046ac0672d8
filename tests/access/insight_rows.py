"""The doors of figures: one's own unit and organisation; the region for who leads a whole organisation of it."""

from tests.access.cast import Cast
from tests.access.table import AT_WORK, LEADERS, NOBODY, Row

TOWN = {"place": "figure_town"}
BOARD = TOWN | {"board": "figure_board"}
FIGURE = BOARD | {"key": "figure_key"}

IN_UNIT = NOBODY | {
    Cast.RESPONSIBLE_WORKER: 200,
    Cast.SUBSTITUTE: 200,
    Cast.HELPER: 200,
    Cast.COLLEAGUE: 200,
    Cast.SUPERVISOR: AT_WORK,
}
"""Who works in the unit, or leads it."""

REGION = NOBODY | {Cast.OTHER_MUNICIPALITY: 200}
"""Who leads a whole organisation of the county. Its own people see it too; nobody of the cast is one."""

ROWS: dict[str, Row] = {
    "insight:home": Row(LEADERS),
    "insight:municipality": Row(LEADERS, TOWN),
    "insight:unit": Row(IN_UNIT, {"place": "figure_unit"}),
    "insight:working-group": Row(REGION, {"place": "figure_county"}),
    "insight:county": Row(NOBODY, {"place": "figure_county"}),
    "insight:equality": Row(LEADERS, BOARD),
    "insight:equality-file": Row(LEADERS, BOARD | {"kind": "figure_kind"}),
    "insight:figure": Row(LEADERS, FIGURE),
    "insight:chart-file": Row(LEADERS, FIGURE | {"chart": "figure_chart", "kind": "figure_kind"}),
}
