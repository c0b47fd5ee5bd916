"""Take a piece of stock for a case inside a transaction, and what every step about stock asks first. Not a use case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain import stock as rules
from station_app.domain.stock import PieceState, StockAct
from station_app.errors import RefusedError
from station_app.journal import chain
from station_app.journal.stock_entries import StockSpoiled, StockUsed
from station_app.services import spooling
from station_app.storage import stock

MOST_LINES = 5_000
"""Lines of a register on paper, the newest; the journal has all of them."""

if TYPE_CHECKING:
    from printing.stock_register import Register
    from station_app.domain.records import IssuedPaper
    from station_app.domain.stock import Pieces, StockKind
    from station_app.journal.entries import Payload
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork


def known_kind(uow: UnitOfWork, desk: Desk, code: str) -> StockKind:
    """Give a kind that is kept here.

    Raises:
        RefusedError: `stock_unknown`.
    """
    kind = stock.kind(uow, desk.site.code, code)
    if kind is None:
        known = ", ".join(each.kind for each in stock.kinds(uow, desk.site.code))
        raise RefusedError("stock_unknown", kind=code[:40], known=known or "-")
    return kind


def refuse_unless_there(
    uow: UnitOfWork, desk: Desk, kind: StockKind, act: StockAct, pieces: Pieces, *, drawer: str
) -> bool:
    """Check that these numbered pieces lie in the drawer; tell whether it is one that was used before.

    Raises:
        RefusedError: `stock_number_unknown`, `stock_number_used`, ..., `stock_elsewhere`.
    """
    found = stock.found(uow, desk.site.code, kind.kind, rules.numbers(pieces))
    return rules.refuse_unless_there(kind, act, pieces, found, drawer)


def take(
    uow: UnitOfWork, desk: Desk, code: str, number: str, case_no: str, *, printed: IssuedPaper | None = None
) -> StockUsed:
    """Use one piece for a case: the number that the officer sees on the sheet; the caller commits.

    `printed` is what was drawn to be printed on it.

    Raises:
        RefusedError: `stock_unknown`, `stock_is_numbered`, `stock_is_counted`, `stock_number_unknown`,
            `stock_number_used`, ..., `stock_elsewhere`, `stock_not_enough`.
    """
    kind, drawer = known_kind(uow, desk, code), spooling.chosen(desk).stock_drawer
    pieces = rules.chosen(kind, number)
    if kind.numbered:
        refuse_unless_there(uow, desk, kind, StockAct.USED, pieces, drawer=drawer)
    else:
        count = stock.drawer(uow, desk.site.code, code, drawer)
        rules.refuse_more_than_there(kind, pieces, count, was_used=False)
    paper = (printed.paper, printed.copy, printed.printing) if printed else ("", 0, 0)
    said = StockUsed(code, pieces.first, case_no, drawer, *paper)
    write(uow, desk, case_no, said)
    return said


def register_of(uow: UnitOfWork, desk: Desk, code: str) -> Register:
    """Give what the register of a kind says now, as this officer prints it.

    Raises:
        RefusedError: `stock_unknown`.
    """
    from printing.stock_register import Register  # noqa: PLC0415 - ReportLab takes 0.35 s to import

    site, kind = desk.site.code, known_kind(uow, desk, code)
    balances = tuple(
        rules.balance(kind, count, stock.pieces_in(uow, site, code, count.drawer) if kind.numbered else ())
        for count in stock.drawers(uow, site, code)
    )
    return Register(desk.site, desk.officer, desk.now(), balances, stock.lines(uow, site, code, MOST_LINES))


def write_off_last(uow: UnitOfWork, desk: Desk, code: str, printed: IssuedPaper, reason: str) -> str | None:
    """Write off the piece that this paper was printed on before, for it jammed or was spoiled; give its number.

    None where it was never printed on stock, or somebody has seen to the piece already; the caller commits.
    """
    kind, drawer = known_kind(uow, desk, code), spooling.chosen(desk).stock_drawer
    number = stock.last_used(uow, desk.site.code, code, printed.case_no, printed.paper)
    if number is None:
        return None
    if kind.numbered:
        (piece,) = stock.found(uow, desk.site.code, code, (number,))
        if piece.state is not PieceState.USED:
            return None
        drawer = piece.drawer
    elif not stock.drawer(uow, desk.site.code, code, drawer).used:
        return None
    write(uow, desk, code, StockSpoiled(code, number, number, 1, reason, was_used=True, drawer=drawer))
    return number


def write(uow: UnitOfWork, desk: Desk, subject: str, said: Payload) -> int:
    """Journal one step about stock; give the number of its entry."""
    entry = chain.append(
        uow, site=desk.site.code, officer=desk.officer.badge, subject=subject, payload=said, at=desk.now()
    )
    return entry.seq
