"""The national code tables (GB/T, GA/T) and the few of our own, read from `resources/codes` when first asked for.

Administrative divisions are not here: they are many and have a history (`divisions`).
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from resources import folder
from station_app import texts
from station_app.domain import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterator


class Code(msgspec.Struct, frozen=True):
    """One line of a code table; `extras` are its other columns (`required_sex`, `has_spouse`, ...)."""

    code: str
    name: str
    name_en: str = ""
    extras: dict[str, str] = {}

    @property
    def label(self) -> str:
        """The name in the language of this process; Chinese where there is no English one."""
        return self.name_en if texts.chosen() == "en" and self.name_en else self.name


class CodeTable:
    """A code table in the order of its standard; `source` names the standard."""

    def __init__(self, name: str, source: str, codes: tuple[Code, ...]) -> None:
        self.name = name
        self.source = source
        self._codes = {code.code: code for code in codes}

    def get(self, code: str | None) -> Code | None:
        """Give the line of `code`, or None."""
        return self._codes.get(code) if code else None

    def all(self) -> tuple[Code, ...]:
        """Give every line."""
        return tuple(self._codes.values())

    def choose(self, text: str) -> tuple[Code, ...]:
        """Give the lines `text` may mean, best first: by code, part of the name, pinyin, initials or English.

        An empty text gives the whole table.
        """
        wanted = pinyin.typed(text)
        if not wanted:
            return self.all()
        ranked = ((_rank(code, wanted), code) for code in self)
        return tuple(code for rank, code in sorted(ranked, key=lambda pair: pair[0]) if rank < _NO_MATCH)

    def __iter__(self) -> Iterator[Code]:
        return iter(self._codes.values())

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __len__(self) -> int:
        return len(self._codes)


_NO_MATCH = 9


def _rank(code: Code, wanted: str) -> int:
    number = code.code.casefold()
    if number.startswith(wanted):
        return 0 if number == wanted else 1
    if wanted.isdigit():
        return _NO_MATCH
    return _rank_letters(code, wanted) if wanted.isascii() else _rank_name(code.name, wanted)


def _rank_letters(code: Code, wanted: str) -> int:
    letters = pinyin.initials(code.name)
    if letters.startswith(wanted):
        return 2 if letters == wanted else 3
    if pinyin.full(code.name).startswith(wanted):
        return 4
    return 5 if wanted in pinyin.typed(code.name_en) else _NO_MATCH


def _rank_name(name: str, wanted: str) -> int:
    if name.startswith(wanted):
        return 2 if name == wanted else 3
    return 4 if wanted in name else _NO_MATCH


class _Source(NamedTuple):
    file: str
    standard: str
    english: str = "en"
    scheme: str = ""
    code: str = "code"


_SOURCES = {
    "sex": _Source("gb2261_sex", "GB/T 2261.1"),
    "marital_status": _Source("gbt2261_2_marital", "GB/T 2261.2"),
    "ethnicity": _Source("gb3304_ethnic", "GB/T 3304", "romanized"),
    "education": _Source("gb4658_education", "GB/T 4658"),
    "relationship": _Source("gb4761_relationship", "GB/T 4761", "code_name_en"),
    "document_kind": _Source("document_kinds", "GA/T 517"),
    "urban_rural": _Source("urban_rural_class", "国家统计局城乡分类代码"),
    "agri_transfer_reason": _Source("agri_transfer_reason", "公业58表"),
    "migration_reason": _Source("migration_reason", "省级常口系统 变动原因", code="full_code_move_in"),
    "move_out_reason": _Source("migration_reason", "省级常口系统 变动原因", code="full_code_move_out"),
    "move_scope": _Source("move_scope", ""),
    "collective_kind": _Source("household_type", "", scheme="集体户种类(app)"),
    "household_type": _Source("household_type", "", scheme="户类型(hlx)"),
    "registration_kind": _Source("household_type", "", scheme="户别(hb)"),
}


def names() -> tuple[str, ...]:
    """Give the names of all tables."""
    return tuple(_SOURCES)


@cache
def table(name: str) -> CodeTable:
    """Give the table `name`.

    Raises:
        KeyError: there is no such table; which there are is fixed in this module, so it is a bug.
    """
    source = _SOURCES[name]
    with (folder("codes") / f"{source.file}.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if not source.scheme or row["scheme"] == source.scheme]
    return CodeTable(name, source.standard, tuple(_code(row, source) for row in rows))


def _code(row: dict[str, str], source: _Source) -> Code:
    said = (source.code, "name", source.english, "scheme")
    extras = {key: value or "" for key, value in row.items() if key not in said}
    return Code(row[source.code], row["name"], (row.get(source.english) or "").replace("_", " "), extras)
