"""Use cases: facts on printed forms (套打), the blanks of our own, and a trial of how the facts lie.

A printing on stock takes a piece of it: the paper and the piece are journalled in one transaction, so that no sheet is
printed on that the ledger does not know, and none is used up by a paper that was never made.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from station_app import texts
from station_app.domain.authority import Action
from station_app.domain.print_jobs import NOWHERE
from station_app.domain.records import IssuedPaper
from station_app.domain.reprints import ReprintReason
from station_app.errors import RefusedError
from station_app.services import spooling
from station_app.services.drawing import record_for
from station_app.services.issuing import issue, next_printing
from station_app.services.stocking import known_kind, take, write_off_last
from station_app.services.traying import draw_on_form, in_tray, the_form
from station_app.storage import layouts, stock

if TYPE_CHECKING:
    from station_app.domain.print_jobs import PrintJob, Sides
    from station_app.domain.reprints import Reprint
    from station_app.services.desk import Desk

TRIAL = "stock-trial"
_SHEET_IS_LOST = (ReprintReason.JAM, ReprintReason.SPOILED)


class OnStock(msgspec.Struct, frozen=True):
    """The blank that a paper of a case goes on, and the number that should lie on top (empty: only counted)."""

    kind: str
    name: str
    numbered: bool
    next_number: str


class Printed(msgspec.Struct, frozen=True):
    """A paper that was put on a blank; `job` where it went to a printer. `number` is that of the sheet.

    `written_off` is the number of the sheet before, where that one jammed or was spoiled.
    """

    issued: IssuedPaper
    kind: str
    number: str
    job: PrintJob | None = None
    written_off: str | None = None


def stock_for(desk: Desk, case_no: str, paper: str) -> OnStock:
    """Say which blank a paper of a case goes on, and which number should lie on top of them.

    Raises:
        RefusedError: as `print_on_stock`.
    """
    desk.require(Action.USE_STOCK)
    with desk.store.read() as uow:
        record = record_for(uow, case_no, paper)
        draw_on_form(uow, desk, record, paper, next_printing(uow, desk, record, paper))
        kind = known_kind(uow, desk, the_form(uow, desk, record, paper).kind)
        drawer = spooling.chosen(desk).stock_drawer
        return OnStock(kind.kind, kind.name, kind.numbered, stock.next_number(uow, desk.site.code, kind.kind, drawer))


def tray_for(desk: Desk, case_no: str, paper: str) -> OnStock | None:
    """Say which blank in this desk's tray a paper of a case goes on; None where the desk has none of its kind.

    Raises:
        RefusedError: as `print_on_stock`: the desk has them, but this case has to go on plain paper.
    """
    desk.require(Action.USE_STOCK)
    if not spooling.chosen(desk).stock_kinds:
        return None
    with desk.store.read() as uow:
        if not in_tray(uow, desk, record_for(uow, case_no, paper), paper):
            return None
    found = stock_for(desk, case_no, paper)
    if found.numbered and not found.next_number:
        raise RefusedError("stock_used_up", name=found.name)
    return found


def print_on_stock(
    desk: Desk,
    case_no: str,
    paper: str,
    number: str = "",
    *,
    printer: str = "",
    again: Reprint | None = None,
    sides: Sides | None = None,
) -> Printed:
    """Put the facts of `paper` on the blank that bears `number`; empty: on the next one of this desk's drawer.

    The number is that of the sheet in the tray, which only the officer sees. Printed again because the last sheet
    jammed or was spoiled, that one is written off in the same transaction, and its job called off. `printer` empty:
    nothing is queued, the caller has the bytes. `sides`: as the blanks were printed, whatever is set for the printer.

    Raises:
        RefusedError: what `traying.draw_on_form` refuses - print it on plain paper; `stock_unknown`,
            `stock_used_up`, `print_sides_unfit`; what `stocking.take` and `issue_paper` refuse. Nothing was stored.
    """
    desk.require(Action.USE_STOCK)
    spooling.refuse_sides(paper, sides)
    with desk.store.write() as uow:
        record = record_for(uow, case_no, paper)
        issued = issue(uow, desk, record, paper, again, draw=draw_on_form)
        kind = known_kind(uow, desk, the_form(uow, desk, record, paper).kind)
        if kind.numbered and not number.strip():
            number = stock.next_number(uow, desk.site.code, kind.kind, spooling.chosen(desk).stock_drawer)
            if not number:
                raise RefusedError("stock_used_up", name=kind.name)
        off = None
        if issued.reprint in _SHEET_IS_LOST:
            why = again.text.strip() if again else ""
            off = write_off_last(
                uow, desk, kind.kind, issued, why or texts.say(f"choice.reprint.{issued.reprint}", "zh")
            )
        if off is not None:
            spooling.call_off(uow, desk, case_no, paper)
        said = take(uow, desk, kind.kind, number, case_no, printed=issued)
        job = spooling.put(uow, desk, [(issued, printer)], sides=sides)[0] if printer else None
        uow.commit()
    return Printed(issued, kind.kind, said.number, job, off)


def preview_on_stock(desk: Desk, case_no: str, paper: str) -> bytes:
    """Make the facts alone, as they would stand on the blank; nothing is journalled or taken.

    Raises:
        RefusedError: as `print_on_stock`.
    """
    desk.require(Action.USE_STOCK)
    with desk.store.read() as uow:
        record = record_for(uow, case_no, paper)
        return draw_on_form(uow, desk, record, paper, next_printing(uow, desk, record, paper)).pdf


def list_blanks(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Give code and title of each blank there is for our own forms."""
    desk.require(Action.SEE_STOCK)
    from printing.blanks import BLANKS  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    return tuple((each.code, each.title) for each in BLANKS.values())


def list_forms(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Give code and name of each printed form of somebody else that a layout was adopted for; not ours (`list_blanks`).

    One that was never received has its code for a name.
    """
    from printing.layouts.offers import OFFERS  # noqa: PLC0415 - as above

    desk.require(Action.USE_STOCK)
    with desk.store.read() as uow:
        held = (layouts.in_force(uow, paper, desk.site.code) for paper in OFFERS)
        codes = dict.fromkeys(each.stock for each in held if each is not None and each.stock)
        kept = {code: stock.kind(uow, desk.site.code, code) for code in codes}
    return tuple((code, kind.name if kind is not None else code) for code, kind in kept.items())


def make_blank(desk: Desk, kind: str, *, two_sided: bool = True) -> IssuedPaper:
    """Make a blank for the print shop. It states nothing about anybody and is not journalled.

    `two_sided`: of two pages, for both sides of one sheet, as far as the paper is meant for it.

    Raises:
        RefusedError: `stock_blank_unknown`.
    """
    desk.require(Action.SEE_STOCK)
    from printing import blanks  # noqa: PLC0415 - as above

    return _plain(desk, kind, blanks.blank_pdf(kind, desk.site.code, two_sided=two_sided))


def make_trial(desk: Desk, kind: str, *, two_sided: bool = True) -> IssuedPaper:
    """Make a page of invented facts to be held against a blank: how they lie, before a real one is spoiled.

    Each page comes on a sheet of its own, for the light has to shine through; `two_sided`: they lie as on both sides.

    Raises:
        RefusedError: `stock_blank_unknown`.
    """
    desk.require(Action.USE_STOCK)
    from printing import blanks  # noqa: PLC0415 - as above

    return _plain(desk, TRIAL, blanks.trial_pdf(kind, desk.site.code, two_sided=two_sided))


def print_trial(desk: Desk, kind: str, printer: str) -> PrintJob:
    """Queue such a page for a printer, moved as every paper is that goes there.

    Raises:
        RefusedError: `stock_blank_unknown`, `print_printer_missing`.
    """
    desk.require(Action.USE_STOCK)
    if printer in ("", NOWHERE):
        raise RefusedError("print_printer_missing")
    made = make_trial(desk, kind, two_sided=printer not in spooling.chosen(desk).one_sided_printers)
    with desk.store.write() as uow:
        (job,) = spooling.put(uow, desk, [(made, printer)])
        uow.commit()
    return job


def _plain(desk: Desk, name: str, pdf: bytes) -> IssuedPaper:
    return IssuedPaper(desk.site.code, name, 1, hashlib.sha256(pdf).hexdigest(), pdf)
