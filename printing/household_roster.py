"""集体户台账 TS-HJ-13: who is in a collective household and who left, with a column to sign for the card.

A list for the station and whoever keeps the household's first page; it proves nothing. Numbers are masked. The same
facts at the same moment give the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import SMALL, VALUE, Cells, Row, cell, draw_rows, paginate
from printing.grid import table
from printing.household_roster_facts import RosterFacts, facts
from printing.marks import A4, Mark, Surface, pdf
from printing.typography import HEI, MM, Style, width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from station_app.domain.records import Site
    from station_app.domain.rosters import Roster

FORM = "TS-HJ-13"
EDITION = 1
TITLE = "集体户台账"

_SIZE = (A4[1], A4[0])
"""On its side: the columns are many."""
_LEFT = 15 * MM
_WIDE = 267 * MM
_TOP = 30 * MM
_BOTTOM = 195 * MM
_TITLE = Style(HEI, 20, bold=True)
_LABEL = 24 * MM
_PRESENT_HEADS = ("序号", "姓名", "关系", "公民身份号码", "入户日期", "来源地", "登记卡编号", "领卡签名")
_PRESENT = (12 * MM, 32 * MM, 22 * MM, 42 * MM, 24 * MM, 75 * MM, 30 * MM, 30 * MM)
_LEFT_HEADS = ("序号", "姓名", "公民身份号码", "入户日期", "离户日期", "原因", "去向", "登记卡", "缴回")
_GONE = (12 * MM, 32 * MM, 42 * MM, 24 * MM, 24 * MM, 24 * MM, 61 * MM, 30 * MM, 18 * MM)
_NONE = "无"


def render(roster: Roster, site: Site, at: datetime) -> bytes:
    """Make the roster as PDF."""
    pages = paginate(tuple(_rows(facts(roster))), _BOTTOM - _TOP)
    drawn = [_page(site, at, rows, number, len(pages)) for number, rows in enumerate(pages, 1)]
    return pdf(drawn, title=TITLE, form=f"{FORM}V{EDITION}", at=at, size=_SIZE)


def _page(site: Site, at: datetime, rows: tuple[Row, ...], number: int, of: int) -> list[Mark]:
    marks: list[Mark] = []
    surface = Surface(marks, page_height=_SIZE[1])
    if site.practice:
        surface.slanted(_SIZE[0] / 2, _SIZE[1] / 2, words.PRACTICE, Style(HEI, 74), angle=20, grey=0.9)
    surface.text(_LEFT + (_WIDE - width(TITLE, _TITLE)) / 2, 22 * MM, TITLE, _TITLE)
    draw_rows(surface, _LEFT, _TOP, _WIDE, rows)
    foot = f"{FORM} v{EDITION}　第 {number} 页 / 共 {of} 页　{site.code}　{words.minute(at)}"
    surface.text(_LEFT + _WIDE - width(foot, SMALL), _SIZE[1] - 8 * MM, foot, SMALL)
    return marks


def _rows(told: RosterFacts) -> Iterator[Row]:
    half = _WIDE / 2
    for (label, text), (other, more) in (
        (("户名", told.name), ("户号", told.number)),
        (("地址", told.address), ("管理单位", told.body)),
    ):
        yield Cells((cell(label, text, _LABEL, half - _LABEL), cell(other, more, _LABEL, half - _LABEL)), 8 * MM)
    if told.present:
        yield table(f"在户（共 {len(told.present)} 人）", _PRESENT_HEADS, _PRESENT, told.present)
    else:
        yield Cells((cell("在户", _NONE, _LABEL, _WIDE - _LABEL),))
    if told.left:
        yield table(f"已离户（共 {len(told.left)} 人）", _LEFT_HEADS, _GONE, told.left)
    yield Cells((cell("说明", told.remark, _LABEL, _WIDE - _LABEL, VALUE),))
