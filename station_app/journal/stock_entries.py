"""Entries about stock: what came, what was used for which case, spoiled, called in, handed on, counted."""

from __future__ import annotations

from station_app.journal.payload import PayloadBase


class StockReceived(PayloadBase, frozen=True, tag="stock_received"):
    """Pieces of a kind came into a drawer, from `source`. The first of a kind says what the kind is called.

    `first` and `last` are numbers as they stand on the pieces; both are empty where pieces are only counted.
    """

    stock: str
    name: str
    numbered: bool
    first: str
    last: str
    count: int
    source: str
    drawer: str


class StockUsed(PayloadBase, frozen=True, tag="stock_used"):
    """A piece was used for a case; `paper` and `copy` name the printing on it, where this program printed it."""

    stock: str
    number: str
    case_no: str
    drawer: str
    paper: str = ""
    copy: int = 0
    printing: int = 0


class _WrittenOff(PayloadBase, frozen=True):
    """Pieces that can't be used any more, and why."""

    stock: str
    first: str
    last: str
    count: int
    reason: str
    was_used: bool
    drawer: str


class StockSpoiled(_WrittenOff, frozen=True, tag="stock_spoiled"):
    """Pieces were spoiled and destroyed; `was_used`: one that stood as used before (the sheet jammed)."""


class StockVoided(_WrittenOff, frozen=True, tag="stock_voided"):
    """Pieces must not be used any more (作废): lost, out of date; `was_used`: one that was issued and is called in."""


class StockHandedOn(PayloadBase, frozen=True, tag="stock_handed_on"):
    """Pieces left the drawer: handed back or on to `to`; or `into` another drawer of this site, then they stay free."""

    stock: str
    first: str
    last: str
    count: int
    to: str
    drawer: str
    into: str | None = None


class StockCounted(PayloadBase, frozen=True, tag="stock_counted"):
    """Somebody counted what lies there: `counted` where `book` had to lie. It changes nothing; `text` says why."""

    stock: str
    counted: int
    book: int
    text: str
    drawer: str


StockPayload = StockReceived | StockUsed | StockSpoiled | StockVoided | StockHandedOn | StockCounted
