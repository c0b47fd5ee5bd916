"""The table of Han characters that ships with the program, kept as seven long texts and searched by scanning them.

Scanning a text is what Python does fastest; indexes over 97,000 characters would take seconds to build and far more
memory for a table that most desks open a few times a week. What the columns mean is in `resources/characters`.
Rows are in the order of use: 通用规范汉字表 level by level, then characters in use elsewhere, then the rest.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property, lru_cache
from itertools import accumulate

import zstandard

from resources import folder

_FILE = "han.zst"


_OFTEN = 400
"""Occurrences from which going through all cells is faster than jumping from one occurrence to the next."""


class Column:
    """One column: the cell of each row on a line of its own."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def cells(self) -> list[str]:
        """Every cell, by row; equal ones are one object, which halves the memory."""
        same: dict[str, str] = {}
        return [same.setdefault(cell, cell) for cell in self.text.split("\n")[1:-1]]

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(cell) + 1 for cell in self.cells), initial=1))

    @lru_cache(maxsize=4096)  # noqa: B019 - columns live as long as the program
    def count(self, wanted: str) -> int:
        """Give how often `wanted` occurs."""
        return self.text.count(wanted)

    def row_at(self, place: int) -> int:
        """Give the row in which `place` of the text lies."""
        return bisect_right(self._starts, place) - 1

    def rows_with(self, wanted: str) -> list[int]:
        """Give the rows whose cell holds `wanted`, in their order."""
        if self.count(wanted) > _OFTEN:
            return [row for row, cell in enumerate(self.cells) if wanted in cell]
        rows = []
        place = self.text.find(wanted)
        while place >= 0:
            row = self.row_at(place)
            rows.append(row)
            place = self.text.find(wanted, self._starts[row + 1] - 1)
        return rows

    def rows_like(self, pattern: re.Pattern[str]) -> list[int]:
        """Give the rows in which `pattern` is found, in their order."""
        return list(dict.fromkeys(self.row_at(found.start()) for found in pattern.finditer(self.text)))


class HanTable:
    """All Han characters of Unicode 15, with what is known of each."""

    def __init__(self, text: str) -> None:
        columns = [Column(each) for each in text.split("\f")]
        self.characters, self.ranks, self.strokes, self.radicals, self.readings, self.parts, self.forms = columns

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {character: row for row, character in enumerate(self.characters.cells)}

    def row_of(self, character: str) -> int | None:
        """Give the row of `character`; None for what is no Han character or not in its NFC form."""
        return self._rows.get(character)

    def character(self, row: int) -> str:
        """Give the character of `row`."""
        return self.characters.cells[row]

    def total_strokes(self, row: int) -> int:
        """Give the number of strokes."""
        return int(self.strokes.cells[row])

    def radical_of(self, row: int) -> tuple[int, int]:
        """Give the number of the Kangxi radical and the strokes besides it (never below zero)."""
        radical, residual = self.radicals.cells[row].split()[0].split(".")
        return int(radical), max(int(residual), 0)

    def direct_parts(self, row: int) -> str:
        """Give the parts a character is made of, the outermost only; empty where nobody has taken it apart."""
        return self.parts.cells[row].partition("|")[0]

    def as_radical(self, character: str) -> int:
        """Give the radical that `character` is a form of (氵 is 85, as 水 is); 0 for what is no radical."""
        row = self.row_of(character)
        if row is None:
            return 0
        radical, residual = self.radical_of(row)
        return radical if residual == 0 else 0

    @lru_cache(maxsize=1024)  # noqa: B019 - the table lives as long as the program
    def forms_of(self, character: str) -> str:
        """Give the other forms under which a part may stand: 钅 and 釒 for 金, 監 for 监; without itself."""
        row = self.row_of(character)
        if row is None:
            return ""
        found = dict.fromkeys(self.forms.cells[row])
        found |= dict.fromkeys(self._radical_forms.get(self.as_radical(character), ()))
        found.pop(character, None)
        return "".join(found)

    @cached_property
    def _radical_forms(self) -> dict[int, list[str]]:
        """By radical, everything that is the radical itself with no stroke beside it."""
        forms: dict[int, list[str]] = {}
        for row in self.radicals.rows_like(re.compile(r"\.(?:0|-[0-9]+) ")):
            forms.setdefault(self.radical_of(row)[0], []).append(self.character(row))
        return forms


@cache
def table() -> HanTable:
    """Give the table; the first call reads and unpacks it."""
    packed = (folder("characters") / _FILE).read_bytes()
    return HanTable(zstandard.ZstdDecompressor().decompress(packed).decode("utf-8"))
