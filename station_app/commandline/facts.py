"""Commands on the facts of a case: put right or add (supplement), decline, go on as a general application (turn)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, flag_lines, one
from station_app.commandline.call import read_bounded
from station_app.commandline.cases import accepting, confirmations, refuse_unknown, refused
from station_app.commandline.changes import changed_lines, clash_lines
from station_app.domain.case_changes import Putting
from station_app.domain.reading import read_case
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from station_app.commandline.call import Call
    from station_app.domain.case_changes import Conflict, FieldChange
    from station_app.domain.case_file import CaseFile


def supplement(call: Call) -> Answer:
    """Put the facts of the file in the place of those the case has; before and after are both kept."""
    given = call.arguments
    case, structure = read_case(read_bounded(given.file))
    reasons = confirmations(given.confirm)
    refuse_unknown(call, reasons, case, structure)
    put = Putting(case, tuple(structure), given.based_on, given.text or "")
    attachments = Path(given.attach) if given.attach else None
    try:
        done = call.catalogue.supplement(given.case_no, put, confirmed=reasons, attachments=attachments)
    except RefusedError as refusal:
        return _overtaken(refusal) if "conflicts" in refusal.details else refused(refusal, reasons)
    stands = f"{done.case_no}  {texts.say(f'choice.case_status.{done.status}')}"
    return one(msgspec.to_builtins(done), stands, *changed_lines(case, done.changes), *flag_lines(done.flags))


def turn(call: Call) -> Answer:
    """Accept the family of a failed poverty application on the general route."""
    given = call.arguments
    reasons = confirmations(given.confirm)
    return accepting(
        call,
        lambda catalogue: catalogue.accept(
            catalogue.turned_case(given.case_no), confirmed=reasons, turned_from=given.case_no
        ),
        reasons,
    )


def decline(call: Call) -> Answer:
    """Write down that an application is not taken in, and why."""
    given = call.arguments
    case, structure = read_case(read_bounded(given.file))
    done = call.catalogue.decline(case, structure, reason=given.reason or "", text=given.text or "")
    stands = f"{done.case_no}  {texts.say(f'choice.case_status.{done.status}')}"
    open_ways = [texts.say(f"alternative.{code}") for code in done.still_open]
    twice = [texts.say("cli.declined_earlier", case_no=done.earlier)] if done.earlier else []
    return one(msgspec.to_builtins(done), stands, *twice, *open_ways, *flag_lines(done.flags))


def _overtaken(refusal: RefusedError) -> Answer:
    """Say field by field what somebody else changed meanwhile."""
    answer = refused(refusal, {})
    conflicts: tuple[Conflict, ...] = refusal.details["conflicts"]  # type: ignore[assignment]
    theirs: tuple[FieldChange, ...] = refusal.details["theirs"]  # type: ignore[assignment]
    newest: CaseFile = refusal.details["newest"]  # type: ignore[assignment]
    merged: CaseFile = refusal.details["merged"]  # type: ignore[assignment]
    data: dict[str, Any] = {
        **answer.documents[0],  # type: ignore[dict-item]
        "conflicts": msgspec.to_builtins(conflicts),
        "theirs": msgspec.to_builtins(theirs),
        "merged": msgspec.to_builtins(merged),
        "revision": refusal.details["revision"],
    }
    lines = [answer.notice or "", *changed_lines(newest, theirs), *clash_lines(merged, conflicts)]
    return Answer((data,), (), answer.status, "\n".join(lines))
