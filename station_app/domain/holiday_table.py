"""The holiday table as a file a person can check against the announcement: `date,kind,name`, a day a line.

`kind` is `off` (a day off) or `work` (a weekend day that is worked). Whole years only, because a festival left out is a
deadline too early. Everything wrong is said at once, with its line; what is lawful but unusual is asked.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from station_app.domain.findings import Finding, Severity
from station_app.domain.working_days import HolidayDay, HolidayYear, announced_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station_app.domain.working_days import Calendar

HEADER = ("date", "kind", "name")
OFF, WORK = "off", "work"
LARGEST = 64 << 10
"""Bytes of a table; twenty years take less than half."""
FIRST_YEAR = 2014
"""Since this year the statutory days have been counted as they are below."""

_BASIS = "全国年节及纪念日放假办法;国务院办公厅当年放假通知"
_LONGEST_NAME = 20
_FAR = timedelta(days=21)
"""No weekend has been worked for a holiday further away than two weeks."""
_FIXED = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Statutory days that have a date; the others follow the moon."""
_BY_MOON = ("春节", "清明节", "端午节")
"""Festivals that must be named besides; Mid-Autumn may fall on National Day and then has no line of its own."""


class _Line(NamedTuple):
    number: int
    day: date
    kind: str
    name: str


def statutory_days(year: int) -> int:
    """Give how many working days the year's festivals take away: 11, since 2025 13 (国务院令第795号)."""
    return 13 if year >= 2025 else 11


def read_table(raw: bytes, calendar: Calendar, today: date) -> tuple[tuple[HolidayYear, ...], tuple[Finding, ...]]:
    """Read a table that is to be laid over `calendar`; gives its years and everything wrong or unusual with it.

    Errors: `calendar_unreadable`, `calendar_header`, `calendar_line`, `calendar_date`, `calendar_kind`,
    `calendar_name`, `calendar_twice`, `calendar_weekday_work`, `calendar_year_old`, `calendar_year_future`,
    `calendar_year_gap`, `calendar_year_incomplete`. Questions: `calendar_unbalanced`, `calendar_work_far`.
    """
    lines, faults = _lines(raw)
    faults += _line_faults(lines)
    years = _years(lines)
    if not faults:
        faults += [*_range_faults(years, calendar, today), *_whole_year_faults(years)]
    if not faults:
        faults += [*_balance_questions(years), *_far_questions(lines)]
    return years, tuple(faults)


def write_table(years: Sequence[HolidayYear]) -> bytes:
    """Give `years` as a file that `read_table` reads again; with a mark by which spreadsheets know UTF-8."""
    days = [(day.date, OFF, day.name) for year in years for day in year.off]
    days += [(day.date, WORK, day.name) for year in years for day in year.work]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows((day.isoformat(), kind, name) for day, kind, name in sorted(days))
    return text.getvalue().encode("utf-8-sig")


def changed_days(before: Calendar, after: Calendar) -> tuple[date, ...]:
    """Give the days on which offices work under one calendar and not under the other, in order."""
    first = date(min(before.first, after.first), 1, 1)
    last = date(max(before.last, after.last), 12, 31)
    span = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return tuple(day for day in span if before.is_working(day) != after.is_working(day))


def _lines(raw: bytes) -> tuple[list[_Line], list[Finding]]:
    """Read the lines; a file that is no table at all gives one fault and nothing else."""
    if len(raw) > LARGEST:
        return [], [_fault("calendar_unreadable", 0)]
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return [], [_fault("calendar_unreadable", 0)]
    if not rows or tuple(cell.strip() for cell in rows[0]) != HEADER:
        return [], [_fault("calendar_header", 1)]
    found: list[_Line] = []
    faults: list[Finding] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        if any(cells):
            read = _read(number, cells)
            found.append(read) if isinstance(read, _Line) else faults.append(read)
    if not found and not faults:
        faults.append(_fault("calendar_line", 2))
    return found, faults


def _read(number: int, cells: list[str]) -> _Line | Finding:
    if len(cells) != len(HEADER):
        return _fault("calendar_line", number)
    written, kind, name = cells
    try:
        day = date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        day = None
    if day is None:
        return _fault("calendar_date", number)
    if kind not in {OFF, WORK}:
        return _fault("calendar_kind", number)
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        return _fault("calendar_name", number)
    return _Line(number, day, kind, name)


def _line_faults(lines: Sequence[_Line]) -> list[Finding]:
    seen: dict[date, int] = {}
    faults: list[Finding] = []
    for line in lines:
        if line.day in seen:
            faults.append(_fault("calendar_twice", line.number, day=line.day.isoformat(), other=seen[line.day]))
        elif line.kind == WORK and line.day.weekday() < 5:
            faults.append(_fault("calendar_weekday_work", line.number, day=line.day.isoformat()))
        seen.setdefault(line.day, line.number)
    return faults


def _years(lines: Sequence[_Line]) -> tuple[HolidayYear, ...]:
    """Put the days to their years. New Year days of December are the next year's, if the table brings that year."""
    brought = {line.day.year for line in lines}
    days: dict[int, dict[str, list[HolidayDay]]] = {}
    for line in sorted(lines, key=lambda each: each.day):
        year = announced_for(line.day, line.name)
        kinds = days.setdefault(year if year in brought else line.day.year, {OFF: [], WORK: []})
        kinds[line.kind].append(HolidayDay(line.day, line.name))
    return tuple(HolidayYear(year, tuple(kinds[OFF]), tuple(kinds[WORK])) for year, kinds in sorted(days.items()))


def _range_faults(years: Sequence[HolidayYear], calendar: Calendar, today: date) -> Iterator[Finding]:
    known = set(range(calendar.first, calendar.last + 1)) | {year.year for year in years}
    for each in years:
        if each.year < FIRST_YEAR:
            yield _of_year("calendar_year_old", each.year, first=FIRST_YEAR)
        elif each.year > today.year + 1:
            yield _of_year("calendar_year_future", each.year, today=today.isoformat())
        elif each.year > calendar.first and each.year - 1 not in known:
            yield _of_year("calendar_year_gap", each.year, missing=each.year - 1)


def _whole_year_faults(years: Sequence[HolidayYear]) -> Iterator[Finding]:
    for each in years:
        off = {day.date for day in each.off}
        fixed = [date(each.year, month, day) for month, day in _FIXED]
        missing = [day.isoformat() for day in fixed if day not in off]
        names = "".join(day.name for day in each.off)
        missing += [name for name in _BY_MOON if name not in names]
        if missing:
            yield _of_year("calendar_year_incomplete", each.year, missing="、".join(missing))


def _balance_questions(years: Sequence[HolidayYear]) -> Iterator[Finding]:
    """Ask when a year's days off are not those of the law: each one on a weekday is a festival or made up for."""
    for each in years:
        taken = sum(day.date.weekday() < 5 for day in each.off) - len(each.work)
        if taken != statutory_days(each.year):
            details: dict[str, str | int] = {"year": each.year, "taken": taken, "lawful": statutory_days(each.year)}
            yield Finding(Severity.CONFIRM, "calendar_unbalanced", f"year[{each.year}]", _BASIS, details)


def _far_questions(lines: Sequence[_Line]) -> Iterator[Finding]:
    off = [line.day for line in lines if line.kind == OFF]
    for line in lines:
        if line.kind == WORK and not any(abs(line.day - day) <= _FAR for day in off):
            details: dict[str, str | int] = {"line": line.number, "day": line.day.isoformat()}
            yield Finding(Severity.CONFIRM, "calendar_work_far", f"line[{line.number}]", _BASIS, details)


def _fault(code: str, line: int, **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, f"line[{line}]", _BASIS, {"line": line, **details})


def _of_year(code: str, year: int, **details: str | int) -> Finding:
    return Finding(Severity.ERROR, code, f"year[{year}]", _BASIS, {"year": year, **details})
