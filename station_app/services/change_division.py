"""Use cases: a division gets another code or name from a day on, for all households of this site in it; and back.

Old cases keep what they say: they are read with the names of their day. Only where households lie is written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain.authority import Action
from station_app.domain.division_moves import DivisionChange, MovedHousehold, Place, moved
from station_app.domain.divisions import in_tables
from station_app.errors import DamagedError, RefusedError
from station_app.journal import chain
from station_app.journal.apply import decoded
from station_app.journal.registration_entries import (
    DivisionChanged,
    DivisionChangeReversed,
    HouseholdMoved,
    HouseholdPlace,
)
from station_app.services.naming import name_divisions
from station_app.services.residents import write
from station_app.services.written import refuse_unfit
from station_app.storage import division_changes, households

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.services.desk import Desk
    from station_app.storage.division_changes import PastChange
    from station_app.storage.engine import UnitOfWork


class ChangedDivision(msgspec.Struct, frozen=True):
    """What a change does, or would do (`change_no` None); `kept` have been moved by hand since and stay as they are."""

    change_no: str | None
    old_code: str
    new_code: str
    old_name: str
    new_name: str
    households: tuple[MovedHousehold, ...]
    kept: tuple[str, ...] = ()


def list_division_changes(desk: Desk) -> tuple[PastChange, ...]:
    """Give the changes of this site in their order, taken back ones too."""
    desk.require(Action.LOOK)
    with desk.store.read() as uow:
        return division_changes.listing(uow, desk.site.code)


def preview_division_change(desk: Desk, change: DivisionChange) -> ChangedDivision:
    """Say what a change would do to which households, and change nothing.

    Raises:
        RefusedError: `division_unknown`, `division_elsewhere`, `division_levels_differ`, `division_name_missing`,
            `division_unchanged`, `document_missing`, `day_ahead`, `text_unfit`.
    """
    desk.require(Action.HOUSEHOLDS)
    with desk.store.read() as uow:
        return _changed(uow, desk, change)


def change_division(desk: Desk, change: DivisionChange) -> ChangedDivision:
    """Write the change down, for all households in one entry. Errors as in `preview_division_change`."""
    desk.require(Action.DIVISIONS)
    with desk.store.write() as uow:
        found = _changed(uow, desk, change)
        number = division_changes.next_number(uow, desk.site.code, desk.today())
        payload = DivisionChanged(
            number,
            change.old_code,
            change.new_code,
            change.since,
            change.document.strip(),
            tuple(map(_entry_of, found.households)),
            found.new_name if _named_here(change, found.new_name) else None,
        )
        write(uow, desk, number, payload)
        uow.commit()
    with desk.store.read() as uow:
        name_divisions(uow)
    return msgspec.structs.replace(found, change_no=number)


def reverse_division_change(desk: Desk, change_no: str, reason: str) -> ChangedDivision:
    """Take a change back, by an entry of its own; what was moved by hand since stays as it is.

    Raises:
        RefusedError: `division_change_unknown`, `division_change_reversed`, `reason_missing`, `text_unfit`.
    """
    desk.require(Action.DIVISIONS)
    if not reason.strip():
        raise RefusedError("reason_missing")
    refuse_unfit(reason, lines=True)
    with desk.store.write() as uow:
        past = division_changes.get(uow, desk.site.code, change_no)
        if past is None:
            raise RefusedError("division_change_unknown", change_no=change_no[:60])
        if past.reversed_by is not None:
            raise RefusedError("division_change_reversed", change_no=change_no, by=past.reversed_by)
        said = _said(uow, desk, past)
        back, kept = _back(uow, said.households)
        number = division_changes.next_number(uow, desk.site.code, desk.today())
        write(uow, desk, number, DivisionChangeReversed(number, change_no, reason.strip(), tuple(map(_entry_of, back))))
        uow.commit()
    with desk.store.read() as uow:
        name_divisions(uow)
    old = past.new_name or _name(past.new_code)
    return ChangedDivision(number, past.new_code, past.old_code, old, _name(past.old_code), back, kept)


def _changed(uow: UnitOfWork, desk: Desk, change: DivisionChange) -> ChangedDivision:
    refuse_unfit(change.document, change.new_name or "")
    if not change.document.strip():
        raise RefusedError("document_missing")
    if change.since > desk.today():
        raise RefusedError("day_ahead", day=change.since)
    old_name = division_changes.name_of(uow, desk.site.code, change.old_code) or _name(change.old_code)
    if not old_name:
        raise RefusedError("division_unknown", division=change.old_code[:12])
    new_name = (change.new_name or "").strip() or _name(change.new_code)
    _refuse_code(desk, change, new_name)
    if (change.old_code, old_name) == (change.new_code, new_name):
        raise RefusedError("division_unchanged", division=change.old_code)
    named = msgspec.structs.replace(change, new_name=new_name)
    touched = tuple(
        moved(named, each.household_no, Place(each.division, each.address, each.division_name), old_name)
        for each in division_changes.households_in(uow, desk.site.code, change.old_code)
    )
    return ChangedDivision(None, change.old_code, change.new_code, old_name, new_name, touched)


def _refuse_code(desk: Desk, change: DivisionChange, new_name: str) -> None:
    code = change.new_code
    if not (code.isascii() and code.isdigit()) or len(code) != len(change.old_code) or len(code) not in (9, 12):
        raise RefusedError("division_levels_differ", old=change.old_code[:12], new=code[:12])
    if not code.startswith(desk.site.code[:6]) or not change.old_code.startswith(desk.site.code[:6]):
        raise RefusedError("division_elsewhere", division=code, site=desk.site.name)
    if not new_name:
        raise RefusedError("division_name_missing", division=code)


def _named_here(change: DivisionChange, new_name: str) -> bool:
    """Tell whether the code tables do not say this name by themselves."""
    return _name(change.new_code) != new_name


def _name(code: str) -> str:
    known = in_tables(code)
    return known.name if known else ""


def _said(uow: UnitOfWork, desk: Desk, past: PastChange) -> DivisionChanged:
    entry = next(iter(chain.entries(uow, desk.site.code, past.seq, past.seq)), None)
    payload = decoded(entry) if entry is not None else None
    if not isinstance(payload, DivisionChanged):
        raise DamagedError("database_damaged")
    return payload


def _back(uow: UnitOfWork, said: Sequence[HouseholdMoved]) -> tuple[tuple[MovedHousehold, ...], tuple[str, ...]]:
    """Give who goes back to where it was, and who has another place since."""
    back, kept = [], []
    for each in said:
        now = households.get(uow, each.household_no)
        stands = now and HouseholdPlace(now.division, now.address, now.division_name)
        if stands == each.after:
            before, after = (Place(*_parts(place)) for place in (each.after, each.before))
            back.append(MovedHousehold(each.household_no, before, after))
        else:
            kept.append(each.household_no)
    return tuple(back), tuple(kept)


def _parts(place: Place | HouseholdPlace) -> tuple[str, str, str | None]:
    return place.division, place.address, place.division_name


def _entry_of(household: MovedHousehold) -> HouseholdMoved:
    before, after = (HouseholdPlace(*_parts(place)) for place in (household.before, household.after))
    return HouseholdMoved(household.household_no, before, after)
