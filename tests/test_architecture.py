"""What the import linter cannot see: relations, migrations, clocks, managers, states, sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from luukku.core.models import Record

TESTS = Path(__file__).resolve().parent
PACKAGE = TESTS.parent / "luukku"
LAYERS = [
    {"project"},
    {"desk", "portal"},
    {"programme"},
    {"insight"},
    {"panels", "network", "training"},
    {"counselling"},
    {"interpreting"},
    {"handover"},
    {"messages"},
    {"plans"},
    {"casework"},
    {"moving"},
    {"toolkit"},
    {"directory", "surveys"},
    {"calls", "search", "numbers"},
    {"delivery", "paper", "files", "language"},
    {"accounts"},
    {"audit"},
    {"core"},
]
OURS = {name for layer in LAYERS for name in layer}
STATE_FIELDS = {"state", "status"}


def depth(app: str) -> int:
    return next(index for index, layer in enumerate(LAYERS) if app in layer)


def sources(*, tests: bool = False) -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts and (tests or "tests" not in path.parts)
    ]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sources():
        yield path.relative_to(PACKAGE), ast.parse(path.read_text(encoding="utf-8"))


def told(path: Path, node: ast.AST) -> str:
    return f"luukku/{path}:{getattr(node, 'lineno', 0)}"


def is_below(upper: str, lower: str) -> bool:
    return upper == lower or depth(lower) > depth(upper)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def test_every_app_has_its_place_in_the_house():
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}

    assert folders - {"locale"} <= OURS


def test_relations_of_models_point_down():
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model._meta.app_label in OURS
        if not is_below(model._meta.app_label, field.related_model._meta.app_label)
    ]

    assert upwards == []


def test_migrations_depend_only_on_apps_below():
    upwards = []
    for path in sorted(PACKAGE.glob("*/migrations/0*.py")):
        app = path.parent.parent.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign) or ast.unparse(node.targets[0]) != "dependencies":
                continue
            named = {one.elts[0].value for one in ast.walk(node) if isinstance(one, ast.Tuple)}
            upwards += [f"{app}/{path.name} → {other}" for other in named & OURS if not is_below(app, other)]

    assert upwards == []


def test_migrations_never_import_our_code():
    importing = [
        f"{path.parent.parent.name}/{path.name}: {node.module}"
        for path in sorted(PACKAGE.glob("*/migrations/0*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("luukku")
        if not (node.module or "").endswith(".models")  # a field's default has to come from somewhere
    ]

    assert importing == []


def test_migrations_are_named_for_what_they_do():
    nameless = [path.name for path in PACKAGE.glob("*/migrations/0*.py") if "auto_" in path.name]

    assert nameless == []


def test_only_the_clock_reads_the_clock():
    readers = [
        told(path, node)
        for path, tree in trees()
        if path != Path("core/clock.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if (node.func.attr in {"now", "today", "utcnow", "localdate", "localtime"})
        if ast.unparse(node.func.value).split(".")[-1] in {"timezone", "datetime", "date"}
    ]

    assert readers == []


@pytest.mark.parametrize("kind", ["views", "forms", "api", "jobs"])
def test_entry_points_reach_rows_only_through_policies_and_services(kind):
    reaching = [
        told(path, node)
        for path, tree in trees()
        if path.parts[0] not in {"project", "core"} and (kind in path.parts or path.name == f"{kind}.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]

    assert reaching == []


def test_states_have_one_door():
    """Only a service may set a state, by assignment or in one statement for many rows."""
    apps_with_states = {
        model._meta.app_label for model in our_models() if STATE_FIELDS & {field.name for field in model._meta.fields}
    }
    outside = [
        told(path, node)
        for path, tree in trees()
        if "services" not in str(path) and path.parts[0] in apps_with_states
        for node in ast.walk(tree)
        if _sets_a_state(node)
    ]

    assert outside == []


@pytest.mark.parametrize(
    ("line", "sets"),
    [
        ("plan.state = 'offered'", True),
        ("plan.state: str = 'offered'", True),
        ("plans.update(state='offered')", True),
        ("plans.filter(state='draft').update(status='offered', day=1)", True),
        ("plans.filter(state='offered')", False),
        ("state = plan.state", False),
    ],
)
def test_setting_a_state_is_recognised_however_it_is_written(line, sets):
    assert any(_sets_a_state(node) for node in ast.walk(ast.parse(line))) is sets


def test_rules_know_neither_django_nor_the_clock():
    knowing = [
        f"{told(path, node)}: {ast.unparse(node)}"
        for path, tree in trees()
        if path.name == "rules.py" or "rules" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        if "django" in ast.unparse(node) or "luukku.core.clock" in ast.unparse(node) or ".models" in ast.unparse(node)
    ]

    assert knowing == []


def test_nothing_saves_itself():
    """No overridden `save`, no signals inside an app: a change is a service."""
    saving = [
        told(path, node)
        for path, tree in trees()
        if "models" in str(path)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]

    assert saving == []


def test_every_record_says_how_long_it_lives():
    silent = [
        model._meta.label for model in our_models() if issubclass(model, Record) and not hasattr(model, "retention")
    ]

    assert silent == []


def test_every_record_has_an_id_that_tells_nothing():
    telling = [
        model._meta.label
        for model in our_models()
        if issubclass(model, Record) and not isinstance(model._meta.pk, models.UUIDField)
    ]

    assert telling == []


def test_no_file_is_longer_than_a_head_can_hold():
    long = {
        str(path.relative_to(PACKAGE.parent)): lines
        for path in [*sources(tests=True), *sorted(TESTS.rglob("*.py"))]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_no_function_is_longer_than_a_screen():
    """Its docstring counts: whoever reads the code reads that too."""
    long = [
        f"{told(path, node)} {node.name}: {length}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > 40
    ]

    assert long == []


def test_nothing_is_called_utils():
    vague = [str(path) for path in sources() if path.stem in {"utils", "helpers", "misc", "common"}]

    assert vague == []


def test_every_app_says_what_it_is():
    silent = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.glob("*/__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def _sets_a_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        is_update = isinstance(node.func, ast.Attribute) and node.func.attr == "update"
        return is_update and any(keyword.arg in STATE_FIELDS for keyword in node.keywords)
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    return any(isinstance(target, ast.Attribute) and target.attr in STATE_FIELDS for target in targets)
