"""Use cases: stock is received, used for a case, spoiled, called in, handed on, counted, and shown.

A step names pieces as they lie in the hand: numbers from the sheets, or a count. Each is one entry of the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from station_app.domain import stock as rules
from station_app.domain.authority import Action
from station_app.domain.stock import StockAct, StockKind
from station_app.errors import RefusedError
from station_app.journal.stock_entries import (
    StockCounted,
    StockHandedOn,
    StockReceived,
    StockSpoiled,
    StockVoided,
)
from station_app.services import spooling
from station_app.services.stocking import known_kind, refuse_unless_there, take, write
from station_app.services.written import refuse_unfit
from station_app.storage import cases, stock

if TYPE_CHECKING:
    from station_app.domain.stock import DrawerCount, Pieces, StockBalance, StockLine
    from station_app.services.desk import Desk
    from station_app.storage.engine import UnitOfWork

MOST_LINES = 2_000
"""Lines of the register in a window or at the command line, the newest; on paper there are more (`stocking`)."""


class Named(msgspec.Struct, frozen=True):
    """Which pieces somebody means: numbers as typed, or a count; `drawer` None: that of this desk."""

    first: str = ""
    last: str = ""
    count: int | None = None
    drawer: str | None = None


class Arrival(msgspec.Struct, frozen=True):
    """What came in: of which kind, called how (needed for the first of a kind), from whom."""

    kind: str
    source: str
    name: str = ""
    first: str = ""
    last: str = ""
    count: int | None = None
    drawer: str | None = None


def receive_stock(desk: Desk, arrival: Arrival) -> StockBalance:
    """Enter what came in; pieces with numbers and pieces without are two different kinds.

    Raises:
        RefusedError: `stock_code_bad`, `stock_name_missing`, `stock_source_missing`, `stock_number_known` - such a
            number was received before; what `domain.stock.chosen` refuses; `text_unfit`.
    """
    desk.require(Action.KEEP_STOCK)
    rules.refuse_bad_code(arrival.kind)
    drawer, source, name = _drawer(desk, arrival.drawer), arrival.source.strip(), arrival.name.strip()
    refuse_unfit(source, name, drawer)
    if not source:
        raise RefusedError("stock_source_missing")
    with desk.store.write() as uow:
        kind = stock.kind(uow, desk.site.code, arrival.kind)
        if kind is None:
            if not name:
                raise RefusedError("stock_name_missing", kind=arrival.kind)
            kind = StockKind(arrival.kind, name, bool(arrival.first.strip()))
        if not kind.numbered and arrival.count is None:
            raise RefusedError("stock_count_bad")
        pieces = rules.chosen(kind, arrival.first, arrival.last, arrival.count)
        before = stock.found(uow, desk.site.code, kind.kind, rules.numbers(pieces))
        if before:
            raise RefusedError("stock_number_known", name=kind.name, number=before[0].number)
        named = (kind.kind, kind.name, kind.numbered, pieces.first, pieces.last, pieces.count)
        write(uow, desk, kind.kind, StockReceived(*named, source, drawer))
        after = _balance(uow, desk, kind, drawer)
        uow.commit()
    return after


def use_stock(desk: Desk, kind: str, number: str, case_no: str) -> StockBalance:
    """Use one piece for a case: a certificate that was written elsewhere; what this program prints counts by itself.

    Raises:
        RefusedError: `case_unknown`; what `stocking.take` refuses.
    """
    desk.require(Action.USE_STOCK)
    with desk.store.write() as uow:
        if cases.record(uow, case_no) is None:
            raise RefusedError("case_unknown", case_no=case_no[:40])
        said = take(uow, desk, kind, number, case_no)
        after = _balance(uow, desk, known_kind(uow, desk, kind), said.drawer)
        uow.commit()
    return after


def spoil_stock(desk: Desk, kind: str, named: Named, reason: str, *, was_used: bool = False) -> StockBalance:
    """Write pieces off that were spoiled; a numbered one may have been used before: the sheet jammed.

    `was_used` says so of pieces that are only counted; of numbered ones the ledger knows.

    Raises:
        RefusedError: `stock_reason_missing`, `text_unfit`; as `stocking.take`.
    """
    desk.require(Action.USE_STOCK)
    return _write_off(desk, kind, named, StockAct.SPOILED, reason, was_used=was_used)


def void_stock(desk: Desk, kind: str, named: Named, reason: str, *, was_used: bool = False) -> StockBalance:
    """Call pieces in that must not be used any more: lost, out of date, or issued and taken back.

    Raises:
        RefusedError: as `spoil_stock`.
    """
    desk.require(Action.KEEP_STOCK)
    return _write_off(desk, kind, named, StockAct.VOIDED, reason, was_used=was_used)


def hand_on_stock(desk: Desk, kind: str, named: Named, to: str, into: str | None = None) -> StockBalance:
    """Hand pieces back or on to somebody; `into`: to another drawer of this site, where they stay free.

    Raises:
        RefusedError: `stock_receiver_missing`, `stock_same_drawer`, `text_unfit`; as `stocking.take`.
    """
    desk.require(Action.KEEP_STOCK)
    to, into = to.strip(), None if into is None else into.strip()
    refuse_unfit(to, into or "")
    if not to:
        raise RefusedError("stock_receiver_missing")
    drawer = _drawer(desk, named.drawer)
    if into == drawer:
        raise RefusedError("stock_same_drawer", drawer=drawer or "-")
    with desk.store.write() as uow:
        known = known_kind(uow, desk, kind)
        pieces, _ = _there(uow, desk, known, StockAct.HANDED_ON, named, was_used=False)
        given = (kind, pieces.first, pieces.last, pieces.count, to, drawer, into)
        write(uow, desk, kind, StockHandedOn(*given))
        after = _balance(uow, desk, known, drawer)
        uow.commit()
    return after


def count_stock(desk: Desk, kind: str, counted: int, text: str = "", drawer: str | None = None) -> StockBalance:
    """Write down how many pieces lie there. It changes nothing in the book; a difference has to be explained.

    Raises:
        RefusedError: `stock_count_bad`, `stock_difference_unexplained`, `stock_unknown`, `text_unfit`.
    """
    desk.require(Action.KEEP_STOCK)
    refuse_unfit(text)
    if counted < 0:
        raise RefusedError("stock_count_bad")
    place = _drawer(desk, drawer)
    with desk.store.write() as uow:
        known = known_kind(uow, desk, kind)
        book = stock.drawer(uow, desk.site.code, kind, place).there
        if counted != book and not text.strip():
            raise RefusedError("stock_difference_unexplained", name=known.name, book=book, counted=counted)
        write(uow, desk, kind, StockCounted(kind, counted, book, text.strip(), place))
        after = _balance(uow, desk, known, place)
        uow.commit()
    return after


def list_stock(desk: Desk) -> tuple[StockBalance, ...]:
    """Say of each kind how it stands in each drawer."""
    desk.require(Action.SEE_STOCK)
    with desk.store.read() as uow:
        return tuple(
            _balance(uow, desk, kind, each.drawer, each)
            for kind in stock.kinds(uow, desk.site.code)
            for each in stock.drawers(uow, desk.site.code, kind.kind)
        )


def stock_lines(desk: Desk, kind: str) -> tuple[StockLine, ...]:
    """Give the newest `MOST_LINES` lines of the register of a kind, oldest first.

    Raises:
        RefusedError: `stock_unknown`.
    """
    desk.require(Action.SEE_STOCK)
    with desk.store.read() as uow:
        known_kind(uow, desk, kind)
        return stock.lines(uow, desk.site.code, kind, MOST_LINES)


def _write_off(desk: Desk, kind: str, named: Named, act: StockAct, reason: str, *, was_used: bool) -> StockBalance:
    refuse_unfit(reason)
    if not reason.strip():
        raise RefusedError("stock_reason_missing")
    entry = StockSpoiled if act is StockAct.SPOILED else StockVoided
    with desk.store.write() as uow:
        known = known_kind(uow, desk, kind)
        named = msgspec.structs.replace(named, drawer=_where(uow, desk, known, named))
        pieces, used = _there(uow, desk, known, act, named, was_used=was_used)
        drawer = named.drawer or ""
        gone = (kind, pieces.first, pieces.last, pieces.count, reason.strip(), used, drawer)
        write(uow, desk, kind, entry(*gone))
        after = _balance(uow, desk, known, drawer)
        uow.commit()
    return after


def _where(uow: UnitOfWork, desk: Desk, kind: StockKind, named: Named) -> str:
    """Give the drawer pieces are written off from; one that was used counts where it was used."""
    if named.drawer is None and kind.numbered:
        found = stock.found(uow, desk.site.code, kind.kind, (named.first.strip(),))
        if found:
            return found[0].drawer
    return _drawer(desk, named.drawer)


def _there(
    uow: UnitOfWork, desk: Desk, kind: StockKind, act: StockAct, named: Named, *, was_used: bool
) -> tuple[Pieces, bool]:
    """Give the pieces that are meant, and whether they were used before; refuse what is not there."""
    pieces, drawer = rules.chosen(kind, named.first, named.last, named.count), _drawer(desk, named.drawer)
    if kind.numbered:
        return pieces, refuse_unless_there(uow, desk, kind, act, pieces, drawer=drawer)
    count = stock.drawer(uow, desk.site.code, kind.kind, drawer)
    rules.refuse_more_than_there(kind, pieces, count, was_used=was_used)
    return pieces, was_used


def _drawer(desk: Desk, given: str | None) -> str:
    return spooling.chosen(desk).stock_drawer if given is None else given.strip()


def _balance(
    uow: UnitOfWork, desk: Desk, kind: StockKind, drawer: str, count: DrawerCount | None = None
) -> StockBalance:
    here = count or stock.drawer(uow, desk.site.code, kind.kind, drawer)
    pieces = stock.pieces_in(uow, desk.site.code, kind.kind, drawer) if kind.numbered else ()
    return rules.balance(kind, here, pieces)
