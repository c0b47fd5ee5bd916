"""Commands on time: `clock` (is it believed), `calendar` (the working days counted by), `due` (what presses)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.commandline.answer import Answer, finding_line, flag_lines, one
from station_app.commandline.call import existing_file
from station_app.commandline.cases import confirmations
from station_app.domain.due import Pressure
from station_app.domain.holiday_table import LARGEST, write_table
from station_app.errors import DeviceError, UsageError
from station_app.outgoing import hand_out, is_nothing

if TYPE_CHECKING:
    from station_app.clock import Belief
    from station_app.commandline.call import Call
    from station_app.domain.working_days import Calendar, HolidayYear
    from station_app.services.list_due import DueLine


def clock(call: Call) -> Answer:
    """Say whether the clock is believed, or believe it again after a look at another one."""
    if call.arguments.action == "show":
        return _belief(call.catalogue.clock_state())
    if not call.arguments.time:
        raise UsageError("clock_time_missing")
    return _belief(call.catalogue.confirm_clock(_time(call.arguments.time)))


def due(call: Call) -> Answer:
    """Give the due list, the most pressing first."""
    rows = call.catalogue.due(Pressure[call.arguments.least.upper()] if call.arguments.least else None)
    counted = Counter(row.pressure for row in rows)
    data = {
        "counts": {each.name.lower(): counted[each.name.lower()] for each in reversed(Pressure)},
        "rows": [msgspec.to_builtins(row) for row in rows],
    }
    return one(data, *map(_due_line, rows))


def _due_line(row: DueLine) -> str:
    pressure = texts.say(f"clock.pressure.{row.pressure}")
    kind = texts.say(f"clock.kind.{row.kind.value}")
    left = "" if row.left is None else texts.say("clock.left", days=row.left)
    if row.pressure == "overdue" and row.left is not None:
        left = texts.say("clock.late", days=-row.left)
    return f"{pressure}  {row.number}  {row.applicant}  {kind} {row.due or ''}  {left}".rstrip()


def extend(call: Call) -> Answer:
    """Put the decision of a case off."""
    given = call.arguments.told_on
    try:
        told_on = date.fromisoformat(given) if given else None
    except ValueError as problem:
        raise UsageError("date_form", given=given[:20]) from problem
    done = call.catalogue.extend_decision(call.arguments.case_no, call.arguments.text or "", told_on)
    return one(
        msgspec.to_builtins(done),
        texts.say("clock.extended", case_no=done.case_no, due=done.due),
        *flag_lines(done.flags),
    )


def remind(call: Call) -> Answer:
    """Remind whoever has a case; the slip is the paper `reminder-slip`."""
    case_no = call.arguments.case_no
    told = call.catalogue.remind(case_no, call.arguments.text or "")
    limit = texts.say(f"choice.limit.{told.limit.value}")
    line = texts.say("cli.reminded", case_no=case_no, limit=limit, due=told.due, count=told.count)
    return one({"case_no": case_no, **msgspec.to_builtins(told)}, line)


def calendar(call: Call) -> Answer:
    """Show the working days, bring a newer table, or write the last announced year as one."""
    if call.arguments.action == "import":
        return _import(call)
    found = call.catalogue.calendar()
    year = _year(found, call.arguments.year)
    if call.arguments.action == "export":
        return _export(call, year)
    data = {
        "calendar": found.name,
        "first_year": found.first,
        "last_year": found.last,
        "brought": _brought(found),
        "year": msgspec.to_builtins(year),
    }
    head = texts.say("clock.calendar", name=found.name, first=found.first, last=found.last)
    return one(data, head, *_year_lines(year))


def _import(call: Call) -> Answer:
    if not call.arguments.file:
        raise UsageError("calendar_file_missing")
    with existing_file(call.arguments.file).open("rb") as file:
        raw = file.read(LARGEST + 1)
    brought = call.catalogue.import_calendar(raw, confirmations(call.arguments.confirm))
    data = msgspec.to_builtins(brought) | {"findings": [finding.as_dict() for finding in brought.findings]}
    years = ", ".join(map(str, brought.years))
    line = (
        texts.say("clock.brought", years=years, count=len(brought.changed), last=brought.last_year)
        if brought.changed
        else texts.say("clock.brought_nothing", years=years)
    )
    changed = [f"  {_day(day)}" for day in brought.changed]
    return one(data, line, *changed, *map(finding_line, brought.findings))


def _export(call: Call, year: HolidayYear) -> Answer:
    target = Path(call.arguments.file or f"holidays-{year.year}.csv")
    try:
        hand_out(target, write_table((year,)), is_nothing)  # a table that differs is one that somebody edited
    except OSError as problem:
        raise DeviceError("calendar_not_saved", file=target.name, problem=problem.strerror or "") from problem
    return one({"file": str(target), "year": year.year}, str(target))


def _brought(found: Calendar) -> list[int]:
    from station_app.services.keep_calendar import brought_years  # noqa: PLC0415 - loads the storage room

    return list(brought_years(found))


def _year(found: Calendar, wanted: int | None) -> HolidayYear:
    year = next((each for each in found.years if each.year == (wanted or found.last)), None)
    if year is None:
        raise UsageError("calendar_year_unknown", year=wanted, first=found.first, last=found.last)
    return year


def _year_lines(year: HolidayYear) -> list[str]:
    off, work = texts.say("clock.off"), texts.say("clock.work")
    days = [(day.date, off, day.name) for day in year.off] + [(day.date, work, day.name) for day in year.work]
    return [f"  {_day(day)}  {kind}  {name}" for day, kind, name in sorted(days)]


def _day(day: date) -> str:
    weekdays = texts.say("clock.weekdays").split()
    return f"{day.isoformat()} {weekdays[day.weekday()]}"


def _time(written: str) -> datetime:
    try:
        return datetime.strptime(written.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)
    except ValueError:
        raise UsageError("clock_time_form", given=written[:30]) from None


def _belief(state: Belief) -> Answer:
    data = {
        "now": state.shown,
        "trusted": state.doubt is None,
        "doubt": state.doubt,
        "last_trusted": state.last_trusted,
        "seen": state.seen,
    }
    shown = state.shown.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    if state.doubt is None:
        return one(data, texts.say("clock.trusted", shown=shown))
    return one(data, texts.say("clock.doubted", shown=shown, doubt=texts.say(f"clock.doubt.{state.doubt.value}")))
