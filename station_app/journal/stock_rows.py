"""What the entries about stock do: a line in the register, the counts of the drawer, each numbered piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import bindparam, update

from station_app.domain.stock import LEAVES, MOST, Pieces, PieceState, StockAct, numbers
from station_app.errors import DamagedError, RefusedError
from station_app.journal.stock_entries import (
    StockCounted,
    StockHandedOn,
    StockPayload,
    StockReceived,
    StockSpoiled,
    StockUsed,
    StockVoided,
)
from station_app.storage.prepared import Prepared
from station_app.storage.stock_tables import stock_drawer, stock_kind, stock_line, stock_piece

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_app.journal.apply import Writes
    from station_app.journal.entries import Entry

_Taken: TypeAlias = StockUsed | StockSpoiled | StockVoided | StockHandedOn

_COUNTS = ("received", "used", "spoiled", "void", "away")
_COLUMN = {StockAct.USED: "used", StockAct.SPOILED: "spoiled", StockAct.VOIDED: "void", StockAct.HANDED_ON: "away"}
_ADDED = Prepared(
    update(stock_drawer)
    .where(
        stock_drawer.c.site == bindparam("owner"),
        stock_drawer.c.kind == bindparam("of_kind"),
        stock_drawer.c.drawer == bindparam("of_drawer"),
    )
    .values({name: stock_drawer.c[name] + bindparam(f"more_{name}") for name in _COUNTS})
)
_MOVED = Prepared(
    update(stock_piece)
    .where(
        stock_piece.c.site == bindparam("owner"),
        stock_piece.c.kind == bindparam("of_kind"),
        stock_piece.c.number == bindparam("wanted"),
    )
    .values(state=bindparam("now"), drawer=bindparam("lies_in"))
)


def _received(writes: Writes, entry: Entry, said: StockReceived) -> None:
    _refuse_foreign(entry, said.stock)
    kind = {"site": entry.site, "kind": said.stock}
    pieces = _pieces(entry, Pieces(said.first, said.last, said.count))
    writes.add(stock_kind, [{**kind, "name": said.name, "numbered": said.numbered}])
    fresh = {"lot": entry.seq, "drawer": said.drawer, "state": PieceState.FREE}
    writes.add(stock_piece, [{**kind, "number": number, **fresh} for number in numbers(pieces)])
    _line(writes, entry, said, StockAct.RECEIVED, pieces, about=said.source)
    _count(writes, entry, said.stock, said.drawer, received=said.count)


def _used(writes: Writes, entry: Entry, said: StockUsed) -> None:
    _refuse_foreign(entry, said.case_no)
    pieces = Pieces(said.number, said.number)
    _take(writes, entry, said, StockAct.USED, pieces)
    _line(writes, entry, said, StockAct.USED, pieces, about=said.case_no, paper=said.paper)


def _spoiled(writes: Writes, entry: Entry, said: StockSpoiled) -> None:
    _gone(writes, entry, said, StockAct.SPOILED)


def _voided(writes: Writes, entry: Entry, said: StockVoided) -> None:
    _gone(writes, entry, said, StockAct.VOIDED)


def _gone(writes: Writes, entry: Entry, said: StockSpoiled | StockVoided, act: StockAct) -> None:
    _refuse_foreign(entry, said.stock)
    pieces = _pieces(entry, Pieces(said.first, said.last, said.count))
    _take(writes, entry, said, act, pieces, was_used=said.was_used)
    _line(writes, entry, said, act, pieces, words=said.reason, was_used=said.was_used)


def _handed_on(writes: Writes, entry: Entry, said: StockHandedOn) -> None:
    _refuse_foreign(entry, said.stock)
    pieces = _pieces(entry, Pieces(said.first, said.last, said.count))
    _take(writes, entry, said, StockAct.HANDED_ON, pieces, into=said.into)
    _line(writes, entry, said, StockAct.HANDED_ON, pieces, about=said.to)
    if said.into is not None:
        _count(writes, entry, said.stock, said.into, received=said.count)


def _counted(writes: Writes, entry: Entry, said: StockCounted) -> None:
    _refuse_foreign(entry, said.stock)
    lying = Pieces(count=said.counted)
    _line(writes, entry, said, StockAct.COUNTED, lying, words=said.text, book=said.book)


def _take(
    writes: Writes,
    entry: Entry,
    said: _Taken,
    act: StockAct,
    pieces: Pieces,
    *,
    was_used: bool = False,
    into: str | None = None,
) -> None:
    """Take pieces out of a drawer; those that go into another one of this site are free there."""
    _count(writes, entry, said.stock, said.drawer, **{_COLUMN[act]: pieces.count}, used_before=was_used)
    now, lies_in = (PieceState.FREE, into) if into is not None else (LEAVES[act], said.drawer)
    changed = {"owner": entry.site, "of_kind": said.stock, "now": now, "lies_in": lies_in}
    rows = [{**changed, "wanted": number} for number in numbers(pieces)]
    if rows:
        writes.send()
        writes.uow.send(_MOVED, rows)


def _count(writes: Writes, entry: Entry, kind: str, drawer: str, *, used_before: bool = False, **more: int) -> None:
    """Add to the counts of a drawer; what was used before is so no more."""
    row = {"site": entry.site, "kind": kind, "drawer": drawer}
    writes.add(stock_drawer, [row | dict.fromkeys(_COUNTS, 0)])
    added = {f"more_{name}": more.get(name, 0) for name in _COUNTS}
    if used_before:
        added["more_used"] -= sum(more.values())
    writes.change(_ADDED, {"owner": entry.site, "of_kind": kind, "of_drawer": drawer, **added})


def _line(
    writes: Writes, entry: Entry, told: StockPayload, act: StockAct, pieces: Pieces, **said: str | int | bool
) -> None:
    row = {"site": entry.site, "seq": entry.seq, "kind": told.stock, "drawer": told.drawer, "act": act}
    which = {"first": pieces.first, "last": pieces.last, "count": pieces.count}
    unsaid = {"about": "", "paper": "", "words": "", "was_used": False, "book": 0}
    writes.add(stock_line, [row | which | unsaid | said | {"at": entry.at, "officer": entry.officer}])


def _pieces(entry: Entry, pieces: Pieces) -> Pieces:
    """Refuse a run that names other numbers than it counts: it came from elsewhere, and may name a million."""
    try:
        sound = 1 <= pieces.count <= MOST and (not pieces.first or numbers(pieces)[-1] == pieces.last)
    except RefusedError:
        sound = False
    if not sound:
        raise DamagedError("entry_unreadable", site=entry.site, seq=entry.seq)
    return pieces


def _refuse_foreign(entry: Entry, subject: str) -> None:
    """An entry about stock is filed under its kind, that of a used piece under its case."""
    if entry.subject != subject:
        raise DamagedError("entry_out_of_place", site=entry.site, seq=entry.seq)


APPLIED: dict[type, Callable[[Writes, Entry, Any], None]] = {
    StockReceived: _received,
    StockUsed: _used,
    StockSpoiled: _spoiled,
    StockVoided: _voided,
    StockHandedOn: _handed_on,
    StockCounted: _counted,
}
