"""Every attack that the casework must withstand has at least one test of its own, named `test_attack_<number>_…`.

The numbers stand in docs/threat-model.md, where each attack is told in a line.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"^test_attack_(?P<number>\d\d)_\w+")
WITHSTOOD = (*range(1, 35), 37, *range(41, 45), *range(47, 62), 64, 65, 66, 68, 69)


def attack_tests() -> Iterator[tuple[int, str]]:
    for folder in ("luukku", "tests"):
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and (match := NAMED.match(node.name)):
                    assert any(isinstance(part, ast.Assert | ast.With) for part in ast.walk(node)), node.name
                    yield int(match["number"]), f"{path.relative_to(ROOT)}: {node.name}"


@pytest.fixture(scope="module")
def tests_by_attack() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for number, name in attack_tests():
        found[number].append(name)
    return found


@pytest.mark.parametrize("number", WITHSTOOD)
def test_every_attack_has_a_test_of_its_name(tests_by_attack, number):
    assert tests_by_attack[number]


def test_the_threat_model_tells_every_attack(tests_by_attack):
    told = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")

    untold = [number for number in tests_by_attack if not re.search(rf"^\| {number} \|", told, re.MULTILINE)]
    assert not untold
