"""Fixtures of the whole tree: tests live in `tests/` and in each app."""

pytest_plugins = ["tests.database", "tests.machine", "tests.chromium", "tests.visiting"]
