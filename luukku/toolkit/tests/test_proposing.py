"""What a piece of a translator's file would do to what stands here."""

import pytest

from luukku.toolkit.rules.blocks import LONGEST_TEXT, Kind, Unit
from luukku.toolkit.rules.proposing import TAKEN, Outcome, outcome

UNIT = Unit("b1", Kind.PARAGRAPH, {"text": "Kysy tulkkia."})
SOURCE = {"text": "Kysy tulkkia."}


@pytest.mark.parametrize(
    ("unit", "words", "now", "source", "expected"),
    [
        pytest.param(None, {"text": "Fråga."}, {}, SOURCE, Outcome.UNKNOWN, id="no such piece"),
        pytest.param(UNIT, {"text": ""}, {}, SOURCE, Outcome.EMPTY, id="nothing written"),
        pytest.param(UNIT, {}, {}, SOURCE, Outcome.EMPTY, id="no field"),
        pytest.param(UNIT, {"text": "å" * (LONGEST_TEXT + 1)}, {}, SOURCE, Outcome.TOO_LONG, id="too long"),
        pytest.param(UNIT, {"text": "Fråga."}, {"text": "Fråga."}, SOURCE, Outcome.SAME, id="as it stands"),
        pytest.param(UNIT, {"text": "Fråga."}, {}, {"text": "Pyydä tulkki."}, Outcome.OUTDATED, id="of older words"),
        pytest.param(UNIT, {"text": "Fråga."}, {"text": "Be om."}, SOURCE, Outcome.CHANGED, id="another wording"),
        pytest.param(UNIT, {"text": "Fråga."}, {}, SOURCE, Outcome.NEW, id="new"),
    ],
)
def test_each_piece_of_a_file_has_one_outcome(unit, words, now, source, expected):
    assert outcome(unit, words, now, source) is expected


def test_what_is_left_out_is_never_taken():
    assert TAKEN.isdisjoint({Outcome.SAME, Outcome.EMPTY, Outcome.TOO_LONG, Outcome.UNKNOWN})
