"""Commands on a case after acceptance: decide, review, withdraw, reverse, register, deliver, archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, flag_lines, one
from station_app.domain.vocabulary import Level, Outcome, Step
from station_app.errors import UsageError
from station_app.files import read_plain
from station_app.imaging.kinds import LARGEST_RAW
from station_app.services.decide_case import Said, StampedForm

if TYPE_CHECKING:
    import argparse

    from station_app.commandline.call import Call


def decide(call: Call) -> Answer:
    """Write down what one level decided."""
    given = call.arguments
    said = Said(Level(given.level), Outcome(given.outcome), given.reason, given.text or "", given.reference)
    decided = call.catalogue.decide(given.case_no, said, _form(given))
    open_ways = [texts.say(f"alternative.{code}") for code in decided.still_open]
    waiting = [texts.say("cli.still", level=texts.say(f"choice.level.{level.value}")) for level in decided.still]
    return one(
        msgspec.to_builtins(decided),
        _stands(decided.case_no, decided.status),
        *waiting,
        *open_ways,
        *flag_lines(decided.flags),
    )


def step(call: Call) -> Answer:
    """Take one of the steps that need nothing but words."""
    moved = call.catalogue.move(call.arguments.case_no, Step(call.arguments.command), call.arguments.text or "")
    return one(msgspec.to_builtins(moved), _stands(moved.case_no, moved.status), *flag_lines(moved.flags))


def register(call: Call) -> Answer:
    """Enter the movers into their household."""
    done = call.catalogue.register(call.arguments.case_no, call.arguments.household)
    line = texts.say("cli.registered", household=done.household_no, count=len(done.registrations))
    told = (texts.say("cli.permit_to_cancel", permit_no=number) for number in done.permits)
    return one(msgspec.to_builtins(done), _stands(done.case_no, done.status), line, *told)


def _stands(case_no: str, status: str) -> str:
    return f"{case_no}  {texts.say(f'choice.case_status.{status}')}"


def _form(given: argparse.Namespace) -> StampedForm | None:
    """Read the stamped form of the county; all three of its parts or none.

    Raises:
        UsageError: `form_parts`, `date_form`, `file_unreadable`.
    """
    parts = (given.decided_by, given.decided_on, given.scan)
    if not any(parts):
        return None
    if not all(parts):
        raise UsageError("form_parts")
    try:
        on = date.fromisoformat(given.decided_on)
    except ValueError as problem:
        raise UsageError("date_form", given=given.decided_on[:20]) from problem
    try:
        raw = read_plain(Path(given.scan), LARGEST_RAW + 1)
    except (OSError, ValueError) as problem:
        raise UsageError("file_unreadable", file=given.scan[-60:]) from problem
    return StampedForm(given.decided_by, on, raw)
