"""交接包交接单 TS-HJ-21: which bundle lies on the stick, between which sites, and who carried and received it.

The receiver compares number and digest before taking the bundle in; nothing on it says what is in the bundle. A sheet
of the desk's own: the hash of its bytes is in the journal, its code proves it where it arrives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from printing import words
from printing.blocks import FIGURES, SMALL, VALUE, Cells, Row, cell, draw_rows
from printing.marks import A4, Mark, Surface, pdf
from printing.page_codes import BARE, draw_codes
from printing.sheet import Paragraphs
from printing.typography import HEI, MM, Style, width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from printing.page_codes import Codes

FORM = "TS-HJ-21"
EDITION = 1
TITLE = "数据交接包交接单"

_LEFT = 20 * MM
_WIDE = 170 * MM
_TOP = 36 * MM
_TITLE = Style(HEI, 20, bold=True)
_LABEL = 26 * MM
_LINE = 9 * MM
_SIGNED = 18 * MM
_GROUP = 8
_STEPS = (
    "　　一、交出：核对包号和校验码，确认存储介质可以安全取出，随单一并送交。",
    "　　二、接收：在“交接”页选择“导入”，核对来源、包号和校验码；与本单不一致的，不要导入，立即电话联系交出单位。",
    "　　三、回执：导入后生成的回执文件带回交出单位导入，本单留存备查。介质遗失的，交出单位可以重做同一包号。",
    "　　包内数据已加密、已签名，只有接收单位能够打开；本单不含个人信息。",
)


class Handed(NamedTuple):
    """One bundle as it was handed over; sites by code and name, `sha256` of the file, moments with their zone."""

    sender: tuple[str, str]
    receiver: tuple[str, str]
    number: int
    entries: int
    attachments: int
    sha256: str
    made_at: datetime
    officer: str
    badge: str
    practice: bool


def render(handed: Handed, codes: Codes = BARE) -> bytes:
    """Make the sheet as PDF."""
    marks: list[Mark] = []
    surface = Surface(marks)
    if handed.practice:
        surface.slanted(A4[0] / 2, A4[1] / 2, words.PRACTICE, Style(HEI, 84), angle=38, grey=0.9)
    surface.text(_LEFT + (_WIDE - width(TITLE, _TITLE)) / 2, 26 * MM, TITLE, _TITLE)
    draw_rows(surface, _LEFT, _TOP, _WIDE, tuple(_rows(handed)))
    draw_codes(surface, codes, (1, 1), (_LEFT, _LEFT + _WIDE), A4[1] - 19 * MM)
    foot = (f"{FORM} v{EDITION}　第 1 页 / 共 1 页", f"警号 {handed.badge}　{words.minute(handed.made_at)}")
    for turn, text in enumerate(reversed(foot)):
        surface.text(_LEFT + _WIDE - width(text, SMALL), A4[1] - 10 * MM - turn * SMALL.leading, text, SMALL)
    return pdf([marks], title=TITLE, form=f"{FORM}V{EDITION}", at=handed.made_at)


def facts(handed: Handed) -> dict[str, object]:
    """Give what the sheet states of a bundle, whoever prints it."""
    return {name: value for name, value in handed._asdict().items() if name not in {"officer", "badge"}}


def _rows(handed: Handed) -> Iterator[Row]:
    for label, (code, name) in (("交出单位", handed.sender), ("接收单位", handed.receiver)):
        yield _line(label, f"{name}　{code}")
    yield _two(("包号", f"第 {handed.number} 号"), ("制作时间", words.minute(handed.made_at)))
    yield _two(("日志条数", f"{handed.entries} 条"), ("扫描件", f"{handed.attachments} 件"))
    yield Cells((cell("校验码", _grouped(handed.sha256), _LABEL, _WIDE - _LABEL, FIGURES),), _LINE)
    yield _line("存储介质", "□ U 盘　□ 光盘　□ 其他＿＿＿＿＿＿＿＿　编号＿＿＿＿＿＿＿＿")
    yield Paragraphs(_STEPS, VALUE)
    yield _two(("交出人", f"{handed.officer}（警号 {handed.badge}）"), ("签名、时间", ""), _SIGNED)
    yield _two(("送交人", ""), ("签名、时间", ""), _SIGNED)
    yield _two(("接收人", ""), ("签名、时间", ""), _SIGNED)
    yield _two(("核对结果", "□ 一致，已导入　□ 不一致"), ("回执带回", "□ 已带回　时间"), _SIGNED)


def _grouped(digest: str) -> str:
    """Divide a digest into groups, as it is compared aloud."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))


def _line(label: str, text: str) -> Row:
    return Cells((cell(label, text, _LABEL, _WIDE - _LABEL),), _LINE)


def _two(first: tuple[str, str], second: tuple[str, str], least: float = _LINE) -> Row:
    half = _WIDE / 2
    return Cells((cell(*first, _LABEL, half - _LABEL), cell(*second, _LABEL, half - _LABEL)), least)
