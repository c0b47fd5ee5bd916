"""Use cases: show the working days this site counts by; bring a newer table of public holidays.

The table enters the journal, so what a case was counted by can be counted again; it changes no date that was given.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.findings import Finding, Severity, blocking, question, reason_for
from station_app.domain.holiday_table import changed_days, read_table
from station_app.domain.working_days import Calendar, HolidayYear, shipped
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.clock_entries import CalendarImported
from station_app.storage import calendars

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from station_app.services.desk import Desk


class BroughtCalendar(msgspec.Struct, frozen=True):
    """What became of a table: its years, the days on which offices now work or no longer do, what was remarked."""

    calendar: str
    last_year: int
    years: tuple[int, ...]
    changed: tuple[date, ...]
    sha256: str
    findings: tuple[Finding, ...]


def show_calendar(desk: Desk) -> Calendar:
    """Give the working days this site counts by today."""
    with desk.store.read() as uow:
        return calendars.in_force(uow, desk.site.code)


def import_calendar(desk: Desk, raw: bytes, confirmed: Mapping[str, str] | None = None) -> BroughtCalendar:
    """Bring the table `raw` (see `domain.holiday_table`); one that says nothing new changes nothing.

    `confirmed` maps codes of questions to the administrator's reasons.

    Raises:
        RefusedError: `calendar_unfit` - with everything that is wrong, or asked and not answered. Nothing was stored.
    """
    desk.require(Action.BRING_HOLIDAYS)
    reasons = dict(confirmed or {})
    digest = hashlib.sha256(raw).hexdigest()
    with desk.store.write() as uow:
        before = calendars.in_force(uow, desk.site.code)
        years, findings = read_table(raw, before, desk.today())
        if blocking(findings, reasons):
            raise RefusedError("calendar_unfit", findings)
        after = before.with_years(years)
        answered = {question(each): reason_for(each, reasons) for each in findings if each.severity is Severity.CONFIRM}
        if after.years != before.years:
            chain.append(
                uow,
                site=desk.site.code,
                officer=desk.officer.badge,
                subject=calendars.SUBJECT,
                payload=CalendarImported(years, digest, answered),
                at=desk.now(),
            )
            uow.commit()
    return BroughtCalendar(after.name, after.last, _numbers(years), changed_days(before, after), digest, findings)


def brought_years(calendar: Calendar) -> tuple[int, ...]:
    """Give the years that did not come with the program."""
    own = set(shipped().years)
    return _numbers(tuple(year for year in calendar.years if year not in own))


def _numbers(years: tuple[HolidayYear, ...]) -> tuple[int, ...]:
    return tuple(year.year for year in years)
