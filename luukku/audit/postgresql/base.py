"""The database wrapper that no entry point can go around: pages, jobs, commands and tests all commit through it."""

from typing import Any

from django.db import DatabaseError
from django.db.backends.postgresql import base

from luukku.audit.rules import Line


class DatabaseWrapper(base.DatabaseWrapper):
    """Keeps the trail's buffer in step with savepoints: what is rolled back leaves no line.

    Django's stubs do not know the wrapper's own hooks, hence the ignores.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trail_lines: list[Line] = []
        self._lines_at_savepoint: dict[str, int] = {}

    def connect(self) -> None:
        self._forget_lines()
        super().connect()

    def _savepoint(self, sid: str) -> None:
        super()._savepoint(sid)  # type: ignore[misc]
        self._lines_at_savepoint[sid] = len(self.trail_lines)

    def _savepoint_rollback(self, sid: str) -> None:
        del self.trail_lines[self._lines_at_savepoint.get(sid, 0) :]
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _savepoint_commit(self, sid: str) -> None:
        if self.atomic_blocks and all(block._from_testcase for block in self.atomic_blocks):  # type: ignore[attr-defined]
            self._write_lines()  # a test's own transaction never commits: its innermost savepoint stands for it
        super()._savepoint_commit(sid)  # type: ignore[misc]

    def _rollback(self) -> Any:
        self._forget_lines()
        return super()._rollback()  # type: ignore[misc]

    def _commit(self) -> Any:
        self._write_lines()
        self._lines_at_savepoint.clear()
        return super()._commit()  # type: ignore[misc]

    def _forget_lines(self) -> None:
        self.trail_lines.clear()
        self._lines_at_savepoint.clear()

    def _write_lines(self) -> None:
        if not self.trail_lines:
            return
        from luukku.audit import trail  # noqa: PLC0415 - the wrapper is loaded before the apps are

        lines, self.trail_lines = self.trail_lines, []
        try:
            trail.write_lines(self, lines)
        except DatabaseError:
            raise
        except Exception as error:
            msg = "The trail could not be written, so nothing was."
            raise DatabaseError(msg) from error
