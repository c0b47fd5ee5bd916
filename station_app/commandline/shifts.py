"""The command `shift`: what this officer would leave to the next one, and handing it over."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.clock import BEIJING
from station_app.commandline.answer import Answer, one
from station_app.errors import DeviceError, UsageError
from station_app.outgoing import hand_out, is_paper, refuse_place

if TYPE_CHECKING:
    from station_app.commandline.call import Call
    from station_app.domain.shifts import ShiftSheet
    from station_app.services.hand_over_shift import HandedOver


def shift(call: Call) -> Answer:
    """Show the shift, print the last sheet once more, or hand the shift over."""
    given = call.arguments
    pdf = Path(given.pdf) if given.pdf else None
    if pdf is not None:
        refuse_place(pdf, is_paper)  # before anything is journalled
    if given.action == "hand-over":
        if not given.to:
            raise UsageError("shift_to_missing")
        catalogue = call.catalogue  # the one who leaves is let in before the successor is asked
        password = call.secret("STATION_APP_SUCCESSOR_PASSWORD", "cli.ask_successor_password")
        made = catalogue.hand_over_shift(given.to, password, given.remarks or "")
        return _handed_over(made, pdf)
    if given.last:
        return _handed_over(call.catalogue.last_hand_over(), pdf)
    if pdf is not None:
        raise UsageError("shift_pdf_of_nothing")
    sheet = call.catalogue.shift()
    return one(_data(sheet), *_lines(sheet))


def _handed_over(made: HandedOver, pdf: Path | None) -> Answer:
    told = made.hand_over
    if pdf is not None:
        try:
            hand_out(pdf, made.pdf)
        except OSError as problem:
            raise DeviceError("file_not_saved", file=pdf.name, problem=problem.strerror or "") from problem
    data = {
        "from": told.sheet.badge,
        "to": told.to,
        "at": msgspec.to_builtins(told.at),
        "remarks": told.remarks,
        "sheet": _data(told.sheet),
        "sha256": hashlib.sha256(made.pdf).hexdigest(),
        "pdf": str(pdf) if pdf else None,
    }
    said = texts.say("shift.handed_over", giver=told.sheet.name, taker=told.to_name, to=told.to)
    return one(data, said, *([str(pdf)] if pdf else []))


def _data(sheet: ShiftSheet) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(sheet)
    return data


def _lines(sheet: ShiftSheet) -> list[str]:
    since, until = (f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}" for at in (sheet.since, sheet.until))
    return [
        texts.say("shift.span", since=since, until=until),
        texts.say("shift.accepted", count=len(sheet.accepted)),
        *(f"  {each.case_no}  {each.applicant}" for each in sheet.accepted),
        texts.say("shift.drafts", count=len(sheet.drafts)),
        texts.say("shift.pressing", count=f"{sheet.pressing}{'+' if sheet.pressing_more else ''}"),
        texts.say("shift.bundles", count=len(sheet.bundles)),
    ]
