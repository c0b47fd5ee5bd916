"""Commands on households: list, open, look at, change, freeze, close; the roster of whoever is in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.commandline.cases import refuse_paper_place, save_paper
from station_app.commandline.residents import day
from station_app.domain.division_moves import DivisionChange
from station_app.domain.looks import WhyLooked
from station_app.domain.vocabulary import HouseholdKind
from station_app.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from station_app.catalogue import Catalogue
    from station_app.commandline.call import Call
    from station_app.domain.records import Household
    from station_app.domain.rosters import Roster, RosterLine
    from station_app.services.change_division import ChangedDivision


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
    if given.action == "roster" and given.pdf:
        return _printed(catalogue, given.household_no, Path(given.pdf))
    if given.action == "roster":
        return _roster(catalogue.roster(given.household_no, given.reason or WhyLooked.COMMAND_LINE))
    if given.action in _CHANGES:
        changed = _CHANGES[given.action](catalogue, given)
        return one(msgspec.to_builtins(changed), _line(changed))
    found, placed = catalogue.household(given.household_no)
    data = {**msgspec.to_builtins(found), "cases": [msgspec.to_builtins(row) for row in placed]}
    lines = [f"  {row.case_no}  {row.applicant}  {row.applicant_id_masked}" for row in placed]
    return one(data, _line(found), *lines)


def division(call: Call) -> Answer:
    """Preview or make a change of divisions, take one back, or list them."""
    given = call.arguments
    if given.action == "list":
        past = call.catalogue.division_changes()
        lines = [f"{row.change_no}  {row.old_code} → {row.new_code}  {row.since}  {row.households}" for row in past]
        return one([msgspec.to_builtins(each) for each in past], *lines)
    if given.action == "undo":
        if not given.change_no:
            raise UsageError("change_no_missing")
        return _changed(call.catalogue.reverse_division_change(given.change_no, given.reason or WhyLooked.COMMAND_LINE))
    if not given.old_code or not given.new_code:
        raise UsageError("division_codes_missing")
    since = day(given.since) or call.catalogue.today()
    change = DivisionChange(given.old_code, given.new_code, since, given.document or "", given.name)
    act = call.catalogue.change_division if given.action == "change" else call.catalogue.preview_division_change
    return _changed(act(change))


def _changed(done: ChangedDivision) -> Answer:
    head = f"{done.change_no or '-'}  {done.old_code} {done.old_name} → {done.new_code} {done.new_name}"
    touched = [f"  {each.household_no}  {each.before.address} → {each.after.address}" for each in done.households]
    counted = texts.say("cli.division_households", count=len(done.households))
    return one(msgspec.to_builtins(done), head, counted, *touched, *done.kept)


def _printed(catalogue: Catalogue, household_no: str, pdf: Path) -> Answer:
    """Make the roster as a PDF; the place is looked at before a copy is journalled."""
    refuse_paper_place(Path(), pdf)
    data = save_paper(catalogue.print_roster(household_no), Path(), pdf)
    return one(data, str(data["pdf"]))


def _roster(roster: Roster) -> Answer:
    data = msgspec.to_builtins(roster)
    data["hints"] = [each.as_dict() for each in roster.hints]
    there = [_person(line) for line in roster.present]
    left = [_person(line) for line in roster.left]
    awaited = [f"  {each.case_no}  {each.name}  {each.id_masked}" for each in roster.awaited]
    noted = [f"  {each.reminder_no}  {each.registration_no}  {each.text}" for each in roster.reminders]
    told = [f"  {each.where}  {each.message}" for each in roster.hints]
    parts = (("present", there), ("left", left), ("awaited", awaited), ("reminders", [*noted, *told]))
    lines = [line for name, rows in parts if rows for line in (texts.say(f"cli.roster.{name}"), *rows)]
    return one(data, _line(roster.household), *lines)


def _person(line: RosterLine) -> str:
    card = line.cards[-1] if line.cards else None
    parts = [f"{line.number:>4}", line.registration_no, line.name, line.id_masked, str(line.since)]
    parts.append(f"{card.card_no}{'' if card.ended_on is None else ' ✓'}" if card else "-")
    if line.until is not None:
        why = texts.say(f"choice.household_step.{line.why_ended}")
        parts += [str(line.until), why, line.went_to or ""]
    return "  ".join(parts).rstrip()


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
    "freeze": lambda catalogue, given: catalogue.freeze_household(
        given.household_no, given.reason or WhyLooked.COMMAND_LINE
    ),
    "thaw": lambda catalogue, given: catalogue.thaw_household(
        given.household_no, given.reason or WhyLooked.COMMAND_LINE
    ),
    "close": lambda catalogue, given: catalogue.close_household(
        given.household_no, given.reason or WhyLooked.COMMAND_LINE
    ),
}


def _line(row: Household) -> str:
    state = texts.say(f"choice.household_state.{row.state}")
    return f"{row.household_no}  {row.name}  {row.persons}/{row.soft_capacity or '-'}  {state}"
