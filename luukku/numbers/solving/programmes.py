"""HiGHS, as every programme here wants it: silent, on one core."""

import highspy
import numpy as np


def empty(*, maximize: bool = False) -> highspy.Highs:
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    if maximize:
        model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return model


def keep_warm(model: highspy.Highs) -> None:
    """For one question after another about the same cells: the last point stays possible for the next."""
    model.setOptionValue("presolve", "off")
    model.setOptionValue("simplex_strategy", 4)  # primal


def ask_whole(model: highspy.Highs, count: int) -> None:
    """The first variables are whole numbers."""
    kinds = np.full(count, highspy.HighsVarType.kInteger.value, dtype=np.uint8)
    model.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
