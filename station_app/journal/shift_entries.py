"""Entries about shifts: who left the desk to whom, and how it stood."""

from __future__ import annotations

from station_app.domain.shifts import ShiftSheet
from station_app.journal.payload import PayloadBase


class ShiftHandedOver(PayloadBase, frozen=True, tag="shift_handed_over"):
    """An officer handed the shift over; the successor `to` confirmed it with their own badge and password.

    The entry's officer and subject is who left. `sheet` is what the paper says, masked as it is, so that it can be
    made again; `sha256` are the bytes of the paper, `number` names it (empty: an earlier program, whose sheet has no
    codes). It changes no table: what was left is found in the tables themselves.
    """

    to: str
    to_name: str
    remarks: str
    sheet: ShiftSheet
    sha256: str
    number: str = ""
