"""Queries on stock: what lies in which drawer, where a numbered piece is, the lines of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from station_app.domain.stock import DrawerCount, Piece, Pieces, PieceState, StockKind, StockLine
from station_app.storage.stock_tables import stock_drawer, stock_kind, stock_line, stock_piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station_app.storage.engine import UnitOfWork

_KINDS = (
    select(stock_kind.c.kind, stock_kind.c.name, stock_kind.c.numbered)
    .where(stock_kind.c.site == bindparam("site"))
    .order_by(stock_kind.c.kind)
)
_DRAWERS = (
    select(
        stock_drawer.c.drawer,
        stock_drawer.c.received,
        stock_drawer.c.used,
        stock_drawer.c.spoiled,
        stock_drawer.c.void,
        stock_drawer.c.away,
    )
    .where(stock_drawer.c.site == bindparam("site"), stock_drawer.c.kind == bindparam("kind"))
    .order_by(stock_drawer.c.drawer)
)
_PIECES = select(stock_piece.c.lot, stock_piece.c.number, stock_piece.c.state, stock_piece.c.drawer).where(
    stock_piece.c.site == bindparam("site"), stock_piece.c.kind == bindparam("kind")
)
_IN_DRAWER = _PIECES.where(stock_piece.c.drawer == bindparam("drawer")).order_by(
    stock_piece.c.lot, stock_piece.c.number
)
_NEXT = (
    select(stock_piece.c.number)
    .where(
        stock_piece.c.site == bindparam("site"),
        stock_piece.c.kind == bindparam("kind"),
        stock_piece.c.drawer == bindparam("drawer"),
        stock_piece.c.state == PieceState.FREE,
    )
    .order_by(stock_piece.c.lot, stock_piece.c.number)
    .limit(1)
)
_LINES = (
    select(stock_line)
    .where(stock_line.c.site == bindparam("site"), stock_line.c.kind == bindparam("kind"))
    .order_by(stock_line.c.seq.desc())
    .limit(bindparam("most"))
)
_USED_FOR = (
    select(stock_line.c.first)
    .where(
        stock_line.c.site == bindparam("site"),
        stock_line.c.kind == bindparam("kind"),
        stock_line.c.about == bindparam("case_no"),
        stock_line.c.paper == bindparam("paper"),
    )
    .order_by(stock_line.c.seq.desc())
    .limit(1)
)
_AT_ONCE = 500


def kinds(uow: UnitOfWork, site: str) -> tuple[StockKind, ...]:
    """Give the kinds that were ever received at a site, by code."""
    return tuple(StockKind(row.kind, row.name, row.numbered) for row in uow.execute(_KINDS, {"site": site}))


def kind(uow: UnitOfWork, site: str, code: str) -> StockKind | None:
    """Give one kind; None where none of it was ever received."""
    return next((each for each in kinds(uow, site) if each.kind == code), None)


def drawers(uow: UnitOfWork, site: str, code: str) -> tuple[DrawerCount, ...]:
    """Give the counts of each drawer that ever held some of a kind."""
    return tuple(DrawerCount(*row) for row in uow.execute(_DRAWERS, {"site": site, "kind": code}))


def drawer(uow: UnitOfWork, site: str, code: str, name: str) -> DrawerCount:
    """Give the counts of one drawer; nothing where it never held any."""
    return next((each for each in drawers(uow, site, code) if each.drawer == name), DrawerCount(name))


def pieces_in(uow: UnitOfWork, site: str, code: str, drawer: str) -> tuple[Piece, ...]:
    """Give the numbered pieces that came into a drawer and did not go on to another, by lot and number."""
    asked = {"site": site, "kind": code, "drawer": drawer}
    return tuple(Piece(row.lot, row.number, row.state, row.drawer) for row in uow.execute(_IN_DRAWER, asked))


def found(uow: UnitOfWork, site: str, code: str, numbers: Sequence[str]) -> tuple[Piece, ...]:
    """Give those of these numbers that were ever received."""
    return tuple(_found(uow, site, code, numbers))


def _found(uow: UnitOfWork, site: str, code: str, numbers: Sequence[str]) -> Iterator[Piece]:
    for start in range(0, len(numbers), _AT_ONCE):
        wanted = _PIECES.where(stock_piece.c.number.in_(numbers[start : start + _AT_ONCE]))
        for row in uow.execute(wanted, {"site": site, "kind": code}):
            yield Piece(row.lot, row.number, row.state, row.drawer)


def next_number(uow: UnitOfWork, site: str, code: str, drawer: str) -> str:
    """Give the lowest free number of the oldest lot in a drawer; empty where none is left."""
    return uow.execute(_NEXT, {"site": site, "kind": code, "drawer": drawer}).scalar_one_or_none() or ""


def last_used(uow: UnitOfWork, site: str, code: str, case_no: str, paper: str) -> str | None:
    """Give the number of the piece that a paper of a case was last printed on; empty where it has none, None: never."""
    asked = {"site": site, "kind": code, "case_no": case_no, "paper": paper}
    found: str | None = uow.execute(_USED_FOR, asked).scalar_one_or_none()
    return found


def lines(uow: UnitOfWork, site: str, code: str, most: int) -> tuple[StockLine, ...]:
    """Give the newest lines of the register of a kind, oldest first."""
    rows = uow.execute(_LINES, {"site": site, "kind": code, "most": most}).all()
    return tuple(
        StockLine(
            seq=row.seq,
            at=row.at,
            officer=row.officer,
            kind=row.kind,
            drawer=row.drawer,
            act=row.act,
            pieces=Pieces(row.first, row.last, row.count),
            about=row.about,
            paper=row.paper,
            words=row.words,
            was_used=row.was_used,
            book=row.book,
        )
        for row in reversed(rows)
    )
