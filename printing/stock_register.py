"""证表登记簿 TS-HJ-24 (forms.md §10): what came of one kind, was used for which case, spoiled, called in.

An inner list of the desk. Above the lines stands what has to lie in each drawer, below them who keeps it and who saw
spoiled pieces destroyed. It names cases and officers, nobody of a family.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from printing import words
from printing.blocks import SMALL, Cells, cell
from printing.grid import table
from printing.on_its_side import WIDE, Listed, printed, render
from printing.page_codes import BARE
from printing.typography import MM
from station_app import texts
from station_app.clock import local_date
from station_app.domain.stock import StockAct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from printing.blocks import Row
    from printing.page_codes import Codes
    from station_app.domain.records import Officer, Site
    from station_app.domain.stock import Pieces, StockBalance, StockLine

FORM = "TS-HJ-24"
EDITION = 1
TITLE = "空白证表登记簿"

_LABEL = 22 * MM
_COLUMNS = (
    ("序号", 12 * MM),
    ("日期", 29 * MM),
    ("事项", 16 * MM),
    ("编号", 59 * MM),
    ("数量", 16 * MM),
    ("案件、来源或去向", 56 * MM),
    ("原因、说明", 46 * MM),
    ("抽屉", 18 * MM),
    ("警号", 15 * MM),
)
_COUNT = 4
_COMMON = "公用"


class Register(NamedTuple):
    """What the pages say: whose, of which kind by drawers, its lines oldest first, printed by whom and when."""

    site: Site
    officer: Officer
    at: datetime
    balances: Sequence[StockBalance]
    lines: Sequence[StockLine]


def facts(register: Register) -> dict[str, object]:
    """Give what the pages state of a kind of stock, whoever prints them."""
    balances, lines = msgspec.to_builtins((register.balances, register.lines))
    return {"site": register.site.code, "balances": balances, "lines": lines}


def draw(register: Register, codes: Codes = BARE) -> bytes:
    """Set the pages."""
    listed = Listed(TITLE, FORM, EDITION, printed(register.officer.badge, register.at), register.site.practice)
    return render(listed, tuple(_rows(register)), register.at, codes)


def _rows(register: Register) -> Iterator[Row]:
    kind, half = register.balances[0].kind, WIDE / 2
    yield Cells(
        (
            cell("单位", f"{register.site.name}　{register.site.code}", _LABEL, half - _LABEL),
            cell("证表", f"{kind.name}　{kind.kind}", _LABEL, half - _LABEL),
        ),
        8 * MM,
    )
    for balance in register.balances:
        yield Cells((cell(balance.count.drawer or _COMMON, _standing(balance), _LABEL, WIDE - _LABEL, SMALL),), 8 * MM)
    heads, widths = zip(*_COLUMNS, strict=True)
    rows = [_line(number, line) for number, line in enumerate(register.lines, 1)]
    yield table("登记", heads, widths, rows, right=(_COUNT,))
    signed = WIDE / 3 - _LABEL
    signers = ("保管人签名", "监销人签名", "所长签名")
    yield Cells(tuple(cell(label, "", _LABEL, signed) for label in signers), 15 * MM)


def _standing(balance: StockBalance) -> str:
    count = balance.count
    said = (
        f"收 {count.received}　用 {count.used}　报废 {count.spoiled}　作废 {count.void}　调出 {count.away}"
        f"　应存 {count.there}"
    )
    free = f"　存号 {'、'.join(map(str, balance.free))}" if balance.free else ""
    gaps = f"　跳号 {'、'.join(map(str, balance.gaps))}" if balance.gaps else ""
    return said + free + gaps


def _line(number: int, line: StockLine) -> tuple[str, ...]:
    counted = line.act is StockAct.COUNTED
    book = f"账上应存 {line.book}" if counted else ""
    again = "原已领用" if line.was_used else ""
    return (
        f"{number}",
        words.day(local_date(line.at)),
        texts.say(f"choice.stock_act.{line.act.value}", "zh"),
        _numbers(line.pieces),
        f"{line.pieces.count}",
        line.about,
        "，".join(part for part in (line.words, again, book) if part),
        line.drawer or _COMMON,
        line.officer,
    )


def _numbers(pieces: Pieces) -> str:
    return str(pieces) if pieces.first else "—"
