"""What an officer does with the wall clock and the table of working days."""

# ruff: noqa: PLC0415 - the use cases are imported when first used; see the package

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from station_app.clock import Belief
    from station_app.domain.due import Pressure
    from station_app.domain.reminders import Reminder
    from station_app.domain.working_days import Calendar
    from station_app.services.desk import Desk
    from station_app.services.extend_decision import Extended
    from station_app.services.keep_calendar import BroughtCalendar
    from station_app.services.list_due import DueLine


class ClockCalls:
    """What an officer does with the wall clock and the table of working days."""

    _desk: Desk

    def clock_state(self) -> Belief:
        """Say how far the clock is believed, and what speaks against it."""
        from station_app.services.confirm_clock import clock_state

        return clock_state(self._desk)

    def confirm_clock(self, read_elsewhere: datetime) -> Belief:
        """Believe the clock again, after comparing it with one that is right; the journal keeps who did."""
        from station_app.services.confirm_clock import confirm_clock

        return confirm_clock(self._desk, read_elsewhere)

    def due(self, least: Pressure | None = None) -> tuple[DueLine, ...]:
        """Give the due list, the most pressing first; `least` leaves out what presses less."""
        from station_app.domain.due import Pressure
        from station_app.services.list_due import list_due

        return list_due(self._desk, least=Pressure.STANDING_STILL if least is None else least)

    def remind(self, case_no: str, text: str = "") -> Reminder:
        """Remind whoever has a case that it presses; its slip is the paper `reminder-slip`."""
        from station_app.services.remind_case import remind_case

        return remind_case(self._desk, case_no, text)

    def extend_decision(self, case_no: str, reason: str, told_on: date | None) -> Extended:
        """Put a decision off, once; the officer in charge does it and the applicant was told why."""
        from station_app.services.extend_decision import extend_decision

        return extend_decision(self._desk, case_no, reason, told_on)

    def calendar(self) -> Calendar:
        """Give the working days this site counts by."""
        from station_app.services.keep_calendar import show_calendar

        return show_calendar(self._desk)

    def import_calendar(self, raw: bytes, confirmed: Mapping[str, str] | None = None) -> BroughtCalendar:
        """Bring a newer table of public holidays; the journal keeps it."""
        from station_app.services.keep_calendar import import_calendar

        return import_calendar(self._desk, raw, confirmed)
