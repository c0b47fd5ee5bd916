"""A reminder (催办): somebody was told that a case of theirs presses. Kept with the case; its slip is drawn from it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_app.domain.deadlines import LimitKind


class Reminder(msgspec.Struct, frozen=True):
    """The newest reminder of a case, as it was given.

    `limit` and `due` are the clock that pressed most then, `left` its working days (negative: late), `basis` its
    clause. `waits_for` is who had the case (`desk`, `chief`, `county`, `applicant`), `count` how often it was reminded
    by then, `seq` the number of its journal entry.
    """

    limit: LimitKind
    due: date
    left: int
    basis: str
    waits_for: str
    text: str
    at: datetime
    officer: str
    officer_name: str
    count: int = 1
    seq: int = 0
