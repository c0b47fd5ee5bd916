"""Commands on papers: make one, make the one-time notice of a family that lacks something, check one's code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from station_app import texts
from station_app.commandline.answer import Answer, one
from station_app.commandline.call import read_bounded
from station_app.commandline.cases import confirmations, counted, refuse_paper_place, save_paper
from station_app.commandline.printing import printed_batch, wait_for
from station_app.domain.paper_verdicts import advice, answer
from station_app.domain.print_jobs import Sides
from station_app.domain.reading import read_case
from station_app.domain.reprints import Reprint, ReprintReason
from station_app.errors import DamagedError, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station_app.commandline.call import Call
    from station_app.domain.paper_verdicts import PaperVerdict
    from station_app.domain.records import IssuedPaper


def print_paper(call: Call) -> Answer:
    """Make a paper: as a PDF file, or on a printer; unsaid, on this desk's printer, else as a PDF file here.

    The contract's line names no reason, so the same facts are printed again without one, recorded as `unsaid`.
    """
    arguments = call.arguments
    catalogue = call.catalogue
    again = Reprint(ReprintReason(arguments.reason or ReprintReason.UNSAID), arguments.text or "")
    printer = arguments.printer or catalogue.settings.printer
    sides = Sides(arguments.sides) if arguments.sides else None
    if sides and (arguments.pdf or not printer):
        raise UsageError("print_sides_printer")
    if arguments.stock:
        return _on_stock(call, printer, again, sides)
    if arguments.more:
        if arguments.pdf or not printer:
            raise UsageError("print_batch_printer")
        jobs = catalogue.print_batch((arguments.case_no, *arguments.more), arguments.paper, printer, again, sides=sides)
        return printed_batch(catalogue, jobs)
    if arguments.pdf or not printer:
        name = Path(arguments.pdf) if arguments.pdf else None
        refuse_paper_place(Path(), name)
        issued = catalogue.issue_paper(arguments.case_no, arguments.paper, again)
        data = save_paper(issued, Path(), name)
        return one(data, str(data["pdf"]), notice=_unsaid(issued))
    issued, job = catalogue.print_paper(arguments.case_no, arguments.paper, printer, again, sides=sides)
    wait_for(catalogue, job)
    data = {"paper": issued.paper, "pdf": None, "printer": printer, **counted(issued)}
    return one(data, texts.say("cli.printed", paper=issued.paper, printer=printer), notice=_unsaid(issued))


def _on_stock(call: Call, printer: str | None, again: Reprint, sides: Sides | None) -> Answer:
    """Put the facts on a blank: as a PDF file of the facts alone, or on a printer."""
    arguments, catalogue = call.arguments, call.catalogue
    if arguments.more:
        raise UsageError("stock_one_at_a_time")
    to_file = bool(arguments.pdf) or not printer
    name = Path(arguments.pdf) if arguments.pdf else None
    if to_file:
        refuse_paper_place(Path(), name)
    goes_to = "" if to_file else printer or ""
    made = catalogue.print_on_stock(
        arguments.case_no, arguments.paper, arguments.number, printer=goes_to, again=again, sides=sides
    )
    sheet = {"stock": made.kind, "number": made.number or None}
    said = texts.say("cli.printed_on_stock", kind=texts.say(f"choice.stock.{made.kind}"), number=made.number)
    if to_file:
        data = save_paper(made.issued, Path(), name)
        return one(data | sheet, str(data["pdf"]), said, notice=_unsaid(made.issued))
    if made.job is not None:
        wait_for(catalogue, made.job)
    data = {"paper": made.issued.paper, "pdf": None, "printer": printer, **counted(made.issued), **sheet}
    return one(data, texts.say("cli.printed", paper=made.issued.paper, printer=printer), said)


def _unsaid(issued: IssuedPaper) -> str:
    """Say that a reprint stands in the journal without a reason; and that a case did not go into the layout."""
    unfit = texts.say("layout.unfit", edition=issued.unfit) if issued.unfit else ""
    if issued.reprint is not ReprintReason.UNSAID:
        return unfit
    return "\n".join(each for each in (texts.say("cli.reprint_unsaid", again=issued.printing - 1), unfit) if each)


def verify_paper(call: Call) -> Answer:
    """Say whether a paper's QR code is genuine."""
    verdict = call.catalogue.verify_paper(call.arguments.text)
    status = 0 if verdict.genuine else DamagedError.exit_status
    return one(msgspec.to_builtins(verdict), answer(verdict), *_about(verdict), *advice(verdict), status=status)


def _about(verdict: PaperVerdict) -> Iterator[str]:
    """Say which printing and page it is, and where paper and record differ."""
    if verdict.printing:
        yield texts.say("cli.verdict_printing", printing=verdict.printing, page=verdict.page, pages=verdict.pages)
    for each in verdict.differences:
        key = "cli.verdict_field" if each.printed else "cli.verdict_field_only"
        yield texts.say(key, name=each.name, printed=each.printed, recorded=each.recorded)


def issue_notice(call: Call) -> Answer:
    """Keep the case file as a draft and issue the notice of everything that is missing."""
    arguments = call.arguments
    case, structure = read_case(read_bounded(arguments.file))
    if structure:  # what is wrong with a file is no business of the family's
        raise RefusedError("case_unreadable", structure)
    folder, name = Path(arguments.papers or ""), Path(arguments.pdf) if arguments.pdf else None
    refuse_paper_place(folder, name)
    issued, draft_id = call.catalogue.issue_notice_for(case, confirmations(arguments.confirm))
    saved = save_paper(issued, folder, name)
    data: dict[str, Any] = {"notice_no": issued.case_no, "draft": draft_id, "papers": [saved]}
    return one(data, texts.say("cli.notice", notice_no=issued.case_no), str(saved["pdf"]))
