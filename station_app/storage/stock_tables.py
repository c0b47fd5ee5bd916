"""The tables of the stock ledger: kinds, drawers, numbered pieces, and the lines of the register. Projections."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from station_app.domain.stock import PieceState, StockAct
from station_app.storage.table_parts import BOOK, one_of
from station_app.storage.types import COUNTER, KEY, Utc, Words

stock_kind = Table(
    "stock_kind",
    BOOK,
    Column("site", KEY, primary_key=True),
    Column("kind", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("numbered", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

stock_drawer = Table(
    "stock_drawer",
    BOOK,
    Column("site", KEY, primary_key=True),
    Column("kind", KEY, primary_key=True),
    Column("drawer", KEY, primary_key=True),
    # Counted as pieces come and go: adding up the lines of a year takes a scan.
    Column("received", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("spoiled", Integer, nullable=False),
    Column("void", Integer, nullable=False),
    Column("away", Integer, nullable=False),
    sqlite_with_rowid=False,
)

stock_piece = Table(
    "stock_piece",
    BOOK,
    Column("site", KEY, primary_key=True),
    Column("kind", KEY, primary_key=True),
    Column("number", KEY, primary_key=True),
    Column("lot", COUNTER, nullable=False),  # the entry it was received by
    Column("drawer", KEY, nullable=False),
    Column("state", Words(PieceState), nullable=False),
    one_of("state", PieceState),
    Index("ix_stock_piece_next", "site", "kind", "drawer", "state", "lot", "number"),
    sqlite_with_rowid=False,
)

stock_line = Table(
    "stock_line",
    BOOK,
    Column("site", KEY, primary_key=True),
    Column("seq", COUNTER, primary_key=True, autoincrement=False),
    Column("kind", KEY, nullable=False),
    Column("drawer", KEY, nullable=False),
    Column("act", Words(StockAct), nullable=False),
    Column("first", KEY, nullable=False),
    Column("last", KEY, nullable=False),
    Column("count", Integer, nullable=False),
    Column("about", KEY, nullable=False),
    Column("paper", KEY, nullable=False),
    Column("words", Text, nullable=False),
    Column("was_used", Boolean, nullable=False),
    Column("book", Integer, nullable=False),
    Column("at", Utc, nullable=False),
    Column("officer", KEY, nullable=False),
    one_of("act", StockAct),
    Index("ix_stock_line_kind", "site", "kind", "seq"),
    sqlite_with_rowid=False,
)

STOCK = (stock_kind, stock_drawer, stock_piece, stock_line)
