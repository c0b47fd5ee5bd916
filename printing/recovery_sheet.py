"""恢复码单: the sheet printed once at the first run, sealed in an envelope and locked away. It is no paper of a case.

Its text stays true whatever becomes of the program: what it is, the code, how to use it, where to keep it, who printed
and who sealed it. It is never stored: printed once, it exists on paper only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from printing import words
from printing.blocks import HAIRLINE, LABEL, OUTLINE, SMALL, Cells, Row, cell, draw_label, draw_rows
from printing.marks import A4, Mark, Surface, pdf
from printing.typography import CENTRE, HEI, MM, SONG, Style, set_lines, width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station_app.domain.records import Officer, Site

FORM = "TS-KEY-01"
EDITION = 1
TITLE = "数据库恢复码单"

_LEFT = 25 * MM
_WIDE = 170 * MM
_TITLE = Style(HEI, 22, bold=True)
_HEADING = Style(HEI, 11.5, bold=True)
_BODY = Style(SONG, 11)
_CODE = Style(HEI, 19)
_PITCH = 5.6 * MM
_GAP = 7 * MM
_CODE_LEADING = 12 * MM

_WHAT = (
    "本单上的恢复码能够打开本单位户籍受理数据库的全部数据。民警忘记密码或者账号都不能使用时，"
    "凭它恢复使用；密码全部失效而又没有它的，任何人（包括软件提供方）都无法恢复数据。"
)
_USE = (
    "在登录窗口选择使用恢复码，逐组输入上面的字符；每输完一遍，程序会核对是否有错字。",
    "数据库打开后，立即为需要使用的民警重新设置密码。",
    "在下面的启封记录上登记，把本单装入新的信封重新密封。",
)
_KEEP = (
    "打印后当场核对字迹清楚，装入信封密封，两人在封口骑缝处签名。",
    "存放在保险柜内，与办公电脑分开；不拍照，不复印，不录入电脑、手机。",
    "本单遗失或者可能被他人看到的，立即报告单位负责人和系统管理员。",
)
_OPENED = ("启封日期", "启封原因", "启封人签名", "见证人签名")


def render(site: Site, officer: Officer, recovery_code: str, at: datetime) -> bytes:
    """Make the sheet as PDF; `recovery_code` comes in groups parted by `-` or spaces and is printed group by group."""
    marks: list[Mark] = []
    surface = Surface(marks)
    if site.practice:
        for height in (0.27, 0.73):
            surface.slanted(A4[0] / 2, A4[1] * height, words.PRACTICE, Style(HEI, 74), angle=30, grey=0.9)
    centre = _LEFT + _WIDE / 2
    surface.text(centre - (width(TITLE, _TITLE) + 12) / 2, 27 * MM, TITLE, _TITLE, spacing=2)
    y = draw_rows(surface, _LEFT, 34 * MM, _WIDE, _whose(site, officer, at))
    y = _paragraphs(surface, y + 10 * MM, "一、这是什么", (_WHAT,), numbered=False)
    y = _code(surface, y + 3 * MM, recovery_code)
    y = _paragraphs(surface, y + 9 * MM, "二、怎样使用", _USE)
    y = _paragraphs(surface, y + 4 * MM, "三、怎样保管", _KEEP)
    y = _signatures(surface, y + 4 * MM)
    _openings(surface, y + 6 * MM)
    foot = f"{FORM} v{EDITION}　第 1 页 / 共 1 页　警号 {officer.badge}　{words.minute(at)}"
    surface.text(_LEFT + _WIDE - width(foot, SMALL), A4[1] - 12 * MM, foot, SMALL)
    return pdf([marks], title=TITLE, form=f"{FORM}V{EDITION}", at=at)


def _whose(site: Site, officer: Officer, at: datetime) -> tuple[Row, ...]:
    label, value = 22 * MM, 63 * MM
    return (
        Cells((cell("单位名称", site.name, label, _WIDE - label),), 8 * MM),
        Cells((cell("单位代码", site.code, label, value), cell("生成时间", words.minute(at), label, value)), 8 * MM),
        Cells((cell("生成人", officer.name, label, value), cell("警号", officer.badge, label, value)), 8 * MM),
    )


def _paragraphs(surface: Surface, y: float, heading: str, texts: Sequence[str], *, numbered: bool = True) -> float:
    surface.text(_LEFT, y, heading, _HEADING)
    y += 7.5 * MM
    for number, text in enumerate(texts, 1):
        indent = 2 * _BODY.size
        if numbered:
            surface.text(_LEFT + 0.6 * _BODY.size, y, f"{number}.", _BODY)
        for line in set_lines(text, _BODY, _WIDE - indent):
            surface.line(_LEFT + indent, y, line, _BODY)
            y += 6.4 * MM
    return y


def _code(surface: Surface, y: float, recovery_code: str) -> float:
    """Draw the code in numbered lines of groups, every character in a field of equal width."""
    groups = [group for group in re.split(r"[\s-]+", recovery_code.strip()) if group]
    longest = max((len(group) for group in groups), default=1)
    inner = _WIDE - 20 * MM
    in_a_line = max(1, int((inner + _GAP) / (longest * _PITCH + _GAP)))
    lines = [groups[start : start + in_a_line] for start in range(0, len(groups), in_a_line)]
    height = len(lines) * _CODE_LEADING + 6 * MM
    surface.frame(_LEFT, y, _WIDE, height, 1.4)
    taken = in_a_line * (longest * _PITCH + _GAP) - _GAP
    first = _LEFT + 8 * MM + max(0.0, (_WIDE - 8 * MM - taken) / 2)
    base = y + 3 * MM + _CODE_LEADING / 2 + CENTRE * _CODE.size
    for number, line in enumerate(lines, 1):
        surface.text(_LEFT + 4 * MM, base, f"{number}", LABEL, grey=0.35)
        left = first
        for group in line:
            for place, character in enumerate(group):
                middle = left + (place + 0.5) * _PITCH
                surface.text(middle - width(character, _CODE) / 2, base, character, _CODE)
            surface.rule(left, base + 2 * MM, left + len(group) * _PITCH, base + 2 * MM, 0.4, grey=0.6)
            left += longest * _PITCH + _GAP
        base += _CODE_LEADING
    return y + height


def _signatures(surface: Surface, y: float) -> float:
    height, half = 19 * MM, _WIDE / 2
    surface.frame(_LEFT, y, _WIDE, height, OUTLINE)
    surface.rule(_LEFT + half, y, _LEFT + half, y + height, HAIRLINE)
    dated = "年　　月　　日"
    for left, label in ((_LEFT, "打印并密封人签名"), (_LEFT + half, "监督人签名")):
        surface.text(left + 2 * MM, y + 5 * MM, label, LABEL)
        surface.text(left + half - 2 * MM - width(dated, SMALL), y + height - 2.6 * MM, dated, SMALL)
    return y + height


def _openings(surface: Surface, y: float) -> None:
    """Draw the record of openings: one head and three empty lines."""
    shares = (34 * MM, 68 * MM, 34 * MM, 34 * MM)
    row = 8 * MM
    surface.frame(_LEFT, y, _WIDE, 4 * row, OUTLINE)
    left = _LEFT
    for share, label in zip(shares, _OPENED, strict=True):
        if left > _LEFT:
            surface.rule(left, y, left, y + 4 * row, HAIRLINE)
        draw_label(surface, left, y, wide=share, height=row, texts=(label,))
        left += share
    for line in range(1, 4):
        surface.rule(_LEFT, y + line * row, _LEFT + _WIDE, y + line * row, HAIRLINE)
