"""Commands on households: list, open, look at, change, freeze, close; the roster of whoever is in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.commandline.call import Call
    from station_app.domain.records import Household


def household(call: Call) -> Answer:
    """Do what the action says to one household, or list all."""
    given = call.arguments
    catalogue = call.catalogue
    if given.action == "list":
        rows = catalogue.households()
        return one([msgspec.to_builtins(row) for row in rows], *map(_line, rows))
    if given.action == "add":
        opened = catalogue.open_household(
            HouseholdKind(given.kind),
            division=given.division or catalogue.site.code[:9],
            address=given.address or "",
            name=given.name or "",
            managing_body=given.managing_body or catalogue.site.name,
            soft_capacity=given.capacity,
            keeper=given.keeper or "",
        )
        return one(msgspec.to_builtins(opened), _line(opened))
    if not given.household_no:
        raise UsageError("household_no_missing")
    if given.action in _CHANGES:
        changed = _CHANGES[given.action](catalogue, given)
        return one(msgspec.to_builtins(changed), _line(changed))
    found, placed = catalogue.household(given.household_no)
    data = {**msgspec.to_builtins(found), "cases": [msgspec.to_builtins(row) for row in placed]}
    lines = [f"  {row.case_no}  {row.applicant}  {row.applicant_id_masked}" for row in placed]
    return one(data, _line(found), *lines)


def _change(catalogue: Catalogue, given: argparse.Namespace) -> Household:
    return catalogue.change_household(
        given.household_no,
        reason=given.reason or "",
        name=given.name,
        address=given.address,
        division=given.division,
        managing_body=given.managing_body,
        keeper=given.keeper,
        soft_capacity=0 if given.no_capacity else given.capacity,
    )


_CHANGES: dict[str, Callable[[Catalogue, argparse.Namespace], Household]] = {
    "change": _change,
    "freeze": lambda catalogue, given: catalogue.freeze_household(given.household_no, given.reason or ""),
    "thaw": lambda catalogue, given: catalogue.thaw_household(given.household_no, given.reason or ""),
    "close": lambda catalogue, given: catalogue.close_household(given.household_no, given.reason or ""),
}


def _line(row: Household) -> str:
    state = texts.say(f"choice.household_state.{row.state}")
    return f"{row.household_no}  {row.name}  {row.persons}/{row.soft_capacity or '-'}  {state}"
