"""Stock (空白证表): numbered or counted pieces, accounted for from the box to a case or the shredder. Pure.

A kind of stock is a code and a name: blanks of our own forms, statutory certificates that this program never prints, or
whatever a station has to account for. A number is kept as it stands on the sheet, leading zeros and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from station_app.errors import RefusedError

MOST: Final = 10_000
"""Pieces that are received, or leave, in one step: what a carton holds, and more."""

STATUTORY: Final = ("migration-permit", "migration-certificate", "household-booklet")
"""准予迁入证明, 户口迁移证, 居民户口簿: issued by number elsewhere (户口登记条例 22), accounted for here."""

OUR_FORMS: Final = (
    "approval-form-collective",
    "approval-form-home",
    "approval-form-relative",
    "approval-form-poverty",
    "settlement-slip-collective",
    "settlement-slip-home",
    "entry-note",
)
"""Blanks of our own forms, on which this program prints the facts (套打)."""

_CODE = re.compile(r"[a-z][a-z0-9-]{0,27}")
_NUMBER = re.compile(r"(?:[^\W_]+[-/])*[^\W_]*[0-9]")
_LONGEST = 30
_MOST_FIGURES = 12
"""Figures that count; what stands before them is a prefix, figures or not."""


class PieceState(StrEnum):
    """Where one numbered piece stands; only a free one can be used."""

    FREE = "free"
    USED = "used"
    SPOILED = "spoiled"
    VOID = "void"
    AWAY = "away"
    """Handed back or handed on; out of this site."""


class StockAct(StrEnum):
    """What a line of the register says was done."""

    RECEIVED = "received"
    USED = "used"
    SPOILED = "spoiled"
    VOIDED = "voided"
    HANDED_ON = "handed_on"
    COUNTED = "counted"


LEAVES: Final = {
    StockAct.USED: PieceState.USED,
    StockAct.SPOILED: PieceState.SPOILED,
    StockAct.VOIDED: PieceState.VOID,
    StockAct.HANDED_ON: PieceState.AWAY,
}
"""What becomes of a piece by each act that takes it out of the drawer."""

MAY_FOLLOW_USE: Final = (StockAct.SPOILED, StockAct.VOIDED)
"""What can still become of a piece that was used: the sheet jammed, or the certificate came back and was called in."""


_GONE: Final = {
    PieceState.USED: "stock_number_used",
    PieceState.SPOILED: "stock_number_spoiled",
    PieceState.VOID: "stock_number_void",
    PieceState.AWAY: "stock_number_away",
}


_WENT_IN_TURN: Final = (PieceState.USED, PieceState.SPOILED)
"""Pieces that were taken from the top; called in or handed on, they may come from anywhere."""


class Pieces(msgspec.Struct, frozen=True):
    """Some pieces of one kind: a run of numbers from `first` to `last`, or only a `count` where none are numbered."""

    first: str = ""
    last: str = ""
    count: int = 1

    def __str__(self) -> str:
        """Say which they are."""
        if not self.first:
            return f"× {self.count}"
        return self.first if self.first == self.last else f"{self.first} - {self.last}"


class StockKind(msgspec.Struct, frozen=True):
    """A kind of stock at a site: code, name, and whether its pieces bear numbers."""

    kind: str
    name: str
    numbered: bool


class DrawerCount(msgspec.Struct, frozen=True):
    """What came into one drawer and what became of it, in pieces. A desk's own has a name, the station's none."""

    drawer: str
    received: int = 0
    used: int = 0
    spoiled: int = 0
    void: int = 0
    away: int = 0

    @property
    def there(self) -> int:
        """What must lie in the drawer."""
        return self.received - self.used - self.spoiled - self.void - self.away


class StockBalance(msgspec.Struct, frozen=True):
    """One kind in one drawer: its counts; of numbered pieces the runs that are free, the next one, and the gaps.

    A gap is a run of free numbers with a later one of the same lot used or spoiled: sheets out of order, or lost.
    """

    kind: StockKind
    count: DrawerCount
    free: tuple[Pieces, ...] = ()
    gaps: tuple[Pieces, ...] = ()
    next_number: str = ""


class StockLine(msgspec.Struct, frozen=True):
    """One line of the register, as its entry has it; `seq` is that entry's.

    `about` is the case of a used piece, from whom pieces came or to whom they went; `words` the reason. `was_used`: a
    used piece was spoiled or called in afterwards. `book` is what had to lie there when `pieces.count` were counted.
    """

    seq: int
    at: datetime
    officer: str
    kind: str
    drawer: str
    act: StockAct
    pieces: Pieces
    about: str = ""
    paper: str = ""
    words: str = ""
    was_used: bool = False
    book: int = 0


class Piece(NamedTuple):
    """One numbered piece: the entry it was received by, its number, its state and the drawer it lies or lay in."""

    lot: int
    number: str
    state: PieceState
    drawer: str


def is_code(kind: str) -> bool:
    """Tell whether this can be the code of a kind."""
    return _CODE.fullmatch(kind) is not None


def refuse_bad_code(kind: str) -> None:
    """Refuse what cannot be the code of a kind.

    Raises:
        RefusedError: `stock_code_bad`.
    """
    if not is_code(kind):
        raise RefusedError("stock_code_bad", kind=kind[:40])


def chosen(kind: StockKind, first: str = "", last: str = "", count: int | None = None) -> Pieces:
    """Make pieces out of what was typed; a single number may stand alone, a count is that of the numbers.

    Raises:
        RefusedError: `stock_is_numbered`, `stock_is_counted` - asked for in the other way; `stock_run_bad`,
            `stock_run_long`, `stock_count_bad`.
    """
    first, last = first.strip(), last.strip()
    if not kind.numbered:
        if first or last:
            raise RefusedError("stock_is_counted", name=kind.name)
        return _counted(1 if count is None else count)
    if not first:
        raise RefusedError("stock_is_numbered", name=kind.name)
    last = last or first
    prefix, begin = _parts(first)
    other, end = _parts(last)
    if prefix != other or len(begin) != len(end) or begin > end:
        raise RefusedError("stock_run_bad", first=first[:_LONGEST], last=last[:_LONGEST])
    pieces = Pieces(first, last, int(end) - int(begin) + 1)
    if count not in (None, pieces.count):
        raise RefusedError("stock_count_differs", first=first, last=last, there=pieces.count, given=count)
    _counted(pieces.count)
    return pieces


def _counted(count: int) -> Pieces:
    if count < 1:
        raise RefusedError("stock_count_bad")
    if count > MOST:
        raise RefusedError("stock_run_long", most=MOST)
    return Pieces(count=count)


def _parts(number: str) -> tuple[str, str]:
    """Give what stands before the figures that count, and these figures."""
    found = _NUMBER.fullmatch(number) if len(number) <= _LONGEST else None
    if found is None:
        raise RefusedError("stock_number_bad", number=number[:_LONGEST])
    figures = number[len(number.rstrip("0123456789")) :][-_MOST_FIGURES:]
    return number[: len(number) - len(figures)], figures


def numbers(pieces: Pieces) -> tuple[str, ...]:
    """Give each number of a run; none where pieces are only counted."""
    if not pieces.first:
        return ()
    prefix, begin = _parts(pieces.first)
    start = int(begin)
    return tuple(f"{prefix}{number:0{len(begin)}d}" for number in range(start, start + pieces.count))


def runs(found: Iterable[str]) -> tuple[Pieces, ...]:
    """Put numbers together that follow one another; in the order given."""
    made: list[Pieces] = []
    for number in found:
        prefix, figures = _parts(number)
        if made:
            before, last = _parts(made[-1].last)
            if before == prefix and len(last) == len(figures) and int(figures) == int(last) + 1:
                made[-1] = Pieces(made[-1].first, number, made[-1].count + 1)
                continue
        made.append(Pieces(number, number))
    return tuple(made)


def balance(kind: StockKind, count: DrawerCount, pieces: Sequence[Piece] = ()) -> StockBalance:
    """Say how one kind stands in one drawer; `pieces` are those of the drawer, by lot and number."""
    free = [each.number for each in pieces if each.state is PieceState.FREE]
    last_gone: dict[int, str] = {}
    for each in pieces:
        if each.state in _WENT_IN_TURN:
            last_gone[each.lot] = each.number
    passed = [
        each.number for each in pieces if each.state is PieceState.FREE and each.number < last_gone.get(each.lot, "")
    ]
    return StockBalance(kind, count, runs(free), runs(passed), free[0] if free else "")


def refuse_unless_there(kind: StockKind, act: StockAct, pieces: Pieces, found: Sequence[Piece], drawer: str) -> bool:
    """Check that these numbered pieces may leave the drawer by `act`; tell whether it is one that was used before.

    `found` are those of them that were ever received.

    Raises:
        RefusedError: `stock_number_unknown` - never received; `stock_number_used`, `stock_number_spoiled`,
            `stock_number_void`, `stock_number_away` - gone before;
            `stock_elsewhere` - in another drawer.
    """
    known = {each.number: each for each in found}
    for number in numbers(pieces):
        if number not in known:
            raise RefusedError("stock_number_unknown", name=kind.name, number=number)
        piece = known[number]
        again = piece.state is PieceState.USED and act in MAY_FOLLOW_USE and pieces.count == 1
        if piece.state is not PieceState.FREE and not again:
            raise RefusedError(_GONE[piece.state], name=kind.name, number=number)
        if piece.drawer != drawer and not again:
            raise RefusedError("stock_elsewhere", number=number, drawer=piece.drawer or "-")
    return any(each.state is PieceState.USED for each in found)


def refuse_more_than_there(kind: StockKind, pieces: Pieces, count: DrawerCount, *, was_used: bool) -> None:
    """Check that so many counted pieces are there to be taken; `was_used`: out of those that were used before.

    Raises:
        RefusedError: `stock_not_enough`.
    """
    there = count.used if was_used else count.there
    if pieces.count > there:
        raise RefusedError("stock_not_enough", name=kind.name, there=there, wanted=pieces.count)
