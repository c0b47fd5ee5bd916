"""Use cases: say how far the wall clock is believed; let an officer confirm it after comparing it with another clock.

Nothing waits for it: without the confirmation every entry is still written, with its flag.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station_app.clock import BEIJING, Doubt
from station_app.domain.authority import Action
from station_app.errors import RefusedError
from station_app.journal import chain, trust
from station_app.journal.clock_entries import ClockConfirmed

if TYPE_CHECKING:
    from datetime import datetime

    from station_app.clock import Belief
    from station_app.services.desk import Desk

_CLOSE = timedelta(minutes=5)
"""How exactly a person reads another clock, types what it shows and presses the key."""


def clock_state(desk: Desk) -> Belief:
    """Say how far the clock is believed just now."""
    with desk.store.read() as uow:
        return trust.belief(uow, desk.site.code, desk.now())


def confirm_clock(desk: Desk, read_elsewhere: datetime) -> Belief:
    """Believe the clock again: the officer read `read_elsewhere` (aware) from a clock that is right.

    A clock that is believed already stays so, and nothing is written.

    Raises:
        RefusedError: `clock_differs` - the two clocks do not agree; the machine's must be set first.
            `clock_before_program` - no clock that is right shows that.
    """
    desk.require(Action.CONFIRM_CLOCK)
    desk.store.witness = desk.clock.witnessed(desk.home.files())  # also what was written since the log-in
    with desk.store.write() as uow:
        now = desk.now()
        state = trust.belief(uow, desk.site.code, now)
        if state.doubt is None:
            return state
        if state.doubt is Doubt.BEFORE_PROGRAM:
            raise RefusedError("clock_before_program", shown=_local(now))
        if abs(read_elsewhere - now) > _CLOSE:
            raise RefusedError("clock_differs", shown=_local(now), read=_local(read_elsewhere))
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=trust.SUBJECT,
            payload=ClockConfirmed(state.doubt, state.last_trusted, state.seen),
            at=now,
        )
        after = trust.belief(uow, desk.site.code, now)
        uow.commit()
    return after


def _local(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
