"""Entries about days and times: the holiday table a site counts by, and the trust in its wall clock."""

from __future__ import annotations

from datetime import date, datetime

from station_app.clock import Doubt
from station_app.domain.deadlines import Extension
from station_app.domain.working_days import HolidayYear
from station_app.journal.payload import PayloadBase


class CalendarImported(PayloadBase, frozen=True, tag="calendar_imported"):
    """A newer table of public holidays was brought: its `years` take the place of those known here before.

    `sha256` is of the file. `confirmed` are the reasons for what the table has that the law does not expect. It holds
    for the cases of this site that follow; who gets it in a bundle learns by what they were counted, and no more.
    """

    years: tuple[HolidayYear, ...]
    sha256: str
    confirmed: dict[str, str]


class ClockConfirmed(PayloadBase, frozen=True, tag="clock_confirmed"):
    """An officer compared the clock with another one and found it right, when the program had its doubts.

    `doubt` is what it had, `last_trusted` the last time it believed, `seen` the latest time it knew of from elsewhere:
    up to there, such times are no ground for doubt any more.
    """

    doubt: Doubt
    last_trusted: datetime | None
    seen: datetime | None


class DecisionExtended(PayloadBase, frozen=True, tag="decision_extended"):
    """The officer in charge put the decision of a case off, until `due`; once (行政许可法42)."""

    case_no: str
    extension: Extension
    due: date
