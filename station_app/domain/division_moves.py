"""What a change of divisions (村改社区, 撤乡建镇) does to a household that lies in one: code, name, address."""

from __future__ import annotations

from datetime import date

import msgspec

from station_app.domain.divisions import in_tables


class DivisionChange(msgspec.Struct, frozen=True):
    """Which division became which, from which day on, and who ordered it; `new_name` where it has a new one."""

    old_code: str
    new_code: str
    since: date
    document: str
    new_name: str | None = None


class Place(msgspec.Struct, frozen=True):
    """Where a household lies; `division_name` is that of a division the code tables do not know."""

    division: str
    address: str
    division_name: str | None = None


class MovedHousehold(msgspec.Struct, frozen=True):
    """One household before and after a change."""

    household_no: str
    before: Place
    after: Place


def moved(change: DivisionChange, household_no: str, before: Place, old_name: str) -> MovedHousehold:
    """Say where a household lies afterwards. `old_name` is the last name of the division that changes.

    A village of a town that changes keeps its own part of the code and its own name.
    """
    own = before.division[len(change.old_code) :]
    code = change.new_code + own
    known = in_tables(code)
    name = change.new_name
    if own:
        village = in_tables(before.division)
        name = (change.new_name or "") + (before.division_name or (village.name if village else ""))
    if known is not None and (change.new_name is None or known.name == change.new_name or own):
        name = None
    address = before.address.replace(old_name, change.new_name) if change.new_name and old_name else before.address
    return MovedHousehold(household_no, before, Place(code, address, name or None))
