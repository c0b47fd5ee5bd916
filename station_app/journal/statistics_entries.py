"""The entry about the figures of a month: what they were when somebody froze them."""

from __future__ import annotations

from station_app.domain.month_figures import MonthCounts
from station_app.journal.payload import PayloadBase


class MonthFrozen(PayloadBase, frozen=True, tag="month_frozen"):
    """The figures of a month were frozen as `edition` (第N版), from 1; each later one says why.

    `digest` is the SHA-256 of the figures. It changes no table: the editions of a month are read from these entries.
    """

    edition: int
    counts: MonthCounts
    digest: str
    reason: str = ""


StatisticsPayload = MonthFrozen
