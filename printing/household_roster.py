"""集体户台账 TS-HJ-13: who is in a collective household and who left, with a column to sign for the card.

A list for the station and whoever keeps the household's first page; its code proves what it says of that moment.
Numbers are masked. The same facts at the same moment give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import VALUE, Cells, Row, cell
from printing.grid import table
from printing.household_roster_facts import RosterFacts, facts
from printing.on_its_side import WIDE, Listed
from printing.on_its_side import render as render_rows
from printing.page_codes import BARE
from printing.typography import MM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from printing.page_codes import Codes
    from station_app.domain.records import Site
    from station_app.domain.rosters import Roster

FORM = "TS-HJ-13"
EDITION = 1
TITLE = "集体户台账"

_LABEL = 24 * MM
_PRESENT_HEADS = ("序号", "姓名", "关系", "公民身份号码", "入户日期", "来源地", "登记卡编号", "领卡签名")
_PRESENT = (12 * MM, 32 * MM, 22 * MM, 42 * MM, 24 * MM, 75 * MM, 30 * MM, 30 * MM)
_LEFT_HEADS = ("序号", "姓名", "公民身份号码", "入户日期", "离户日期", "原因", "去向", "登记卡", "缴回")
_GONE = (12 * MM, 32 * MM, 42 * MM, 24 * MM, 24 * MM, 24 * MM, 61 * MM, 30 * MM, 18 * MM)
_NONE = "无"


def render(roster: Roster, site: Site, at: datetime, codes: Codes = BARE) -> bytes:
    """Make the roster as PDF."""
    listed = Listed(TITLE, FORM, EDITION, f"{site.code}　{words.minute(at)}", site.practice)
    return render_rows(listed, tuple(_rows(facts(roster))), at, codes)


def _rows(told: RosterFacts) -> Iterator[Row]:
    half = WIDE / 2
    for (label, text), (other, more) in (
        (("户名", told.name), ("户号", told.number)),
        (("地址", told.address), ("管理单位", told.body)),
    ):
        yield Cells((cell(label, text, _LABEL, half - _LABEL), cell(other, more, _LABEL, half - _LABEL)), 8 * MM)
    if told.present:
        yield table(f"在户（共 {len(told.present)} 人）", _PRESENT_HEADS, _PRESENT, told.present)
    else:
        yield Cells((cell("在户", _NONE, _LABEL, WIDE - _LABEL),))
    if told.left:
        yield table(f"已离户（共 {len(told.left)} 人）", _LEFT_HEADS, _GONE, told.left)
    yield Cells((cell("说明", told.remark, _LABEL, WIDE - _LABEL, VALUE),))
