"""交接班单 TS-HJ-12: what one shift leaves to the next, signed by both. An internal sheet, with a code that proves it.

No family is named in full on it: it lies about. Made from the journalled sheet, so that the same shift gives the same
bytes; their hash is in the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import words
from printing.blocks import SMALL, VALUE, Cells, Row, cell, draw_rows, listing, paginate
from printing.grid import table
from printing.marks import A4, Mark, Surface, pdf
from printing.page_codes import BARE, draw_codes
from printing.sheet import Paragraphs
from printing.shift_hand_over_facts import ShiftFacts, facts
from printing.typography import HEI, MM, Style, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from printing.page_codes import Codes
    from station_app.domain.shifts import ShiftHandOver

FORM = "TS-HJ-12"
EDITION = 1
TITLE = "户籍窗口交接班单"

_LEFT = 20 * MM
_WIDE = 170 * MM
_TOP = 32 * MM
_BOTTOM = 277 * MM
_TITLE = Style(HEI, 20, bold=True)
_LABEL = 26 * MM
_CASES = (12 * MM, 74 * MM, 44 * MM, 40 * MM)
_DUE = (66 * MM, 26 * MM, 46 * MM, 32 * MM)
_DRAFTS = (85 * MM, 85 * MM)
_PAPERS = (90 * MM, 40 * MM, 40 * MM)
_BUNDLES = (46 * MM, 26 * MM, 48 * MM, 50 * MM)
_NONE = "无"


def render(made: ShiftHandOver, codes: Codes = BARE) -> bytes:
    """Make the sheet as PDF; what an earlier program handed over has no codes."""
    told = facts(made)
    pages = paginate(tuple(_rows(told)), _BOTTOM - _TOP)
    drawn = [_page(made, rows, (number, len(pages)), codes) for number, rows in enumerate(pages, 1)]
    return pdf(drawn, title=TITLE, form=f"{FORM}V{EDITION}", at=made.at)


def _page(made: ShiftHandOver, rows: tuple[Row, ...], page: tuple[int, int], codes: Codes) -> list[Mark]:
    marks: list[Mark] = []
    surface = Surface(marks)
    if made.sheet.practice:
        for height in (0.3, 0.7):
            surface.slanted(A4[0] / 2, A4[1] * height, words.PRACTICE, Style(HEI, 74), angle=30, grey=0.9)
    surface.text(_LEFT + (_WIDE - width(TITLE, _TITLE)) / 2, 24 * MM, TITLE, _TITLE)
    draw_rows(surface, _LEFT, _TOP, _WIDE, rows)
    draw_codes(surface, codes, page, (_LEFT, _LEFT + _WIDE), _BOTTOM + 2.5 * MM)
    foot = (f"{FORM} v{EDITION}　第 {page[0]} 页 / 共 {page[1]} 页", f"{made.sheet.site_code}　{words.minute(made.at)}")
    lines = foot if codes.issued else ("　".join(foot),)  # beside bars there is no room for all of it
    for turn, text in enumerate(reversed(lines)):
        surface.text(_LEFT + _WIDE - width(text, SMALL), A4[1] - 10 * MM - turn * SMALL.leading, text, SMALL)
    return marks


def _rows(told: ShiftFacts) -> Iterator[Row]:
    name, code = told.site
    half = _WIDE / 2
    yield Cells((cell("单位", f"{name}　{code}", _LABEL, _WIDE - _LABEL),), 8 * MM)
    giver = cell("交班人", told.giver, _LABEL, half - _LABEL)
    yield Cells((giver, cell("接班人", told.taker, _LABEL, half - _LABEL)), 8 * MM)
    yield Cells((cell("班次", told.span, _LABEL, _WIDE - _LABEL),), 8 * MM)
    yield from _table("本班受理", "件", ("序号", "案件编号", "申请人", "现状"), _CASES, told.accepted)
    yield from _table("未办完的草稿", "份", ("申请人", "最后保存"), _DRAFTS, told.drafts)
    yield listing("待办案件", "", told.waiting or (_NONE,), _LABEL, _WIDE - _LABEL, style=VALUE, columns=3)
    named = "" if told.pressing == f"{len(told.due)} 件" else f"，列出最急的 {len(told.due)} 件"
    heads = ("编号", "申请人", "时限", "剩余")
    yield from _table("临期和超期", "", heads, _DUE, told.due, count=f"{told.pressing}{named}")
    yield from _table("文书打印", "种", ("文书", "首次打印", "重打"), _PAPERS, told.papers)
    yield from _table("未收回执的交接包", "个", ("送往", "包号", "封装时间", "情况"), _BUNDLES, told.bundles)
    yield listing("编号余量", "", told.numbers or (_NONE,), _LABEL, _WIDE - _LABEL, style=VALUE)
    yield Cells((cell("交班说明", told.remarks or _NONE, _LABEL, _WIDE - _LABEL),), 16 * MM)
    yield Paragraphs(("接班人以本人警号和密码在本机确认，以上内容已当面交接。",), SMALL)
    signed = (cell(label, "", _LABEL, half - _LABEL) for label in ("交班人签名", "接班人签名"))
    yield Cells(tuple(signed), 18 * MM)


def _table(
    title: str,
    unit: str,
    heads: tuple[str, ...],
    widths: tuple[float, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    count: str = "",
) -> Iterator[Row]:
    """Give a titled table, or one line that says there is nothing."""
    if not rows:
        yield Cells((cell(title, _NONE, _LABEL, _WIDE - _LABEL),))
    else:
        yield table(f"{title}（共 {count or f'{len(rows)} {unit}'}）", heads, widths, rows)
