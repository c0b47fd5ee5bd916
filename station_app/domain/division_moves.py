"""What a change of divisions (村改社区, 撤乡建镇) does to a household that lies in one: code, name, address."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from station_app.domain.divisions import children, in_tables

if TYPE_CHECKING:
    from collections.abc import Iterable


class DivisionChange(msgspec.Struct, frozen=True):
    """Which division became which, from which day on, and who ordered it; `new_name` where it has a new one."""

    old_code: str
    new_code: str
    since: date
    document: str
    new_name: str | None = None


class Renaming(NamedTuple):
    """What one change in force made of a division; `new_name` is None where the tables say it."""

    old_code: str
    new_code: str
    new_name: str | None
    since: date


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


def names_after(changes: Iterable[Renaming]) -> dict[str, tuple[str, date]]:
    """Give the divisions that changes have named, in their order: name and first day, by code.

    The villages of a town with a new code come along under it, as their households do (`moved`). What became another
    division later is no more among them.
    """
    found: dict[str, tuple[str, date]] = {}
    for change in changes:
        if change.old_code != change.new_code:
            villages = {each.code: each.name for each in children(change.old_code) if in_tables(each.code) == each}
            villages |= {code: found.pop(code)[0] for code in tuple(found) if code.startswith(change.old_code)}
            villages.pop(change.old_code, None)
            for code, name in villages.items():
                own = change.new_code + code[len(change.old_code) :]
                if in_tables(own) is None:
                    found[own] = (name, change.since)
        if change.new_name:
            found[change.new_code] = (change.new_name, change.since)
    return found
