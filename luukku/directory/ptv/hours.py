"""Opening hours of both versions as our lines."""

from typing import Any

from luukku.directory.cleaning import by_language, clock_time, day, line, listed, named
from luukku.directory.ptv.records import HoursTold

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKS = {"OddWeeks": "odd", "EvenWeeks": "even"}


def v12(raw: object) -> list[HoursTold]:
    """`serviceHours` of version 12: six kinds of usual and exceptional hours, and holidays."""
    told = named(raw)
    lines = [one for row in listed(told.get("hours")) for one in _v12_row(named(row))]
    for row in listed(named(told.get("holidayServiceHours")).get("holidays")):
        lines += _holiday(named(row))
    return lines


def _v12_row(row: dict[str, Any]) -> list[HoursTold]:
    kind = line(row.get("type"), 60)
    shared: dict[str, Any] = {
        "kind": "exception" if kind.startswith("Exceptional") else "usual",
        "valid_from": day(row.get("fromDate")),
        "valid_to": day(row.get("toDate")),
    }
    note = by_language(row.get("additionalInformation")) or by_language(row.get("heading"))
    if not kind.startswith("Continuous"):
        return _week(named(row.get("weeklyHours")), shared, note)
    by_appointment = row.get("openingStatus") == "OpenOnReservation"
    if kind.startswith("ContinuousAlways"):
        return [HoursTold(**shared, by_appointment=by_appointment, note=note)]
    return _from_to(row, shared, by_appointment, note)


def _week(week: dict[str, Any], shared: dict[str, Any], note: dict[str, str]) -> list[HoursTold]:
    lines = []
    for index, name in enumerate(WEEKDAYS):
        for one in listed(named(week.get(name.lower())).get("hours")):
            row = named(one)
            status = row.get("openingStatus")
            lines.append(
                HoursTold(
                    **shared,
                    weekdays=[index],
                    weeks=WEEKS.get(line(row.get("repetition")), "every"),
                    opens=None if status == "Closed" else clock_time(row.get("start")),
                    closes=None if status == "Closed" else clock_time(row.get("end")),
                    is_closed=status == "Closed",
                    by_appointment=status == "OpenOnReservation",
                    note=by_language(row.get("additionalInformation")) or note,
                )
            )
    if not lines and shared["kind"] == "exception":
        lines.append(HoursTold(**shared, is_closed=True, note=note))
    return lines


def _from_to(
    row: dict[str, Any], shared: dict[str, Any], by_appointment: bool, note: dict[str, str]
) -> list[HoursTold]:
    """Open without a break from a time on one day to a time on another: one line for each day between."""
    first, last = _weekday(row.get("fromDay")), _weekday(row.get("toDay"))
    opens, closes = clock_time(row.get("fromTime")), clock_time(row.get("toTime"))
    if first is None or last is None:
        return [HoursTold(**shared, opens=opens, closes=closes, by_appointment=by_appointment, note=note)]
    days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    shared = shared | {"by_appointment": by_appointment, "note": note}
    if len(days) == 1:
        return [HoursTold(**shared, weekdays=days, opens=opens, closes=closes)]
    midnight = clock_time("00:00")
    lines = [HoursTold(**shared, weekdays=days[:1], opens=opens, closes=midnight)]
    if days[1:-1]:
        lines.append(HoursTold(**shared, weekdays=sorted(days[1:-1])))
    if closes != midnight:  # until the midnight at which the last day begins: that day is not open at all
        lines.append(HoursTold(**shared, weekdays=days[-1:], opens=midnight, closes=closes))
    return lines


def _holiday(row: dict[str, Any]) -> list[HoursTold]:
    name = line(row.get("holidayName"), 20)
    hours = [named(one) for one in listed(row.get("hours"))]
    if not name:
        return []
    if not hours:
        return [HoursTold(kind="holiday", holiday=name, is_closed=True)]
    return [
        HoursTold(
            kind="holiday",
            holiday=name,
            opens=None if one.get("openingStatus") == "Closed" else clock_time(one.get("start")),
            closes=None if one.get("openingStatus") == "Closed" else clock_time(one.get("end")),
            is_closed=one.get("openingStatus") == "Closed",
            by_appointment=one.get("openingStatus") == "OpenOnReservation",
            note=by_language(one.get("additionalInformation")),
        )
        for one in hours
    ]


def v11(raw: object) -> list[HoursTold]:
    """`serviceHours` of version 11: rows with days from–to."""
    return [one for row in listed(raw) for one in _v11_row(named(row))]


def _v11_row(row: dict[str, Any]) -> list[HoursTold]:
    kind = "exception" if line(row.get("serviceHourType")) in ("Exceptional", "Exception") else "usual"
    shared: dict[str, Any] = {
        "kind": kind,
        "valid_from": None if row.get("validForNow") is True and kind == "usual" else day(row.get("validFrom")),
        "valid_to": day(row.get("validTo")),
        "by_appointment": row.get("isReservation") is True,
        "note": by_language(row.get("additionalInformation")),
    }
    if kind == "exception" and shared["valid_from"] and not shared["valid_to"]:
        shared["valid_to"] = shared["valid_from"]
    if row.get("isClosed") is True:
        return [HoursTold(**shared, is_closed=True)]
    if row.get("isAlwaysOpen") is True:
        return [HoursTold(**shared)]
    lines = []
    for one in (named(told) for told in listed(row.get("openingHour"))):
        first, last = _weekday(one.get("dayFrom")), _weekday(one.get("dayTo"))
        times: dict[str, Any] = {"opens": clock_time(one.get("from")), "closes": clock_time(one.get("to"))}
        lines.append(HoursTold(**shared, **times, weekdays=_days(first, last)))
    return lines


def _days(first: int | None, last: int | None) -> list[int]:
    if first is None:
        return []
    end = first if last is None else last
    return sorted((first + step) % 7 for step in range((end - first) % 7 + 1))


def _weekday(raw: object) -> int | None:
    told = line(raw, 12).capitalize()
    return WEEKDAYS.index(told) if told in WEEKDAYS else None
