"""Where things stand on the line of time, and where one page of it ends: the same for every kind of thing."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from luukku.core.clock import helsinki_day, start_of_day

PAGE = 40
NOON = timedelta(hours=12)
NO_ROW = UUID(int=0)
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened on a day.

    Attributes:
        at: the moment, where it is known; what is known by its day alone stands at the day's noon.
        place: of what happens at one moment: the higher, the later. A plan is offered before it is confirmed.
        id: of the row it tells of, so that no two entries stand at one place.
    """

    on: date
    title: str
    pictogram: str
    text: str = ""
    url: str = ""
    understood: str = ""
    needs: str = ""
    at: datetime | None = None
    place: int = 0
    id: UUID = NO_ROW

    @property
    def order(self) -> tuple[datetime, int, UUID]:
        return moment_of(self.on, self.at), self.place, self.id


def moment_of(on: date, at: datetime | None) -> datetime:
    """The moment, when it is one of that very day; otherwise the day's noon."""
    return at if at and helsinki_day(at) == on else start_of_day(on) + NOON


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last entry of a page: the next page goes on with what is older."""

    at: datetime
    place: int
    id: UUID

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.place}~{self.id}"

    @property
    def order(self) -> tuple[datetime, int, UUID]:
        return self.at, self.place, self.id

    @classmethod
    def after(cls, entry: Entry) -> Self:
        return cls(*entry.order)

    @classmethod
    def before_day(cls, day: date) -> Self:
        """Everything of earlier days."""
        return cls(start_of_day(day), -1, NO_ROW)

    @classmethod
    def read(cls, written: str, latest: Self) -> Self:
        """The cursor that an address tells, or a day; what can't be read is the newest page."""
        at, *rest = written.split("~")
        try:
            if not rest:
                return min(cls.before_day(date.fromisoformat(at)), latest, key=lambda one: one.order)
            found = cls(datetime.fromisoformat(at), int(rest[0][:3]), UUID(rest[1]))
            return min(found, latest, key=lambda one: one.order)
        except (ValueError, IndexError, TypeError, OverflowError):
            return latest


def older(rows: "models.QuerySet[Row]", moment: str, place: int, cursor: Cursor) -> list[Row]:
    """The newest rows that are older than a cursor, one more than a page holds: the database stops there.

    Args:
        moment: the name of a column or annotation that holds each row's moment.
        place: of all these rows.
    """
    if place < cursor.place:
        bounded = rows.filter(**{f"{moment}__lte": cursor.at})
    elif place > cursor.place:
        bounded = rows.filter(**{f"{moment}__lt": cursor.at})
    else:
        same_moment = Q(**{moment: cursor.at, "pk__lt": cursor.id})
        bounded = rows.filter(Q(**{f"{moment}__lt": cursor.at}) | same_moment, **{f"{moment}__lte": cursor.at})
    return list(bounded.order_by(f"-{moment}", "-pk")[: PAGE + 1])
