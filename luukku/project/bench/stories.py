"""A family with a long story: two thousand things that happened, the same in every town."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

ENTRIES: Final = 2000
EVERY: Final = timedelta(hours=13)
TEXT: Final = "Puhuimme siitä, miten viikko on mennyt ja mitä seuraavaksi tehdään. "


def tell(case_id: UUID, user_id: UUID, at: datetime) -> None:
    """Half of them notes, the others meetings that were held and tasks that were done, over three years."""
    from luukku.casework.models import Case, CaseNote, Meeting, Task

    case = Case.objects.get(pk=case_id)
    days = [at - timedelta(days=1) - EVERY * number for number in range(ENTRIES)]
    CaseNote.objects.bulk_create(_note(CaseNote, case, user_id, day, number) for number, day in _each(days, 0, 1))
    Meeting.objects.bulk_create(_meeting(Meeting, case, day, number) for number, day in _each(days, 2))
    Task.objects.bulk_create(_task(Task, case, user_id, day, number) for number, day in _each(days, 3))


def _each(days: list[datetime], *which: int) -> list[tuple[int, datetime]]:
    return [(number, day) for number, day in enumerate(days) if number % 4 in which]


def _note(kind: Any, case: Any, user_id: UUID, day: datetime, number: int) -> Any:
    return kind(
        case=case, author_id=user_id, organisation_id=case.organisation_id, kind="phone", topic=f"Puhelu {number}",
        text=TEXT * 4, occurred_at=day, recorded_at=day + timedelta(minutes=20),
    )  # fmt: skip


def _meeting(kind: Any, case: Any, day: datetime, number: int) -> Any:
    return kind(
        case=case, starts_at=day, topic=f"Tapaaminen {number}", interpreter_state="not_needed", held_at=day,
        agreed=TEXT,
    )  # fmt: skip


def _task(kind: Any, case: Any, user_id: UUID, day: datetime, number: int) -> Any:
    return kind(
        case=case, what=f"Soitto kouluun {number}", doer="responsible", due_on=day.date(), state="done",
        finished_at=day, finished_by_id=user_id, added_by_id=user_id,
    )  # fmt: skip
