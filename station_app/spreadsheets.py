"""Tables written for somebody outside: XLSX for people, CSV for programs (docs/decisions/090). A text stays a text.

In XLSX a cell is written as text whatever it begins with: no formula, no number, no link comes of it, and an ID number
keeps its eighteen figures. CSV has no types, so nothing in it can say that a figure is a text; but a cell that a
spreadsheet would take for a formula gets an apostrophe in front, and so does one that begins with an apostrophe:
whoever takes one leading apostrophe away has every cell as it was. Whole numbers that were counted,
and are given as such, are numbers: they are there to be added up.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

KINDS = (".xlsx", ".csv")
MOST_ROWS = {".xlsx": 50_000, ".csv": 1_000_000}
"""Rows of one file. XLSX is put together in memory, because its writer's other way leaves plain text in temp files."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767
"""Characters that a cell of XLSX holds."""
_WIDEST, _NARROWEST = 40, 8


class Rows(Protocol):
    """A table that is being written; `close` must follow the last row."""

    def add(self, row: Sequence[str | int]) -> None:
        """Write the next row."""

    def close(self) -> None:
        """Write what is left to be written."""


def kind_of(target: Path) -> str:
    """Give which kind of table a file name asks for; empty for none that is known here."""
    suffix = target.suffix.lower()
    return suffix if suffix in KINDS else ""


def begin(kind: str, file: BinaryIO, title: str, columns: Sequence[str], at: datetime) -> Rows:
    """Begin a table of `kind` with its head; `at` is the moment it says it was made."""
    return _Csv(file, columns) if kind == ".csv" else _Xlsx(file, title, columns, at)


def guarded(cell: str) -> str:
    """Give a cell of CSV that no spreadsheet takes for a formula; the same cell without one leading apostrophe."""
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


class _Csv:
    """UTF-8 with its mark, because spreadsheets take CSV for the code page of the machine without one."""

    def __init__(self, file: BinaryIO, columns: Sequence[str]) -> None:
        self._file = file
        self._file.write(b"\xef\xbb\xbf")
        self.add(columns)

    def add(self, row: Sequence[str | int]) -> None:
        """Write the next row."""
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(
            [guarded(cell) if isinstance(cell, str) else cell for cell in row]
        )
        self._file.write(line.getvalue().encode("utf-8", "replace"))

    def close(self) -> None:
        """Nothing is left to be written."""


class _Xlsx:
    """A sheet with a head that stays, a filter on it, and every cell as text."""

    def __init__(self, file: BinaryIO, title: str, columns: Sequence[str], at: datetime) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415 - only when somebody exports

        self._book = Workbook(file, {"in_memory": True})
        self._book.set_properties({"title": title, "author": "station-app", "created": at.replace(tzinfo=None)})
        self._sheet = self._book.add_worksheet(title[:31])
        self._text = self._book.add_format({"num_format": "@"})
        self._number = self._book.add_format({"num_format": "0"})
        self._head = self._book.add_format({"num_format": "@", "bold": True, "bottom": 1})
        self._widths = [len(column) * 2 for column in columns]
        self._columns = columns
        self._next = 1
        for place, column in enumerate(columns):
            self._sheet.write_string(0, place, column, self._head)

    def add(self, row: Sequence[str | int]) -> None:
        """Write the next row."""
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                self._sheet.write_number(self._next, place, cell, self._number)
            elif cell:
                self._sheet.write_string(self._next, place, cell[:_LONGEST_CELL], self._text)
                self._widths[place] = max(self._widths[place], len(cell.encode("gb18030", "replace")))
        self._next += 1

    def close(self) -> None:
        """Put the file together."""
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, max(_NARROWEST, min(width + 2, _WIDEST)), self._text)
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, max(self._next - 1, 1), len(self._columns) - 1)
        self._book.close()
