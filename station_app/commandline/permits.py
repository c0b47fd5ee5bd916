"""Commands on residence permits: apply, issue, endorse, replace, cancel, list, show, notice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.clock import local_date
from station_app.commandline.answer import Answer, error_answer, one
from station_app.commandline.call import read_bounded
from station_app.commandline.cases import confirmations, refuse_paper_place, refuse_unknown, refused, save_paper
from station_app.domain.identifiers import mask_id
from station_app.domain.looks import WhyLooked
from station_app.domain.permits import status_on
from station_app.domain.reading import read_case
from station_app.domain.vocabulary import PermitBusiness, PermitEnd, PermitFilter
from station_app.errors import RefusedError, StationError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station_app.commandline.call import Call
    from station_app.domain.permits import PermitRecord, PermitRow

RECEIPT, SLIP = "permit-receipt", "endorsement-slip"


def permit(call: Call) -> Answer:
    """Do what the action says."""
    return _ACTS[call.arguments.action](call)


def _apply(call: Call) -> Answer:
    reasons = confirmations(call.arguments.confirm)
    case, structure = read_case(read_bounded(_subject(call, "permit_file_missing")))
    refuse_unknown(call, reasons, case, structure)
    try:
        return _done(call, lambda: call.catalogue.apply_permit(case, structure, reasons), RECEIPT)
    except RefusedError as refusal:
        return refused(refusal, reasons)


def _notice(call: Call) -> Answer:
    arguments = call.arguments
    case, structure = read_case(read_bounded(_subject(call, "permit_file_missing")))
    folder = Path(arguments.papers or "")
    refuse_paper_place(folder)
    issued = call.catalogue.notice_permit(case, structure, confirmations(arguments.confirm))
    saved = save_paper(issued, folder)
    data = {"notice_no": issued.case_no, "papers": [saved]}
    return one(data, texts.say("cli.permit_notice", notice_no=issued.case_no), str(saved["pdf"]))


def _issue(call: Call) -> Answer:
    given = call.arguments
    number = _subject(call)
    return _done(call, lambda: call.catalogue.issue_permit(number, given.card or "", given.receiver or ""))


def _endorse(call: Call) -> Answer:
    number = _subject(call)
    return _done(call, lambda: call.catalogue.endorse_permit(number), SLIP)


def _replace(call: Call) -> Answer:
    given = call.arguments
    number = _subject(call)
    if not given.business:
        raise UsageError("permit_business_missing")
    if given.division and not (given.address or "").strip():
        raise UsageError("permit_address_missing")
    business = PermitBusiness(given.business)
    moved = {"old_card": given.old_card, "division": given.division or "", "address": given.address or ""}
    return _done(call, lambda: call.catalogue.replace_permit(number, business, given.reason or "", **moved), RECEIPT)


def _cancel(call: Call) -> Answer:
    given = call.arguments
    number = _subject(call)
    if not given.because:
        raise UsageError("permit_because_missing")
    return _done(call, lambda: call.catalogue.cancel_permit(number, PermitEnd(given.because), given.reason or ""))


def _list(call: Call) -> Answer:
    given = call.arguments
    found = call.catalogue.permits(PermitFilter(given.filter), given.subject or "", given.limit)
    more = texts.say("cli.permit_more", shown=len(found.rows), total=found.total)
    notice = more if found.total > len(found.rows) else ""
    return one([msgspec.to_builtins(row) for row in found.rows], *map(_line, found.rows), notice=notice)


def _show(call: Call) -> Answer:
    record = call.catalogue.permit(_subject(call), WhyLooked.COMMAND_LINE)
    happened = (f"  {local_date(each.at)} {each.summary}" for each in record.timeline)
    return one(_data(call, record), *_lines(call, record), *happened)


_ACTS: dict[str, Callable[[Call], Answer]] = {
    "apply": _apply,
    "issue": _issue,
    "endorse": _endorse,
    "replace": _replace,
    "cancel": _cancel,
    "list": _list,
    "show": _show,
    "notice": _notice,
}


def _subject(call: Call, missing: str = "permit_no_missing") -> str:
    """Give the file or the number that an act is about.

    Raises:
        UsageError: `missing`.
    """
    if not call.arguments.subject:
        raise UsageError(missing)
    return str(call.arguments.subject)


def _done(call: Call, act: Callable[[], PermitRecord], paper: str = "") -> Answer:
    """Act; with `--papers` write the paper of that moment. The number is said even where the paper cannot be saved."""
    folder = Path(call.arguments.papers) if call.arguments.papers and paper else None
    if folder is not None:
        refuse_paper_place(folder)
    record = act()
    data, lines = _data(call, record), tuple(_lines(call, record))
    if folder is None:
        return one(data, *lines)
    try:
        saved = save_paper(call.catalogue.issue_paper(record.permit_no, paper), folder)
    except StationError as problem:
        trouble = error_answer(problem)
        return one(data, *lines, status=trouble.status, notice=trouble.notice)
    return one(data | {"papers": [saved]}, *lines, str(saved["pdf"]))


def _data(call: Call, record: PermitRecord) -> dict[str, Any]:
    return {**msgspec.to_builtins(record), "status": status_on(record.state, call.catalogue.today()).value}


def _lines(call: Call, record: PermitRecord) -> Iterator[str]:
    status = status_on(record.state, call.catalogue.today())
    who = f"{record.person.name}  {mask_id(record.person.id_number or '')}"
    yield f"{record.permit_no}  {texts.say(f'choice.permit_status.{status}')}  {who}"
    if record.state.ended_on is not None:
        return
    if record.state.making is not None:
        yield "  " + texts.say("cli.permit_making", due=record.state.making.due, fee=record.state.making.fee)
    if record.state.due is not None:
        yield "  " + texts.say("cli.permit_due", opens=record.state.due.opens, last=record.state.due.last)


def _line(row: PermitRow) -> str:
    days = f"{row.opens} ~ {row.last}" if row.opens else f"{row.make_by or ''}"
    return f"{row.permit_no}  {texts.say(f'choice.permit_status.{row.status}')}  {row.name}  {row.id_masked}  {days}"
